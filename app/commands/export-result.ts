import type { AppContext } from './app-context.ts';
import type { ChangeRecord } from './change-record.ts';
export function exportResult(_app: AppContext, _format: 'csv' | 'geojson'): ChangeRecord {
  return { label: 'change.export' };
}
