import type { AppContext } from './app-context.ts';
import { type Evaluation, problemOf } from './evaluate-scenario.ts';

/** A city of fifteen minutes is asked about its fifteen minutes; people of 65 and older walk slower, not shorter. */
export const WITHIN_MINUTES = 15;

/** Walking times of every building to every category, as the table `walking_access` and a summary. */
export function analyseAccess({ store, ports }: AppContext, withinMinutes = WITHIN_MINUTES): Evaluation {
  const tell = (access: ReturnType<typeof store.getState>['placeAnalyses']['access']) =>
    store.setState(({ placeAnalyses }) => ({ placeAnalyses: { ...placeAnalyses, access } }));
  tell({ status: 'running', share: 0, summary: null, problem: null });
  const finished = ports.whatIf.access(withinMinutes).then(
    (summary) => tell({ status: 'done', share: 1, summary, problem: null }),
    (error: unknown) => tell({ status: 'failed', share: 0, summary: null, problem: problemOf(error) }),
  );
  return { label: 'change.access-analysed', finished };
}
