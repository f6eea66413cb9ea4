import fc from 'fast-check';
import { expect, it } from 'vitest';
import { MS_PER_HOUR } from '../../app/core/base/clock.ts';
import { type ObservationRow, observationBatch, openTestDatabase, START_MS } from './duckdb-support.ts';

/** Few sensors, values in eighths (sums of which are exact in any order), late and corrected rows, hours that retire. */
const rowArbitrary: fc.Arbitrary<ObservationRow> = fc.record({
  run: fc.constantFrom('a', 'b'),
  sensor: fc.constantFrom('s-1', 's-2'),
  property: fc.constantFrom('no2', 'o3'),
  minute: fc.integer({ min: 0, max: 10 * 60 }),
  resultAfterS: fc.integer({ min: 0, max: 3 }),
  value: fc.option(
    fc.integer({ min: -800, max: 800 }).map((eighths) => eighths / 8),
    { freq: 5 },
  ),
});

interface Sums {
  count: number;
  missing: number;
  sum: number;
  min: number;
  max: number;
  sumSquares: number;
}

/**
 * What the hours must say: of each key the newest result that came while its hour had not yet gone. When an hour goes is
 * told by the database: what retention keeps is not this test's matter.
 */
class Expected {
  private readonly newest = new Map<string, ObservationRow>();

  take(row: ObservationRow, hasGone: (row: ObservationRow) => boolean): void {
    const key = [row.run, row.sensor, row.property, row.minute].join(' ');
    const before = this.newest.get(key);
    if (hasGone(row) || (before !== undefined && before.resultAfterS >= row.resultAfterS)) return;
    this.newest.set(key, row);
  }

  hours(): Map<string, Sums> {
    const hours = new Map<string, Sums>();
    for (const { run, sensor, property, minute, value } of this.newest.values()) {
      const key = [run, sensor, property, Math.floor(minute / 60)].join(' ');
      const sums = hours.get(key) ?? { count: 0, missing: 0, sum: 0, min: Infinity, max: -Infinity, sumSquares: 0 };
      hours.set(key, sums);
      if (value === null) {
        sums.missing += 1;
        continue;
      }
      sums.count += 1;
      sums.sum += value;
      sums.min = Math.min(sums.min, value);
      sums.max = Math.max(sums.max, value);
      sums.sumSquares += value * value;
    }
    return hours;
  }
}

it('every hour says what all its rows say, each counted once, whether it is still in the table or has gone', async () => {
  await fc.assert(
    fc.asyncProperty(
      fc.array(fc.array(rowArbitrary, { minLength: 1, maxLength: 30 }), { minLength: 3, maxLength: 12 }),
      async (batches) => {
        const floors = new Map<string, number>();
        const { engine, rows } = await openTestDatabase({
          retention: { keepMs: 2 * MS_PER_HOUR, maxRows: 60 },
          onWritten: (_, retired) => {
            for (const { runId, beforeMs } of retired?.retirements ?? []) floors.set(runId, beforeMs);
          },
        });
        const expected = new Expected();
        for (const batch of batches) {
          for (const row of batch) {
            expected.take(row, ({ run, minute }) => START_MS + minute * 60_000 < (floors.get(run) ?? 0));
          }
          await engine.ingest([observationBatch(batch)]);
        }
        const found = new Map(
          (
            await rows(
              `SELECT run_id || ' ' || sensor_id || ' ' || property || ' ' || ((epoch_ms(hour) - ${START_MS}) // 3600000)::VARCHAR AS key,
              sum(count)::INTEGER AS count, sum(missing)::INTEGER AS missing, sum(sum) AS sum, min(min) AS min, max(max) AS max,
              sum(sum_squares) AS squares, count(*)::INTEGER AS times
             FROM observations_hourly GROUP BY key`,
            )
          ).map((row) => [String(row.key), row]),
        );
        const hours = expected.hours();
        expect([...found.keys()].sort()).toEqual([...hours.keys()].sort());
        for (const [key, { count, missing, sum, min, max, sumSquares }] of hours) {
          const said = found.get(key)!;
          expect([key, said.times, said.count, said.missing]).toEqual([key, 1, count, missing]);
          const parts = count === 0 ? [null, null, null, null] : [sum, min, max, sumSquares];
          expect([said.sum, said.min, said.max, said.squares]).toEqual(parts);
        }
      },
    ),
    { seed: 14, numRuns: 12 },
  );
});

it('makes the mean of levels by their energy and that of directions as arrows, also of hours that have gone', async () => {
  const retention = { keepMs: 2 * MS_PER_HOUR, maxRows: 1_000 };
  const { engine, rows } = await openTestDatabase({ retention });
  const series = (property: string, unit: string, values: readonly number[], fromMinute = 0) =>
    values.map((value, i) => ({
      run: 'a',
      sensor: 's',
      property,
      minute: fromMinute + i,
      resultAfterS: 0,
      value,
      unit,
    }));
  await engine.ingest([
    observationBatch([
      ...series('laeq', 'dB[A]', [60, 60, 70]),
      ...series('wind_direction', 'deg', [350, 10]),
      ...series('no2', 'ug/m3', [40]),
    ]),
  ]);
  const means = () =>
    rows(`SELECT property, round(10 * log10(sum(sum_energy) / sum(count)), 3) AS level,
      round(degrees(atan2(sum(sum_sin), sum(sum_cos))), 6) + 0 AS direction, sum(sum) / sum(count) AS mean
      FROM observations_hourly WHERE hour = TIMESTAMP '2024-11-07 08:00:00' GROUP BY property ORDER BY property`);
  // (10⁶ + 10⁶ + 10⁷) / 3 = 4·10⁶; north, and not the south that the mean of 350° and 10° would be.
  const told = [
    { property: 'laeq', level: 66.021, direction: null, mean: 190 / 3 },
    { property: 'no2', level: null, direction: null, mean: 40 },
    { property: 'wind_direction', level: null, direction: 0, mean: 180 },
  ];
  expect(await means()).toEqual(told);
  await engine.ingest([observationBatch(series('no2', 'ug/m3', [1], 8 * 60))]);
  expect(await rows('SELECT count(*)::INTEGER AS n FROM observations')).toEqual([{ n: 1 }]);
  expect(await means()).toEqual(told);
});

it('is a table of the house: read by everyone, changed by nobody', async () => {
  const { engine, rows } = await openTestDatabase();
  for (const name of ['observations_hourly', 'observations_retired_hours']) {
    expect(engine.tables().find((table) => table.name === name)?.owner).toBe('house');
    await expect(rows(`DROP TABLE ${name}`)).rejects.toMatchObject({ code: 'protected-table' });
  }
});
