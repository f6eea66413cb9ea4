import type { AppContext } from './app-context.ts';
import type { ChangeRecord } from './change-record.ts';
import { workOf } from './model-work.ts';

/** Calls the comparison with the stations off; what an earlier one said stays. */
export function cancelFit({ store }: AppContext): ChangeRecord {
  workOf(store).fitting?.abort();
  return { label: 'change.fit-checked' };
}
