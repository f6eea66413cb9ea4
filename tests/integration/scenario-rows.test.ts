import { readFile } from 'node:fs/promises';
import { beforeAll, describe, expect, it } from 'vitest';
import { KeptBatches } from '../../app/adapters/duckdb/kept-batches.ts';
import { decodeResult } from '../../app/adapters/duckdb/result-table.ts';
import { ModelsApi } from '../../app/adapters/workers/models/api.ts';
import type { ModelsContext, RowsChange } from '../../app/adapters/workers/models/asked.ts';
import type { DrawPart } from '../../app/adapters/workers/models/draws.ts';
import { readCompared, readPair } from '../../app/commands/read-comparison.ts';
import { readParticleLimits } from '../../app/commands/read-particle-limits.ts';
import { intervalsSql, readExample, readFacades, readGroups, readPerimeter } from '../../app/commands/read-scenario.ts';
import type { Scenario } from '../../app/core/models/scenario/edits.ts';
import type { Exploration, WhatIfOutcome } from '../../app/core/models/scenario/what-if.ts';
import type { Database } from '../../app/core/store/database.ts';
import type { IngestBatch } from '../../app/core/store/ingest-protocol.ts';
import { modelledLayer } from '../../app/core/twins/model-looks.ts';
import { fakeDatabase } from '../builders/ui-ports.ts';
import { ingestBatch, openTestDatabase, type TestDatabase } from './duckdb-support.ts';

const DRAWS = 12;
const ALONE = { onProgress: () => undefined, isCancelled: () => false };
let test: TestDatabase;
let database: Database;
let models: ModelsApi;
let closed: Scenario;
let closedRun: WhatIfOutcome;
let electric: Scenario;

const change = ({ table, scenarioIds, batch }: RowsChange): IngestBatch => ({
  ...(batch === null
    ? { table, mode: 'replace-rows', ipc: new Uint8Array(), rowCount: 0 }
    : ingestBatch('replace-rows', batch)),
  replaces: { column: 'scenario_id', values: scenarioIds },
});

async function evaluate(scenario: Scenario): Promise<WhatIfOutcome> {
  const answer = await models.answer({ type: 'evaluate', scenario }, ALONE);
  return (answer as { outcome: WhatIfOutcome }).outcome;
}

async function explore(scenario: Scenario): Promise<Exploration> {
  const drawn = await models.answer({ type: 'draw', scenario, draws: DRAWS, from: 0, until: DRAWS }, ALONE);
  const parts = [(drawn as { part: DrawPart }).part];
  return ((await models.answer({ type: 'summarise', scenario, parts }, ALONE)) as { exploration: Exploration })
    .exploration;
}

/** The models of the shipped district write into a real database. */
beforeAll(async () => {
  test = await openTestDatabase();
  const { engine } = test;
  const run = (sql: string) => engine.query(sql, { timeLimitMs: 20_000, maxRows: 10_000, isCancelled: () => false });
  database = { ...fakeDatabase(), query: async (sql) => decodeResult(await run(sql)) };
  const context: Partial<ModelsContext> = {
    fetchTable: (table) => readFile(new URL(`../../datasets/eixample/${table}.geojson`, import.meta.url)),
    storeRows: async (changes) => void (await engine.ingest(changes.map(change))),
    turn: () => new Promise((resolve) => setImmediate(resolve)),
    nowMs: () => 0,
  };
  models = new ModelsApi(context as ModelsContext);
  const { streets } = (await models.answer({ type: 'streets' }, ALONE)) as unknown as {
    streets: { id: string; name: string }[];
  };
  const known = streets.map(({ id, name }) => `('${id}', '${name.replaceAll("'", "''")}', 'n1', 'n2')`);
  await run(
    `CREATE TABLE streets AS SELECT * FROM (VALUES ${known.join()}) AS s(feature_id, name, from_node, to_node)`,
  );
  closed = { id: 'closed', name: 'Closed', edits: [{ kind: 'close-street', streetIds: [streets[100]!.id] }] };
  electric = { id: 'electric', name: 'Electric', edits: [{ kind: 'electrify', share: 0.5 }] };
}, 60_000);

describe('rows of scenarios', () => {
  it('stand beside each other, are replaced by those of other edits, and go when they are forgotten', async () => {
    const ids = () =>
      test.rows('SELECT scenario_id AS id, count(*)::INTEGER AS rows FROM scenario_links GROUP BY 1 ORDER BY 1');
    closedRun = await evaluate(closed);
    await evaluate(electric);
    await evaluate({ id: 'brief', name: '', edits: [{ kind: 'electrify', share: 0.1 }] });
    await evaluate({ id: 'brief', name: '', edits: [{ kind: 'electrify', share: 0.2 }] });
    expect(await ids()).toEqual([
      { id: 'brief', rows: 240 },
      { id: 'closed', rows: 240 },
      { id: 'electric', rows: 240 },
    ]);
    await models.answer({ type: 'forget', scenarioIds: ['brief'] }, ALONE);
    expect(await ids()).toEqual([
      { id: 'closed', rows: 240 },
      { id: 'electric', rows: 240 },
    ]);
  }, 60_000);

  it('have a range for every figure of every façade and street before anything is drawn, with the figure in it', async () => {
    const figures = ['no2', 'pm25', 'pm10', 'lden', 'lnight'].flatMap((name) => [`${name}_before`, `${name}_after`]);
    const changes = ['no2', 'pm25', 'pm10', 'lden', 'lnight'].map((name) => `${name}_change`);
    const within = (name: string) => `${name} BETWEEN ${name}_low AND ${name}_high`;
    const wide = figures.map((name) => `${name}_low < ${name}_high`);
    expect(
      await test.rows(`SELECT range_kind, count(*)::INTEGER AS facades,
        bool_and(${[...figures, ...changes].map(within).join(' AND ')} AND ${wide.join(' AND ')}) AS ranged,
        count(draws)::INTEGER AS drawn FROM scenario_receptors WHERE scenario_id = 'closed' GROUP BY range_kind`),
    ).toEqual([{ range_kind: 'provisional', facades: 440, ranged: true, drawn: 0 }]);
    expect(
      await test.rows(`SELECT range_kind, bool_and(${['veh_day_before', 'veh_day_after', 'veh_day_change'].map(within).join(' AND ')}) AS ranged
        FROM scenario_links WHERE scenario_id = 'closed' GROUP BY range_kind`),
    ).toEqual([{ range_kind: 'provisional', ranged: true }]);
    const [totals] = await test.rows(`SELECT count(*) FILTER (range_kind = 'provisional')::INTEGER AS ranged,
      bool_and(change BETWEEN change_low AND change_high) AS within FROM scenario_totals WHERE scenario_id = 'closed'`);
    expect(totals).toEqual({ ranged: 19, within: true });
    const [side] = await readFacades(database, 'closed', 'no2', 'ASC', 1);
    expect(side!.ranges!.isProvisional).toBe(true);
  });

  it('come back after a restart as they were last, each scenario once', async () => {
    const kept = new KeptBatches();
    kept.add(test.kept);
    const batches = (await kept.takeAll()).filter(({ table }) => table === 'scenario_links');
    expect(batches.map(({ replaces }) => replaces?.values)).toEqual([['closed'], ['electric']]);
  });

  it('are compared with each other draw by draw, which is surer than two ranges', async () => {
    const first = await explore(closed);
    const single = await readCompared(database, ['closed', 'electric']);
    expect(single.get('closed')!.get('no2MeanUgM3')).toMatchObject({
      after: closedRun.after.no2MeanUgM3,
      spread: null,
    });
    // One was drawn, the other was not: neither is shown by its draws, and both have a range with the value in it.
    for (const totals of single.values()) {
      const { change, range } = totals.get('no2MeanUgM3')!;
      expect(range!.low).toBeLessThanOrEqual(change);
      expect(range!.high).toBeGreaterThanOrEqual(change);
    }
    await explore(electric);
    const compared = await readCompared(database, ['closed', 'electric']);
    const totals = compared.get('closed')!;
    expect(totals.get('no2MeanUgM3')).toMatchObject({
      before: first.totals.no2MeanUgM3.before.median,
      after: first.totals.no2MeanUgM3.after.median,
      spread: first.totals.no2MeanUgM3.change,
    });
    expect(totals.get('heatIslandMeanK')!.spread).toBeNull();
    // The baseline is one and the same beside both.
    expect(compared.get('electric')!.get('co2TonnesPerDay')!.before).toBe(totals.get('co2TonnesPerDay')!.before);

    const pair = await readPair(database, 'closed', 'electric');
    const co2 = pair.get('co2TonnesPerDay')!;
    expect(co2).toMatchObject({ lower: 0, higher: DRAWS, draws: DRAWS });
    const { low, high } = first.totals.co2TonnesPerDay.after;
    expect(co2.high - co2.low).toBeLessThan((high - low) * 0.7);
    const turned = (await readPair(database, 'electric', 'closed')).get('co2TonnesPerDay')!;
    expect(turned.median).toBeCloseTo(-co2.median, 9);
    const same = (await readPair(database, 'closed', 'closed')).get('no2MeanUgM3')!;
    expect([same.low, same.high, same.lower, same.higher]).toEqual([0, 0, 0, 0]);
    expect((await readPair(database, 'closed', 'unknown')).size).toBe(0);
  }, 60_000);

  it('answer what the sheet asks, of one scenario only, by the medians of its draws', async () => {
    const groups = await readGroups(database, 'closed');
    expect(groups.map(({ group }) => group)).toEqual(['population', 'children', 'elderly']);
    const [people] = await test.rows(
      "SELECT sum(population) AS n FROM scenario_receptors WHERE scenario_id = 'closed'",
    );
    expect(groups[0]!.people).toBe(Math.round(Number(people!.n)));
    // What the table of totals says of a group is what is said of it here.
    const compared = (await readCompared(database, ['closed'])).get('closed')!;
    expect(groups[0]!.no2After).toBeCloseTo(compared.get('no2MeanUgM3')!.after, 9);
    expect(groups[0]!.above[1]!.after).toBe(Math.round(compared.get('peopleAboveNo2')!.after));
    const particles = await readParticleLimits(database, 'closed');
    expect(particles.map(({ pollutant, source, limitUgM3 }) => `${pollutant} ${source} ${limitUgM3}`)).toEqual([
      'pm25 eu-2008 25',
      'pm25 eu-2030 10',
      'pm25 who-2021 5',
      'pm10 eu-2008 40',
      'pm10 eu-2030 20',
      'pm10 who-2021 15',
    ]);
    // The background alone is above the guideline, and nobody lives above the limit of 2008.
    expect(particles[2]!.people.population.after).toBe(groups[0]!.people);
    expect(particles[0]!.people.population.before).toBe(0);
    const [aboveIn2030] = await test.rows(
      "SELECT sum(children) AS n FROM scenario_receptors WHERE scenario_id = 'closed' AND pm10_after > 20",
    );
    expect(particles[4]!.people.children.after).toBe(Math.round(Number(aboveIn2030!.n)));
    const [better] = await readFacades(database, 'closed', 'no2', 'ASC', 1);
    expect(better!.change).toBeLessThan(-0.05);
    expect(better!.ranges!.isProvisional).toBe(false);
    expect(better!.ranges!.change[0]).toBeLessThan(better!.change);
    expect(better!.ranges!.change[1]).toBeGreaterThan(better!.change);
    const [quieter] = await readFacades(database, 'closed', 'lden', 'ASC', 1);
    expect(quieter!.change).toBeLessThan(-1);
    expect(quieter!.before).toBeGreaterThan(45);
    expect(quieter!.ranges!.change[0]).toBeLessThanOrEqual(quieter!.change);
    const [louder] = await readFacades(database, 'closed', 'lnight', 'DESC', 1);
    expect(louder!.change).toBeGreaterThan(0.1);
    const example = await readExample(database, 'closed', 'no2');
    // Every figure of a façade, before and after, lies in a range of its own.
    for (const { before, after, ranges } of Object.values(example!.figures)) {
      expect(ranges!.before[0]).toBeLessThan(before);
      expect(ranges!.before[1]).toBeGreaterThan(before);
      expect(ranges!.after[0]).toBeLessThan(after);
      expect(ranges!.after[1]).toBeGreaterThan(after);
    }
    const [busier] = await readPerimeter(database, 'closed', [], 1);
    expect(busier!.ranges!.change[0]).toBeLessThanOrEqual(busier!.ranges!.change[1]);
    expect(await test.rows(intervalsSql('closed'))).toHaveLength(440);
  });

  it('paint the map: a number where nine draws of ten agree, hatching where they do not', async () => {
    const looks = { scenarioId: 'closed', show: 'change', measure: 'no2', picking: null } as const;
    const layer = { id: 'streets', title: '', table: 'streets', kind: 'static', shape: 'line', visible: true } as const;
    const spec = { ...layer, opacity: 1, order: 0, colour: { type: 'plain' }, side: 'both' } as const;
    const sql = modelledLayer(spec, looks)[0]!.values!.sql;
    const rows = await test.rows(`SELECT feature_id, value, isnan(value) AS unsure FROM (${sql})`);
    expect(rows).toHaveLength(240);
    const spreads = await test.rows(`SELECT feature_id, veh_day_change_median AS median, draws,
        greatest(veh_day_lower_draws, veh_day_higher_draws) AS agree, veh_day_change_low AS low, veh_day_change_high AS high
      FROM scenario_links WHERE scenario_id = 'closed'`);
    const byId = new Map(spreads.map((row) => [row.feature_id, row]));
    for (const { feature_id, value, unsure } of rows) {
      const { median, draws, agree, low, high } = byId.get(feature_id!)!;
      const sure = Number(agree) >= 0.9 * Number(draws) || (Number(low) > -500 && Number(high) < 500);
      expect(unsure).toBe(!sure);
      if (sure) expect(value).toBe(median);
    }
    expect(rows.some(({ unsure }) => unsure === true)).toBe(true);
  });
});
