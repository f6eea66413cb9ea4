import { beforeAll, describe, expect, it } from 'vitest';
import { applyEdits } from '../../../../../app/core/models/scenario/apply-edits.ts';
import { type Chain, createChain } from '../../../../../app/core/models/scenario/chain.ts';
import { CENTRAL_DRAW } from '../../../../../app/core/models/scenario/parameters.ts';
import { buildPlace } from '../../../../../app/core/models/scenario/place.ts';
import type { ScenarioResult } from '../../../../../app/core/models/scenario/results.ts';
import { streetTrips } from '../../../../../app/core/models/scenario/street-trips.ts';
import { shippedPlaceFiles } from '../../../../support/shipped-place.ts';

let chain: Chain;
let baseline: ScenarioResult;
/** The link that most people use, and the one that most of them take next. */
let busiest: number;
let next: number;

beforeAll(() => {
  chain = createChain(buildPlace(shippedPlaceFiles()).value!);
  baseline = chain.prepare([]).run(CENTRAL_DRAW);
  const { streets } = chain.place;
  const flow = baseline.links.peakVehPerHour;
  busiest = -1;
  for (let link = 0; link < streets.linkCount; link++) {
    const goesOn = streets.from.includes(streets.to[link]!);
    if (goesOn && (busiest < 0 || flow[link]! > flow[busiest]!)) busiest = link;
  }
  const [after] = [...streets.from.keys()]
    .filter((link) => streets.from[link] === streets.to[busiest])
    .sort((a, b) => flow[b]! - flow[a]!);
  next = after!;
}, 60_000);

const id = (link: number) => chain.place.streets.linkIds[link]!;
const flowOn = (result: ScenarioResult, link: number) => result.links.peakVehPerHour[link]!;

describe('a turn rule', () => {
  it('that bans lets nobody turn there, and a penalty lets fewer', () => {
    const turns = [{ fromId: id(busiest), toId: id(next) }];
    const turning = (penaltyS: number | null) => {
      const edits = [{ kind: 'turn-rule', turns, penaltyS }] as const;
      const prepared = chain.prepare(edits);
      expect(prepared.issues).toEqual([]);
      const [selected] = prepared.selectLinks([busiest], CENTRAL_DRAW);
      return selected!.flowVehPerHour[next]!;
    };
    const [free, slowed, banned] = [turning(0), turning(60), turning(null)];
    expect(free).toBeGreaterThan(100);
    expect(slowed).toBeLessThan(free * 0.9);
    expect(slowed).toBeGreaterThan(0);
    // Who is led around the block may still come to the street beyond: not one of them by the banned turn.
    expect(banned).toBeLessThan(slowed);
  });

  it('about streets that do not meet, or out of range, is left out and named', () => {
    const far = chain.place.streets.linkIds.find(
      (_, link) => chain.place.streets.from[link] !== chain.place.streets.to[busiest],
    )!;
    const { issues, inputs } = applyEdits(chain.place, [
      { kind: 'turn-rule', turns: [{ fromId: id(busiest), toId: far }], penaltyS: null },
      { kind: 'turn-rule', turns: [{ fromId: id(busiest), toId: id(next) }], penaltyS: 601 },
    ]);
    expect(issues.map(({ code }) => code)).toEqual(['edit-no-such-turn', 'edit-bad-number']);
    expect(inputs.turnRules).toEqual([]);
  });

  it('that bans wins over a penalty for the same turn, whichever came first', () => {
    const turns = [{ fromId: id(busiest), toId: id(next) }];
    const { inputs } = applyEdits(chain.place, [
      { kind: 'turn-rule', turns, penaltyS: null },
      { kind: 'turn-rule', turns, penaltyS: 20 },
    ]);
    expect(inputs.turnRules.map(({ penaltyS }) => penaltyS)).toEqual([20, Number.POSITIVE_INFINITY]);
  });
});

describe('money', () => {
  it('is felt as time: 2 € at 12 € an hour are ten minutes, and drive people elsewhere', () => {
    const tolled = chain.prepare([{ kind: 'toll', streetIds: [id(busiest)], euros: 2 }]);
    expect(tolled.inputs.network.fixedCostS![busiest]).toBe(600);
    expect(tolled.inputs.network.fixedCostS![next]).toBe(0);
    expect(tolled.inputs.changedLinks[busiest]).toBe(1);
    expect(flowOn(tolled.run(CENTRAL_DRAW), busiest)).toBeLessThan(flowOn(baseline, busiest) * 0.5);
  });

  it('by the kilometre shortens the ways, at nearly the same time in all', () => {
    const charged = chain.prepare([{ kind: 'distance-charge', eurosPerKm: 1 }]);
    const cost = charged.inputs.network.fixedCostS![busiest]!;
    expect(cost).toBeCloseTo(chain.place.streets.lengthM[busiest]! * 0.3, 9);
    const { totals } = charged.run(CENTRAL_DRAW);
    expect(totals.vehKmPerDay).toBeLessThan(baseline.totals.vehKmPerDay);
    expect(totals.vehHoursPerDay / baseline.totals.vehHoursPerDay).toBeCloseTo(1, 2);
  });

  it('of nothing changes nothing', () => {
    const free = chain.prepare([
      { kind: 'toll', streetIds: [id(busiest)], euros: 0 },
      { kind: 'distance-charge', eurosPerKm: 0 },
    ]);
    expect(free.run(CENTRAL_DRAW)).toEqual(baseline);
  });
});

describe('the trips through a street', () => {
  it('add up to its flow, by where they come from and where they go', () => {
    const selected = chain.prepare([]).selectLinks([busiest], CENTRAL_DRAW);
    const trips = streetTrips(chain.place, selected);
    const flow = flowOn(baseline, busiest);
    expect(trips.vehPerHour).toBeCloseTo(flow, 6);
    const byKind = Object.values(trips.byKind).reduce((sum, part) => sum + part, 0);
    expect(Math.abs(byKind / flow - 1)).toBeLessThan(1e-6);
    expect(trips.byKind.through).toBeGreaterThan(0);
    expect(trips.linkVehPerHour[busiest]).toBeCloseTo(flow, 6);
    expect(trips.linkVehPerHour.every((part, link) => part <= flowOn(baseline, link) + 1e-6)).toBe(true);
    const listed = trips.pairs.reduce((sum, { vehPerHour }) => sum + vehPerHour, 0);
    expect(Math.abs(listed / flow - 1)).toBeLessThan(1e-6);
    expect(trips.pairs[0]!.vehPerHour).toBeGreaterThanOrEqual(trips.pairs[1]!.vehPerHour);
  });

  it('of a closed street are none', () => {
    const closed = chain.prepare([{ kind: 'close-street', streetIds: [id(busiest)] }]);
    const trips = streetTrips(chain.place, closed.selectLinks([busiest], CENTRAL_DRAW));
    expect(trips).toMatchObject({ vehPerHour: 0, pairs: [], byKind: { through: 0, inward: 0, outward: 0, inside: 0 } });
  });

  it('are found where junctions were taken apart for turn rules too', () => {
    const edits = [{ kind: 'turn-rule', turns: [{ fromId: id(busiest), toId: id(next) }], penaltyS: 30 }] as const;
    const prepared = chain.prepare(edits);
    const flow = flowOn(prepared.run(CENTRAL_DRAW), busiest);
    const trips = streetTrips(chain.place, prepared.selectLinks([busiest], CENTRAL_DRAW));
    expect(Math.abs(trips.vehPerHour / flow - 1)).toBeLessThan(1e-6);
    expect(trips.linkVehPerHour).toHaveLength(chain.place.streets.linkCount);
  });
});
