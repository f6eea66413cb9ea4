import { describe, expect, it } from 'vitest';
import { backOffMs } from '../../../../app/adapters/mqtt/back-off.ts';
import { Coverage } from '../../../../app/adapters/mqtt/coverage.ts';

const clock = (wallMs: number, virtualMs: number, runId = 'run-1') => ({
  runId,
  virtualAnchorMs: virtualMs,
  wallAnchorMs: wallMs,
  speed: 60,
  paused: false,
});

/** History up to virtual 1,000,000, then live. */
function covered(): Coverage {
  const coverage = new Coverage();
  coverage.onHistoryStart('run-1', null);
  coverage.onHistoryChunk(900_000);
  coverage.onHistoryEnd(1_000_000);
  return coverage;
}

describe('what is asked for again after an interruption', () => {
  it('is everything, when history never began', () => {
    const coverage = new Coverage();
    coverage.onInterruption();
    expect(coverage.missingFromMs).toBeNull();
  });
  it('is what follows the last history line, when history was cut', () => {
    const coverage = new Coverage();
    coverage.onHistoryStart('run-1', null);
    coverage.onHistoryChunk(500_000);
    coverage.onClock(clock(0, 2_000_000), 1_990_000);
    coverage.onInterruption();
    expect(coverage.missingFromMs).toBe(500_000);
  });
  it('is what follows the last clock but one, when the stream was live', () => {
    const coverage = covered();
    coverage.onClock(clock(0, 2_000_000), 1_990_000);
    coverage.onClock(clock(1_000, 2_060_000), 2_050_000);
    coverage.onInterruption();
    expect(coverage.missingFromMs).toBe(1_990_000);
  });
  it('is the end of history, when no second clock came', () => {
    const coverage = covered();
    coverage.onInterruption();
    expect(coverage.missingFromMs).toBe(1_000_000);
  });
  it('is estimated on the safe side where a clock does not say what was published', () => {
    const coverage = covered();
    coverage.onClock(clock(0, 2_000_000), null);
    coverage.onLiveMessage(20_000);
    coverage.onInterruption();
    expect(coverage.missingFromMs).toBe(2_000_000 + 10_000 * 60);
  });
  it('is everything after what was stored is lost', () => {
    const coverage = covered();
    coverage.restart(null);
    coverage.onInterruption();
    expect(coverage.missingFromMs).toBeNull();
  });
  it('notices another run, and does not trust its clock for the old one', () => {
    const coverage = covered();
    expect(coverage.onClock(clock(0, 2_000_000), 1_990_000)).toBe(false);
    expect(coverage.onClock(clock(0, 9_000_000, 'run-2'), 9_000_000)).toBe(true);
    coverage.onInterruption();
    expect(coverage.missingFromMs).toBe(1_000_000);
  });
});

describe('the wait before the next try', () => {
  it('doubles from half a second to a quarter of a minute, shortened by up to a half', () => {
    expect([1, 2, 3, 4, 5, 6, 50].map((attempt) => backOffMs(attempt, 0.9999999))).toEqual([
      500, 1_000, 2_000, 4_000, 8_000, 15_000, 15_000,
    ]);
    expect([1, 6].map((attempt) => backOffMs(attempt, 0))).toEqual([250, 7_500]);
  });
});

describe('up to where everything was handed over', () => {
  it('is not said before history has begun: what is kept may be of another run', () => {
    const coverage = new Coverage();
    coverage.restart({ runId: 'run-1', untilMs: 500_000 });
    expect([coverage.runId, coverage.missingFromMs, coverage.position]).toEqual(['run-1', 500_000, null]);
    coverage.onHistoryStart('run-1', 500_000);
    coverage.onHistoryChunk(600_000);
    expect(coverage.position).toEqual({ runId: 'run-1', untilMs: 600_000 });
  });

  it('follows the last clock but one while the stream is live, and stays where it is when it breaks', () => {
    const coverage = covered();
    expect(coverage.position).toEqual({ runId: 'run-1', untilMs: 1_000_000 });
    coverage.onClock(clock(0, 2_000_000), 1_990_000);
    coverage.onClock(clock(1_000, 2_060_000), 2_050_000);
    expect(coverage.position).toEqual({ runId: 'run-1', untilMs: 1_990_000 });
    coverage.onInterruption();
    expect(coverage.position).toEqual({ runId: 'run-1', untilMs: 1_990_000 });
  });
});
