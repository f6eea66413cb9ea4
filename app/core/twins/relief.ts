/**
 * The model seen from above as a grid of heights, and what can be read from it: how far the sun's shadow reaches up at
 * every place, and how closely each place is built around. Two small pictures then light the whole model — ground,
 * walls and roofs — at the price of two look-ups a pixel, without drawing the scene a second time from the sun.
 */
import { finishWork, type SlicedWork } from '../base/slices.ts';

/** Triangles that may stand, as MeshBuffers and PackedMesh have them. */
export interface StandingMesh {
  readonly positions: Float32Array;
  readonly indices: Uint32Array;
  readonly featureOfVertex: ArrayLike<number>;
  /** 1 for each feature (row of the layer) that is hidden and so does not stand; absent or null where none is. */
  readonly hidden?: Uint8Array | null;
}

export interface Relief {
  readonly columns: number;
  readonly rows: number;
  readonly cellM: number;
  /** The grid's axes stand at this angle to east and north: u = x·cos + y·sin, v = y·cos − x·sin. */
  readonly cos: number;
  readonly sin: number;
  /** Corner of the grid in (u, v), metres. */
  readonly minU: number;
  readonly minV: number;
  /** Top of what stands in each cell, metres above the ground; 0 where nothing stands. Row by row from the corner. */
  readonly heights: Float32Array;
}

/** Upward faces (by the height of their normal) cover the cells below them; steeper ones only repeat their upper edge. */
const UPWARD = 0.17;
/** Shadows may fall this far beyond what stands. */
const MARGIN_M = 80;
/** Rows of a picture begin at multiples of four bytes. */
const ALIGN = 4;

export interface ReliefOptions {
  /** Direction of one of the grid's axes, degrees clockwise from north: the street grid's, so that it fits tightly. */
  readonly headingDeg: number;
  readonly finestCellM: number;
  readonly mostCells: number;
}

const CELLS: ReliefOptions = { headingDeg: 0, finestCellM: 1, mostCells: 1024 };
/** Triangles between two pauses. */
const STEP_TRIANGLES = 8_192;

/** Rasterises everything that stands. Null where there is nothing. All meshes share one local frame. */
export function makeRelief(meshes: readonly StandingMesh[], options: Partial<ReliefOptions> = {}): Relief | null {
  return finishWork(reliefWork(meshes, options));
}

/** The same with pauses: a city takes longer than a page may stand still. */
export function* reliefWork(
  meshes: readonly StandingMesh[],
  options: Partial<ReliefOptions> = {},
): SlicedWork<Relief | null> {
  const { headingDeg, finestCellM, mostCells } = { ...CELLS, ...options };
  const angle = ((90 - headingDeg) * Math.PI) / 180;
  const cos = Math.cos(angle);
  const sin = Math.sin(angle);
  let minU = Infinity;
  let minV = Infinity;
  let maxU = -Infinity;
  let maxV = -Infinity;
  for (const { positions } of meshes) {
    for (let i = 0; i < positions.length; i += 3) {
      const u = positions[i]! * cos + positions[i + 1]! * sin;
      const v = positions[i + 1]! * cos - positions[i]! * sin;
      if (u < minU) minU = u;
      if (u > maxU) maxU = u;
      if (v < minV) minV = v;
      if (v > maxV) maxV = v;
    }
    yield;
  }
  if (minU > maxU) return null;
  minU -= MARGIN_M;
  minV -= MARGIN_M;
  const wide = maxU + MARGIN_M - minU;
  const deep = maxV + MARGIN_M - minV;
  const cellM = Math.max(finestCellM, Math.max(wide, deep) / mostCells);
  const cells = (length: number) => Math.ceil(Math.ceil(length / cellM) / ALIGN) * ALIGN;
  const relief: Relief = {
    columns: cells(wide),
    rows: cells(deep),
    cellM,
    cos,
    sin,
    minU,
    minV,
    heights: new Float32Array(cells(wide) * cells(deep)),
  };
  for (const mesh of meshes) {
    for (let t = 0; t < mesh.indices.length; t += STEP_TRIANGLES * 3) {
      rasterise(mesh, relief, t, Math.min(mesh.indices.length, t + STEP_TRIANGLES * 3));
      yield;
    }
  }
  return relief;
}

/** Height of a triangle's unit normal: 1 faces up, 0 is a wall. */
function upward(p: Float32Array, a: number, b: number, c: number): number {
  const ux = p[b * 3]! - p[a * 3]!;
  const uy = p[b * 3 + 1]! - p[a * 3 + 1]!;
  const uz = p[b * 3 + 2]! - p[a * 3 + 2]!;
  const vx = p[c * 3]! - p[a * 3]!;
  const vy = p[c * 3 + 1]! - p[a * 3 + 1]!;
  const vz = p[c * 3 + 2]! - p[a * 3 + 2]!;
  const x = uy * vz - uz * vy;
  const y = uz * vx - ux * vz;
  const z = ux * vy - uy * vx;
  return z / (Math.sqrt(x * x + y * y + z * z) || 1);
}

function rasterise(mesh: StandingMesh, relief: Relief, from: number, to: number): void {
  const { positions, indices, featureOfVertex, hidden = null } = mesh;
  const { columns, rows, cellM, cos, sin, minU, minV, heights } = relief;
  const gridU = (vertex: number) => (positions[vertex * 3]! * cos + positions[vertex * 3 + 1]! * sin - minU) / cellM;
  const gridV = (vertex: number) => (positions[vertex * 3 + 1]! * cos - positions[vertex * 3]! * sin - minV) / cellM;
  for (let t = from; t < to; t += 3) {
    const a = indices[t]!;
    const b = indices[t + 1]!;
    const c = indices[t + 2]!;
    if (hidden !== null && hidden[featureOfVertex[a]!] === 1) continue;
    if (upward(positions, a, b, c) < UPWARD) continue;
    const au = gridU(a);
    const av = gridV(a);
    const bu = gridU(b);
    const bv = gridV(b);
    const cu = gridU(c);
    const cv = gridV(c);
    const twice = (bu - au) * (cv - av) - (cu - au) * (bv - av);
    if (twice === 0) continue;
    const az = positions[a * 3 + 2]!;
    const bz = positions[b * 3 + 2]!;
    const cz = positions[c * 3 + 2]!;
    const firstRow = Math.max(0, Math.floor(Math.min(av, bv, cv) - 0.5));
    const lastRow = Math.min(rows - 1, Math.ceil(Math.max(av, bv, cv) - 0.5));
    const firstColumn = Math.max(0, Math.floor(Math.min(au, bu, cu) - 0.5));
    const lastColumn = Math.min(columns - 1, Math.ceil(Math.max(au, bu, cu) - 0.5));
    for (let row = firstRow; row <= lastRow; row++) {
      const v = row + 0.5;
      for (let column = firstColumn; column <= lastColumn; column++) {
        const u = column + 0.5;
        const wa = ((bu - u) * (cv - v) - (cu - u) * (bv - v)) / twice;
        const wb = ((cu - u) * (av - v) - (au - u) * (cv - v)) / twice;
        const wc = 1 - wa - wb;
        if (wa < 0 || wb < 0 || wc < 0) continue;
        const height = wa * az + wb * bz + wc * cz;
        const cell = row * columns + column;
        if (height > heights[cell]!) heights[cell] = height;
      }
    }
  }
}

/**
 * Up to which height each cell lies in the shadow of others, metres; 0 or less where the ground is lit. One sweep away
 * from the sun: what shades a cell is what shaded, or stood in, the cell before it, lowered by the ray's fall.
 *
 * @param sun unit vector towards the sun, local east, north, up; the sun must stand above the horizon.
 */
export function shadowHeights(relief: Relief, sun: readonly [east: number, north: number, up: number]): Float32Array {
  const { columns, rows, cellM, cos, sin, heights } = relief;
  const shadow = new Float32Array(columns * rows);
  const du = sun[0] * cos + sun[1] * sin;
  const dv = sun[1] * cos - sun[0] * sin;
  const flat = Math.sqrt(du * du + dv * dv);
  if (flat < 1e-6 || sun[2] <= 0) return shadow;
  // Along the axis that the rays follow more closely, every step crosses one cell and drifts sideways by less than one.
  const alongU = Math.abs(du) >= Math.abs(dv);
  const along = alongU ? du : dv;
  const drift = (alongU ? dv : du) / Math.abs(along);
  const drop = ((cellM * flat) / Math.abs(along)) * (sun[2] / flat);
  const steps = alongU ? columns : rows;
  const lanes = alongU ? rows : columns;
  const stepStride = alongU ? 1 : columns;
  const laneStride = alongU ? columns : 1;
  const towards = along > 0 ? 1 : -1;
  const whole = Math.floor(drift);
  const part = drift - whole;
  const top = new Float32Array(lanes);
  const before = new Float32Array(lanes);
  const start = towards > 0 ? steps - 1 : 0;
  for (let lane = 0; lane < lanes; lane++) before[lane] = heights[start * stepStride + lane * laneStride]!;
  for (let count = 1; count < steps; count++) {
    const step = start - towards * count;
    for (let lane = 0; lane < lanes; lane++) {
      const near = lane + whole;
      const a = near >= 0 && near < lanes ? before[near]! : 0;
      const b = near + 1 >= 0 && near + 1 < lanes ? before[near + 1]! : 0;
      const reach = a + (b - a) * part - drop;
      const cell = step * stepStride + lane * laneStride;
      shadow[cell] = reach;
      const own = heights[cell]!;
      top[lane] = Math.max(reach, own);
    }
    before.set(top);
  }
  return shadow;
}

/** Mean height around each cell: two box filters in a row, close to a bell of this radius. */
export function crowding(relief: Relief, radiusM: number): Float32Array {
  return finishWork(crowdingWork(relief, radiusM));
}

export function* crowdingWork(relief: Relief, radiusM: number): SlicedWork<Float32Array> {
  const { columns, rows, cellM } = relief;
  const radius = Math.max(1, Math.round(radiusM / cellM / 2));
  let from = Float32Array.from(relief.heights);
  let to = new Float32Array(from.length);
  const pass = (length: number, stride: number, lanes: number, laneStride: number) => {
    const width = 2 * radius + 1;
    for (let lane = 0; lane < lanes; lane++) {
      const base = lane * laneStride;
      let sum = 0;
      for (let i = 0; i <= radius && i < length; i++) sum += from[base + i * stride]!;
      for (let i = 0; i < length; i++) {
        to[base + i * stride] = sum / width;
        if (i + radius + 1 < length) sum += from[base + (i + radius + 1) * stride]!;
        if (i - radius >= 0) sum -= from[base + (i - radius) * stride]!;
      }
    }
    [from, to] = [to, from];
  };
  for (let round = 0; round < 2; round++) {
    pass(columns, 1, rows, columns);
    yield;
    pass(rows, columns, columns, 1);
    yield;
  }
  return from;
}

/** Metres as bytes on a scale from 0 to `fullM`. */
export function heightBytes(metres: Float32Array, fullM: number): Uint8Array {
  const bytes = new Uint8Array(metres.length);
  const factor = 255 / fullM;
  for (let i = 0; i < metres.length; i++) {
    const value = metres[i]! * factor;
    bytes[i] = value <= 0 ? 0 : value >= 255 ? 255 : value + 0.5;
  }
  return bytes;
}
