import { expect, it } from 'vitest';
import { errorLog } from '../../../app/state/error-log.ts';

it('keeps the last twenty errors, each cut short', () => {
  const log = errorLog(() => Date.UTC(2024, 10, 7, 8));
  for (let number = 1; number <= 25; number++) log.add('map', new RangeError(`number ${number} ${'x'.repeat(500)}`));
  expect(log.list()).toHaveLength(20);
  expect(log.list()[0]).toContain('2024-11-07T08:00:00.000Z map: RangeError: number 6 ');
  expect(log.list()[19]!.length).toBe(300);
});
