/** A few positions from all over a file: the first vertex of rows at even distances. */
import type { FlatGeometry } from './flat-geometry.ts';

const MOST_SAMPLED = 1_000;

/** x, y pairs. */
export function samplePositions(geometry: FlatGeometry): Float64Array {
  const rows: number[] = [];
  for (let row = 0; row < geometry.rowCount; row++) if (geometry.hasGeometry(row)) rows.push(row);
  const { values } = geometry.xy;
  const sample: number[] = [];
  const step = Math.max(1, rows.length / MOST_SAMPLED);
  for (let i = 0; i < rows.length; i += step) {
    const [from, to] = geometry.verticesOf(rows[Math.floor(i)]!);
    // Of few rows several vertices each.
    const stride = Math.max(1, Math.floor(((to - from) * rows.length) / MOST_SAMPLED));
    for (let v = from; v < to; v += rows.length > MOST_SAMPLED ? to - from : stride) {
      sample.push(values[v * 2]!, values[v * 2 + 1]!);
    }
  }
  return Float64Array.from(sample);
}
