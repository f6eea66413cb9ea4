import { describe, expect, it } from 'vitest';
import { openStreets, type RingM, type ShapedStreet } from '../../../../../app/core/models/street-air/street-shape.ts';

const box = (west: number, south: number, east: number, north: number): RingM => [
  [west, south],
  [east, south],
  [east, north],
  [west, north],
  [west, south],
];
/** 100 m eastwards, 20 m wide, 20 m high unless told. */
const street = (heightM = 20, y = 0): ShapedStreet => ({
  fromXM: 0,
  fromYM: y,
  toXM: 100,
  toYM: y,
  canyon: { widthM: 20, heightM },
});
const NORTH = box(0, 10, 100, 30);
const SOUTH = box(0, -30, 100, -10);
const EVERYWHERE = box(-500, -500, 600, 500);

describe('a street', () => {
  it('is a canyon between two rows of houses, whichever way it is drawn', () => {
    const back = { ...street(), fromXM: 100, toXM: 0 };
    expect([...openStreets([street(), back], [NORTH, SOUTH], EVERYWHERE)]).toEqual([0, 0]);
  });

  it('is an open road where one side is built or none', () => {
    expect([...openStreets([street()], [NORTH], EVERYWHERE)]).toEqual([1]);
    expect([...openStreets([street()], [], EVERYWHERE)]).toEqual([1]);
  });

  it('is an open road where it is lower than a third of its width', () => {
    expect([...openStreets([street(6.6), street(6.7)], [NORTH, SOUTH], EVERYWHERE)]).toEqual([1, 0]);
  });

  it('is taken to go on as it is where the data end', () => {
    // Nothing is known south of the axis.
    expect([...openStreets([street()], [NORTH], box(-500, -5, 600, 500))]).toEqual([0]);
  });

  it('is a canyon with a gap between its houses, but not with more gap than houses', () => {
    const half = [NORTH, box(0, -30, 60, -10)];
    const less = [NORTH, box(0, -30, 40, -10)];
    expect([...openStreets([street()], half, EVERYWHERE)]).toEqual([0]);
    expect([...openStreets([street()], less, EVERYWHERE)]).toEqual([1]);
  });
});
