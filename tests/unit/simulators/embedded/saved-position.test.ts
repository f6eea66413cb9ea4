import { describe, expect, it } from 'vitest';
import { DEFAULT_SEED, runIdOf } from '../../../../simulators/city/index.ts';
import { readCityPosition } from '../../../../simulators/embedded/saved-position.ts';

const kept = { runId: runIdOf(DEFAULT_SEED, 2), untilMs: 5_000_000 };
const stood = { run: 2, virtualMs: 4_000_000, speed: 600, paused: true };

describe('where a city in the page stood in an earlier visit', () => {
  it('is where it goes on, after all that is kept', () => {
    expect(readCityPosition(JSON.stringify(stood), kept)).toEqual({ ...stood, virtualMs: 5_000_000 });
    const later = { ...stood, virtualMs: 6_000_000 };
    expect(readCityPosition(JSON.stringify(later), kept)).toEqual(later);
  });

  it.each([
    [null],
    ['{'],
    ['null'],
    [JSON.stringify({ ...stood, run: 1 })],
    [JSON.stringify({ ...stood, run: 2.5 })],
    [JSON.stringify({ ...stood, speed: 1e9 })],
    [JSON.stringify({ ...stood, virtualMs: '7' })],
    [JSON.stringify({ ...stood, paused: 'no' })],
  ])('is not known from %s', (text) => {
    expect(readCityPosition(text, kept)).toBeNull();
  });

  it('is of no use without what was kept', () => {
    expect(readCityPosition(JSON.stringify(stood), null)).toBeNull();
  });
});
