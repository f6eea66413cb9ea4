import { describe, expect, it } from 'vitest';
import { streetBook } from '../../../../../app/core/models/scenario/street-book.ts';
import { ringAroundBlock, ringOfCorners } from '../../../../../app/core/models/scenario/superblock-ring.ts';
import { STREETS } from '../../../../builders/what-if.ts';

describe('the book of streets', () => {
  const book = streetBook(STREETS);

  it('knows both directions of a stretch, and counts them once', () => {
    expect(book.stretch('b-down')).toEqual(['b-down', 'b-up']);
    expect(book.stretch('a-1')).toEqual(['a-1']);
    expect(book.stretch('nowhere')).toEqual([]);
    expect(book.stretchCount(['a-1', 'b-up', 'b-down', 'nowhere'])).toBe(3);
  });

  it('knows an avenue by its lanes each way', () => {
    const wide = streetBook(STREETS.map((street) => ({ ...street, lanes: 3 })));
    expect(wide.avenuesAmong(['a-1', 'b-up', 'b-down', 'nowhere'])).toEqual(['Avinguda B']);
    expect(book.avenuesAmong(['b-up'])).toEqual([]);
  });

  it('names streets once, and an unknown one by its id', () => {
    expect(book.names(['a-1', 'a-2', 'b-up', 'nowhere'])).toEqual(['Carrer A', 'Avinguda B', 'nowhere']);
  });

  it('tells a stretch by the streets that meet it, nothing at the edge', () => {
    expect(book.between('a-1')).toEqual(['Carrer C', 'Avinguda B']);
    expect(book.between('a-2')).toEqual(['Avinguda B', '']);
    expect(book.between('nowhere')).toEqual(['', '']);
  });
});

describe('the ring of a superblock', () => {
  /** Blocks of 0.8 by 0.8 in a grid of 1, small enough that degrees are square at the equator. */
  const block = (x: number, y: number) => ({
    id: `${x} ${y}`,
    lon: x / 1000,
    lat: y / 1000,
    points: [
      [(x - 0.4) / 1000, (y - 0.4) / 1000],
      [(x + 0.4) / 1000, (y - 0.4) / 1000],
      [(x + 0.4) / 1000, (y + 0.4) / 1000],
      [(x - 0.4) / 1000, (y + 0.4) / 1000],
    ],
  });
  const grid = Array.from({ length: 25 }, (_, i) => block(i % 5, Math.floor(i / 5)));

  it('goes around three by three blocks and leaves the streets about them outside', () => {
    expect(ringAroundBlock(grid, '2 2')).toEqual({
      blocks: 9,
      ring: [
        [0.0006, 0.0006],
        [0.0034, 0.0006],
        [0.0034, 0.0034],
        [0.0006, 0.0034],
      ],
    });
  });

  it('is smaller at the edge of the place, and none where there is no such block', () => {
    expect(ringAroundBlock(grid, '0 2')?.blocks).toBe(6);
    expect(ringAroundBlock(grid, '0 0')?.blocks).toBe(4);
    expect(ringAroundBlock(grid, '9 9')).toBeNull();
  });

  it('of four corners stays inside them, in whatever order they come', () => {
    const ring = ringOfCorners([
      [0, 0],
      [1, 1],
      [1, 0],
      [0, 1],
    ]);
    expect(ring.map((corner) => corner.map((value) => Math.round(value * 100) / 100))).toEqual([
      [0.03, 0.03],
      [0.97, 0.03],
      [0.97, 0.97],
      [0.03, 0.97],
    ]);
  });
});
