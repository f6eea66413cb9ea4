import { describe, expect, it } from 'vitest';
import type { Feature, Point } from '../../../../app/core/geo/geojson.ts';
import { buildStreetGraph, isStronglyConnected } from '../../../../app/core/geo/street-graph.ts';

const node = (id: string, lon: number, lat: number): Feature<Point> => ({
  type: 'Feature',
  properties: { feature_id: id },
  geometry: { type: 'Point', coordinates: [lon, lat] },
});
const NODES = { features: [node('a', 2, 41), node('b', 2.001, 41), node('c', 2.001, 41.001)] };

const street = (id: string, from: string, to: string, more: Record<string, unknown> = {}): Feature => ({
  type: 'Feature',
  properties: {
    feature_id: id,
    from_node: from,
    to_node: to,
    lanes: 2,
    speed_kmh: 30,
    capacity_veh_h: 1600,
    length_m: 133.3,
    width_m: 20,
    canyon_height_m: 22.5,
    ...more,
  },
  geometry: {
    type: 'LineString',
    coordinates: [
      [2, 41],
      [2.001, 41],
    ],
  },
});
const CIRCUIT = { features: [street('ab', 'a', 'b'), street('bc', 'b', 'c'), street('ca', 'c', 'a')] };

describe('the street graph', () => {
  it('numbers links and nodes by row and knows the columns of each link', () => {
    const { value: graph, issues } = buildStreetGraph(CIRCUIT, NODES);
    expect(issues).toEqual([]);
    expect(graph!.linkIds).toEqual(['ab', 'bc', 'ca']);
    expect([...graph!.from]).toEqual([0, 1, 2]);
    expect([...graph!.to]).toEqual([1, 2, 0]);
    expect(graph!.lengthM[1]).toBe(133.3);
    expect(graph!.freeSpeedKmh[1]).toBe(30);
    expect(graph!.capacityVehPerHour[1]).toBe(1600);
    expect(graph!.canyonHeightM[1]).toBe(22.5);
    expect(graph!.nodeLon[2]).toBe(2.001);
    expect(graph!.linkOf('bc')).toBe(1);
    expect(graph!.linkOf('cb')).toBeUndefined();
    expect(graph!.nodeOf('c')).toBe(2);
  });

  it('lists the links that leave and enter a node', () => {
    const { value: graph } = buildStreetGraph({ features: [...CIRCUIT.features, street('ac', 'a', 'c')] }, NODES);
    const leaving = (n: number) => [...graph!.outLinks.slice(graph!.outStart[n], graph!.outStart[n + 1])];
    const entering = (n: number) => [...graph!.inLinks.slice(graph!.inStart[n], graph!.inStart[n + 1])];
    expect(leaving(0)).toEqual([0, 3]);
    expect(leaving(1)).toEqual([1]);
    expect(entering(2)).toEqual([1, 3]);
  });

  it('is strongly connected when it is a circuit, and not when a street leads nowhere', () => {
    expect(isStronglyConnected(buildStreetGraph(CIRCUIT, NODES).value!)).toBe(true);
    const open = { features: CIRCUIT.features.slice(0, 2) };
    expect(isStronglyConnected(buildStreetGraph(open, NODES).value!)).toBe(false);
    expect(isStronglyConnected(buildStreetGraph({ features: [] }, { features: [] }).value!)).toBe(false);
  });

  it('leaves out what cannot stand, and says which and why', () => {
    const { value: graph, issues } = buildStreetGraph(
      {
        features: [
          ...CIRCUIT.features,
          street('ab', 'a', 'b'),
          street('ax', 'a', 'x'),
          street('slow', 'a', 'b', { speed_kmh: 0 }),
          street('text', 'a', 'b', { capacity_veh_h: '1600' }),
          street('', 'a', 'b'),
        ],
      },
      NODES,
    );
    expect(graph!.linkIds).toEqual(['ab', 'bc', 'ca']);
    expect(issues.map((issue) => [issue.code, issue.detail])).toEqual([
      ['street-repeated-id', 'ab'],
      ['street-unknown-node', 'ax'],
      ['street-bad-number', 'slow'],
      ['street-bad-number', 'text'],
      ['street-without-id', ''],
    ]);
  });

  it('measures a street whose length is not given', () => {
    const { length_m: _, ...columns } = street('ab', 'a', 'b').properties!;
    const unmeasured: Feature = { ...street('ab', 'a', 'b'), properties: columns };
    const { value: graph } = buildStreetGraph({ features: [unmeasured] }, NODES);
    expect(graph!.lengthM[0]).toBeCloseTo(84.14, 1);
  });
});
