import type { AppContext } from './app-context.ts';
import type { ChangeRecord } from './change-record.ts';

/** Ends the making of a layer of a result; nothing of it is left. */
export function cancelLayer({ results }: AppContext): ChangeRecord {
  results.cancelLayer?.();
  return { label: 'change.map-result' };
}
