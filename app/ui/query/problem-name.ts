import type { QueryErrorCode, QueryErrorKind } from '../../core/store/database.ts';
import type { QueryProblem } from '../../state/app-state.ts';

/** The database's words for a file or an address that was to be read: only its tables can be. */
const NO_FILES = /file system [a-z ]*(are|has been) disabled/i;

/** The name under which the texts explain a problem. */
export function problemName(problem: QueryProblem): QueryErrorKind | QueryErrorCode | 'no-files' {
  return problem.code ?? (NO_FILES.test(problem.message) ? 'no-files' : problem.kind);
}
