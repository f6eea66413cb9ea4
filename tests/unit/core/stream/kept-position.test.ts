import { expect, it } from 'vitest';
import { MS_PER_HOUR } from '../../../../app/core/base/clock.ts';
import { continuesRun } from '../../../../app/core/stream/kept-position.ts';

const kept = { runId: 'a', untilMs: 10 * MS_PER_HOUR };

it('goes on with the same run at a later time, or a little earlier', () => {
  expect(continuesRun(kept, 'a', 30 * MS_PER_HOUR)).toBe(true);
  expect(continuesRun(kept, 'a', 9 * MS_PER_HOUR)).toBe(true);
});

it('does not go on with another run, or with one that stands far before what is kept', () => {
  expect(continuesRun(kept, 'b', 30 * MS_PER_HOUR)).toBe(false);
  expect(continuesRun(kept, 'a', 9 * MS_PER_HOUR - 1)).toBe(false);
});
