import type { AppContext } from './app-context.ts';
import type { ChangeRecord } from './change-record.ts';
import { type Evaluation, problemOf } from './evaluate-scenario.ts';
import { workOf } from './model-work.ts';

const LABEL = 'change.sun-analysed';

/**
 * Hours of sun, sky view and heat of every street side on one day, as the table `street_sun` and a summary. A newer
 * question ends the older one; called off, the figures of before stand again.
 */
export function analyseSun({ store, ports }: AppContext, dayStartMs: number): Evaluation {
  const work = workOf(store);
  work.sun?.abort();
  const controller = new AbortController();
  work.sun = controller;
  const { summary: before } = store.getState().placeAnalyses.sun;
  const tell = (sun: ReturnType<typeof store.getState>['placeAnalyses']['sun']) => {
    if (work.sun === controller) store.setState(({ placeAnalyses }) => ({ placeAnalyses: { ...placeAnalyses, sun } }));
  };
  tell({ status: 'running', share: 0, summary: null, problem: null });
  const onProgress = ({ share }: { readonly share: number }) =>
    tell({ status: 'running', share, summary: null, problem: null });
  const finished = ports.whatIf.sun(dayStartMs, { signal: controller.signal, onProgress }).then(
    (summary) => tell({ status: 'done', share: 1, summary, problem: null }),
    (error: unknown) =>
      tell(
        controller.signal.aborted
          ? { status: before === null ? 'idle' : 'done', share: 0, summary: before, problem: null }
          : { status: 'failed', share: 0, summary: null, problem: problemOf(error) },
      ),
  );
  return { label: LABEL, finished };
}

/** Calls the sun off while it is followed. */
export function cancelSun({ store }: AppContext): ChangeRecord {
  workOf(store).sun?.abort();
  return { label: LABEL };
}
