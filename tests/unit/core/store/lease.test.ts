import { expect, it } from 'vitest';
import { type Lease, mayTakeLease } from '../../../../app/core/store/lease.ts';

const held: Lease = { tabId: 'one', session: 's1', renewedAtMs: 100_000 };
const other = { tabId: 'two', session: 's2' };

it('is free where nobody holds it', () => {
  expect(mayTakeLease(null, other, 0)).toBe(true);
});

it('stays with its holder, and comes back at once to a tab that was reloaded', () => {
  expect(mayTakeLease(held, { tabId: 'one', session: 's1' }, 900_000)).toBe(true);
  expect(mayTakeLease(held, { tabId: 'one', session: 's9' }, 100_001)).toBe(true);
});

it('is another tab’s only when the holder was not heard of for twenty seconds', () => {
  expect(mayTakeLease(held, other, 120_000)).toBe(false);
  expect(mayTakeLease(held, other, 120_001)).toBe(true);
});

it('is not held for ever by a clock that was put back', () => {
  expect(mayTakeLease(held, other, 80_000)).toBe(false);
  expect(mayTakeLease(held, other, 79_999)).toBe(true);
});
