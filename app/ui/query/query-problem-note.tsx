import type { QueryProblem } from '../../state/app-state.ts';
import { useAppState } from '../app-context.tsx';
import { useText } from '../i18n/text.ts';
import { Note } from '../parts/note.tsx';
import { problemName } from './problem-name.ts';

export interface QueryProblemNoteProps {
  readonly problem: QueryProblem;
  /** The text that the place is counted in, and how long it may run, where they are not those of the query panel. */
  readonly text?: string;
  readonly limitMs?: number;
}

/** What went wrong, where, and what to do; the database's own words beneath. */
export function QueryProblemNote({ problem, text, limitMs }: QueryProblemNoteProps) {
  const t = useText();
  const draft = useAppState((state) => text ?? state.draft);
  const seconds = useAppState((state) => limitMs ?? state.timeLimitMs) / 1000;
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
