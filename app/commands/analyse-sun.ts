import type { AppContext } from './app-context.ts';
import { type Evaluation, problemOf } from './evaluate-scenario.ts';

/** Hours of sun, sky view and heat of every street side on one day, as the table `street_sun` and a summary. */
export function analyseSun({ store, ports }: AppContext, dayStartMs: number): Evaluation {
  const tell = (sun: ReturnType<typeof store.getState>['placeAnalyses']['sun']) =>
    store.setState(({ placeAnalyses }) => ({ placeAnalyses: { ...placeAnalyses, sun } }));
  tell({ status: 'running', share: 0, summary: null, problem: null });
  const onProgress = ({ share }: { readonly share: number }) =>
    tell({ status: 'running', share, summary: null, problem: null });
  const finished = ports.whatIf.sun(dayStartMs, { onProgress }).then(
    (summary) => tell({ status: 'done', share: 1, summary, problem: null }),
    (error: unknown) => tell({ status: 'failed', share: 0, summary: null, problem: problemOf(error) }),
  );
  return { label: 'change.sun-analysed', finished };
}
