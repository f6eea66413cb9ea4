import { beforeAll, describe, expect, it } from 'vitest';
import { applyEdits, streetsInside } from '../../../../../app/core/models/scenario/apply-edits.ts';
import { type Chain, createChain } from '../../../../../app/core/models/scenario/chain.ts';
import { MEDITERRANEAN_CLIMATE } from '../../../../../app/core/models/scenario/climate.ts';
import type { ScenarioEdit } from '../../../../../app/core/models/scenario/edits.ts';
import { CENTRAL_DRAW } from '../../../../../app/core/models/scenario/parameters.ts';
import { buildPlace } from '../../../../../app/core/models/scenario/place.ts';
import type { ScenarioResult } from '../../../../../app/core/models/scenario/results.ts';
import { shippedPlaceFiles } from '../../../../support/shipped-place.ts';

let chain: Chain;
let baseline: ScenarioResult;

beforeAll(() => {
  chain = createChain(buildPlace(shippedPlaceFiles()).value!);
  baseline = chain.prepare([]).run(CENTRAL_DRAW);
}, 60_000);

/** Three by three blocks in the middle of the district. */
function superblock(): ScenarioEdit {
  const { streets } = chain.place;
  const corner = (row: number, column: number): readonly [number, number] => {
    const node = streets.nodeOf(`node-r0${row}-c0${column}`)!;
    return [streets.nodeLon[node]!, streets.nodeLat[node]!];
  };
  const towards = (a: readonly [number, number], b: readonly [number, number]): readonly [number, number] => [
    a[0] + (b[0] - a[0]) * 0.05,
    a[1] + (b[1] - a[1]) * 0.05,
  ];
  const ring = [
    towards(corner(4, 4), corner(7, 7)),
    towards(corner(4, 7), corner(7, 4)),
    towards(corner(7, 7), corner(4, 4)),
    towards(corner(7, 4), corner(4, 7)),
  ];
  return { kind: 'superblock', ...streetsInside(chain.place, ring) };
}

const meanDifference = (a: Float64Array, b: Float64Array) =>
  a.reduce((sum, value, i) => sum + value - b[i]!, 0) / a.length;

describe('the place', () => {
  it('houses everybody of the census at a façade', () => {
    const people = chain.place.receptors.reduce((sum, { population }) => sum + population, 0);
    expect(people).toBeCloseTo(66_514, 6);
    expect(chain.place.receptors).toHaveLength(440);
    expect(
      chain.place.receptors.every(({ children, elderly, population }) => children + elderly <= population + 1e-9),
    ).toBe(true);
  });
});

describe('the baseline', () => {
  it('keeps flow at every crossing where nobody starts or ends', () => {
    const { streets, demand } = chain.place;
    const zones = new Set(demand.zoneNode);
    const { peakVehPerHour } = baseline.links;
    for (let node = 0; node < streets.nodeCount; node++) {
      if (zones.has(node)) continue;
      let balance = 0;
      for (let link = 0; link < streets.linkCount; link++) {
        if (streets.to[link] === node) balance += peakVehPerHour[link]!;
        if (streets.from[link] === node) balance -= peakVehPerHour[link]!;
      }
      expect(Math.abs(balance)).toBeLessThan(1e-6);
    }
    expect(baseline.relativeGap).toBeLessThan(1e-5);
  });

  it('has figures of a European inner city', () => {
    expect(baseline.totals.no2MeanUgM3).toBeGreaterThan(15);
    expect(baseline.totals.no2MeanUgM3).toBeLessThan(45);
    expect(Math.max(...baseline.receptors.ldenDb)).toBeLessThan(80);
    for (const values of [...Object.values(baseline.links), ...Object.values(baseline.receptors)]) {
      expect(values.every(Number.isFinite)).toBe(true);
    }
  });

  it('minus itself is exactly zero, for any draw and in any order', () => {
    const other = chain.prepare([]);
    const draw = { ...CENTRAL_DRAW, flow: 1.13, emission: 0.8, streetModel: 2 };
    const first = other.run(draw);
    other.run(CENTRAL_DRAW);
    const again = chain.prepare([]).run(draw);
    expect(again.receptors).toEqual(first.receptors);
    expect(again.links).toEqual(first.links);
    expect(other.run(CENTRAL_DRAW).totals).toEqual(baseline.totals);
  });
});

describe('a change', () => {
  it('of no traffic leaves exactly the background', () => {
    const none = chain.prepare([{ kind: 'change-demand', trips: 'all', factor: 0 }]).run(CENTRAL_DRAW);
    const { background } = MEDITERRANEAN_CLIMATE;
    // The background's own chemistry is a little off its steady state; the street adds nothing but that.
    expect(none.receptors.no2UgM3.every((value) => Math.abs(value - background.no2UgM3) < 0.1)).toBe(true);
    expect(none.receptors.pm25UgM3.every((value) => value === 10)).toBe(true);
    expect(none.receptors.ldenDb.every((value) => Math.abs(value - 45) < 1e-9)).toBe(true);
    expect(none.totals.vehKmPerDay).toBe(0);
  });

  it('of more wind, fewer trips or cleaner cars lowers what people breathe', () => {
    const draws = [
      { ...CENTRAL_DRAW, dispersion: 0.7 },
      { ...CENTRAL_DRAW, flow: 0.8 },
      { ...CENTRAL_DRAW, emission: 0.5 },
    ];
    for (const draw of draws) {
      expect(chain.prepare([]).run(draw).totals.no2MeanUgM3).toBeLessThan(baseline.totals.no2MeanUgM3);
    }
    const electric = chain.prepare([{ kind: 'electrify', share: 0.5 }]).run(CENTRAL_DRAW);
    expect(electric.totals.noxKgPerDay).toBeLessThan(baseline.totals.noxKgPerDay * 0.65);
    // Wear stays.
    expect(electric.totals.pm25KgPerDay).toBeGreaterThan(baseline.totals.pm25KgPerDay * 0.8);
    expect(electric.links.vehPerDay).toEqual(baseline.links.vehPerDay);
  });

  it('of a superblock empties its inside, fills its edge, and saves nothing by itself', () => {
    const edit = superblock();
    const changed = chain.prepare([edit]);
    expect(changed.issues).toEqual([]);
    const result = changed.run(CENTRAL_DRAW);
    const inside = (edit as { streetIds: readonly string[] }).streetIds.map((id) => chain.place.streets.linkOf(id)!);
    for (const link of inside) {
      if (baseline.links.vehPerDay[link]! > 3000) {
        expect(result.links.vehPerDay[link]!).toBeLessThan(baseline.links.vehPerDay[link]! * 0.75);
      }
    }
    expect(result.totals.vehHoursPerDay).toBeGreaterThan(baseline.totals.vehHoursPerDay);
    expect(result.totals.tripsPerDay).toBeCloseTo(baseline.totals.tripsPerDay, 6);
  });

  it('makes fewer trips only as far as evaporation is chosen', () => {
    const edit = superblock();
    const trips = (share: number) =>
      chain.prepare([edit, { kind: 'evaporation', share }]).run(CENTRAL_DRAW).totals.tripsPerDay;
    expect(trips(0.2)).toBeLessThan(trips(0.1));
    expect(trips(0.1)).toBeLessThan(trips(0));
    expect(trips(0.2)).toBeGreaterThan(trips(0) * 0.9);
  });

  it('of planted trees cools summer nights a little, and changes no traffic', () => {
    const streetIds = chain.place.streets.linkIds.slice(0, 20);
    const planted = chain.prepare([{ kind: 'plant-trees', streetIds, trees: 2000 }]).run(CENTRAL_DRAW);
    const cooler = baseline.totals.heatIslandMeanK - planted.totals.heatIslandMeanK;
    expect(cooler).toBeGreaterThan(0.01);
    expect(cooler).toBeLessThan(0.3);
    expect(baseline.totals.heatIslandMeanK).toBeGreaterThan(2);
    expect(baseline.totals.heatIslandMeanK).toBeLessThan(6);
    expect(planted.links.vehPerDay).toEqual(baseline.links.vehPerDay);
  });

  it('that closes every way out of a crossing says how many trips have none left', () => {
    const { streets, demand } = chain.place;
    const { tripsPerHour } = demand.tripsOf('weekday', 18);
    const zones = demand.zoneNode.length;
    const starting = Array.from(demand.zoneNode, (_, i) =>
      tripsPerHour.slice(i * zones, (i + 1) * zones).reduce((sum, trips) => sum + trips, 0),
    );
    const node = demand.zoneNode[starting.indexOf(Math.max(...starting))]!;
    const streetIds = streets.linkIds.filter((_, link) => streets.from[link] === node);
    const result = chain.prepare([{ kind: 'close-street', streetIds }]).run(CENTRAL_DRAW);
    expect(baseline.unservedTripsPerDay).toBe(0);
    expect(result.unservedTripsPerDay).toBeGreaterThan(10);
    expect(result.totals.tripsPerDay + result.unservedTripsPerDay).toBeCloseTo(baseline.totals.tripsPerDay, 4);
  });

  it('of a closed street leaves nobody on it', () => {
    const id = chain.place.streets.linkIds[100]!;
    const result = chain.prepare([{ kind: 'close-street', streetIds: [id] }]).run(CENTRAL_DRAW);
    expect(result.links.vehPerDay[100]).toBe(0);
    expect(Math.abs(meanDifference(result.links.vehPerDay, baseline.links.vehPerDay))).toBeGreaterThan(0);
  });
});

describe('an edit', () => {
  it('to as many lanes as there are changes nothing, and one lane of two halves the capacity', () => {
    const { streets, network } = chain.place;
    for (const perLane of [800, 900]) {
      const link = streets.lanes.findIndex((lanes, i) => network.capacityVehPerHour[i] === perLane * lanes);
      const streetIds = [streets.linkIds[link]!];
      const lanes = streets.lanes[link]!;
      const same = applyEdits(chain.place, [{ kind: 'change-lanes', streetIds, lanes }]).inputs;
      expect(same.network.capacityVehPerHour).toEqual(network.capacityVehPerHour);
      expect(same.changedLinks[link]).toBe(0);
      const fewer = applyEdits(chain.place, [{ kind: 'change-lanes', streetIds, lanes: lanes / 2 }]).inputs;
      expect(fewer.network.capacityVehPerHour[link]).toBe(network.capacityVehPerHour[link]! / 2);
      expect(fewer.changedLinks[link]).toBe(1);
    }
  });

  it('that makes a street faster lets no trips evaporate', () => {
    const streetIds = [chain.place.streets.linkIds[0]!];
    const free = chain.place.streets.freeSpeedKmh[0]!;
    const changed = (speedKmh: number) =>
      applyEdits(chain.place, [{ kind: 'slow-street', streetIds, speedKmh }]).inputs.changedLinks[0];
    expect(changed(free - 10)).toBe(1);
    expect(changed(free + 10)).toBe(0);
  });
});

describe('a place whose streets have no known façades', () => {
  it('has numbers all the same, whichever street model is drawn', () => {
    const files = shippedPlaceFiles();
    const streets = {
      features: files.streets.features.map((street) => ({
        ...street,
        properties: { ...street.properties, canyon_height_m: undefined },
      })),
    };
    const open = createChain(buildPlace({ ...files, streets } as typeof files).value!).prepare([]);
    for (const streetModel of [0, 1, 2]) {
      const { no2UgM3 } = open.run({ ...CENTRAL_DRAW, streetModel }).receptors;
      expect(no2UgM3.every((value) => Number.isFinite(value) && value > 14)).toBe(true);
    }
  }, 60_000);
});

describe('an edit that cannot be', () => {
  it('is named, and the others are applied', () => {
    const { inputs, issues } = applyEdits(chain.place, [
      { kind: 'close-street', streetIds: ['street-nowhere'] },
      { kind: 'slow-street', streetIds: [chain.place.streets.linkIds[0]!], speedKmh: Number.NaN },
      { kind: 'electrify', share: 2 },
      { kind: 'close-street', streetIds: [] },
      { kind: 'change-fleet', fleet: { tram: 1 } },
      { kind: 'slow-street', streetIds: [chain.place.streets.linkIds[1]!], speedKmh: 10 },
    ]);
    expect(issues.map(({ code, detail }) => [code, detail])).toEqual([
      ['edit-unknown-street', 'street-nowhere'],
      ['edit-bad-number', 'km/h NaN'],
      ['edit-bad-number', 'share 2'],
      ['edit-without-streets', ''],
      ['edit-bad-fleet', 'unknown-class tram'],
    ]);
    expect(inputs.freeSpeedKmh[1]).toBe(10);
  });
});
