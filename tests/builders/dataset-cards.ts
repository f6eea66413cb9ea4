/** Dataset cards with everything filled in, to be changed where a test looks. */
import type { DatasetCard } from '../../app/core/catalogue/dataset-card.ts';

export function card(table: string, changes: Partial<DatasetCard> = {}): DatasetCard {
  return {
    id: `own/${table}`,
    table,
    origin: 'imported',
    title: `The ${table} of a town`,
    description: `All ${table}, as surveyed.`,
    publisher: 'Surveying office',
    source: 'https://data.example.org/set/7',
    licence: 'CC-BY-4.0',
    licenceText: '',
    version: '1',
    synthetic: false,
    personal: false,
    keywords: ['town'],
    language: 'en',
    crs: 'EPSG:25831',
    bbox: [2.1, 41.3, 2.2, 41.4],
    period: { startMs: Date.UTC(2024, 0, 1), endMs: null },
    addedMs: Date.UTC(2026, 4, 2, 10),
    quality: { features: 20, drawable: 18, issues: [{ code: 'null-geometry', count: 2 }], known: [] },
    lineage: [{ how: 'imported', by: 'town.geojson', from: [], atMs: Date.UTC(2026, 4, 2, 10) }],
    files: [{ name: `${table}.geojson`, mediaType: 'application/geo+json', bytes: 1_200, sha256: 'ab'.repeat(32) }],
    ...changes,
  };
}
