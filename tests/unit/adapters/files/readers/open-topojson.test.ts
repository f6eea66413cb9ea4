import { describe, expect, it } from 'vitest';
import { namesOf, openFile } from '../../../../builders/opened-file.ts';

/** Two squares that share the arc between them. */
const topology = (given: object = {}) =>
  JSON.stringify({
    type: 'Topology',
    transform: { scale: [0.5, 0.25], translate: [2, 41] },
    objects: {
      blocks: {
        type: 'GeometryCollection',
        geometries: [
          { type: 'Polygon', arcs: [[0, 1]], id: 7, properties: { name: 'west' } },
          { type: 'MultiPolygon', arcs: [[[-1, 2]]], properties: { name: 'east' } },
          { type: null, properties: { name: 'none' } },
        ],
      },
      places: { type: 'Point', coordinates: [2, 4], properties: { name: 'centre' } },
    },
    arcs: [
      [
        [4, 0],
        [0, 4],
      ],
      [
        [4, 4],
        [-4, 0],
        [0, -4],
        [4, 0],
      ],
      [
        [4, 0],
        [4, 0],
        [0, 4],
        [-4, 0],
      ],
    ],
    ...given,
  });

describe('TopoJSON', () => {
  it('gives the shapes that share lines as polygons of their own', async () => {
    const { source, features, codes } = await openFile(topology(), 'blocks.topojson');
    expect(source.head).toMatchObject({ format: 'topojson', layer: 'blocks', layers: ['blocks', 'places'] });
    expect(codes).toEqual(['topojson', 'several-layers']);
    expect(namesOf(features)).toEqual(['west', 'east', 'none']);
    expect(features[0]).toMatchObject({
      id: 7,
      geometry: {
        type: 'Polygon',
        coordinates: [
          [
            [4, 41],
            [4, 42],
            [2, 42],
            [2, 41],
            [4, 41],
          ],
        ],
      },
    });
    expect(features[1]!.geometry).toEqual({
      type: 'MultiPolygon',
      coordinates: [
        [
          [
            [4, 42],
            [4, 41],
            [6, 41],
            [6, 42],
            [4, 42],
          ],
        ],
      ],
    });
    expect(features[2]!.geometry).toBeNull();
  });

  it('has its other objects as layers', async () => {
    const { features } = await openFile(topology(), 'a.json', { layer: 'places' });
    expect(features[0]!.geometry).toEqual({ type: 'Point', coordinates: [3, 42] });
  });

  it('has coordinates as they are without a transform', async () => {
    const { features } = await openFile(
      topology({
        transform: undefined,
        arcs: [
          [
            [1, 2],
            [3, 4],
          ],
        ],
        objects: { line: { type: 'LineString', arcs: [-1] } },
      }),
    );
    expect(features[0]!.geometry).toEqual({
      type: 'LineString',
      coordinates: [
        [3, 4],
        [1, 2],
      ],
    });
  });

  it('tells of arcs that are missing and keeps the rest', async () => {
    const { features, issues } = await openFile(
      topology({
        arcs: [
          [
            [4, 0],
            [0, 4],
          ],
          [
            [4, 4],
            [-4, 0],
            [0, -4],
            [4, 0],
          ],
        ],
      }),
    );
    expect(features.map(({ geometry }) => geometry === null)).toEqual([false, true, true]);
    expect(issues).toMatchObject([
      { code: 'topojson' },
      { code: 'several-layers' },
      { code: 'broken-reference', featureNumber: 2, detail: 'arc 2 is missing' },
    ]);
  });
});
