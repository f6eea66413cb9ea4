import type { StreamStatistics } from '../../core/stream/live-stream.ts';
import { count } from '../format/numbers.ts';
import { useText } from '../i18n/text.ts';
import { Note } from '../parts/note.tsx';

/** Said while the database does not take what arrives; its own words beneath. */
export function IngestProblem({ statistics }: { readonly statistics: StreamStatistics }) {
  const t = useText();
  const problem = statistics.ingestProblem;
  if (problem === undefined) return null;
  const { failures, waiting, detail } = problem;
  return (
    <Note tone="error">
      {/* Only this is announced: the figures change every second. */}
      <p role="alert">{t('stream.ingest-problem')}</p>
      <p className="mono small breakable">{detail}</p>
      <p className="small muted">
        {t('stream.ingest-problem.help', { count: waiting, waiting: count(waiting), failures: count(failures) })}
      </p>
    </Note>
  );
}
