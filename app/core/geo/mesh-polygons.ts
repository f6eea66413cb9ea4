/** Polygons into triangles: flat surfaces, and extrusions with roof and walls. */
import earcut from 'earcut';
import { doubleSignedArea, type Geometry, type Position, polygonsOf, type Rings } from './geojson.ts';
import type { LocalFrame } from './local-frame.ts';
import type { MeshBuilder } from './mesh.ts';

/** Vertices closer than this (m) are one: they give walls without a direction. */
const MERGE_DISTANCE_M = 1e-4;

interface FlatRing {
  /** East and north in turn, open (the closing vertex left out), inner side on the left. */
  readonly xy: number[];
  /** How far the ground stands above the tangent plane, per vertex. */
  readonly ground: number[];
}

/** A flat surface facing up, its holes left open. Heights within the coordinates are not used. */
export function addSurface(
  builder: MeshBuilder,
  geometry: Geometry,
  feature: number,
  frame: LocalFrame,
  size: { readonly baseM: number },
): void {
  for (const polygon of polygonsOf(geometry)) {
    const rings = flatten(polygon, frame);
    if (rings.length > 0) addCap(builder, rings, size.baseM, feature);
  }
}

/** A block with a flat roof and vertical walls, courtyards open to the sky. Its underside, never seen, is left out. */
export function addExtrusion(
  builder: MeshBuilder,
  geometry: Geometry,
  feature: number,
  frame: LocalFrame,
  size: { readonly baseM: number; readonly heightM: number },
  /** The number that its roof has, where roofs have their own. */
  roof = feature,
): void {
  for (const polygon of polygonsOf(geometry)) {
    const rings = flatten(polygon, frame);
    if (rings.length === 0) continue;
    addCap(builder, rings, size.baseM + size.heightM, roof);
    for (const ring of rings) addWalls(builder, ring, size.baseM, size.heightM, feature);
  }
}

function addCap(builder: MeshBuilder, rings: readonly FlatRing[], heightM: number, feature: number): void {
  const flat: number[] = [];
  const holes: number[] = [];
  const first = builder.vertexCount;
  for (const ring of rings) {
    if (flat.length > 0) holes.push(flat.length / 2);
    for (let i = 0; i < ring.ground.length; i++) {
      const x = ring.xy[2 * i]!;
      const y = ring.xy[2 * i + 1]!;
      flat.push(x, y);
      builder.addVertex(x, y, ring.ground[i]! + heightM, 0, 0, 1, feature);
    }
  }
  const triangles = earcut(flat, holes, 2);
  for (let i = 0; i < triangles.length; i += 3) {
    const a = triangles[i]!;
    const b = triangles[i + 1]!;
    const c = triangles[i + 2]!;
    const ax = flat[2 * a]!;
    const ay = flat[2 * a + 1]!;
    const turn = (flat[2 * b]! - ax) * (flat[2 * c + 1]! - ay) - (flat[2 * c]! - ax) * (flat[2 * b + 1]! - ay);
    if (turn >= 0) builder.addTriangle(first + a, first + b, first + c);
    else builder.addTriangle(first + a, first + c, first + b);
  }
}

/** Four vertices a wall, so that every wall keeps its own normal: the matte look of card. */
function addWalls(builder: MeshBuilder, ring: FlatRing, baseM: number, heightM: number, feature: number): void {
  const count = ring.ground.length;
  for (let i = 0; i < count; i++) {
    const j = (i + 1) % count;
    const ax = ring.xy[2 * i]!;
    const ay = ring.xy[2 * i + 1]!;
    const bx = ring.xy[2 * j]!;
    const by = ring.xy[2 * j + 1]!;
    const length = Math.sqrt((bx - ax) * (bx - ax) + (by - ay) * (by - ay));
    // The inside is on the left of every ring, so the right-hand normal points out (into a courtyard, for a hole).
    const nx = (by - ay) / length;
    const ny = (ax - bx) / length;
    const aBase = ring.ground[i]! + baseM;
    const bBase = ring.ground[j]! + baseM;
    const a = builder.addVertex(ax, ay, aBase, nx, ny, 0, feature);
    const b = builder.addVertex(bx, by, bBase, nx, ny, 0, feature);
    const c = builder.addVertex(bx, by, bBase + heightM, nx, ny, 0, feature);
    const d = builder.addVertex(ax, ay, aBase + heightM, nx, ny, 0, feature);
    builder.addTriangle(a, b, c);
    builder.addTriangle(a, c, d);
  }
}

/** Rings in metres: outer counter-clockwise, holes clockwise, whatever the file did; empty when nothing has area. */
function flatten(polygon: Rings, frame: LocalFrame): FlatRing[] {
  const rings: FlatRing[] = [];
  for (const [index, ring] of polygon.entries()) {
    const positions = withoutRepeats(ring, frame);
    const area = doubleSignedArea([...positions, positions[0] ?? []]);
    // Written so that a coordinate that is no number counts as no area.
    if (positions.length < 3 || !(Math.abs(area) > 0)) {
      if (index === 0) return [];
      continue;
    }
    if (area > 0 !== (index === 0)) positions.reverse();
    rings.push({ xy: positions.flatMap((p) => [p[0]!, p[1]!]), ground: positions.map((p) => p[2]!) });
  }
  return rings;
}

function withoutRepeats(ring: readonly Position[], frame: LocalFrame): Position[] {
  const kept: Position[] = [];
  for (const position of ring) {
    const local = frame.toLocal(position[0]!, position[1]!);
    const last = kept.at(-1);
    if (last === undefined || far(last, local)) kept.push([...local]);
  }
  while (kept.length > 1 && !far(kept[0]!, kept.at(-1)!)) kept.pop();
  return kept;
}

function far(a: readonly number[], b: readonly number[]): boolean {
  return Math.abs(a[0]! - b[0]!) > MERGE_DISTANCE_M || Math.abs(a[1]! - b[1]!) > MERGE_DISTANCE_M;
}
