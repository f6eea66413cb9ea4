import { RadioTower } from 'lucide-react';
import { readHeard } from '../../commands/filter-matches.ts';
import { count } from '../format/numbers.ts';
import { useText } from '../i18n/text.ts';
import { Note } from '../parts/note.tsx';
import { ScrollRegion } from '../parts/scroll-region.tsx';
import { useReading } from '../use-reading.ts';
import { useLessonDesk } from './use-lessons.ts';

const TABLES = ['messages_raw'];

/** What the filters that were run let through of the live stream. */
export function HeardTopics() {
  const t = useText();
  const run = useLessonDesk((desk) => desk.run);
  const isRun = run.status === 'done' && run.isWhole;
  const heard = useReading(
    `heard ${run.text}`,
    TABLES,
    3000,
    isRun ? (database) => readHeard(database, run.text) : null,
  );
  if (!isRun) return null;
  return (
    <ScrollRegion className="heard" label={t('filter.heard')}>
      <p className="heard-head">
        <RadioTower className="icon" aria-hidden="true" />
        <strong>{t('filter.heard')}</strong>
        <span className="small muted">{t('filter.heard.about')}</span>
      </p>
      {heard.status === 'failed' ? (
        <Note tone="warning" detail={heard.detail}>
          {t('filter.heard.failed')}
        </Note>
      ) : null}
      {heard.value === null ? (
        heard.status === 'loading' ? (
          <span className="skeleton" />
        ) : null
      ) : heard.value.length === 0 ? (
        <p className="small">{t('filter.heard.none')}</p>
      ) : (
        <table className="table">
          <thead>
            <tr>
              <th scope="col">{t('filter.heard.kind')}</th>
              <th scope="col" className="number">
                {t('filter.heard.topics')}
              </th>
              <th scope="col" className="number">
                {t('filter.heard.messages')}
              </th>
            </tr>
          </thead>
          <tbody>
            {heard.value.map(({ kind, topics, messages }) => (
              <tr key={kind}>
                <th scope="row" className="mono">
                  {kind}
                </th>
                <td className="number">{count(topics)}</td>
                <td className="number">{count(messages)}</td>
              </tr>
            ))}
          </tbody>
        </table>
      )}
    </ScrollRegion>
  );
}
