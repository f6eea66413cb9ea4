import { describe, expect, it } from 'vitest';
import type { Feature, Geometry, Position } from '../../../../app/core/geo/geojson.ts';
import { createLocalFrame } from '../../../../app/core/geo/local-frame.ts';
import type { MeshBuffers } from '../../../../app/core/geo/mesh.ts';
import { createMeshBuilder } from '../../../../app/core/geo/mesh.ts';
import { triangulateFeatures } from '../../../../app/core/geo/triangulate.ts';

const frame = createLocalFrame({ lon: 2.1649, lat: 41.3917 });

/** A ring or line drawn in metres east and north of the frame's origin, as GeoJSON would hold it. */
function metres(...points: readonly (readonly [number, number])[]): Position[] {
  return points.map(([east, north]) => frame.toLonLat(east, north).slice(0, 2));
}

function feature(geometry: Geometry | null, properties: Record<string, unknown> = {}): Feature<Geometry | null> {
  return { type: 'Feature', geometry, properties };
}

const OUTER: (readonly [number, number])[] = [
  [0, 0],
  [30, 0],
  [30, 20],
  [0, 20],
  [0, 0],
];
const HOLE: (readonly [number, number])[] = [
  [10, 5],
  [10, 15],
  [20, 15],
  [20, 5],
  [10, 5],
];
const COURTYARD: Geometry = { type: 'Polygon', coordinates: [metres(...OUTER), metres(...HOLE)] };

interface Triangle {
  readonly corners: readonly (readonly [number, number, number])[];
  /** Half the cross product: its length is the area, its direction the side that counts as outside. */
  readonly areaVector: readonly [number, number, number];
  readonly normal: readonly [number, number, number];
}

function trianglesOf(mesh: MeshBuffers): Triangle[] {
  const at = (buffer: Float32Array, index: number) =>
    [buffer[3 * index]!, buffer[3 * index + 1]!, buffer[3 * index + 2]!] as const;
  return Array.from({ length: mesh.indices.length / 3 }, (_, triangle) => {
    const [i, j, k] = mesh.indices.slice(3 * triangle, 3 * triangle + 3) as unknown as [number, number, number];
    const [a, b, c] = [at(mesh.positions, i), at(mesh.positions, j), at(mesh.positions, k)];
    const [u, v] = [b, c].map((p) => p.map((value, axis) => value - a[axis]!)) as [number[], number[]];
    return {
      corners: [a, b, c],
      areaVector: [
        (u[1]! * v[2]! - u[2]! * v[1]!) / 2,
        (u[2]! * v[0]! - u[0]! * v[2]!) / 2,
        (u[0]! * v[1]! - u[1]! * v[0]!) / 2,
      ],
      normal: at(mesh.normals, i),
    };
  });
}

const dot = (a: readonly number[], b: readonly number[]) => a.reduce((sum, value, index) => sum + value * b[index]!, 0);
const flatArea = (mesh: MeshBuffers) => trianglesOf(mesh).reduce((sum, each) => sum + each.areaVector[2], 0);

/** Volume by the divergence theorem; the open underside at height 0 adds nothing. */
const volume = (mesh: MeshBuffers) =>
  trianglesOf(mesh).reduce((sum, { corners, areaVector }) => sum + dot(corners[0]!, areaVector) / 3, 0);

describe('surfaces', () => {
  it('cover the polygon without its hole, facing up', () => {
    const mesh = triangulateFeatures('surface', [feature(COURTYARD)], frame);
    expect(flatArea(mesh)).toBeCloseTo(500, 2);
    for (const { areaVector } of trianglesOf(mesh)) expect(areaVector[2]).toBeGreaterThan(0);
  });

  it('come out the same when the file winds its rings the wrong way', () => {
    const wrong: Geometry = {
      type: 'Polygon',
      coordinates: [metres(...OUTER).reverse(), metres(...HOLE).reverse()],
    };
    expect(flatArea(triangulateFeatures('surface', [feature(wrong)], frame))).toBeCloseTo(500, 2);
  });

  it('lie at their base height', () => {
    const mesh = triangulateFeatures('surface', [feature(COURTYARD)], frame, { baseM: 0.5 });
    expect(mesh.positions[2]).toBeCloseTo(0.5, 3);
  });
});

describe('extrusions', () => {
  const mesh = triangulateFeatures('extrusion', [feature(COURTYARD, { height_m: 10 })], frame);

  it('enclose the area times the height, walls and roof facing outwards', () => {
    expect(volume(mesh)).toBeCloseTo(5000, 0);
  });

  it('have walls along the outside and round the courtyard', () => {
    const walls = trianglesOf(mesh).filter(({ normal }) => normal[2] === 0);
    const area = walls.reduce((sum, { areaVector }) => sum + Math.sqrt(dot(areaVector, areaVector)), 0);
    expect(area).toBeCloseTo((100 + 40) * 10, 1);
    // The courtyard's western wall looks east, into the courtyard.
    const courtyardWest = walls.find(({ corners }) => corners.every(([east]) => Math.abs(east - 10) < 0.01))!;
    expect(courtyardWest.normal[0]).toBeCloseTo(1, 3);
  });

  it('give every vertex the normal of its own face', () => {
    for (const { areaVector, normal } of trianglesOf(mesh)) {
      const length = Math.sqrt(dot(areaVector, areaVector));
      expect(dot(areaVector, normal) / length).toBeCloseTo(1, 4);
    }
  });

  it('take three metres where no height is known, and the height asked for where one is given', () => {
    const plain = triangulateFeatures('extrusion', [feature(COURTYARD)], frame);
    const asked = triangulateFeatures('extrusion', [feature(COURTYARD)], frame, { heightM: 7 });
    expect(volume(plain)).toBeCloseTo(1500, 0);
    expect(volume(asked)).toBeCloseTo(3500, 0);
  });

  it('draw every part of a multipolygon', () => {
    const square = (at: number) => [metres([at, 0], [at + 10, 0], [at + 10, 10], [at, 10], [at, 0])];
    const two: Geometry = { type: 'MultiPolygon', coordinates: [square(0), square(50)] };
    expect(volume(triangulateFeatures('extrusion', [feature(two)], frame, { heightM: 2 }))).toBeCloseTo(400, 1);
  });
});

describe('ribbons', () => {
  it('are as wide as asked and as long as their line', () => {
    const line: Geometry = { type: 'LineString', coordinates: metres([0, 0], [100, 0]) };
    const mesh = triangulateFeatures('line', [feature(line)], frame, { widthM: 6 });
    expect(flatArea(mesh)).toBeCloseTo(600, 1);
    expect(mesh.indices.length / 3).toBe(2);
  });

  it('are mitred at a gentle turn: no gap, no overlap, no further vertex', () => {
    const line: Geometry = { type: 'LineString', coordinates: metres([0, 0], [100, 0], [190, 40]) };
    const mesh = triangulateFeatures('line', [feature(line)], frame, { widthM: 6 });
    expect(flatArea(mesh)).toBeCloseTo(6 * (100 + Math.sqrt(90 * 90 + 40 * 40)), 0);
    expect(mesh.positions.length / 3).toBe(6);
  });

  it('are bevelled at a sharp turn, whichever way it goes, and always face up', () => {
    for (const side of [1, -1]) {
      const line: Geometry = { type: 'LineString', coordinates: metres([0, 0], [100, 0], [10, side * 20]) };
      const mesh = triangulateFeatures('line', [feature(line)], frame, { widthM: 6 });
      for (const { areaVector } of trianglesOf(mesh)) expect(areaVector[2]).toBeGreaterThan(0);
      const furthestEast = Math.max(...mesh.positions.filter((_, index) => index % 3 === 0));
      expect(furthestEast).toBeLessThan(104);
      expect(mesh.indices.length / 3).toBe(5);
    }
  });

  it('join a closed line to itself', () => {
    const ring: Geometry = { type: 'LineString', coordinates: metres([0, 0], [100, 0], [100, 100], [0, 100], [0, 0]) };
    const mesh = triangulateFeatures('line', [feature(ring)], frame, { widthM: 2 });
    const lowest = Math.min(...mesh.positions.filter((_, index) => index % 3 === 1));
    expect(mesh.indices.length / 3).toBe(4 * 2);
    expect(lowest).toBeCloseTo(-1, 2);
    expect(flatArea(mesh)).toBeCloseTo(800, 0);
  });

  it('lie at different heights where they cross, and at the same height all along a street', () => {
    const heightOf = (...points: (readonly [number, number])[]) =>
      triangulateFeatures('line', [feature({ type: 'LineString', coordinates: metres(...points) })], frame)
        .positions[2]!;
    expect(Math.abs(heightOf([0, 0], [50, 50]) - heightOf([0, 50], [50, 0]))).toBeGreaterThan(0.005);
    expect(Math.abs(heightOf([0, 0], [50, 0]) - heightOf([0, 0], [0, 50]))).toBeGreaterThan(0.005);
    expect(heightOf([0, 0], [50, 50])).toBeCloseTo(heightOf([50, 50], [0, 0]), 2);
  });

  it('take the carriageway’s width from the street, else the street’s', () => {
    const line: Geometry = { type: 'LineString', coordinates: metres([0, 0], [10, 0]) };
    const area = (columns: Record<string, unknown>) =>
      flatArea(triangulateFeatures('line', [feature(line, columns)], frame));
    expect(area({ carriageway_m: 9, width_m: 20 })).toBeCloseTo(90, 1);
    expect(area({ width_m: 20 })).toBeCloseTo(200, 1);
    expect(area({ width_m: 'wide' })).toBeCloseTo(40, 1);
  });
});

describe('trees', () => {
  const tree = feature({ type: 'Point', coordinates: [2.165, 41.392] }, { height_m: 12, crown_m: 6 });
  const mesh = triangulateFeatures('tree', [tree, tree], frame);

  it('are sixteen triangles each, as high as they should be and no wider than their crown', () => {
    expect(mesh.indices.length / 3).toBe(32);
    const heights = mesh.positions.filter((_, index) => index % 3 === 2);
    expect(Math.max(...heights)).toBeCloseTo(12, 1);
    expect(Math.min(...heights)).toBeCloseTo(0, 1);
    const easts = mesh.positions.filter((_, index) => index % 3 === 0);
    expect(Math.max(...easts) - Math.min(...easts)).toBeLessThanOrEqual(6.01);
  });

  it('look outwards on every side', () => {
    const [east, north] = frame.toLocal(2.165, 41.392);
    for (const { corners, areaVector } of trianglesOf(mesh)) {
      const middle = [0, 1, 2].map((axis) => corners.reduce((sum, corner) => sum + corner[axis]! / 3, 0));
      const fromAxis = [middle[0]! - east, middle[1]! - north, 0];
      expect(dot(areaVector, fromAxis)).toBeGreaterThan(0);
    }
  });
});

describe('rows', () => {
  it('are kept by features that have nothing to draw', () => {
    const mesh = triangulateFeatures(
      'surface',
      [feature(null), feature({ type: 'Point', coordinates: [2, 41] }), feature(COURTYARD)],
      frame,
    );
    expect([...new Set(mesh.featureOfVertex)]).toEqual([2]);
    expect(mesh.featureOfVertex.length).toBe(mesh.positions.length / 3);
  });

  it('survive rings and lines that have shrunk to a point or repeat their vertices', () => {
    const point = metres([5, 5])[0]!;
    const shrunk: Geometry = { type: 'Polygon', coordinates: [[point, point, point, point]] };
    const stutter: Geometry = {
      type: 'Polygon',
      coordinates: [metres([0, 0], [0, 0], [10, 0], [10, 10], [10, 10], [0, 0])],
    };
    const dot0: Geometry = { type: 'LineString', coordinates: [point, point] };
    expect(triangulateFeatures('extrusion', [feature(shrunk)], frame).indices.length).toBe(0);
    expect(triangulateFeatures('line', [feature(dot0)], frame).indices.length).toBe(0);
    const noNumber: Geometry = {
      type: 'Polygon',
      coordinates: [
        [
          [2, 41],
          [Number.NaN, 41],
          [2, 42],
          [2, 41],
        ],
      ],
    };
    expect(triangulateFeatures('extrusion', [feature(noNumber)], frame).indices.length).toBe(0);
    const mesh = triangulateFeatures('extrusion', [feature(stutter)], frame, { heightM: 1 });
    expect(volume(mesh)).toBeCloseTo(50, 1);
    expect(mesh.normals.every(Number.isFinite)).toBe(true);
  });

  it('grow the buffers as far as they must', () => {
    const builder = createMeshBuilder(1);
    for (let i = 0; i < 100; i++) builder.addVertex(i, 0, 0, 0, 0, 1, i);
    for (let i = 0; i < 98; i++) builder.addTriangle(i, i + 1, i + 2);
    const grown = builder.finish();
    expect(grown.positions.length).toBe(300);
    expect(grown.positions[297]).toBe(99);
    expect(grown.indices.length).toBe(294);
    expect(grown.featureOfVertex[99]).toBe(99);
  });
});
