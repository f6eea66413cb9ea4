/**
 * What stands in the sun's way: buildings as prisms on flat ground, in projected metres, found through a square grid.
 *
 * For a point and an azimuth the horizon is max over all walls met of (top − z)/distance, as a tangent: exact for
 * prisms, whatever the grid. Trees and the ground's relief are not in it.
 */
import { cos, sin } from '../../base/portable-math.ts';

/** A footprint in metres, x east and y north, closed or not; its walls rise to `topM` above the common ground. */
export interface Prism {
  readonly rings: readonly (readonly (readonly [xM: number, yM: number])[])[];
  readonly topM: number;
}

export interface Obstacles {
  readonly highestM: number;
  /**
   * Tangent of the horizon's angle above level, seen from (x, y, z) towards `azimuthDeg`; 0 where nothing is higher.
   * Walls nearer than `clearM` are passed over, so that a point on a façade is not shaded by its own wall.
   */
  horizonTangent(xM: number, yM: number, zM: number, azimuthDeg: number, clearM?: number): number;
}

const CELL_M = 25;
const RADIANS = Math.PI / 180;

interface Walls {
  readonly x0: Float64Array;
  readonly y0: Float64Array;
  readonly x1: Float64Array;
  readonly y1: Float64Array;
  readonly topM: Float64Array;
}

export function createObstacles(prisms: readonly Prism[]): Obstacles {
  const walls = wallsOf(prisms);
  const grid = gridOf(walls);
  const { x0, y0, x1, y1, topM } = walls;
  let highest = 0;
  for (const top of topM) highest = Math.max(highest, top);
  /** The ray that last looked at each wall: a wall that crosses several cells is looked at once. */
  const seenBy = new Uint32Array(topM.length);
  let ray = 0;

  return {
    highestM: highest,
    horizonTangent(xM, yM, zM, azimuthDeg, clearM = 0.05) {
      if (!(highest > zM) || grid.cells === 0) return 0;
      ray = (ray + 1) >>> 0 || 1;
      const east = sin(azimuthDeg * RADIANS);
      const north = cos(azimuthDeg * RADIANS);
      let tangent = 0;
      grid.walk(xM, yM, east, north, (first, last, enteredM) => {
        // Nothing in this cell or beyond can rise above what was met.
        if (tangent > 0 && (highest - zM) / Math.max(enteredM, clearM) <= tangent) return false;
        for (let k = first; k < last; k++) {
          const wall = grid.walls[k]!;
          if (seenBy[wall] === ray || !(topM[wall]! > zM)) continue;
          seenBy[wall] = ray;
          const distance = meets(xM, yM, east, north, x0[wall]!, y0[wall]!, x1[wall]!, y1[wall]!);
          if (distance > clearM) tangent = Math.max(tangent, (topM[wall]! - zM) / distance);
        }
        return true;
      });
      return tangent;
    },
  };
}

/** Distance along the ray to the segment; −1 where it passes by. */
function meets(
  x: number,
  y: number,
  east: number,
  north: number,
  ax: number,
  ay: number,
  bx: number,
  by: number,
): number {
  const alongX = bx - ax;
  const alongY = by - ay;
  const cross = east * alongY - north * alongX;
  if (cross === 0) return -1;
  const toX = ax - x;
  const toY = ay - y;
  const place = (toX * north - toY * east) / cross;
  if (place < 0 || place > 1) return -1;
  return (toX * alongY - toY * alongX) / cross;
}

function wallsOf(prisms: readonly Prism[]): Walls {
  const x0: number[] = [];
  const y0: number[] = [];
  const x1: number[] = [];
  const y1: number[] = [];
  const topM: number[] = [];
  for (const { rings, topM: top } of prisms) {
    if (!(top > 0)) continue;
    for (const ring of rings) {
      for (let i = 0; i < ring.length; i++) {
        const [ax, ay] = ring[i]!;
        const [bx, by] = ring[(i + 1) % ring.length]!;
        if (ax === bx && ay === by) continue;
        if (!Number.isFinite(ax + ay + bx + by)) continue;
        x0.push(ax);
        y0.push(ay);
        x1.push(bx);
        y1.push(by);
        topM.push(top);
      }
    }
  }
  return {
    x0: Float64Array.from(x0),
    y0: Float64Array.from(y0),
    x1: Float64Array.from(x1),
    y1: Float64Array.from(y1),
    topM: Float64Array.from(topM),
  };
}

interface Grid {
  readonly cells: number;
  /** Wall numbers, cell after cell. */
  readonly walls: Uint32Array;
  /** Calls `visit` with each cell's walls along the ray, until it returns false or the grid ends. */
  walk(
    xM: number,
    yM: number,
    east: number,
    north: number,
    visit: (first: number, last: number, enteredM: number) => boolean,
  ): void;
}

function gridOf({ x0, y0, x1, y1 }: Walls): Grid {
  let minX = Number.POSITIVE_INFINITY;
  let minY = Number.POSITIVE_INFINITY;
  let maxX = Number.NEGATIVE_INFINITY;
  let maxY = Number.NEGATIVE_INFINITY;
  for (let i = 0; i < x0.length; i++) {
    minX = Math.min(minX, x0[i]!, x1[i]!);
    minY = Math.min(minY, y0[i]!, y1[i]!);
    maxX = Math.max(maxX, x0[i]!, x1[i]!);
    maxY = Math.max(maxY, y0[i]!, y1[i]!);
  }
  if (x0.length === 0) return { cells: 0, walls: new Uint32Array(), walk: () => undefined };
  const columns = Math.floor((maxX - minX) / CELL_M) + 1;
  const rows = Math.floor((maxY - minY) / CELL_M) + 1;
  const starts = new Uint32Array(columns * rows + 1);
  const cellsOf = (wall: number, each: (cell: number) => void) => {
    // Every cell of the wall's box: walls are short beside a cell, and one too many costs a test only.
    const left = Math.floor((Math.min(x0[wall]!, x1[wall]!) - minX) / CELL_M);
    const right = Math.floor((Math.max(x0[wall]!, x1[wall]!) - minX) / CELL_M);
    const low = Math.floor((Math.min(y0[wall]!, y1[wall]!) - minY) / CELL_M);
    const high = Math.floor((Math.max(y0[wall]!, y1[wall]!) - minY) / CELL_M);
    for (let row = low; row <= high; row++)
      for (let column = left; column <= right; column++) each(row * columns + column);
  };
  for (let wall = 0; wall < x0.length; wall++) cellsOf(wall, (cell) => starts[cell + 1]!++);
  for (let cell = 0; cell < columns * rows; cell++) starts[cell + 1]! += starts[cell]!;
  const next = starts.slice(0, columns * rows);
  const walls = new Uint32Array(starts[columns * rows]!);
  for (let wall = 0; wall < x0.length; wall++) {
    cellsOf(wall, (cell) => {
      walls[next[cell]!++] = wall;
    });
  }

  return {
    cells: columns * rows,
    walls,
    walk(xM, yM, east, north, visit) {
      const entry = entersAt(xM, yM, east, north, minX, minY, minX + columns * CELL_M, minY + rows * CELL_M);
      if (entry === null) return;
      const startX = xM + east * entry;
      const startY = yM + north * entry;
      let column = Math.min(columns - 1, Math.max(0, Math.floor((startX - minX) / CELL_M)));
      let row = Math.min(rows - 1, Math.max(0, Math.floor((startY - minY) / CELL_M)));
      const stepColumn = east > 0 ? 1 : -1;
      const stepRow = north > 0 ? 1 : -1;
      const perColumn = east === 0 ? Number.POSITIVE_INFINITY : CELL_M / Math.abs(east);
      const perRow = north === 0 ? Number.POSITIVE_INFINITY : CELL_M / Math.abs(north);
      const edgeX = minX + (column + (east > 0 ? 1 : 0)) * CELL_M;
      const edgeY = minY + (row + (north > 0 ? 1 : 0)) * CELL_M;
      let toColumn = east === 0 ? Number.POSITIVE_INFINITY : (edgeX - xM) / east;
      let toRow = north === 0 ? Number.POSITIVE_INFINITY : (edgeY - yM) / north;
      let entered = entry;
      for (;;) {
        const cell = row * columns + column;
        if (!visit(starts[cell]!, starts[cell + 1]!, entered)) return;
        if (toColumn < toRow) {
          entered = toColumn;
          toColumn += perColumn;
          column += stepColumn;
          if (column < 0 || column >= columns) return;
        } else {
          entered = toRow;
          toRow += perRow;
          row += stepRow;
          if (row < 0 || row >= rows) return;
        }
      }
    },
  };
}

/** Distance at which the ray enters the box; 0 from inside, null where it misses. */
function entersAt(
  x: number,
  y: number,
  east: number,
  north: number,
  minX: number,
  minY: number,
  maxX: number,
  maxY: number,
): number | null {
  let near = 0;
  let far = Number.POSITIVE_INFINITY;
  for (const [from, along, least, most] of [
    [x, east, minX, maxX],
    [y, north, minY, maxY],
  ] as const) {
    if (along === 0) {
      if (from < least || from > most) return null;
      continue;
    }
    const a = (least - from) / along;
    const b = (most - from) / along;
    near = Math.max(near, Math.min(a, b));
    far = Math.min(far, Math.max(a, b));
  }
  return near <= far ? near : null;
}
