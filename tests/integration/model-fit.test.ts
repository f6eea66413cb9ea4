import { readFileSync } from 'node:fs';
import { readFile } from 'node:fs/promises';
import { beforeAll, describe, expect, it } from 'vitest';
import { decodeResult } from '../../app/adapters/duckdb/result-table.ts';
import { ModelsApi } from '../../app/adapters/workers/models/api.ts';
import { ModelsCancelled, type ModelsContext } from '../../app/adapters/workers/models/asked.ts';
import { FIT_MULTIPLIERS_SQL, fitSql } from '../../app/commands/fit-sql.ts';
import { readMeasurements } from '../../app/commands/read-measurements.ts';
import { isUsable, type ModelFit } from '../../app/core/models/evaluation/fit.ts';
import type { FitMeasurements } from '../../app/core/models/evaluation/measurements.ts';
import { USUAL_SETTINGS } from '../../app/core/models/scenario/settings.ts';
import type { WhatIfProgress } from '../../app/core/models/scenario/what-if.ts';
import { ingestFlag } from '../../app/core/quality/spans.ts';
import type { Database } from '../../app/core/store/database.ts';
import { DeviceDirectory } from '../../app/core/stream/device-directory.ts';

import type { Observation } from '../../app/core/stream/observation.ts';
import { readDelivery } from '../../app/core/stream/read-delivery.ts';
import { CITY_TABLES, type CityFiles, createCity, readCityDataset } from '../../simulators/city/index.ts';
import { fakeDatabase } from '../builders/ui-ports.ts';
import { ingestBatch, openTestDatabase, type TestDatabase } from './duckdb-support.ts';

/**
 * The way of the page, with the real database: what the city says is read as the stream reads it, asked back in the page's
 * own SQL, and compared by the models worker's own code. The city's multipliers (emission 1.25, dispersion 0.9, background
 * 1.1) are nowhere in it.
 */
const HOUR = 3_600_000;
const DAY = 24 * HOUR;
const SEED = 20241107;
/** Monday 2024-11-04, local midnight. */
const FROM_MS = Date.UTC(2024, 10, 3, 23);
const DAYS = 10;

let database: Database;
let test: TestDatabase;
let observations: readonly Observation[];
let api: ModelsApi;

const files = Object.fromEntries(
  CITY_TABLES.map((table) => [
    table,
    JSON.parse(readFileSync(new URL(`../../datasets/eixample/${table}.geojson`, import.meta.url), 'utf8')),
  ]),
) as unknown as CityFiles;

function said(days: number): Observation[] {
  const shipped = readCityDataset(files).value!;
  const sensors = shipped.sensors.filter(({ kind }) => kind === 'reference' || kind === 'station');
  const city = createCity({ ...shipped, sensors }, { seed: SEED, ownFaults: false });
  const directory = new DeviceDirectory();
  const until = FROM_MS + days * DAY;
  const context = { directory, virtualNowMs: until, runId: 'run-1', knowsRun: () => true, flagOf: ingestFlag };
  return [...city.retainedMessages('run-1', FROM_MS), ...city.messagesBetween('run-1', FROM_MS, until)].flatMap(
    ({ topic, payload }) => {
      const read = readDelivery({ topic, payload: new TextEncoder().encode(payload), receivedAtMs: until }, context);
      if (read.meta !== null) directory.learn(read.meta);
      return read.observations;
    },
  );
}

async function store(rows: readonly Observation[]): Promise<void> {
  const text = (name: string, of: (row: Observation) => string) =>
    ({ name, type: 'text', values: rows.map(of) }) as const;
  const time = (name: string, of: (row: Observation) => number) =>
    ({ name, type: 'timestamp', values: Float64Array.from(rows, of) }) as const;
  const batch = ingestBatch('upsert-observations', {
    table: 'observations',
    rowCount: rows.length,
    columns: [
      text('run_id', () => 'run-1'),
      text('sensor_id', ({ sensorId }) => sensorId),
      text('property', ({ property }) => property),
      time('phenomenon_time', ({ phenomenonTimeMs }) => phenomenonTimeMs),
      time('result_time', ({ phenomenonTimeMs }) => phenomenonTimeMs + 2_000),
      time('received_at', ({ phenomenonTimeMs }) => phenomenonTimeMs + 3_000),
      {
        name: 'value',
        type: 'double',
        values: Float64Array.from(rows, ({ value }) => value ?? 0),
        valid: Uint8Array.from(rows, ({ value }) => (value === null ? 0 : 1)),
      },
      text('unit', ({ unit }) => unit),
      { name: 'quality_flag', type: 'integer', values: Int32Array.from(rows, ({ qualityFlag }) => qualityFlag) },
      { name: 'seq', type: 'integer', values: Int32Array.from(rows, (_, i) => i) },
      text('source', () => 'sandbox'),
    ],
  });
  await test.engine.ingest([batch]);
}

async function open(rows: readonly Observation[]): Promise<void> {
  test = await openTestDatabase();
  const { engine } = test;
  const run = (sql: string) => engine.query(sql, { timeLimitMs: 20_000, maxRows: 100_000, isCancelled: () => false });
  database = { ...fakeDatabase(), query: async (sql) => decodeResult(await run(sql)) };
  await run(`CREATE TABLE sensors (feature_id VARCHAR, sensor_id VARCHAR, name VARCHAR, domain VARCHAR, kind VARCHAR,
    street_id VARCHAR, height_m DOUBLE, centroid_lon DOUBLE, centroid_lat DOUBLE)`);
  const quoted = (value: unknown) => (value === null ? 'NULL' : `'${String(value).replaceAll("'", "''")}'`);
  const places = files.sensors.features.map(({ properties, geometry }) => {
    const [lon, lat] = (geometry as { coordinates: number[] }).coordinates;
    const { sensor_id, name, domain, kind, street_id, height_m } = properties as Record<string, unknown>;
    return `(${[sensor_id, sensor_id, name, domain, kind, street_id].map(quoted).join(', ')}, ${height_m}, ${lon}, ${lat})`;
  });
  await run(`INSERT INTO sensors VALUES ${places.join(', ')}`);
  await store(rows);
  const context: ModelsContext = {
    fetchTable: (table) => readFile(new URL(`../../datasets/eixample/${table}.geojson`, import.meta.url)),
    store: async (batches) => {
      await engine.ingest(batches.map((batch) => ingestBatch('create', batch)));
    },
    storeRows: async () => undefined,
    readRows: async (sql) => decodeResult(await run(sql)),
    turn: () => new Promise((resolve) => setImmediate(resolve)),
    nowMs: () => 0,
  };
  api = new ModelsApi(context);
}

const ALONE = { onProgress: () => undefined, isCancelled: () => false };

async function fitted(measurements: FitMeasurements, settings = USUAL_SETTINGS): Promise<ModelFit> {
  const answer = await api.answer({ type: 'fit', measurements }, ALONE, settings);
  if (answer.type !== 'fit') throw new Error(answer.type);
  return answer.fit;
}

const until = (ms: number) => observations.filter(({ phenomenonTimeMs }) => phenomenonTimeMs < ms);

/** Found, stated noise, and how much noise may be stated. */
function expectFound(
  { multipliers, noise }: ModelFit,
  most: { emission: number; dispersion: number; background: number },
) {
  const truth = { emission: 1.25, dispersion: 0.9, background: 1.1 };
  for (const name of ['emission', 'dispersion', 'background'] as const) {
    expect(noise[name], name).toBeLessThan(most[name]);
    expect(noise[name], name).toBeGreaterThan(0);
    expect(Math.abs(multipliers![name] - truth[name]), name).toBeLessThan(2 * noise[name]);
  }
}

beforeAll(async () => {
  observations = said(DAYS);
}, 60_000);

describe('ten days of the stream', () => {
  let measurements: FitMeasurements;
  let fit: ModelFit;
  beforeAll(async () => {
    await open(observations);
    measurements = await readMeasurements(database, 'Europe/Madrid');
    fit = await fitted(measurements);
  }, 120_000);

  it('are read as hours of four stations and ten minutes of three gauges, by the clock on the wall', () => {
    expect(measurements.stations.map(({ id }) => id)).toEqual(['air-ref-01', 'air-ref-02', 'air-ref-03', 'air-ref-04']);
    expect(measurements.hours.length).toBeGreaterThan(950);
    expect(measurements.weather.length).toBeGreaterThan(DAYS * 144 - 6);
    expect(measurements.gauges).toBe(3);
    expect(measurements.weather[0]!.utcOffsetMs).toBe(HOUR);
  });

  it('tell the city’s own multipliers within the noise that is stated', () => {
    expectFound(fit, { emission: 0.06, dispersion: 0.06, background: 0.06 });
    expect(fit.separated).toBe(true);
    expect(isUsable(fit)).toBe(true);
    // As it is, the model is off by more than the noise: there is something to find.
    expect(fit.multipliers!.emission - 1).toBeGreaterThan(3 * fit.noise.emission);
    expect(1 - fit.multipliers!.dispersion).toBeGreaterThan(2 * fit.noise.dispersion);
    expect(fit.multipliers!.background - 1).toBeGreaterThan(2 * fit.noise.background);
  });

  it('are met better by the calibrated model, also at stations that it was not fitted to', () => {
    const [no2] = fit.pollutants;
    expect(no2!.meets).toEqual({ before: true, after: true, leftOut: true });
    for (const { scores } of no2!.stations) {
      expect(scores.after!.rmse).toBeLessThan(scores.before!.rmse);
      expect(Math.abs(scores.leftOut!.bias)).toBeLessThan(2);
      expect(scores.leftOut!.indicator).toBeLessThan(0.25);
    }
    expect(Math.abs(no2!.overall!.scores.after!.bias)).toBeLessThan(Math.abs(no2!.overall!.scores.before!.bias));
  });

  it('are rows to be asked, under every figure', async () => {
    const rows = await test.rows(fitSql('no2'));
    expect(rows.map(({ station }) => station)).toEqual(['air-ref-01', 'air-ref-02', 'air-ref-03', 'air-ref-04', 'all']);
    const [first] = fit.pollutants[0]!.stations;
    expect(rows[0]).toMatchObject({
      bias_after: first!.scores.after!.bias,
      indicator_left_out: first!.scores.leftOut!.indicator,
      meets_before: true,
      from_time: fit.fromMs,
    });
    expect(await test.rows(FIT_MULTIPLIERS_SQL)).toEqual(
      (['emission', 'dispersion', 'background'] as const).map((multiplier) => ({
        multiplier,
        found: fit.multipliers![multiplier],
        standard_deviation: fit.noise[multiplier],
      })),
    );
    const [biases] = await test.rows(
      `SELECT avg(modelled_before - observed) AS bias FROM model_fit_hours WHERE pollutant = 'no2' AND station = 'air-ref-01'`,
    );
    expect(biases!.bias).toBeCloseTo(first!.scores.before!.bias, 9);
  });

  it('can be compared without a station that is not trusted', async () => {
    const three = await fitted(await readMeasurements(database, 'Europe/Madrid', ['air-ref-02']));
    expect(three.pollutants[0]!.stations.map(({ id }) => id)).toEqual(['air-ref-01', 'air-ref-03', 'air-ref-04']);
    expectFound(three, { emission: 0.15, dispersion: 0.1, background: 0.07 });
  });

  it('find other multipliers for another model: air carried on at crossings wants less of it', async () => {
    const mixed = await fitted(measurements, { ...USUAL_SETTINGS, crossings: 'mixed' });
    expect(mixed.multipliers!.dispersion).toBeLessThan(fit.multipliers!.dispersion);
    const cold = await fitted(measurements, { ...USUAL_SETTINGS, engines: 'cold' });
    expect(cold.multipliers!.emission).toBeLessThan(fit.multipliers!.emission);
  }, 60_000);

  it('are compared in steps that can be told and called off', async () => {
    const heard: WhatIfProgress[] = [];
    const asked = { onProgress: (step: WhatIfProgress) => void heard.push(step), isCancelled: () => heard.length > 2 };
    await expect(api.answer({ type: 'fit', measurements }, asked)).rejects.toThrow(ModelsCancelled);
    expect(heard.map(({ step }) => step)).toEqual(['comparing', 'comparing', 'comparing']);
    expect(heard[2]!.share).toBeLessThan(0.1);
  });
});

describe('one day of the stream', () => {
  beforeAll(() => open(until(FROM_MS + DAY)), 60_000);

  it('tells them with as much more noise', async () => {
    const fit = await fitted(await readMeasurements(database, 'Europe/Madrid'));
    expect(fit.hours).toBeGreaterThanOrEqual(24);
    expectFound(fit, { emission: 0.2, dispersion: 0.15, background: 0.25 });
    expect(fit.noise.background).toBeGreaterThan(0.05);
  });

  it('passes over what a quality flag keeps out, and counts it', async () => {
    const before = await readMeasurements(database, 'Europe/Madrid');
    const broken = until(FROM_MS + DAY)
      .filter(({ sensorId, property }) => sensorId === 'air-ref-01' && property === 'no2')
      .map((row): Observation => ({ ...row, value: 9999, qualityFlag: 4 }));
    await store(broken.map((row) => ({ ...row, phenomenonTimeMs: row.phenomenonTimeMs + 60_000 })));
    const after = await readMeasurements(database, 'Europe/Madrid');
    expect(after.hours).toEqual(before.hours);
    expect(after.flaggedOut - before.flaggedOut).toBe(broken.length);
  });

  it('names the station that the model does not meet', async () => {
    await open(
      until(FROM_MS + DAY).map((row) =>
        row.sensorId === 'air-ref-02' && row.property === 'no2' ? { ...row, value: row.value! * 3 + 40 } : row,
      ),
    );
    const { pollutants } = await fitted(await readMeasurements(database, 'Europe/Madrid'));
    expect(pollutants[0]!.meets.before).toBe(false);
    const failing = pollutants[0]!.stations.filter(({ scores }) => scores.before!.indicator > 1);
    expect(failing.map(({ id }) => id)).toEqual(['air-ref-02']);
    expect(failing[0]!.scores.before!.bias).toBeLessThan(-40);
  }, 60_000);
});
