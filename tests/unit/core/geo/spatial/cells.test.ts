import { describe, expect, it } from 'vitest';
import {
  cellAt,
  childrenOf,
  diskAround,
  isCell,
  outlineOf,
  parentOf,
  stepsBetween,
} from '../../../../../app/core/geo/spatial/cells.ts';

/** The example of H3's own documentation: 37.3615593, -122.0553238 at resolution 5. */
const CELL = '85283473fffffff';
const NUMBER = 599_686_042_433_355_775n;

describe('cells', () => {
  it('are found from latitude and longitude, in this order', () => {
    expect(cellAt(37.3615593, -122.0553238, 5)).toBe(NUMBER);
    expect(() => cellAt(-122.0553238, 37.3615593, 5)).toThrow(/latitude and then a longitude/);
    expect(() => cellAt(41, 2, 16)).toThrow(/0 to 15, got 16/);
  });

  it('may be written in hexadecimal, with 0x, or in decimal', () => {
    for (const text of [CELL, CELL.toUpperCase(), `0x${CELL}`, NUMBER.toString(), ` ${CELL} `]) {
      expect(parentOf(text, 5)).toBe(NUMBER);
      expect(isCell(text)).toBe(true);
    }
    for (const text of ['', 'abc', 'ffffffffffffffff', '0', '-1', '1e5']) expect(isCell(text)).toBe(false);
  });

  it('have parents, children and neighbours', () => {
    expect(childrenOf(CELL, 6).split(',')).toHaveLength(7);
    expect(
      childrenOf(CELL, 6)
        .split(',')
        .every((child) => parentOf(child, 5) === NUMBER),
    ).toBe(true);
    expect(diskAround(CELL, 1).split(',')).toHaveLength(7);
    expect(() => parentOf(CELL, 6)).toThrow(/coarser/);
    expect(() => childrenOf(CELL, 4)).toThrow(/finer/);
    expect(() => childrenOf(CELL, 15)).toThrow(/million/);
    expect(() => diskAround(CELL, 1_000)).toThrow(/rings/);
    expect(stepsBetween(CELL, diskAround(CELL, 3).split(',').at(-1)!)).toBe(3n);
    expect(stepsBetween(CELL, String(cellAt(-37, 57, 5)))).toBeNull();
  });

  it('at the antimeridian are drawn in one piece beyond it', () => {
    const [ring] = outlineOf(String(cellAt(0, 180, 2))).coordinates;
    const lons = ring!.map(([lon]) => lon!);
    expect(Math.max(...lons) - Math.min(...lons)).toBeLessThan(10);
    expect(ring![0]).toEqual(ring!.at(-1));
  });
});
