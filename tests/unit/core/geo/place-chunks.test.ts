import { describe, expect, it } from 'vitest';
import { randomFrom } from '../../../../app/core/base/random.ts';
import { chunksByPlace } from '../../../../app/core/geo/place-chunks.ts';

const ones = (count: number) => new Uint32Array(count).fill(1);

/** Points thrown over a town, densest in its middle. */
function town(count: number) {
  const random = randomFrom(7, 'town');
  const x = Float64Array.from({ length: count }, () => random.normal());
  const y = Float64Array.from({ length: count }, () => random.normal());
  return { x, y };
}

describe('chunks by place', () => {
  it('leave a small layer whole, its rows in order', () => {
    const chunks = chunksByPlace(Float64Array.of(3, 1, 2), Float64Array.of(0, 0, 0), ones(3));
    expect(chunks.map((rows) => [...rows])).toEqual([[0, 1, 2]]);
  });

  it('halve across the longer side', () => {
    const limits = { mostFeatures: 2, mostCoordinates: 100 };
    const chunks = chunksByPlace(Float64Array.of(0, 90, 1, 91), Float64Array.of(5, 0, 0, 5), ones(4), limits);
    expect(chunks.map((rows) => [...rows])).toEqual([
      [0, 2],
      [1, 3],
    ]);
  });

  it('hold every feature once, and are about equally full where a town is dense and where it is not', () => {
    const { x, y } = town(50_000);
    const chunks = chunksByPlace(x, y, ones(50_000));
    const held = new Set(chunks.flatMap((rows) => [...rows]));
    expect(held.size).toBe(50_000);
    expect(chunks).toHaveLength(16);
    for (const rows of chunks) expect(rows.length).toBe(3_125);
  });

  it('lie apart: their boxes do not overlap', () => {
    const { x, y } = town(5_000);
    const chunks = chunksByPlace(x, y, ones(5_000), { mostFeatures: 400, mostCoordinates: 10_000 });
    const boxes = chunks.map((rows) => {
      const xs = [...rows].map((row) => x[row]!);
      const ys = [...rows].map((row) => y[row]!);
      return [Math.min(...xs), Math.min(...ys), Math.max(...xs), Math.max(...ys)] as const;
    });
    for (const [i, a] of boxes.entries()) {
      for (const b of boxes.slice(i + 1)) {
        expect(a[2] <= b[0] || b[2] <= a[0] || a[3] <= b[1] || b[3] <= a[1]).toBe(true);
      }
    }
  });

  it('divide few features of very many coordinates too, down to one feature', () => {
    const limits = { mostFeatures: 100, mostCoordinates: 1_000 };
    const chunks = chunksByPlace(
      Float64Array.of(0, 1, 2),
      Float64Array.of(0, 0, 0),
      Uint32Array.of(900, 5_000, 50),
      limits,
    );
    expect(chunks.map((rows) => [...rows])).toEqual([[0], [1], [2]]);
  });

  it('leave out what has no place', () => {
    const chunks = chunksByPlace(Float64Array.of(Number.NaN, 1), Float64Array.of(0, 0), ones(2));
    expect(chunks.map((rows) => [...rows])).toEqual([[1]]);
  });

  it('come to an end where everything lies in one place', () => {
    const chunks = chunksByPlace(new Float64Array(9_000), new Float64Array(9_000), ones(9_000));
    expect(chunks.map((rows) => rows.length)).toEqual([2_250, 2_250, 2_250, 2_250]);
  });
});
