import { describe, expect, it } from 'vitest';
import type { Feature, Geometry } from '../../../../../app/core/geo/geojson.ts';
import type { StreetChoices } from '../../../../../app/core/models/own-place/street-lines.ts';
import { streetsToNetwork } from '../../../../../app/core/models/own-place/streets-to-network.ts';
import { lonLat, street, usualChoices } from '../../../../builders/own-streets.ts';

function made(features: readonly Feature<Geometry | null>[], more: Partial<StreetChoices> = {}) {
  const { network, report } = streetsToNetwork(features, usualChoices(features, more));
  const links = (network?.links ?? []).map(({ id, lengthM }) => [id, Math.round(lengthM)]);
  return { network, report, links };
}

const ACROSS = street([
  [0, 0],
  [200, 0],
]);
const UP = (atEast: number, from: number, to: number, properties = {}) =>
  street(
    [
      [atEast, from],
      [atEast, to],
    ],
    properties,
  );

describe('where lines meet', () => {
  it('cuts a street where the end of another touches its middle, half a metre short of it', () => {
    const { links, report } = made([{ ...ACROSS, properties: { id: 'main' } }, UP(80, 0.5, 100.5, { id: 'side' })]);
    expect(links).toEqual([
      ['main:1', 80],
      ['main:1:back', 80],
      ['main:2', 120],
      ['main:2:back', 120],
      ['side', 100],
      ['side:back', 100],
    ]);
    expect([report.crossings, report.deadEnds.count, report.weakParts]).toEqual([1, 3, 1]);
  });

  it('does not reach farther than the distance that was chosen', () => {
    const features = [ACROSS, UP(80, 3, 100)];
    expect(made(features).report.weakParts).toBe(2);
    expect(made(features, { snapM: 5 }).report.weakParts).toBe(1);
  });

  it('makes a crossing of a vertex that two lines share in their middles', () => {
    const bend = street([
      [80, -50],
      [80, 0],
      [80, 50],
    ]);
    const across = street([
      [0, 0],
      [80, 0],
      [200, 0],
    ]);
    const { report, links } = made([across, bend]);
    expect(report.crossings).toBe(1);
    expect(links).toHaveLength(8);
    expect(report.missingCrossings.count).toBe(0);
  });

  it('joins ends that lie within the distance of each other to one crossing', () => {
    const { report } = made([
      ACROSS,
      street([
        [200.4, 0.3],
        [300, 0],
      ]),
      UP(200, 0.2, 90),
    ]);
    expect([report.crossings, report.weakParts]).toEqual([1, 1]);
  });

  it('takes each part of a line of several parts by itself', () => {
    const parts: Feature = {
      type: 'Feature',
      properties: { id: 'both' },
      geometry: {
        type: 'MultiLineString',
        coordinates: [
          [lonLat([0, 0]), lonLat([100, 0])],
          [lonLat([100, 0]), lonLat([100, 60])],
        ],
      },
    };
    expect(made([parts]).links).toEqual([
      ['both:1', 100],
      ['both:1:back', 100],
      ['both:2', 60],
      ['both:2:back', 60],
    ]);
  });
});

describe('lines that cross without a common vertex', () => {
  const crossing = [{ ...ACROSS, properties: { name: 'Main Street' } }, UP(80, -50, 50, { name: 'Side Street' })];

  it('are told, with their place and their names, and do not meet', () => {
    const { report, links } = made(crossing);
    expect(report.missingCrossings.count).toBe(1);
    const [place] = report.missingCrossings.places;
    expect([...place!.names].sort()).toEqual(['Main Street', 'Side Street']);
    const [lon, lat] = lonLat([80, 0]);
    expect([place!.lon, place!.lat]).toEqual([expect.closeTo(lon!, 6), expect.closeTo(lat!, 6)]);
    expect(report.weakParts).toBe(2);
    expect(links).toHaveLength(4);
  });

  it('meet where the person wants it', () => {
    const { report, links } = made(crossing, { joinCrossings: true });
    expect([report.weakParts, report.crossings, links.length]).toEqual([1, 1, 8]);
    expect([report.missingCrossings.count, report.missingCrossings.joined]).toEqual([1, true]);
  });

  it.each([
    ['a bridge', { bridge: 'yes' }],
    ['a viaduct', { bridge: 'viaduct' }],
    ['a tunnel', { tunnel: 'yes' }],
    ['another level', { layer: '1' }],
  ])('are no fault where one is %s, and are never joined', (_what, properties) => {
    const { report } = made([ACROSS, UP(80, -50, 50, properties)], { joinCrossings: true });
    expect([report.missingCrossings.count, report.overpasses, report.weakParts]).toEqual([0, 1, 2]);
  });

  it('count once where one line has a vertex on the other', () => {
    const bent = street([
      [80, -50],
      [80, 0],
      [120, 50],
    ]);
    const { report } = made([ACROSS, bent]);
    expect(report.missingCrossings.count).toBe(1);
  });
});

describe('directions', () => {
  const way = (oneway: unknown) =>
    made([
      street(
        [
          [0, 0],
          [100, 0],
        ],
        { id: 's', oneway },
      ),
    ]);
  const ends = (oneway: unknown) => {
    const { network, report } = way(oneway);
    const links = network?.links ?? [];
    return { links: report.links, from: links.map(({ from }) => network!.nodePositions[from]![0]!) };
  };

  it('make two links of a two-way street, of the same length', () => {
    expect(way('no').links).toEqual([
      ['s', 100],
      ['s:back', 100],
    ]);
  });

  it('turn a street that is open against its drawing', () => {
    const back = made([
      street(
        [
          [0, 0],
          [100, 0],
        ],
        { id: 'along', oneway: 'yes' },
      ),
      street(
        [
          [0, 0],
          [50, 40],
          [100, 0],
        ],
        { id: 'against', oneway: '-1' },
      ),
    ]);
    const starts = back.network!.links.map(({ id, from }) => [
      id,
      Math.round(back.network!.nodePositions[from]![0]! * 1e4),
    ]);
    const [west] = lonLat([0, 0]);
    const [east] = lonLat([100, 0]);
    expect(starts).toEqual([
      ['against', Math.round(east! * 1e4)],
      ['along', Math.round(west! * 1e4)],
    ]);
    expect(back.report.assignedLinks).toBe(2);
  });

  it('leave a single one-way street without traffic: nobody comes back', () => {
    expect(ends('yes').links).toBe(1);
    expect(way('yes').network).toBeNull();
    expect(way('yes').report.otherParts.places[0]).toMatchObject({ kind: 'one-way', links: 1 });
  });

  it('halve lanes that are counted for both ways, and take others as they are', () => {
    const features = [
      street(
        [
          [0, 0],
          [100, 0],
        ],
        { lanes: 3 },
      ),
    ];
    const lanes = (more: Partial<StreetChoices>) => made(features, more).network!.links.map((link) => link.lanes);
    expect(lanes({})).toEqual([2, 1]);
    expect(lanes({ lanesAreTotal: false })).toEqual([3, 3]);
  });
});

describe('loops and second ways', () => {
  const ring = street(
    [
      [0, 0],
      [30, 20],
      [60, 0],
      [30, -20],
      [0, 0],
    ],
    { id: 'ring', junction: 'roundabout' },
  );

  it('drives a roundabout one way round, from each street that meets it to each other', () => {
    const { network, report } = made([
      ring,
      street(
        [
          [-80, 0],
          [0, 0],
        ],
        { id: 'west' },
      ),
      street(
        [
          [60, 0],
          [140, 0],
        ],
        { id: 'east' },
      ),
    ]);
    const round = network!.links.filter(({ line }) => line.featureId === 'ring');
    expect(round.map(({ id }) => id)).toEqual(['ring:1', 'ring:2']);
    expect(round.map(({ to }) => to)).toEqual([round[1]!.from, round[0]!.from]);
    expect(report.assignedLinks).toBe(6);
  });

  it('cuts a loop at one crossing in three, so that no link ends where it begins', () => {
    const { network } = made([
      { ...ring, properties: { id: 'ring' } },
      street([
        [-80, 0],
        [0, 0],
      ]),
    ]);
    const round = network!.links.filter(({ line }) => line.featureId === 'ring');
    expect(round).toHaveLength(6);
    expect(round.every(({ from, to }) => from !== to)).toBe(true);
  });

  it('cuts the longer of two ways between the same crossings', () => {
    const { network } = made([
      ACROSS,
      street(
        [
          [0, 0],
          [100, 60],
          [200, 0],
        ],
        { id: 'round' },
      ),
    ]);
    const pairs = network!.links.map(({ from, to }) => `${from} ${to}`);
    expect(new Set(pairs).size).toBe(pairs.length);
    expect(network!.links.filter(({ line }) => line.featureId === 'round')).toHaveLength(4);
  });

  it('lets two carriageways that are drawn apart stand as one street each way', () => {
    const { network } = made([
      street(
        [
          [0, 0],
          [100, 0],
        ],
        { id: 'out', oneway: 'yes' },
      ),
      street(
        [
          [100, 0],
          [50, -8],
          [0, 0],
        ],
        { id: 'home', oneway: 'yes' },
      ),
    ]);
    expect(network!.links.map(({ id }) => id)).toEqual(['home', 'out']);
  });
});

describe('what is left out', () => {
  it('is counted by its reason', () => {
    const { report } = made([
      ACROSS,
      { ...ACROSS, properties: { id: 'twice' } },
      street([
        [200, 0],
        [0, 0],
      ]),
      street([
        [10, 10],
        [10, 10],
      ]),
      street([
        [10, 10],
        [10.4, 10],
      ]),
      { type: 'Feature', properties: {}, geometry: null },
      { type: 'Feature', properties: {}, geometry: { type: 'Point', coordinates: [2, 41] } },
      {
        type: 'Feature',
        properties: {},
        geometry: {
          type: 'LineString',
          coordinates: [
            [430_000, 4_580_000],
            [430_100, 4_580_000],
          ],
        },
      },
      { type: 'Feature', properties: {}, geometry: { type: 'LineString', coordinates: [] } },
      UP(0, 0, 50, { highway: 'footway' }),
    ]);
    expect(Object.fromEntries(report.leftOut.map(({ reason, count }) => [reason, count]))).toEqual({
      'no-line': 3,
      'bad-position': 1,
      'too-short': 2,
      'not-for-cars': 1,
      repeated: 2,
    });
    expect(report.lines).toBe(1);
  });

  it('lists a part that no street leads to, and a street that can only be left', () => {
    const { report } = made([
      ACROSS,
      UP(0, 0, 100),
      street(
        [
          [500, 500],
          [600, 500],
        ],
        { name: 'Far Away' },
      ),
      street(
        [
          [300, 0],
          [200, 0],
        ],
        { name: 'Way In', oneway: 'yes' },
      ),
    ]);
    expect(report.otherParts.count).toBe(2);
    expect(report.otherParts.places.map(({ kind, names, links }) => [kind, names, links])).toEqual([
      ['island', ['Far Away'], 2],
      ['one-way', ['Way In'], 1],
    ]);
    expect([report.weakParts, report.strongParts]).toEqual([2, 3]);
    expect([report.links, report.assignedLinks]).toEqual([7, 4]);
  });

  it('leaves out a line on the other side of the Earth and keeps the others in place', () => {
    const nowhere: Feature = {
      type: 'Feature',
      properties: { id: 'nowhere' },
      geometry: { type: 'LineString', coordinates: [lonLat([20, 20]), [0, 0]] },
    };
    const { report } = made([ACROSS, UP(80, 0.5, 100), nowhere]);
    expect([report.crossings, report.weakParts]).toEqual([1, 1]);
    expect(report.leftOut).toEqual([{ reason: 'bad-position', count: 1, ids: ['nowhere'] }]);
  });
});

describe('what a layer does not say', () => {
  it('comes from the kind of street, and is counted', () => {
    const { network, report } = made([
      street(
        [
          [0, 0],
          [100, 0],
        ],
        { id: 'a', highway: 'primary', maxspeed: '40', lanes: '4' },
      ),
      street(
        [
          [100, 0],
          [200, 0],
        ],
        { id: 'b', highway: 'residential' },
      ),
      street(
        [
          [200, 0],
          [300, 0],
        ],
        { id: 'c', highway: 'promenade', maxspeed: 'signals' },
      ),
    ]);
    const of = (id: string) => network!.links.find((link) => link.id === id)!;
    const values = (id: string) => [of(id).line.speedKmh, of(id).lanes, of(id).capacityVehPerHour];
    expect(values('a')).toEqual([40, 2, 1800]);
    expect(values('b')).toEqual([30, 1, 600]);
    expect(values('c')).toEqual([50, 1, 800]);
    expect(report.guessed).toEqual({ class: 1, speed: 2, lanes: 2, capacity: 3, direction: 3, width: 3 });
    expect(report.unread).toEqual([
      { column: 'highway', count: 1, values: ['promenade'] },
      { column: 'maxspeed', count: 1, values: ['signals'] },
    ]);
  });

  it('may be settled for every street', () => {
    const features = [
      street(
        [
          [0, 0],
          [100, 0],
        ],
        { maxspeed: 50 },
      ),
    ];
    const { network, report } = made(features, { speedKmh: 30, lanesEachWay: 2 });
    expect([network!.links[0]!.line.speedKmh, network!.links[1]!.lanes]).toEqual([30, 2]);
    expect([report.guessed.speed, report.guessed.lanes]).toEqual([0, 0]);
  });

  it('has nothing to drive on in an empty layer', () => {
    const { network, report } = made([]);
    expect(network).toBeNull();
    expect([report.features, report.links]).toEqual([0, 0]);
  });
});
