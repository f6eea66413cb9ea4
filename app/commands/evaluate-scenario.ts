import { WhatIfError, type WhatIfOutcome, type WhatIfProgress } from '../core/models/scenario/what-if.ts';
import type { AppState } from '../state/app-state.ts';
import { askedScenario, scenarioKey } from '../state/chosen-scenario.ts';
import type { ModelProblem, ScenarioRun } from '../state/model-state.ts';
import type { AppContext } from './app-context.ts';
import type { ChangeRecord } from './change-record.ts';
import { workOf } from './model-work.ts';

export interface Evaluation extends ChangeRecord {
  /** Settles when it is over, however it went; it never rejects. */
  readonly finished: Promise<void>;
}

/**
 * Asks the models about the scenario that is looked at. One at a time: a newer question ends the older one. Totals go into
 * the state, rows into the database; what was shown before stays until the new figures are there.
 */
export function evaluateScenario({ store, ports }: Pick<AppContext, 'store' | 'ports'>): Evaluation {
  const work = workOf(store);
  work.evaluation?.abort();
  const controller = new AbortController();
  work.evaluation = controller;
  const scenario = askedScenario(store.getState());
  const key = scenarioKey(scenario);
  const isNewest = () => work.evaluation === controller;
  const tell = (fields: Partial<ScenarioRun>) => {
    if (isNewest()) store.setState((state) => ({ scenarioRun: { ...state.scenarioRun, ...fields } }));
  };
  tell({ status: 'running', key, progress: null, problem: null, partialGap: null });
  const finished = ports.whatIf
    .evaluate(scenario, {
      signal: controller.signal,
      onProgress: (progress) => tell(shownSoFar(scenario.id, progress)),
    })
    .then(
      (outcome) => {
        // Its rows are there even where nobody waits for them any more.
        store.setState((state) => withRows(state, outcome, key));
        const { before, after, provisional, relativeGap, elapsedMs, issues } = outcome;
        tell({
          status: 'done',
          shownKey: key,
          shownId: scenario.id,
          partialGap: null,
          progress: null,
          before,
          after,
          provisional,
          relativeGap,
          elapsedMs,
          issues: issues.map(({ code, detail = '' }) => ({ code, detail })),
        });
      },
      (error: unknown) =>
        tell(
          controller.signal.aborted
            ? { status: 'cancelled', progress: null }
            : { status: 'failed', progress: null, problem: problemOf(error) },
        ),
    );
  return { label: 'change.scenario-run', finished };
}

/** Figures of flows that are not settled yet are shown as such, instead of those of another scenario. */
function shownSoFar(scenarioId: string, progress: WhatIfProgress): Partial<ScenarioRun> {
  const { partial } = progress;
  return partial === undefined
    ? { progress }
    : {
        progress,
        before: partial.before,
        after: partial.after,
        provisional: null,
        shownId: scenarioId,
        partialGap: progress.relativeGap ?? 1,
      };
}

/** Which scenarios have rows, once these were written: draws of other edits are gone, and so is what made way for them. */
export function withRows(
  { calculated, explored }: Pick<AppState, 'calculated' | 'explored'>,
  { scenarioId, dropped }: Pick<WhatIfOutcome, 'scenarioId' | 'dropped'>,
  key: string,
): Pick<AppState, 'calculated' | 'explored'> {
  const next = withoutRows({ calculated, explored }, dropped);
  const known = next.explored[scenarioId];
  return {
    calculated: { ...next.calculated, [scenarioId]: key },
    explored: known === undefined || known.key === key ? next.explored : without(next.explored, [scenarioId]),
  };
}

export function withoutRows(
  { calculated, explored }: Pick<AppState, 'calculated' | 'explored'>,
  scenarioIds: readonly string[],
): Pick<AppState, 'calculated' | 'explored'> {
  return { calculated: without(calculated, scenarioIds), explored: without(explored, scenarioIds) };
}

function without<T>(record: Readonly<Record<string, T>>, keys: readonly string[]): Readonly<Record<string, T>> {
  return Object.fromEntries(Object.entries(record).filter(([key]) => !keys.includes(key)));
}

export function problemOf(error: unknown): ModelProblem {
  if (error instanceof WhatIfError) return { code: error.code, detail: error.message };
  return { code: 'worker-failed', detail: error instanceof Error ? error.message : String(error) };
}
