/** Trees as a model maker sets them: a thin trunk and a faceted crown, 16 triangles each. */
import { type Geometry, pointsOf } from './geojson.ts';
import type { LocalFrame } from './local-frame.ts';
import type { MeshBuilder } from './mesh.ts';

const CROWN_SIDES = 5;
const TRUNK_SIDES = 3;
/** The crown's underside and its widest ring, as shares of the tree's height. */
const CROWN_BOTTOM = 0.25;
const CROWN_WAIST = 0.58;
/** Each tree is turned a little (golden angle), so that a row does not look stamped. */
const TURN_PER_TREE = 2.399963;

export function addTree(
  builder: MeshBuilder,
  geometry: Geometry,
  feature: number,
  frame: LocalFrame,
  size: { readonly baseM: number; readonly heightM: number; readonly crownM: number },
): void {
  for (const position of pointsOf(geometry)) {
    const [x, y, ground] = frame.toLocal(position[0]!, position[1]!);
    if (!Number.isFinite(x)) continue;
    const turn = feature * TURN_PER_TREE;
    const base = ground + size.baseM;
    addTrunk(builder, x, y, base, size.heightM, size.crownM, turn, feature);
    addCrown(builder, x, y, base, size.heightM, size.crownM / 2, turn, feature);
  }
}

function addTrunk(
  builder: MeshBuilder,
  x: number,
  y: number,
  base: number,
  heightM: number,
  crownM: number,
  turn: number,
  feature: number,
): void {
  const radius = Math.max(0.12, crownM * 0.035);
  const first = builder.vertexCount;
  for (let side = 0; side < TRUNK_SIDES; side++) {
    const angle = turn + (2 * Math.PI * side) / TRUNK_SIDES;
    const nx = Math.cos(angle);
    const ny = Math.sin(angle);
    builder.addVertex(x + radius * nx, y + radius * ny, base, nx, ny, 0, feature);
    builder.addVertex(x + radius * nx, y + radius * ny, base + heightM * CROWN_WAIST, nx, ny, 0, feature);
  }
  for (let side = 0; side < TRUNK_SIDES; side++) {
    const a = first + 2 * side;
    const b = first + 2 * ((side + 1) % TRUNK_SIDES);
    builder.addTriangle(a, b, b + 1);
    builder.addTriangle(a, b + 1, a + 1);
  }
}

function addCrown(
  builder: MeshBuilder,
  x: number,
  y: number,
  base: number,
  heightM: number,
  radius: number,
  turn: number,
  feature: number,
): void {
  const top = builder.addVertex(x, y, base + heightM, 0, 0, 1, feature);
  const bottom = builder.addVertex(x, y, base + heightM * CROWN_BOTTOM, 0, 0, -1, feature);
  const ring = builder.vertexCount;
  for (let side = 0; side < CROWN_SIDES; side++) {
    const angle = turn + (2 * Math.PI * side) / CROWN_SIDES;
    const nx = Math.cos(angle);
    const ny = Math.sin(angle);
    builder.addVertex(x + radius * nx, y + radius * ny, base + heightM * CROWN_WAIST, nx, ny, 0, feature);
  }
  for (let side = 0; side < CROWN_SIDES; side++) {
    const a = ring + side;
    const b = ring + ((side + 1) % CROWN_SIDES);
    builder.addTriangle(a, b, top);
    builder.addTriangle(b, a, bottom);
  }
}
