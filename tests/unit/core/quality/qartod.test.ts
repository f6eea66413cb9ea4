import { describe, expect, it } from 'vitest';
import { aggregate, flatLine, grossRange, rateOfChange, spike, timeGap } from '../../../../app/core/quality/qartod.ts';

const series = [20, 21, 22, 80, 23, 22, 21, 21, 50, Number.NaN, 20, 19];
const tenMinutes = (count: number) => Array.from({ length: count }, (_, i) => i * 600_000);
const flags = (array: Uint8Array) => Array.from(array);

describe('the QARTOD tests agree with ioos_qc on reference vectors', () => {
  it('gross range: outside the fail span 4, outside the suspect span 3, missing 9', () => {
    const values = [12.0, 14.5, -3.0, 401.0, 250.0, Number.NaN, 38.2];
    expect(flags(grossRange(values, [0, 400], [0, 200]))).toEqual([1, 1, 4, 4, 3, 9, 1]);
  });
  it('gross range: a value on the bound passes', () => {
    expect(flags(grossRange([0, 200, 400], [0, 400], [0, 200]))).toEqual([1, 1, 3]);
  });
  it('gross range: a suspect span outside the fail span is a mistake of the caller', () => {
    expect(() => grossRange([1], [0, 100], [0, 200])).toThrow(RangeError);
  });
  it('spike, average', () => {
    expect(flags(spike(series, { suspect: 20, fail: 40 }))).toEqual([2, 1, 3, 4, 3, 1, 1, 1, 2, 9, 2, 2]);
  });
  it('spike, differential', () => {
    expect(flags(spike(series, { suspect: 20, fail: 40 }, 'differential'))).toEqual([
      2, 1, 1, 4, 1, 1, 1, 1, 2, 9, 2, 2,
    ]);
  });
  it('rate of change flags both legs of a spike', () => {
    const seconds = [0, 600, 1200, 1800, 2400, 3000, 3600, 4200, 7800, 8400, 9000, 9600];
    const times = seconds.map((second) => second * 1000);
    expect(flags(rateOfChange(series, times, { suspect: 0.03, fail: 0.09 }))).toEqual([
      1, 1, 1, 4, 4, 1, 1, 1, 1, 9, 1, 1,
    ]);
  });
  it.each([0.02, 0.01])('flat line, tolerance %s', (tolerance) => {
    const values = [10, 11, 12, 12, 12, 12.004, 12, 12, 12.01, 13, 14, 14.5, 15];
    const expected = [1, 1, 1, 1, 1, 3, 3, 4, 4, 1, 1, 1, 1];
    expect(flags(flatLine(values, tenMinutes(13), { suspect: 1800, fail: 3000 }, tolerance))).toEqual(expected);
  });
  it('flat line passes over a missing value inside its window', () => {
    const values = [10, 11, 12, 12, 12, 12, Number.NaN, 12, 12, 13];
    const expected = [1, 1, 1, 1, 1, 3, 9, 4, 4, 1];
    expect(flags(flatLine(values, tenMinutes(10), { suspect: 1800, fail: 3000 }, 0.02))).toEqual(expected);
  });
  it('flat line with the default tolerance 0 never flags, and two points are always good', () => {
    expect(flags(flatLine([5, 5, 5, 5, 5, 5], tenMinutes(6), { suspect: 600 }, 0))).toEqual([1, 1, 1, 1, 1, 1]);
    expect(flags(flatLine([5, 5], tenMinutes(2), { suspect: 0 }, 1))).toEqual([1, 1]);
  });
  it('time gap: the point after the gap fails and the first takes the flag of the second', () => {
    const day = '2026-03-01T';
    const hours = ['00:00:00', '01:00:00', '02:00:00', '06:30:00', '07:00:00', '09:00:00', '11:00:01'];
    const times = hours.map((hour) => Date.parse(`${day}${hour}Z`));
    expect(flags(timeGap(times, 2 * 3_600_000))).toEqual([1, 1, 1, 4, 1, 1, 4]);
    expect(flags(timeGap([0, 3 * 3_600_000], 2 * 3_600_000))).toEqual([4, 4]);
  });
  it('aggregate: good outranks not evaluated and missing', () => {
    const tests = [
      [1, 1, 3, 2, 9, 4],
      [1, 3, 1, 9, 9, 2],
      [2, 1, 4, 2, 9, 9],
    ];
    expect(flags(aggregate(tests))).toEqual([1, 3, 4, 2, 9, 4]);
    expect(flags(aggregate([]))).toEqual([]);
  });
});
