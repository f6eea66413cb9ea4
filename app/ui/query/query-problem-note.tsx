import type { QueryProblem } from '../../state/app-state.ts';
import { useAppState } from '../app-context.tsx';
import { useText } from '../i18n/text.ts';
import { Note } from '../parts/note.tsx';
import { problemName } from './problem-name.ts';

/** What went wrong, where, and what to do; the database's own words beneath. */
export function QueryProblemNote({ problem }: { readonly problem: QueryProblem }) {
  const t = useText();
  const draft = useAppState((state) => state.draft);
  const seconds = useAppState((state) => state.timeLimitMs) / 1000;
  const name = problemName(problem);
  const line = problem.position === null ? null : draft.slice(0, problem.position).split('\n').length;
  return (
    <div className="result-problem" role="alert">
      <Note tone={problem.kind === 'cancelled' ? 'info' : 'error'}>
        <p>
          <strong>{t(`problem.${name}`, { seconds })}</strong>
          {line === null ? null : <> {t('problem.line', { line })}</>}
        </p>
        {problem.kind === 'cancelled' ? null : <p className="mono small breakable problem-words">{problem.message}</p>}
        <p className="small muted">{t(`problem.${name}.help`)}</p>
      </Note>
    </div>
  );
}
