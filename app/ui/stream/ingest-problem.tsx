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
    <div role="alert">
      <Note tone="error">
        <p>{t('stream.ingest-problem', { count: failures, failures: count(failures) })}</p>
        <p className="mono small breakable">{detail}</p>
        <p className="small muted">{t('stream.ingest-problem.help', { count: waiting, waiting: count(waiting) })}</p>
      </Note>
    </div>
  );
}
