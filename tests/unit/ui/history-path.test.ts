import { describe, expect, it } from 'vitest';
import { historyPath } from '../../../app/ui/inspector/history-path.ts';

const point = (minute: number, value: number | null, flag = 1) => ({ timeMs: minute * 60_000, value, flag });

describe('the small chart of a sensor', () => {
  it('goes from corner to corner of its box', () => {
    const drawn = historyPath([point(0, 10), point(5, 20)], 100, 50);
    expect(drawn?.line).toBe('M0,46L100,4');
    expect(drawn).toMatchObject({ low: 10, high: 20, doubtful: [] });
  });

  it('breaks the line at a silence', () => {
    const drawn = historyPath([point(0, 1), point(5, 2), point(10, 1), point(60, 2), point(65, 1)], 65, 50);
    expect(drawn?.line.match(/M/g)).toHaveLength(2);
  });

  it('marks doubtful values and does not let them set the scale', () => {
    const drawn = historyPath([point(0, 10), point(5, 9_999, 4), point(10, 20)], 100, 50);
    expect(drawn).toMatchObject({ low: 10, high: 20, doubtful: [{ x: 50, y: 4 }] });
  });

  it('draws a constant in the middle, and nothing without two values', () => {
    expect(historyPath([point(0, 5), point(5, 5)], 100, 50)?.line).toBe('M0,25L100,25');
    expect(historyPath([point(0, 5), point(5, null)], 100, 50)).toBeNull();
    expect(historyPath([], 100, 50)).toBeNull();
  });
});
