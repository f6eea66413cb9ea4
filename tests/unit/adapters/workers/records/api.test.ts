import { describe, expect, it } from 'vitest';
import { loadRecords } from '../../../../../app/adapters/workers/records/api.ts';
import type { RecordFile } from '../../../../../app/core/catalogue/dataset-manifest.ts';
import type { ColumnBatch } from '../../../../../app/core/store/column-batch.ts';
import { recordFileOf } from '../../../../builders/record-file.ts';

const FACTS = {
  id: 'test',
  version: '1.1.0',
  title: 'Test',
  licence: 'CC0-1.0',
  synthetic: true,
  generator: 'tests',
  seed: 7,
  crs: 'OGC:CRS84',
  centre: [2, 41],
  bbox: [1, 40, 3, 42],
} as const;

async function load(
  bytes: Uint8Array | string,
  given: Partial<RecordFile> = {},
  store: () => Promise<void> = async () => {},
) {
  const stored: { mode: string; batch: ColumnBatch }[] = [];
  const steps: string[] = [];
  const asked: string[] = [];
  await loadRecords('http://place.example/test/manifest.json', FACTS, recordFileOf(given), {
    async fetchBytes(url, onProgress) {
      asked.push(url);
      onProgress({ loadedBytes: 10 });
      return typeof bytes === 'string' ? new TextEncoder().encode(bytes) : bytes;
    },
    async store(batches) {
      await store();
      stored.push(...batches);
    },
    onProgress: ({ step, loadedBytes, totalBytes }) => steps.push(`${step} ${loadedBytes}/${totalBytes}`),
    nowMs: () => 1_000,
  });
  return { stored, steps, asked };
}

const cells = (batch: ColumnBatch) => batch.columns.map(({ name, type, values }) => [name, type, [...values]]);

describe('loading a register', () => {
  it('makes a table of text, as it came, and enters it in the catalogue together with it', async () => {
    const { stored, steps, asked } = await load('code,note\n007, NA\n,null\n');
    expect(asked).toEqual(['http://place.example/test/registers/keys.csv']);
    expect(stored.map(({ mode, batch }) => `${mode} ${batch.table} ${batch.rowCount}`)).toEqual([
      'create keys 2',
      'append datasets 1',
    ]);
    expect(cells(stored[0]!.batch)).toEqual([
      ['code', 'text', ['007', '']],
      ['note', 'text', [' NA', 'null']],
    ]);
    const entry = Object.fromEntries(stored[1]!.batch.columns.map(({ name, values }) => [name, values[0]]));
    expect(entry).toMatchObject({ table_name: 'keys', title: 'Register of keys', crs: null, shape: null, features: 2 });
    expect(steps).toEqual(['fetching 0/20', 'fetching 10/20', 'reading 20/20', 'storing 20/20']);
  });

  it('reads Windows-1252 where the manifest says so', async () => {
    const bytes = Uint8Array.of(...new TextEncoder().encode('code;note\r\n1;Lloren'), 0xe7, 0x0d, 0x0a);
    const { stored } = await load(bytes, { encoding: 'windows-1252', delimiter: ';' });
    expect(cells(stored[0]!.batch)[1]).toEqual(['note', 'text', ['Llorenç']]);
  });

  it('makes times and numbers of the columns that the manifest says are such', async () => {
    const columns = [
      { name: 'at', description: '', type: 'timestamp' },
      { name: 'lon', description: '', type: 'double' },
    ] as const;
    const { stored } = await load('at,lon\n2024-11-04T07:12Z,2.16492\n,\nlater,here\n', { columns });
    const [at, lon] = stored[0]!.batch.columns;
    expect([...(at!.values as Float64Array)]).toEqual([Date.UTC(2024, 10, 4, 7, 12), Number.NaN, Number.NaN]);
    expect(lon).toMatchObject({ type: 'double', valid: Uint8Array.of(1, 0, 0) });
    expect((lon!.values as Float64Array)[0]).toBe(2.16492);
  });

  it('goes in batches of 10,000 rows, the first of which makes the table', async () => {
    const { stored } = await load(`code,note\n${'1,2\n'.repeat(20_001)}`);
    expect(stored.map(({ mode, batch }) => `${mode} ${batch.rowCount}`)).toEqual([
      'create 10000',
      'append 10000',
      'append 1',
      'append 1',
    ]);
  });

  it('makes an empty table of a file with a head only', async () => {
    const { stored } = await load('code,note\n');
    expect(stored[0]).toMatchObject({ mode: 'create', batch: { rowCount: 0 } });
  });

  it.each([
    ['', 'file-not-csv'],
    ['code,name\n1,2\n', 'columns-differ'],
    ['<!doctype html>\n', 'columns-differ'],
  ])('refuses %j: %s', async (text, problem) => {
    await expect(load(text)).rejects.toMatchObject({ name: 'RecordError', problem });
  });

  it('says that the database would not take it', async () => {
    const full = async () => {
      throw new Error('Out of Memory Error');
    };
    await expect(load('code,note\n1,2\n', {}, full)).rejects.toMatchObject({
      problem: 'not-stored',
      message: 'Out of Memory Error',
    });
  });
});
