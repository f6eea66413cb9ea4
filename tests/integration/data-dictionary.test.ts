import { readFileSync } from 'node:fs';
import { describe, expect, it } from 'vitest';
import { layerColumns } from '../../app/adapters/workers/layers/layer-columns.ts';
import { layerFiles } from '../../app/core/catalogue/dataset-manifest.ts';
import { HOUSE_TABLE_MEANINGS, LAYER_MEASURES } from '../../app/core/store/column-meanings.ts';
import { TABLE_NOTES } from '../../datasets/card.ts';
import { dataDictionary } from '../../datasets/dictionary.ts';
import { shippedManifest } from '../support/shipped-records.ts';
import { openTestDatabase } from './duckdb-support.ts';

/** Sums of hours whose rows are gone: people read them through the view. */
const READ_THROUGH_A_VIEW = ['observations_retired_hours'];

describe('the data dictionary', () => {
  it('is as the schema and the dataset make it', () => {
    const page = readFileSync(new URL('../../docs/data-dictionary.md', import.meta.url), 'utf8');
    expect(page).toBe(dataDictionary(shippedManifest));
  });
  it('names every column of every house table, and no other', async () => {
    const { engine } = await openTestDatabase();
    const tables = engine.tables().filter(({ name }) => !READ_THROUGH_A_VIEW.includes(name));
    const inDatabase = tables.map(({ name, columns }) => [name, columns.map((column) => column.name).sort()]).sort();
    const inDictionary = Object.entries(HOUSE_TABLE_MEANINGS).map(([name, { columns }]) => [
      name,
      Object.keys(columns).sort(),
    ]);
    expect(inDictionary.sort()).toEqual(inDatabase);
  });
  it('names every column of every layer', () => {
    for (const { table, path, shape } of layerFiles(shippedManifest)) {
      const { features } = JSON.parse(
        readFileSync(new URL(`../../datasets/eixample/${path}`, import.meta.url), 'utf8'),
      );
      const known = new Set([...Object.keys(TABLE_NOTES[table]!.columns), ...Object.keys(LAYER_MEASURES)]);
      const columns = layerColumns(table, shape, features.slice(0, 5)).columns.map(({ name }) => name);
      expect([table, columns.filter((name) => !known.has(name))]).toEqual([table, []]);
    }
  });
});
