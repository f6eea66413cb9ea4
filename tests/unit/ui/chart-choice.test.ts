import { describe, expect, it } from 'vitest';
import { chooseChart } from '../../../app/ui/query/chart-choice.ts';
import { resultTable } from '../../builders/result-table.ts';

describe('the picture for a result', () => {
  it('is a line for a time and a number', () => {
    const table = resultTable(
      [
        ['hour', 'time'],
        ['flow', 'number'],
      ],
      [
        [1, 5],
        [2, 6],
        [3, 7],
      ],
    );
    expect(chooseChart(table)).toEqual({ mark: 'line', x: 0, y: 1, series: null });
  });

  it('is a line for each of a few names', () => {
    const table = resultTable(
      [
        ['property', 'text'],
        ['hour', 'time'],
        ['value', 'number'],
      ],
      [
        ['no2', 1, 5],
        ['no2', 2, 6],
        ['o3', 1, 7],
        ['o3', 3, 7],
      ],
    );
    expect(chooseChart(table)).toEqual({ mark: 'line', x: 1, y: 2, series: 0 });
  });

  it('is bars when every row has its own name, even with a time beside it', () => {
    const table = resultTable(
      [
        ['sensor_id', 'text'],
        ['value', 'number'],
        ['phenomenon_time', 'time'],
      ],
      [
        ['a', 1, 10],
        ['b', 2, 20],
        ['c', 3, 30],
      ],
    );
    expect(chooseChart(table)).toEqual({ mark: 'bar', x: 0, y: 1 });
  });

  it('is points for two numbers, passing over ids', () => {
    const table = resultTable(
      [
        ['run_id', 'number'],
        ['height_m', 'number'],
        ['floors', 'number'],
      ],
      [
        [1, 20, 6],
        [2, 23, 7],
      ],
    );
    expect(chooseChart(table)).toEqual({ mark: 'scatter', x: 1, y: 2, series: null });
  });

  it('is a histogram for one number', () => {
    expect(chooseChart(resultTable([['n', 'number']], [[1], [2]]))).toEqual({ mark: 'histogram', x: 0 });
  });

  it('is none without a number or without rows', () => {
    expect(chooseChart(resultTable([['a', 'text']], [['x']]))).toEqual({ mark: 'none' });
    expect(chooseChart(resultTable([['n', 'number']]))).toEqual({ mark: 'none' });
  });
});
