import { beforeAll, describe, expect, it } from 'vitest';
import type { Column } from '../../app/core/store/column-batch.ts';
import { attributesOf, colouringOf } from '../../app/core/twins/layer-attributes.ts';
import { ingestBatch, observationBatch, openTestDatabase, START_MS, type TestDatabase } from './duckdb-support.ts';

const text = (name: string, ...values: (string | null)[]): Column => ({ name, type: 'text', values });
const double = (name: string, ...values: number[]): Column => ({
  name,
  type: 'double',
  values: Float64Array.from(values),
});

let database: TestDatabase;
beforeAll(async () => {
  database = await openTestDatabase();
  await database.engine.ingest([
    ingestBatch('create', {
      table: 'sensors',
      rowCount: 3,
      columns: [
        text('feature_id', 'air-1', 'loop-1', 'loop-2'),
        text('sensor_id', 'air-1', 'loop-1', 'loop-2'),
        text('street_id', null, 'street-1', 'street-1'),
      ],
    }),
    ingestBatch('create', {
      table: 'building_nearest_air',
      rowCount: 3,
      columns: [
        text('feature_id', 'b-1', 'b-2', 'b-3'),
        text('sensor_id', 'air-1', 'air-1', 'air-1'),
        double('distance_m', 12, 60, 60.1),
      ],
    }),
    ingestBatch('create', {
      table: 'census_sections',
      rowCount: 1,
      columns: [
        text('feature_id', 'c-1'),
        text('district_id', 'd-1'),
        double('population', 1500),
        double('area_m2', 50_000),
      ],
    }),
  ]);
  const row = { run: 'r1', resultAfterS: 1 };
  await database.engine.ingest([
    observationBatch([
      { ...row, sensor: 'air-1', property: 'no2', minute: 0, value: 20 },
      { ...row, sensor: 'air-1', property: 'no2', minute: 10, value: 45 },
      { ...row, sensor: 'loop-1', property: 'flow', minute: 5, value: 400 },
      { ...row, sensor: 'loop-2', property: 'flow', minute: 5, value: 600 },
    ]),
  ]);
});

const values = async (table: string, attribute: string, moment: number | null = null) => {
  const rows = await database.rows(colouringOf(table, attribute, moment)!.values.sql);
  return Object.fromEntries(rows.map((row) => [row.feature_id, row.value]));
};

describe('the value queries of layers, in DuckDB', () => {
  it('give each sensor its newest reading of the property', async () => {
    expect(await values('sensors', 'no2')).toEqual({ 'air-1': 45 });
  });

  it('give each sensor its last reading before a past moment', async () => {
    expect(await values('sensors', 'no2', START_MS + 9 * 60_000)).toEqual({ 'air-1': 20 });
    expect(await values('sensors', 'no2', START_MS + 24 * 3_600_000)).toEqual({});
  });

  it('give a street the mean of its loops', async () => {
    expect(await values('streets', 'flow')).toEqual({ 'street-1': 500 });
    expect(await values('streets', 'flow', START_MS + 6 * 60_000)).toEqual({ 'street-1': 500 });
  });

  it('lend buildings within 60 m what the nearest air sensor reads', async () => {
    expect(await values('buildings', 'nearest_no2')).toEqual({ 'b-1': 45, 'b-2': 45 });
    expect(await values('buildings', 'nearest_no2', START_MS + 60_000)).toEqual({ 'b-1': 20, 'b-2': 20 });
  });

  it('divide population by area', async () => {
    expect(await values('census_sections', 'population_density')).toEqual({ 'c-1': 30_000 });
    expect(await values('districts', 'population_density')).toEqual({ 'd-1': 30_000 });
  });

  it('are all understood, for every property of the sensors', async () => {
    for (const { id } of attributesOf({ table: 'sensors' })) {
      await expect(database.rows(colouringOf('sensors', id)!.values.sql)).resolves.toBeInstanceOf(Array);
    }
  });
});
