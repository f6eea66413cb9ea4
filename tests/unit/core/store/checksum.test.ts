import fc from 'fast-check';
import { expect, it } from 'vitest';
import { checksum } from '../../../../app/core/store/checksum.ts';

it('is the same wherever the bytes lie', () => {
  fc.assert(
    fc.property(fc.uint8Array({ maxLength: 64 }), fc.integer({ min: 0, max: 7 }), (bytes, offset) => {
      const elsewhere = new Uint8Array(bytes.length + offset);
      elsewhere.set(bytes, offset);
      expect(checksum(elsewhere.subarray(offset))).toBe(checksum(bytes));
    }),
    { seed: 1 },
  );
});

it('finds every change of one byte', () => {
  fc.assert(
    fc.property(
      fc.uint8Array({ minLength: 1, maxLength: 64 }),
      fc.nat(),
      fc.integer({ min: 1, max: 255 }),
      (bytes, at, by) => {
        const changed = bytes.slice();
        changed[at % bytes.length]! ^= by;
        expect(checksum(changed)).not.toBe(checksum(bytes));
      },
    ),
    { seed: 2 },
  );
});
