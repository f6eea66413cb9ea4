import { useMemo } from 'react';
import { countMatches } from '../../commands/filter-matches.ts';
import { count } from '../format/numbers.ts';
import { useText } from '../i18n/text.ts';
import { ScrollRegion } from '../parts/scroll-region.tsx';
import { useAnswer, useLessonDesk } from './use-lessons.ts';

/** How many topics each line matches, while it is written. */
export function FilterCounts() {
  const t = useText();
  const answer = useAnswer();
  const topics = useLessonDesk((desk) => desk.topics);
  const counted = useMemo(() => (topics === null ? null : countMatches(answer, topics)), [answer, topics]);
  if (counted === null || counted.lines.length === 0) return null;
  const all = count(counted.topics);
  return (
    <ScrollRegion className="filter-counts" label={t('filter.counts')}>
      <ul>
        {counted.lines.map(({ line, filter, matched }) => (
          <li key={line} className="filter-line">
            <span className="mono ellipsis">{filter}</span>
            {matched === null ? (
              <span className="filter-invalid">✕ {t('filter.invalid')}</span>
            ) : (
              <span title={t('filter.count.long', { count: matched, all })}>
                {t('filter.count', { matched: count(matched), all })}
              </span>
            )}
          </li>
        ))}
      </ul>
      <p className="filter-sum small muted">{t('filter.all', { matched: count(counted.matched), all })}</p>
    </ScrollRegion>
  );
}
