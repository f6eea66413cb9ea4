/** Rows of the house table `datasets`: one for each table that came with a dataset. */
import type { DatasetManifest } from '../../core/catalogue/dataset-manifest.ts';
import type { ColumnBatch } from '../../core/store/column-batch.ts';

/** What the catalogue says of the whole dataset; the manifest without its files. */
export type DatasetFacts = Omit<DatasetManifest, 'files'>;

export interface CatalogueEntry {
  readonly table: string;
  readonly title: string;
  /** Null where rows have no geometry, or each its own system. */
  readonly crs: string | null;
  readonly shape: string | null;
  /** Features or rows. */
  readonly features: number;
  readonly bytes: number;
  readonly sha256: string;
}

export function catalogueBatch(facts: DatasetFacts, entries: readonly CatalogueEntry[], nowMs: number): ColumnBatch {
  const same = (value: string) => entries.map(() => value);
  return {
    table: 'datasets',
    rowCount: entries.length,
    columns: [
      { name: 'dataset_id', type: 'text', values: same(facts.id) },
      { name: 'table_name', type: 'text', values: entries.map((entry) => entry.table) },
      { name: 'title', type: 'text', values: entries.map((entry) => entry.title) },
      { name: 'version', type: 'text', values: same(facts.version) },
      { name: 'licence', type: 'text', values: same(facts.licence) },
      { name: 'synthetic', type: 'boolean', values: entries.map(() => facts.synthetic) },
      { name: 'source', type: 'text', values: same(`${facts.generator}, seed ${facts.seed}`) },
      { name: 'crs', type: 'text', values: entries.map((entry) => entry.crs) },
      { name: 'shape', type: 'text', values: entries.map((entry) => entry.shape) },
      { name: 'features', type: 'integer', values: Int32Array.from(entries, (entry) => entry.features) },
      { name: 'bytes', type: 'integer', values: Int32Array.from(entries, (entry) => entry.bytes) },
      { name: 'sha256', type: 'text', values: entries.map((entry) => entry.sha256) },
      { name: 'added_at', type: 'timestamp', values: Float64Array.from(entries, () => nowMs) },
    ],
  };
}
