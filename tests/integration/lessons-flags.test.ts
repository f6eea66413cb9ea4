/** Exercise 9 asks for the flags of the reference: its solution is held against the reference's own vectors and against the app's tests. */
import { readFileSync } from 'node:fs';
import { expect, test } from 'vitest';
import { LessonEngine } from '../../app/adapters/duckdb/lessons/engine.ts';
import { decodeResult, rowsOf } from '../../app/adapters/duckdb/result-table.ts';
import { stateSql } from '../../app/core/lessons/exercises/exercise-state.ts';
import { aggregate, flatLine, grossRange, rateOfChange, spike, timeGap } from '../../app/core/quality/qartod.ts';
import type { Cell } from '../../app/core/store/database.ts';
import { openBindings } from './duckdb-support.ts';

type Row = Readonly<Record<string, Cell>>;

const FOLDER = new URL('../../docs/exercises/09-trust-but-flag/', import.meta.url);
const read = (file: string) => readFileSync(new URL(file, FOLDER), 'utf8');
const SOLUTION = read('solution.sql');
const TESTS = ['gross_range', 'spike', 'rate_of_change', 'flat_line', 'time_gap', 'flag'] as const;

async function tryOn(state: string, steps: readonly string[]): Promise<Row[][]> {
  const engine = new LessonEngine(await openBindings(), {
    clock: performance,
    turn: () => new Promise((resolve) => setImmediate(resolve)),
    onTablesChanged: () => undefined,
  });
  const options = { timeLimitMs: 100_000, maxRows: 100_000, isCancelled: () => false };
  const { results, error } = await engine.try({ state, steps }, options);
  if (error !== null) throw error;
  return results.map((result) => rowsOf(decodeResult(result)));
}

interface Vector {
  readonly values: readonly (number | null)[];
  /** Seconds of each value; every 600 s unless told. */
  readonly seconds?: readonly number[];
  /** Over thresholds that nothing reaches. */
  readonly settings?: Readonly<Record<string, number>>;
}

const OUT_OF_REACH = {
  gross_fail_low: -1e6,
  gross_fail_high: 1e6,
  gross_suspect_low: -1e6,
  gross_suspect_high: 1e6,
  spike_suspect: 1e6,
  spike_fail: 1e6,
  rate_suspect_per_s: 1e6,
  rate_fail_per_s: 1e6,
  flat_suspect_s: 1800,
  flat_fail_s: 3000,
  flat_tolerance: 0,
  gap_s: 1e6,
};

/** The solution's flags of one test for a station that measured just these values. */
async function flagsOf(test: (typeof TESTS)[number], { values, seconds, settings }: Vector): Promise<number[]> {
  const rows = values.map(
    (value, i) =>
      `('a', 'no2', TIMESTAMP '2026-03-01' + to_seconds(${seconds?.[i] ?? 600 * i}), ${value ?? 'NULL'}::DOUBLE)`,
  );
  const named = Object.entries({ ...OUT_OF_REACH, ...settings }).map(([name, value]) => `${value}::DOUBLE AS ${name}`);
  const state = `CREATE TABLE observations AS SELECT * FROM (VALUES ${rows.join(', ')}) v(sensor_id, property, phenomenon_time, value);
    CREATE TABLE quality_settings AS SELECT 'a' AS sensor_id, ${named.join(', ')};`;
  const [flags] = await tryOn(state, [SOLUTION]);
  return flags!.map((row) => Number(row[test]));
}

const PEAK = [20, 21, 22, 80, 23, 22, 21, 21, 50, null, 20, 19];
const HOLDS_STILL = [10, 11, 12, 12, 12, 12.004, 12, 12, 12.01, 13, 14, 14.5, 15];

test('gross range flags beyond the spans and nothing on their bounds', async () => {
  const settings = { gross_fail_low: 0, gross_fail_high: 400, gross_suspect_low: 0, gross_suspect_high: 200 };
  const values = [12, 14.5, -3, 401, 250, null, 38.2];
  expect(await flagsOf('gross_range', { values, settings })).toEqual([1, 1, 4, 4, 3, 9, 1]);
  expect(await flagsOf('gross_range', { values: [0, 200, 400], settings })).toEqual([1, 1, 3]);
});

test('a spike flags its neighbours, and what lies beside a missing value is not evaluated', async () => {
  const flags = await flagsOf('spike', { values: PEAK, settings: { spike_suspect: 20, spike_fail: 40 } });
  expect(flags).toEqual([2, 1, 3, 4, 3, 1, 1, 1, 2, 9, 2, 2]);
});

test('rate of change is counted by seconds, and a value after a missing one stays good', async () => {
  const seconds = [0, 600, 1200, 1800, 2400, 3000, 3600, 4200, 7800, 8400, 9000, 9600];
  const settings = { rate_suspect_per_s: 0.03, rate_fail_per_s: 0.09 };
  expect(await flagsOf('rate_of_change', { values: PEAK, seconds, settings })).toEqual([
    1, 1, 1, 4, 4, 1, 1, 1, 1, 9, 1, 1,
  ]);
});

test.each([0.02, 0.01])('flat line with a tolerance of %d', async (flat_tolerance) => {
  const flags = await flagsOf('flat_line', { values: HOLDS_STILL, settings: { flat_tolerance } });
  expect(flags).toEqual([1, 1, 1, 1, 1, 3, 3, 4, 4, 1, 1, 1, 1]);
});

test('flat line passes over missing values, and with a tolerance of 0 it never flags', async () => {
  const values = [10, 11, 12, 12, 12, 12, null, 12, 12, 13];
  expect(await flagsOf('flat_line', { values, settings: { flat_tolerance: 0.02 } })).toEqual([
    1, 1, 1, 1, 1, 3, 9, 4, 4, 1,
  ]);
  expect(await flagsOf('flat_line', { values, settings: { flat_tolerance: 0 } })).toEqual([
    1, 1, 1, 1, 1, 1, 9, 1, 1, 1,
  ]);
});

test('a row after a gap fails, two hours on the dot pass, and the first row takes the flag of the second', async () => {
  const seconds = [0, 3600, 7200, 23_400, 25_200, 32_400, 39_601];
  const settings = { gap_s: 7200 };
  const values = [1, 2, 3, 4, 5, 6, 7];
  expect(await flagsOf('time_gap', { values, seconds, settings })).toEqual([1, 1, 1, 4, 1, 1, 4]);
  expect(await flagsOf('time_gap', { values: [1, 2, 3], seconds: [0, 7201, 7300], settings })).toEqual([4, 4, 1]);
});

test.each([9, 91, 909, 4711])('with seed %d every flag is the one of the app’s own tests', async (seed) => {
  const state = stateSql({ state: read('state.sql') }, seed);
  const [flags, observations, settings] = await tryOn(state, [
    SOLUTION,
    'SELECT sensor_id, phenomenon_time, value FROM observations ORDER BY sensor_id, phenomenon_time',
    'SELECT * FROM quality_settings',
  ]);
  const differing: string[] = [];
  const found = new Set<string>();
  for (const setting of settings!) {
    const isOwn = (row: Row) => row.sensor_id === setting.sensor_id;
    const given = flags!.filter(isOwn);
    const expected = appFlags(setting, observations!.filter(isOwn));
    for (const name of TESTS) {
      expected[name].forEach((flag, i) => {
        found.add(`${name} ${flag}`);
        if (given[i]?.[name] !== flag) differing.push(`${setting.sensor_id} ${i} ${name}`);
      });
    }
  }
  expect(differing).toEqual([]);
  expect([...found].sort()).toEqual([
    'flag 1',
    'flag 3',
    'flag 4',
    'flag 9',
    'flat_line 1',
    'flat_line 3',
    'flat_line 4',
    'flat_line 9',
    'gross_range 1',
    'gross_range 3',
    'gross_range 4',
    'gross_range 9',
    'rate_of_change 1',
    'rate_of_change 3',
    'rate_of_change 4',
    'rate_of_change 9',
    'spike 1',
    'spike 2',
    'spike 3',
    'spike 4',
    'spike 9',
    'time_gap 1',
    'time_gap 4',
  ]);
});

function appFlags(setting: Row, rows: readonly Row[]): Record<(typeof TESTS)[number], Uint8Array> {
  const of = (name: string) => Number(setting[name]);
  const values = rows.map(({ value }) => (value === null ? Number.NaN : Number(value)));
  const times = rows.map((row) => Number(row.phenomenon_time));
  const suspect: [number, number] = [of('gross_suspect_low'), of('gross_suspect_high')];
  const gross_range = grossRange(values, [of('gross_fail_low'), of('gross_fail_high')], suspect);
  const peaks = spike(values, { suspect: of('spike_suspect'), fail: of('spike_fail') });
  const rate = { suspect: of('rate_suspect_per_s'), fail: of('rate_fail_per_s') };
  const rate_of_change = rateOfChange(values, times, rate);
  const flat = { suspect: of('flat_suspect_s'), fail: of('flat_fail_s') };
  const flat_line = flatLine(values, times, flat, of('flat_tolerance'));
  const flag = aggregate([gross_range, peaks, rate_of_change, flat_line]);
  return { gross_range, spike: peaks, rate_of_change, flat_line, time_gap: timeGap(times, of('gap_s') * 1000), flag };
}
