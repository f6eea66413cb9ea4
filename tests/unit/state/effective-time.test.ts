import { describe, expect, it } from 'vitest';
import { shownTime, virtualNow } from '../../../app/state/effective-time.ts';
import { CLOCK, VIRTUAL_NOW_MS, WALL_NOW_MS } from '../../builders/ui-ports.ts';

describe('the time that is shown', () => {
  it('is unknown until the stream told where the clock stands', () => {
    expect(virtualNow(null, WALL_NOW_MS)).toBeNull();
  });

  it('runs with the clock: ten wall seconds at ×60 are ten minutes', () => {
    expect(virtualNow(CLOCK, WALL_NOW_MS + 10_000)).toBe(VIRTUAL_NOW_MS + 600_000);
  });

  it('is the past moment that was chosen, whatever the clock does', () => {
    expect(shownTime({ clock: CLOCK, momentMs: 1_730_900_000_000 }, WALL_NOW_MS + 99_000)).toBe(1_730_900_000_000);
  });
});
