import type { AppContext } from './app-context.ts';
import type { ChangeRecord } from './change-record.ts';
import { workOf } from './model-work.ts';

/** Calls the run of the models off; what was shown before stays. */
export function cancelEvaluation({ store }: AppContext): ChangeRecord {
  workOf(store).evaluation?.abort();
  return { label: 'change.scenario-run' };
}
