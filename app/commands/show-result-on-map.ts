import type { AppContext } from './app-context.ts';
import type { ChangeRecord } from './change-record.ts';
export function showResultOnMap(_app: AppContext): ChangeRecord {
  return { label: 'change.map-result' };
}
