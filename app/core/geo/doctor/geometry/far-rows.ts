/** Rows that lie so far from the rest that a slip is likelier than a neighbour: (0, 0), a digit too many. */
import type { FlatGeometry } from './flat-geometry.ts';

/** Too few rows have no “rest”. */
const FEWEST_ROWS = 10;
/** A city and its surroundings are within that, degrees. */
const NEAR_DEG = 3;
/** Times the extent of the middle nine tenths. */
const FAR_FACTOR = 20;

export function farRows(geometry: FlatGeometry): number[] {
  const rows: number[] = [];
  for (let row = 0; row < geometry.rowCount; row++) if (geometry.hasGeometry(row)) rows.push(row);
  if (rows.length < FEWEST_ROWS) return [];
  const { values } = geometry.xy;
  const far = new Set<number>();
  for (const axis of [0, 1]) {
    const places = rows.map((row) => values[geometry.verticesOf(row)[0] * 2 + axis]!);
    const order = Float64Array.from(places).sort();
    const at = (share: number) => order[Math.floor((order.length - 1) * share)]!;
    const reach = Math.max(NEAR_DEG, FAR_FACTOR * (at(0.95) - at(0.05)));
    for (const [i, row] of rows.entries()) if (Math.abs(places[i]! - at(0.5)) > reach) far.add(row);
  }
  return [...far].sort((a, b) => a - b);
}
