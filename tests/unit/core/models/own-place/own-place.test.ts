import { beforeAll, describe, expect, it } from 'vitest';
import type { Feature, Geometry } from '../../../../../app/core/geo/geojson.ts';
import { buildOwnPlace, type OwnPlaceInput } from '../../../../../app/core/models/own-place/own-place.ts';
import { demandOfTrips } from '../../../../../app/core/models/own-place/trip-table.ts';
import { zonesOfDrawing, zonesOfFeatures } from '../../../../../app/core/models/own-place/zones.ts';
import { createChain } from '../../../../../app/core/models/scenario/chain.ts';
import { CENTRAL_DRAW } from '../../../../../app/core/models/scenario/parameters.ts';
import { buildPlace, type PlaceFiles } from '../../../../../app/core/models/scenario/place.ts';
import type { ScenarioResult } from '../../../../../app/core/models/scenario/results.ts';
import { lonLat, type Metres, street, usualChoices } from '../../../../builders/own-streets.ts';
import { shippedPlaceFiles } from '../../../../support/shipped-place.ts';

/** Four by four crossings, 100 m apart, all streets two-way. */
function grid(): Feature[] {
  const lines: Feature[] = [];
  for (let i = 0; i < 4; i++) {
    lines.push(
      street(
        [0, 100, 200, 300].map((x): Metres => [x, i * 100]),
        { id: `across-${i}`, name: `Across ${i}` },
      ),
    );
    lines.push(
      street(
        [0, 100, 200, 300].map((y): Metres => [i * 100, y]),
        { id: `up-${i}`, name: `Up ${i}` },
      ),
    );
  }
  return lines;
}

const zone = (id: string, people: number, at: Metres): Feature<Geometry, { id: string; people: number }> => ({
  type: 'Feature',
  properties: { id, people },
  geometry: { type: 'Point', coordinates: lonLat(at) },
});
const ZONES = zonesOfFeatures([zone('north', 800, [10, 290]), zone('south', 600, [290, 10])], true);

function placeOf(more: Partial<OwnPlaceInput> = {}) {
  const streets = grid();
  return buildOwnPlace({
    streets,
    choices: usualChoices(streets),
    zones: ZONES,
    trips: { throughShare: 0 },
    buildings: null,
    ...more,
  });
}
const tripsOf = (...rows: [string, string, number][]) => ({
  rows: {
    origins: rows.map(([origin]) => origin),
    destinations: rows.map(([, destination]) => destination),
    trips: rows.map(([, , trips]) => trips),
  },
  per: 'day' as const,
});

describe('a place without buildings', () => {
  it('has traffic and no façades', () => {
    const { value, report } = placeOf();
    expect([report.isUsable, report.hasFacades, report.zones, report.people]).toEqual([true, false, 2, 1400]);
    const chain = createChain(value!.place);
    const { totals, receptors, links } = chain.prepare([]).run(CENTRAL_DRAW);
    expect(totals.tripsPerDay).toBeGreaterThan(100);
    expect(totals.vehKmPerDay).toBeGreaterThan(10);
    expect([totals.no2MeanUgM3, totals.peopleAboveLden, receptors.no2UgM3.length]).toEqual([0, 0, 0]);
    expect(links.vehPerDay.every((flow) => Number.isFinite(flow))).toBe(true);
  });

  it('sends traffic round a street that is closed', () => {
    const trips = tripsOf(['north', 'south', 4_000], ['south', 'north', 4_000]);
    const { value } = placeOf({ trips });
    const chain = createChain(value!.place);
    const flows = (edits: Parameters<typeof chain.prepare>[0]) => {
      const { links } = chain.prepare(edits).run(CENTRAL_DRAW, { relativeGap: 1e-6 });
      return new Map(value!.place.streets.linkIds.map((id, link) => [id, links.vehPerDay[link]!]));
    };
    const before = flows([]);
    const after = flows([{ kind: 'close-street', streetIds: ['up-0:1', 'up-0:1:back', 'up-0:2', 'up-0:2:back'] }]);
    const closed = ['up-0:1', 'up-0:1:back', 'up-0:2', 'up-0:2:back'];
    const on = (table: Map<string, number>, isClosed: boolean) =>
      [...table].reduce((sum, [id, flow]) => sum + (closed.includes(id) === isClosed ? flow : 0), 0);
    expect(on(before, true)).toBeGreaterThan(500);
    expect(on(after, true)).toBe(0);
    // There are other ways of the same length: who drove here drives there.
    expect(on(after, false)).toBeCloseTo(on(before, false) + on(before, true), 3);
  });

  it('costs time at crossings and none where a street only goes on', () => {
    const streets = [
      street([
        [0, 0],
        [100, 0],
      ]),
      street([
        [100, 0],
        [200, 0],
      ]),
      street([
        [200, 0],
        [200, 90],
      ]),
      street([
        [200, 0],
        [300, 0],
      ]),
    ];
    const { value } = placeOf({ streets, choices: usualChoices(streets, { speedKmh: 36, lanesEachWay: 1 }) });
    const { linkIds, to, nodeLon } = value!.place.streets;
    const times = linkIds.map((_, link) => [
      Math.round((nodeLon[to[link]!]! - 2.165) * 83_000),
      Math.round(value!.place.network.freeFlowTimeS[link]!),
    ]);
    expect(times.filter(([at]) => at! > 95 && at! < 105).map(([, seconds]) => seconds)).toEqual([10, 10]);
    expect(
      times
        .filter(([at]) => at! > 195 && at! < 205)
        .map(([, seconds]) => seconds)
        .sort(),
    ).toEqual([19, 20, 20, 9].sort());
  });

  it('is not usable without a zone, and says so', () => {
    const { value, report } = placeOf({ zones: zonesOfDrawing([]) });
    expect(value).toBeNull();
    expect(report.issues.map(({ code, severity }) => [code, severity])).toEqual([['zones-none', 'error']]);
  });

  it('is not usable without a street to drive on', () => {
    const { value, report } = placeOf({ streets: [] });
    expect([value, report.isUsable, report.issues.map(({ code }) => code)]).toEqual([null, false, ['streets-none']]);
  });
});

describe('zones', () => {
  it('name what is odd about them', () => {
    const features = [
      zone('a', 100, [0, 0]),
      zone('a', 200, [300, 0]),
      zone('minus', -5, [300, 300]),
      { ...zone('nowhere', 5, [0, 0]), geometry: null },
      { ...zone('words', 5, [0, 300]), properties: { id: 'words', people: 'many' } },
    ];
    const { zones, issues } = zonesOfFeatures(features, true);
    expect(zones.map(({ id, people }) => [id, people])).toEqual([
      ['a', 100],
      ['zone-2', 200],
      ['minus', 0],
      ['words', 0],
    ]);
    expect(issues.map(({ code, detail }) => [code, detail])).toEqual([
      ['zone-no-place', '1'],
      ['zone-bad-people', 'minus, words'],
    ]);
  });

  it('that lie far from every street are named', () => {
    const far = zonesOfFeatures([zone('near', 1, [0, 0]), zone('far', 1, [2_500, 0])], true);
    const { report } = placeOf({ zones: far });
    expect(report.issues).toContainEqual({ code: 'zone-far', severity: 'warning', detail: 'far' });
  });

  it('as squares hold the same number of people each, and all of them', () => {
    const { value, report } = placeOf({ zones: { gridPeople: 1_600 } });
    expect(report.people).toBeCloseTo(1_600, 9);
    expect(new Set(value!.zones.map(({ people }) => people)).size).toBe(1);
    expect(value!.zones).toHaveLength(16);
  });

  it('are too many where a table of trips would not fit', () => {
    const many = Array.from({ length: 801 }, (_, i) => zone(`z${i}`, 1, [i, 0]));
    const { report } = placeOf({ zones: zonesOfFeatures(many, true) });
    expect([report.isUsable, report.issues[0]?.code]).toEqual([false, 'zones-too-many']);
  });
});

describe('a table of trips', () => {
  it('is what is driven, hour by hour', () => {
    const { value, report } = placeOf({ trips: tripsOf(['north', 'south', 1_000], ['south', 'north', 500]) });
    expect(report.trips).toBe(1_500);
    const peak = value!.place.demand.tripsOf('weekday', 18).tripsPerHour.reduce((sum, trips) => sum + trips, 0);
    expect(peak).toBeCloseTo(1_500 * 0.068, 9);
    expect(report.gates).toBe(0);
  });

  it('of the busiest hour has just those trips in that hour', () => {
    const nodes = new Map([
      ['a', 3],
      ['b', 7],
    ]);
    const { demand } = demandOfTrips(tripsOf(['a', 'b', 90]).rows, nodes, 'busiest-hour');
    expect(demand!.tripsOf('weekday', 18).tripsPerHour[1]).toBeCloseTo(90, 9);
  });

  it('adds up rows of one pair, and names what it leaves out', () => {
    const nodes = new Map([
      ['a', 3],
      ['b', 7],
      ['c', 7],
    ]);
    const { rows } = tripsOf(
      ['a', 'b', 10],
      [' a ', 'b', 5],
      ['a', 'x', 4],
      ['x', 'b', 2],
      ['a', 'b', -3],
      ['b', 'a', Number.NaN],
      ['b', 'c', 8],
    );
    const { trips, issues } = demandOfTrips(rows, nodes, 'day');
    expect(trips).toBe(15);
    expect(issues.map(({ code, detail }) => [code, detail])).toEqual([
      ['trips-unknown-zone', 'x (6)'],
      ['trips-negative', 'a → b: -3'],
      ['trips-no-number', 'b → a'],
      ['trips-inside-zone', '8'],
    ]);
  });

  it('without a single trip is refused', () => {
    const { value, report } = placeOf({ trips: tripsOf(['east', 'west', 10]) });
    expect(value).toBeNull();
    expect(report.issues.map(({ code }) => code)).toEqual(['trips-unknown-zone', 'trips-none']);
  });
});

describe('buildings', () => {
  /** A row of houses along both sides of Across 1, eight metres from its middle. */
  const houses = [-1, 1].map((side) => {
    const corner = (x: number, y: number) => lonLat([x, 100 + side * y]);
    const ring = [corner(5, 8), corner(95, 8), corner(95, 20), corner(5, 20), corner(5, 8)];
    return { geometry: { type: 'Polygon' as const, coordinates: [ring] }, heightM: 18 };
  });

  it('make a canyon of the street between them', () => {
    const { value, report } = placeOf({ buildings: houses });
    expect([report.hasFacades, report.buildings]).toEqual([true, 2]);
    const { streets } = value!.place;
    const link = streets.linkOf('across-1:1')!;
    expect(streets.widthM[link]).toBeCloseTo(16, 1);
    expect(streets.canyonHeightM[link]).toBeGreaterThan(15);
    expect(streets.canyonHeightM[streets.linkOf('across-3:3')!]).toBe(0);
  });

  it('have the people of the nearest zone behind their façades', () => {
    const { value } = placeOf({ buildings: houses });
    const people = value!.place.receptors.filter(({ population }) => population > 0);
    expect(people.map(({ streetId, side, population }) => [streetId, side, Math.round(population)]).sort()).toEqual([
      ['across-1:1', 'left', 400],
      ['across-1:1', 'right', 400],
    ]);
  });

  it('without an outline leave a place of traffic alone', () => {
    const { report } = placeOf({ buildings: [{ geometry: null, heightM: 12 }] });
    expect([report.hasFacades, report.issues.map(({ code }) => code)]).toEqual([false, ['buildings-none']]);
  });
});

describe('the shipped streets as plain two-way and one-way lines, and back again', () => {
  let own: ReturnType<typeof buildOwnPlace>;
  let ownResult: ScenarioResult;
  let shippedResult: ScenarioResult;
  let files: PlaceFiles;

  beforeAll(() => {
    files = shippedPlaceFiles();
    const { features } = files.streets;
    const positions = new Map(
      files.intersections.features.map(({ properties, geometry }) => [
        properties!.feature_id as string,
        geometry?.type === 'Point' ? geometry.coordinates : [],
      ]),
    );
    const byEnds = new Map(features.map((link) => [`${link.properties!.from_node} ${link.properties!.to_node}`, link]));
    const done = new Set<unknown>();
    const plain = features.flatMap((link): Feature[] => {
      if (done.has(link)) return [];
      const { feature_id: id, from_node, to_node, lanes, speed_kmh, capacity_veh_h, width_m } = link.properties!;
      const opposite = byEnds.get(`${to_node} ${from_node}`);
      done.add(link).add(opposite);
      return [
        {
          type: 'Feature',
          properties: {
            id,
            maxspeed: String(speed_kmh),
            lanes: opposite === undefined ? lanes : 2 * lanes,
            oneway: opposite === undefined ? 'yes' : 'no',
            capacity: capacity_veh_h,
            width: width_m,
          },
          geometry: { type: 'LineString', coordinates: [positions.get(from_node)!, positions.get(to_node)!] },
        },
      ];
    });
    const zones = files.census_sections.features.map(({ geometry, properties }) => ({
      type: 'Feature' as const,
      properties: { id: properties!.feature_id, people: properties!.population },
      geometry,
    }));
    const buildings = files.buildings.features.map(({ geometry, properties }) => ({
      geometry,
      heightM: properties!.height_m as number,
    }));
    own = buildOwnPlace({
      streets: plain,
      choices: usualChoices(plain),
      zones: zonesOfFeatures(zones, true),
      trips: { throughShare: 0.42 },
      buildings,
    });
    const run = (place: Parameters<typeof createChain>[0]) =>
      createChain(place).prepare([]).run(CENTRAL_DRAW, { relativeGap: 1e-6 });
    ownResult = run(own.value!.place);
    shippedResult = run(buildPlace(files).value!);
  }, 60_000);

  it('have the same links, crossings and gates', () => {
    const { network } = own.report;
    expect([network.links, network.assignedLinks, own.value!.place.streets.nodeCount]).toEqual([240, 240, 121]);
    expect([network.strongParts, network.deadEnds.count, network.missingCrossings.count]).toEqual([1, 0, 0]);
    expect(own.report.gates).toBe(buildPlace(files).value!.gates.length);
  });

  it('carry the same traffic within half a percent, and the same streets are the busy ones', () => {
    expect(ownResult.totals.vehKmPerDay / shippedResult.totals.vehKmPerDay).toBeCloseTo(1, 2);
    const ownStreets = own.value!.place.streets;
    const shipped = buildPlace(files).value!.streets;
    let apart = 0;
    let all = 0;
    shipped.linkIds.forEach((id, link) => {
      const ownLink = ownStreets.linkOf(id) ?? ownStreets.linkOf(`${byOpposite(id, shipped)}:back`);
      const flow = shippedResult.links.vehPerDay[link]!;
      apart += Math.abs(flow - ownResult.links.vehPerDay[ownLink!]!);
      all += flow;
    });
    expect(apart / all).toBeLessThan(0.12);
  });

  it('have air like that of the shipped canyons, though theirs are measured anew', () => {
    const ratio = ownResult.totals.no2MeanUgM3 / shippedResult.totals.no2MeanUgM3;
    expect(ratio).toBeGreaterThan(0.9);
    expect(ratio).toBeLessThan(1.1);
    expect(ownResult.totals.population).toBeCloseTo(66_514, 6);
  });
});

type Streets = NonNullable<ReturnType<typeof buildPlace>['value']>['streets'];

function byOpposite(id: string, streets: Streets): string {
  const link = streets.linkOf(id)!;
  const other = streets.linkIds.findIndex(
    (_, candidate) => streets.from[candidate] === streets.to[link] && streets.to[candidate] === streets.from[link],
  );
  return streets.linkIds[other] ?? '';
}
