/** Rows that lie so far from the rest that a slip is likelier than a neighbour: (0, 0), a digit too many. */
import type { FlatGeometry } from './flat-geometry.ts';

/** Too few rows have no “rest”. */
const FEWEST_ROWS = 10;
/** A city and its surroundings are within that, degrees. */
const NEAR_DEG = 3;
/** Times the extent of the middle nine tenths. */
const FAR_FACTOR = 20;

export function farRows(geometry: FlatGeometry): number[] {
  const { values } = geometry.xy;
  const placed: number[] = [];
  const [xs, ys]: [number[], number[]] = [[], []];
  for (let row = 0; row < geometry.rowCount; row++) {
    if (!geometry.hasGeometry(row)) continue;
    const first = geometry.firstVertex(row);
    placed.push(row);
    xs.push(values[first * 2]!);
    ys.push(values[first * 2 + 1]!);
  }
  if (placed.length < FEWEST_ROWS) return [];
  const far = new Set<number>();
  for (const places of [xs, ys]) {
    let [low, high] = [Infinity, -Infinity];
    for (const place of places) {
      if (place < low) low = place;
      if (place > high) high = place;
    }
    if (high - low <= NEAR_DEG) continue;
    const order = Float64Array.from(places).sort();
    const at = (share: number) => order[Math.floor((order.length - 1) * share)]!;
    const reach = Math.max(NEAR_DEG, FAR_FACTOR * (at(0.95) - at(0.05)));
    for (const [i, place] of places.entries()) if (Math.abs(place - at(0.5)) > reach) far.add(placed[i]!);
  }
  return [...far].sort((a, b) => a - b);
}
