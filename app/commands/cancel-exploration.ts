import type { AppContext } from './app-context.ts';
import type { ChangeRecord } from './change-record.ts';
import { workOf } from './model-work.ts';

/** Calls the many runs off; nothing of them is kept. */
export function cancelExploration({ store }: AppContext): ChangeRecord {
  workOf(store).exploration?.abort();
  return { label: 'change.scenario-explored' };
}
