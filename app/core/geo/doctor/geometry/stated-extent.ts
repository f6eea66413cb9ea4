/** Whether the extent that a file states is that of its shapes. Nothing is made of it; a wrong one is said. */
import type { FlatGeometry } from './flat-geometry.ts';

type Extent = readonly [west: number, south: number, east: number, north: number];

/** Files round their extents: so much of its size may be missing. */
const ROUNDING = 1e-3;

/** Of all vertices, in the file's system; null where there are none. */
export function rawBounds(geometry: FlatGeometry): Extent | null {
  let [west, south, east, north] = [Infinity, Infinity, -Infinity, -Infinity];
  const { values, length } = geometry.xy;
  for (let i = 0; i < length; i += 2) {
    west = Math.min(west, values[i]!);
    south = Math.min(south, values[i + 1]!);
    east = Math.max(east, values[i]!);
    north = Math.max(north, values[i + 1]!);
  }
  return west <= east ? [west, south, east, north] : null;
}

/** True where the stated extent (four numbers, or six with heights) holds all vertices; it may be larger. */
export function agrees(stated: readonly number[], bounds: Extent | null): boolean {
  if (bounds === null) return true;
  const half = stated.length / 2;
  if (half !== 2 && half !== 3) return true;
  const [west, south, east, north] = [stated[0]!, stated[1]!, stated[half]!, stated[half + 1]!];
  const spare = ROUNDING * Math.max(bounds[2] - bounds[0], bounds[3] - bounds[1]) + 1e-6;
  // West of east: it crosses the antimeridian.
  const holdsX = west > east || (west <= bounds[0] + spare && east >= bounds[2] - spare);
  return holdsX && south <= bounds[1] + spare && north >= bounds[3] - spare;
}
