import { describe, expect, it } from 'vitest';
import { MS_PER_HOUR } from '../../../../app/core/base/clock.ts';
import { ObservationIndex } from '../../../../app/core/store/observation-index.ts';

const START_MS = Date.UTC(2024, 10, 7, 8);
const at = (hours: number) => START_MS + hours * MS_PER_HOUR;

function filled(runId: string, fromHour: number, hours: number, perHour: number, index = new ObservationIndex()) {
  for (let hour = fromHour; hour < fromHour + hours; hour++) {
    for (let i = 0; i < perHour; i++) index.remember(runId, at(hour), hour, i, 1);
  }
  return index;
}

describe('the index of stored observations', () => {
  it('tells new, repeated and newer results apart', () => {
    const index = new ObservationIndex();
    expect(index.standing('a', at(0), 1, 2, 100)).toBe('new');
    index.remember('a', at(0), 1, 2, 100);
    expect(index.standing('a', at(0), 1, 2, 100)).toBe('stored');
    expect(index.standing('a', at(0), 1, 2, 99)).toBe('stored');
    expect(index.standing('a', at(0), 1, 2, 101)).toBe('newer');
    expect(index.standing('b', at(0), 1, 2, 100)).toBe('new');
  });

  it('counts a replaced row once', () => {
    const index = new ObservationIndex();
    index.remember('a', at(0), 1, 2, 100);
    index.remember('a', at(0), 1, 2, 101);
    expect(index.rowCount).toBe(1);
  });

  it('takes the run met last as the current one, and a late message of an older run does not bring it back', () => {
    const index = new ObservationIndex();
    index.remember('a', at(0), 1, 1, 1);
    index.remember('b', at(-5), 1, 1, 1);
    index.remember('a', at(1), 1, 2, 1);
    expect(index.currentRun).toBe('b');
  });

  it('lets nothing go within 48 hours and the row limit', () => {
    expect(filled('a', 0, 50, 10).due({ keepMs: 48 * MS_PER_HOUR, maxRows: 1_000 })).toEqual([]);
  });

  it('lets whole hours go once two more than 48 have gathered', () => {
    const index = filled('a', 0, 52, 10);
    const due = index.due({ keepMs: 48 * MS_PER_HOUR, maxRows: 10_000 });
    expect(due).toEqual([{ runId: 'a', beforeMs: at(3) }]);
    index.retire(due);
    expect(index.rowCount).toBe(490);
    expect(index.standing('a', at(2), 2, 0, 99)).toBe('retired');
    expect(index.standing('a', at(3), 3, 0, 1)).toBe('stored');
  });

  it('past the row limit lets older runs go first, then the oldest hours of the current one', () => {
    const index = filled('b', 0, 10, 100, filled('a', 0, 5, 100));
    const due = index.due({ keepMs: 48 * MS_PER_HOUR, maxRows: 800 });
    expect(due).toEqual([
      { runId: 'a', beforeMs: Number.POSITIVE_INFINITY },
      { runId: 'b', beforeMs: at(2) },
    ]);
    index.retire(due);
    expect(index.rowCount).toBe(800);
    expect(index.due({ keepMs: 48 * MS_PER_HOUR, maxRows: 800 })).toEqual([]);
  });

  it('keeps the newest hour even if it alone is past the limit', () => {
    expect(filled('a', 0, 1, 500).due({ keepMs: 48 * MS_PER_HOUR, maxRows: 100 })).toEqual([]);
  });
});
