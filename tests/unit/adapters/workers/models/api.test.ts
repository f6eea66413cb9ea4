import { readFile } from 'node:fs/promises';
import { beforeAll, describe, expect, it } from 'vitest';
import { ModelsApi } from '../../../../../app/adapters/workers/models/api.ts';
import {
  ModelsCancelled,
  type ModelsContext,
  type RowsChange,
} from '../../../../../app/adapters/workers/models/asked.ts';
import type { DrawPart } from '../../../../../app/adapters/workers/models/draws.ts';
import type { Scenario } from '../../../../../app/core/models/scenario/edits.ts';
import type { WhatIfOutcome, WhatIfProgress } from '../../../../../app/core/models/scenario/what-if.ts';
import type { Range } from '../../../../../app/core/models/uncertainty/spread.ts';
import type { ColumnBatch } from '../../../../../app/core/store/column-batch.ts';

const stored: ColumnBatch[] = [];
const changed: RowsChange[] = [];
const CONTEXT: ModelsContext = {
  fetchTable: (table) => readFile(new URL(`../../../../../datasets/eixample/${table}.geojson`, import.meta.url)),
  readRows: () => Promise.reject(new Error('no tables here')),
  store: async (batches) => {
    stored.push(...batches);
  },
  storeRows: async (changes) => {
    changed.push(...changes);
  },
  turn: () => new Promise((resolve) => setImmediate(resolve)),
  nowMs: () => 0,
};
const ALONE = { onProgress: () => undefined, isCancelled: () => false };
const column = (batch: ColumnBatch, name: string) => batch.columns.find((candidate) => candidate.name === name)!;

let api: ModelsApi;
let closed: Scenario;
let outcome: WhatIfOutcome;

beforeAll(async () => {
  api = new ModelsApi(CONTEXT);
  const answer = await api.answer({ type: 'streets' }, ALONE);
  const streets = answer.type === 'streets' ? answer.streets : [];
  expect(streets).toHaveLength(240);
  closed = { id: 'closed', name: 'One street less', edits: [{ kind: 'close-street', streetIds: [streets[100]!.id] }] };
  const evaluated = await api.answer({ type: 'evaluate', scenario: closed }, ALONE);
  outcome = (evaluated as { outcome: WhatIfOutcome }).outcome;
}, 60_000);

describe('the models as a worker has them', () => {
  it('evaluate a scenario into figures and two tables', () => {
    expect(outcome.issues).toEqual([]);
    expect(outcome.streets[100]).toMatchObject({ vehPerDayAfter: 0 });
    expect(outcome.after.vehHoursPerDay).toBeGreaterThan(outcome.before.vehHoursPerDay);
    expect(changed.map(({ table, scenarioIds, batch }) => [table, scenarioIds, batch?.rowCount])).toEqual([
      ['scenario_links', ['closed'], 240],
      ['scenario_receptors', ['closed'], 440],
      ['scenario_totals', ['closed'], 21],
      ['scenario_draws', ['closed'], undefined],
    ]);
    const [links, receptors] = changed.map(({ batch }) => batch) as [ColumnBatch, ColumnBatch];
    expect(column(receptors, 'no2_change_median')).toMatchObject({ valid: new Uint8Array(440) });
    expect(column(receptors, 'no2_change_low')).toMatchObject({ valid: new Uint8Array(440).fill(1) });
    expect(column(receptors, 'range_kind').values).toEqual(new Array(440).fill('provisional'));
    for (const quantity of ['pm10', 'pm25', 'lden', 'lnight', 'no2']) {
      expect(column(receptors, `${quantity}_before`)).not.toEqual(column(receptors, `${quantity}_after`));
    }
    for (const quantity of ['pm10_before_g_day', 'pm25_before_g_day', 'co2_before_kg_day', 'saturation_before']) {
      expect(Math.max(...(column(links, quantity).values as Float64Array))).toBeGreaterThan(0);
    }
  });

  it('show what there is while the flows settle, and end where an undisturbed run ends', async () => {
    // A clock on which every step takes long.
    let nowMs = 0;
    const rows: RowsChange[] = [];
    const slow = new ModelsApi({
      ...CONTEXT,
      nowMs: () => {
        nowMs += 400;
        return nowMs;
      },
      storeRows: async (changes) => void rows.push(...changes),
    });
    const heard: WhatIfProgress[] = [];
    const asked = { onProgress: (progress: WhatIfProgress) => void heard.push(progress), isCancelled: () => false };
    const answer = await slow.answer({ type: 'evaluate', scenario: closed }, asked);
    const partial = heard.filter((progress) => progress.partial !== undefined);
    expect(partial.length).toBeGreaterThan(0);
    expect(partial[0]!.relativeGap).toBeGreaterThan(1e-6);
    expect(partial[0]!.partial!.after.vehHoursPerDay).not.toBe(outcome.after.vehHoursPerDay);
    expect((answer as { outcome: WhatIfOutcome }).outcome.after).toEqual(outcome.after);
    const flows = rows
      .filter(({ table }) => table === 'scenario_links')
      .map(({ batch }) => column(batch!, 'veh_day_after'));
    expect(flows).toHaveLength(partial.length + 1);
    expect(flows.at(-1)).toEqual(column(changed[0]!.batch!, 'veh_day_after'));
  }, 60_000);

  it('hear while the flows settle that they are not wanted any more', async () => {
    let nowMs = 0;
    const slow = new ModelsApi({ ...CONTEXT, nowMs: () => (nowMs += 400) });
    let words = 0;
    const asked = { onProgress: () => void words++, isCancelled: () => words > 4 };
    await expect(slow.answer({ type: 'evaluate', scenario: closed }, asked)).rejects.toThrow(ModelsCancelled);
    expect(words).toBeLessThan(8);
  }, 60_000);

  it('store nothing twice, replace what other edits left, and take away what is not wanted any more', async () => {
    changed.length = 0;
    await api.answer({ type: 'evaluate', scenario: { ...closed, name: 'Renamed' } }, ALONE);
    expect(changed).toEqual([]);
    const open: Scenario = { id: 'open', name: 'Open', edits: [] };
    await api.answer({ type: 'evaluate', scenario: open }, ALONE);
    await api.answer({ type: 'evaluate', scenario: { ...open, edits: closed.edits } }, ALONE);
    expect(changed.map(({ scenarioIds }) => scenarioIds)).toEqual(new Array(8).fill(['open']));
    changed.length = 0;
    await api.answer({ type: 'forget', scenarioIds: ['open'] }, ALONE);
    expect(changed.map(({ table, scenarioIds, batch }) => [table, scenarioIds, batch])).toEqual([
      ['scenario_links', ['open'], null],
      ['scenario_receptors', ['open'], null],
      ['scenario_totals', ['open'], null],
      ['scenario_draws', ['open'], null],
    ]);
  });

  it('draw in parts what they draw in one, and write intervals beside the values', async () => {
    const part = async (from: number, until: number): Promise<DrawPart> => {
      const answer = await api.answer({ type: 'draw', scenario: closed, draws: 6, from, until }, ALONE);
      return (answer as { part: DrawPart }).part;
    };
    const whole = await part(0, 6);
    const parts = [await part(3, 6), await part(0, 3)];
    const means = ({ after }: DrawPart) => after.no2MeanUgM3;
    expect(new Float64Array([...means(parts[1]!), ...means(parts[0]!)])).toEqual(means(whole));
    changed.length = 0;
    const answer = await api.answer({ type: 'summarise', scenario: closed, parts }, ALONE);
    if (answer.type !== 'summarise') throw new Error(answer.type);
    expect(answer.exploration.draws).toBe(6);
    const { tornado } = answer.exploration;
    for (const bars of Object.values(tornado)) expect(bars).toHaveLength(10);
    // Time on the road hangs on nothing but the traffic; what is in the air hangs on more.
    const strength = (outcome: keyof typeof tornado, name: string) =>
      Math.abs(tornado[outcome].find(({ parameter }) => parameter === name)!.rankCorrelation);
    expect(tornado.vehHoursPerDay[0]!.parameter).toBe('flow');
    expect(strength('vehHoursPerDay', 'flow')).toBeGreaterThan(0.9);
    expect(strength('pm25MeanUgM3', 'particles')).toBeGreaterThan(strength('vehHoursPerDay', 'particles'));
    const changes = answer.exploration.evaporation.map(({ no2MeanChangeUgM3 }) => no2MeanChangeUgM3);
    expect(changes).toHaveLength(3);
    expect(changes).toEqual(changes.toSorted((a, b) => b - a));
    const [links, receptors, , draws] = changed.map(({ batch }) => batch!);
    expect(column(receptors!, 'no2_change_low')).toMatchObject({ valid: new Uint8Array(440).fill(1) });
    const closedLink = (column(links!, 'veh_day_after').values as Float64Array).indexOf(0);
    expect((column(links!, 'veh_day_lower_draws').values as Int32Array)[closedLink]).toBe(6);
    expect(column(draws!, 'co2_tonnes_per_day_after').values).toHaveLength(6);
    const { co2TonnesPerDay, pm25KgPerDay } = answer.exploration.totals;
    // Both are drawn beside the traffic: their ranges are wider than what traffic alone would make of them.
    const width = ({ low, high, median }: Range) => (high - low) / median;
    const traffic = width(answer.exploration.totals.vehKmPerDay.before);
    expect(width(co2TonnesPerDay.before)).toBeGreaterThan(traffic * 1.1);
    expect(width(pm25KgPerDay.before)).toBeGreaterThan(traffic * 2);
    expect(answer.exploration.structure.map(({ model }) => model)).toEqual(['ospm', 'street', 'box']);
    // The scenario's own range stays above what blows in even in the cleanest draw; it is no sum of other columns.
    const low = column(receptors!, 'no2_after_low').values as Float64Array;
    const high = column(receptors!, 'no2_after_high').values as Float64Array;
    expect(low.every((value, r) => value > 10 && value < high[r]!)).toBe(true);
  }, 60_000);

  it('tell how far they are, and stop when cancelled', async () => {
    const heard: WhatIfProgress[] = [];
    const asked = {
      onProgress: (progress: WhatIfProgress) => void heard.push(progress),
      isCancelled: () => heard.length >= 1,
    };
    const drawing = api.answer({ type: 'draw', scenario: closed, draws: 1000, from: 0, until: 1000 }, asked);
    await expect(drawing).rejects.toThrow(ModelsCancelled);
    expect(heard).toEqual([{ step: 'exploring', share: 0.005 }]);
  }, 60_000);

  it('analyse walking access and sun into tables of their own', async () => {
    stored.length = 0;
    const access = await api.answer({ type: 'access', withinMinutes: 10 }, ALONE);
    const sun = await api.answer({ type: 'sun', dayStartMs: Date.UTC(2026, 2, 21) }, ALONE);
    if (access.type !== 'access' || sun.type !== 'sun') throw new Error('another answer');
    expect(access.summary.categories.map(({ name }) => name)).toContain('school');
    expect(sun.summary.meanFacadeHighHours).toBeGreaterThan(sun.summary.meanFacadeLowHours);
    expect(stored.map(({ table }) => table)).toEqual(['walking_access', 'street_sun']);
    expect(stored[0]!.columns.map(({ name }) => name)).toEqual(
      expect.arrayContaining(['feature_id', 'school_min', 'bus_stop_elderly_min', 'categories_reached']),
    );
  }, 60_000);

  it('follow the trips through a street into two tables', async () => {
    stored.length = 0;
    const streetIds = [outcome.streets[100]!.streetId, outcome.streets[101]!.streetId];
    const open = { ...closed, edits: [] };
    const answer = await api.answer({ type: 'through', scenario: open, streetIds }, ALONE);
    if (answer.type !== 'through') throw new Error(answer.type);
    const { vehPerHour, byKind, pairs, pairCount } = answer.summary;
    expect(byKind.through + byKind.inward + byKind.outward + byKind.inside).toBeCloseTo(vehPerHour, 6);
    expect(pairs).toHaveLength(12);
    expect(pairs[0]!.from.name).toContain(' × ');
    const [trips, links] = stored as [ColumnBatch, ColumnBatch];
    expect([trips.table, trips.rowCount, links.table]).toEqual(['street_trips', pairCount, 'street_trip_links']);
    const chosen = column(links, 'is_chosen').values as Int32Array;
    const flow = column(links, 'veh_hour').values as Float64Array;
    const onChosen = flow.reduce((sum, value, row) => sum + (chosen[row] === 1 ? value : 0), 0);
    // Hardly anybody drives over both, so the two links carry each trip once.
    expect(onChosen).toBeGreaterThanOrEqual(vehPerHour - 1e-6);
  }, 60_000);

  it('stop following the sun when told to', async () => {
    const heard: WhatIfProgress[] = [];
    const asked = {
      onProgress: (progress: WhatIfProgress) => void heard.push(progress),
      isCancelled: () => heard.length >= 3,
    };
    stored.length = 0;
    const following = api.answer({ type: 'sun', dayStartMs: Date.UTC(2026, 5, 21) }, asked);
    await expect(following).rejects.toThrow(ModelsCancelled);
    expect(heard).toHaveLength(3);
    expect(stored).toEqual([]);
  }, 60_000);

  it('say when the tables cannot be reached, and try again when asked again', async () => {
    let reachable = false;
    const late = new ModelsApi({
      ...CONTEXT,
      fetchTable: (table) => (reachable ? CONTEXT.fetchTable(table) : Promise.reject(new Error('HTTP 404'))),
    });
    await expect(late.answer({ type: 'streets' }, ALONE)).rejects.toMatchObject({
      code: 'tables-unreachable',
      message: 'HTTP 404',
    });
    reachable = true;
    expect((await late.answer({ type: 'streets' }, ALONE)).type).toBe('streets');
  }, 60_000);
});
