import { expect, it } from 'vitest';
import { Pulse, RestartBudget } from '../../../../app/core/base/pulse.ts';

const ticks = (pulse: Pulse, count: number) => Array.from({ length: count }, () => pulse.tick());

it('a silence is noticed once, after so many ticks without a word', () => {
  expect(ticks(new Pulse(3), 5)).toEqual([false, false, true, false, false]);
});

it('a word begins the count anew', () => {
  const pulse = new Pulse(3);
  expect(ticks(pulse, 2)).toEqual([false, false]);
  pulse.heard();
  expect(ticks(pulse, 3)).toEqual([false, false, true]);
});

it('something may be started again so often in a while, and later once more', () => {
  const budget = new RestartBudget(2, 1_000);
  expect([0, 100, 200, 999, 1_000, 1_050, 1_100].map((nowMs) => budget.take(nowMs))).toEqual([
    true,
    true,
    false,
    false,
    true,
    false,
    true,
  ]);
});
