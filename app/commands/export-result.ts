import { toCsv, toGeoJson } from '../core/store/result-export.ts';
import type { AppContext } from './app-context.ts';
import type { ChangeRecord } from './change-record.ts';
import { giveNotice } from './give-notice.ts';

export type ExportFormat = 'csv' | 'geojson';

/** Hands the whole result over as a file. GeoJSON needs a place: where there is none, it is said which column gives one. */
export function exportResult(app: AppContext, format: ExportFormat): ChangeRecord {
  const { results, ports } = app;
  const label = 'change.export';
  const { table } = results;
  if (table === null) return { label };
  if (format === 'csv') {
    ports.files.save('maqueta-result.csv', 'text/csv', toCsv(table));
    return { label };
  }
  const geoJson = toGeoJson(table);
  if (geoJson === null) giveNotice(app, 'warning', 'notice.export-no-place');
  else ports.files.save('maqueta-result.geojson', 'application/geo+json', geoJson);
  return { label };
}
