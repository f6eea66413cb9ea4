import type { DatasetCard } from '../core/catalogue/dataset-card.ts';
import type { FileFormat } from '../core/geo/doctor/feature-source.ts';
import type { DoctorReport } from '../core/geo/doctor/report.ts';
import type { ImportFacts } from '../state/import-desk.ts';

const MEDIA_TYPES: Readonly<Record<FileFormat, string>> = {
  geojson: 'application/geo+json',
  'geojson-text-sequence': 'application/geo+json-seq',
  'geojson-newline-delimited': 'application/geo+json-seq',
  topojson: 'application/json',
  csv: 'text/csv',
  shapefile: 'application/zip',
  geopackage: 'application/geopackage+sqlite3',
  geoparquet: 'application/vnd.apache.parquet',
  cityjson: 'application/city+json',
  unknown: 'application/octet-stream',
};

/** The card of an imported table: what the person said, what the doctor found, and the file it came from. */
export function importedCard(
  table: string,
  facts: ImportFacts,
  report: DoctorReport,
  files: readonly { readonly name: string; readonly bytes: number }[],
  nowMs: number,
): DatasetCard {
  const names = files.map(({ name }) => name).join(', ');
  return {
    id: `own/${table}`,
    table,
    origin: 'imported',
    title: facts.title.trim() === '' ? table : facts.title.trim(),
    description: report.why,
    publisher: facts.publisher.trim(),
    source: facts.source.trim(),
    licence: facts.licence,
    licenceText: '',
    version: '1',
    synthetic: false,
    // Nobody has said that it is not about persons.
    personal: true,
    keywords: [],
    language: '',
    crs: report.bbox === null ? null : report.crs.used,
    bbox: report.bbox,
    period: null,
    addedMs: nowMs,
    quality: {
      features: report.features ?? 0,
      drawable: report.drawable,
      issues: report.issues.map(({ code, count }) => ({ code, count })),
      known: [],
    },
    lineage: [{ how: 'imported', by: names, from: [], atMs: nowMs }],
    files: files.map(({ name, bytes }) => ({
      name,
      mediaType: MEDIA_TYPES[report.file.format],
      bytes,
      sha256: null,
    })),
  };
}
