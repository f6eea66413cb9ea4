import fc from 'fast-check';
import { describe, expect, it } from 'vitest';
import { KeyTable } from '../../../../app/core/store/key-table.ts';

describe('a table of hashed keys', () => {
  it('says NaN for what it does not hold', () => {
    expect(new KeyTable().get(1, 2)).toBeNaN();
  });

  it('agrees with a Map, whatever is set in whatever order', () => {
    const half = fc.integer({ min: 0, max: 40 }).map((n) => (n * 0x0fff_fff7) >>> 0);
    const entry = fc.tuple(half, half, fc.double({ noNaN: true }));
    fc.assert(
      fc.property(fc.array(entry, { maxLength: 300 }), (entries) => {
        const table = new KeyTable();
        const model = new Map<string, number>();
        for (const [high, low, value] of entries) {
          table.set(high, low, value);
          model.set(`${high}:${low}`, value);
        }
        expect(table.size).toBe(model.size);
        for (const [high, low] of entries) expect(table.get(high, low)).toBe(model.get(`${high}:${low}`));
      }),
      { seed: 20241107, numRuns: 100 },
    );
  });

  it('holds a million keys in 32 to 64 MB', () => {
    const table = new KeyTable();
    for (let i = 0; i < 1_000_000; i++) table.set(Math.imul(i, 0x9e3779b1) >>> 0, Math.imul(i, 0x85ebca77) >>> 0, i);
    expect(table.size).toBe(1_000_000);
    expect(table.bytes).toBe(33_554_432);
  });
});
