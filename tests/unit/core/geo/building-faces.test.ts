import { describe, expect, it } from 'vitest';
import { partOf } from '../../../../app/core/geo/building-faces.ts';
import { createLocalFrame } from '../../../../app/core/geo/local-frame.ts';
import { triangulateFeatures } from '../../../../app/core/geo/triangulate.ts';
import { examined } from '../../../builders/doctor-sources.ts';
import { openFile } from '../../../builders/opened-file.ts';

const flat = [
  [0, 0, 3],
  [4, 0, 3],
  [4, 4, 3],
];

describe('A face of a building', () => {
  it.each([
    ['RoofSurface', 'roof'],
    ['WallSurface', 'wall'],
    ['GroundSurface', null],
    ['OuterCeilingSurface', 'wall'],
    ['Window', 'wall'],
  ] as const)('is what the file says: %s', (meaning, part) => expect(partOf(meaning, flat)).toBe(part));

  it('of which nothing is said is what it stands like', () => {
    const wall = [
      [0, 0, 0],
      [4, 0, 0],
      [4, 0, 3],
    ];
    const raised = (z: number) => flat.map(([x, y]) => [x!, y!, z]);
    expect(partOf(null, flat)).toBe('roof');
    expect(partOf(null, wall)).toBe('wall');
    expect(partOf(null, raised(0).toReversed())).toBeNull();
    // The underside of a bridge or a bay is seen.
    expect(partOf(null, raised(6).toReversed())).toBe('wall');
  });
});

/** A house of 8 × 10 m with a saddle roof, its foot at 50 m above the sea: walls to 3 m, ridge at 6 m along its length. */
const E = 430_000;
const N = 4_582_000;
const corners = [
  [0, 0, 50],
  [8, 0, 50],
  [8, 10, 50],
  [0, 10, 50],
  [0, 0, 53],
  [8, 0, 53],
  [8, 10, 53],
  [0, 10, 53],
  [4, 0, 56],
  [4, 10, 56],
];
const boundaries = [
  [[0, 3, 2, 1]],
  [[0, 1, 5, 8, 4]],
  [[2, 3, 7, 9, 6]],
  [[1, 2, 6, 5]],
  [[3, 0, 4, 7]],
  [[4, 8, 9, 7]],
  [[5, 6, 9, 8]],
];
const house = (up = 0, parents?: readonly string[]) => ({
  type: parents === undefined ? 'Building' : 'BuildingPart',
  ...(parents === undefined ? {} : { parents }),
  geometry: [
    {
      type: 'Solid',
      lod: '2.2',
      boundaries: [boundaries.map((face) => face.map((ring) => ring.map((corner) => corner + up * corners.length)))],
      semantics: {
        surfaces: [{ type: 'GroundSurface' }, { type: 'WallSurface' }, { type: 'RoofSurface' }],
        values: [[0, 1, 1, 1, 1, 2, 2]],
      },
    },
  ],
});
const cityOf = (objects: object, storeys = 1) =>
  JSON.stringify({
    type: 'CityJSON',
    version: '2.0',
    transform: { scale: [0.001, 0.001, 0.001], translate: [E, N, 0] },
    metadata: { referenceSystem: 'https://www.opengis.net/def/crs/EPSG/0/25831' },
    CityObjects: objects,
    vertices: Array.from({ length: storeys }, (_, storey) =>
      corners.map(([x, y, z]) => [x! * 1000, y! * 1000, (z! + 6 * storey) * 1000]),
    ).flat(),
  });

const examinedCity = async (text: string) => {
  const { features } = await openFile(text, 'city.json');
  return examined(features, { format: 'cityjson', declared: 'EPSG:25831' });
};

describe('A city model of level of detail 2', () => {
  it('keeps its roofs and walls, in degrees, with heights above the ground, and leaves its bottom away', async () => {
    const file = await examinedCity(cityOf({ house: house() }));
    expect(file.hasFaces).toBe(true);
    const faces = file.facesAt(0)!;
    expect([faces.roofs.length, faces.walls.length]).toEqual([2, 4]);
    const heights = [...faces.roofs, ...faces.walls].flat(2).map(([, , z]) => Math.round(z! * 1000) / 1000);
    expect([Math.min(...heights), Math.max(...heights)]).toEqual([0, 6]);
    const [lon, lat] = faces.roofs[0]![0]![0]!;
    expect([lon! > 2.16 && lon! < 2.17, lat! > 41.38 && lat! < 41.39]).toEqual([true, true]);
  });

  it('is drawn as it is: the roof under a number of its own, as large as it slopes, every face outwards', async () => {
    const file = await examinedCity(cityOf({ house: house() }));
    const [lon, lat] = file.facesAt(0)!.roofs[0]![0]![0]!;
    const frame = createLocalFrame({ lon: lon!, lat: lat! });
    const feature = { type: 'Feature' as const, geometry: file.geometryAt(0), properties: {} };
    const mesh = triangulateFeatures('extrusion', [feature], frame, { faces: (row) => file.facesAt(row) });
    const area = { roof: 0, wall: 0 };
    let volume = 0;
    for (let i = 0; i < mesh.indices.length; i += 3) {
      const [a, b, c] = [0, 1, 2].map((k) =>
        mesh.positions.subarray(mesh.indices[i + k]! * 3, mesh.indices[i + k]! * 3 + 3),
      );
      const u = [b![0]! - a![0]!, b![1]! - a![1]!, b![2]! - a![2]!];
      const v = [c![0]! - a![0]!, c![1]! - a![1]!, c![2]! - a![2]!];
      const n = [u[1]! * v[2]! - u[2]! * v[1]!, u[2]! * v[0]! - u[0]! * v[2]!, u[0]! * v[1]! - u[1]! * v[0]!];
      area[mesh.featureOfVertex[mesh.indices[i]!] === 1 ? 'roof' : 'wall'] += Math.hypot(...n) / 2;
      volume += (a![0]! * n[0]! + a![1]! * n[1]! + a![2]! * n[2]!) / 6;
      const normal = mesh.normals.subarray(mesh.indices[i]! * 3, mesh.indices[i]! * 3 + 3);
      expect(normal[0]! * n[0]! + normal[1]! * n[1]! + normal[2]! * n[2]!).toBeGreaterThan(0);
    }
    // Two slopes of 5 × 10 m; gables of 8 × 3 + 12 m², sides of 10 × 3 m. UTM is some 0.03 % off true metres here.
    expect(area.roof).toBeCloseTo(100, 0);
    expect(area.wall).toBeCloseTo(132, 0);
    // The bottom is missing, and lies in the plane z = 0 of the frame’s origin: it adds nothing to the sum but little.
    expect(volume).toBeCloseTo(360, -1);
  });

  it('keeps an upper part above the lower one: both stand on the ground of the whole', async () => {
    const text = cityOf(
      { whole: { type: 'Building', children: ['low', 'high'] }, low: house(0, ['whole']), high: house(1, ['whole']) },
      2,
    );
    const file = await examinedCity(text);
    expect(file.count).toBe(2);
    const lowest = (row: number) =>
      Math.min(
        ...file
          .facesAt(row)!
          .walls.flat(2)
          .map(([, , z]) => Math.round(z!)),
      );
    expect([lowest(0), lowest(1)]).toEqual([0, 6]);
  });

  it('of level 1 has no faces and stands as blocks', async () => {
    const block = { ...house(), geometry: [{ ...house().geometry[0]!, lod: '1.2' }] };
    const file = await examinedCity(cityOf({ block }));
    expect([file.hasFaces, file.facesAt(0)]).toEqual([false, null]);
  });
});
