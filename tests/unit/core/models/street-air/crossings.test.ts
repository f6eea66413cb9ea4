import { describe, expect, it } from 'vitest';
import { randomFrom } from '../../../../../app/core/base/random.ts';
import { boxDilutionSPerM2, boxFrictionMS, roofExchangeMS } from '../../../../../app/core/models/street-air/box.ts';
import {
  type CrossedStreet,
  carriedOver,
  createStreetExchange,
} from '../../../../../app/core/models/street-air/crossings.ts';
import type { Canyon } from '../../../../../app/core/models/street-air/street-air.ts';

const canyon = (axisDeg: number): Canyon => ({ widthM: 20, heightM: 20, halfLengthM: 50, axisDeg });

/** Streets of 100 m one after the other, from west to east. */
function row(count: number): { streets: CrossedStreet[]; x: Float64Array; y: Float64Array } {
  return {
    streets: Array.from({ length: count }, (_, i) => ({ from: i, to: i + 1, canyon: canyon(90) })),
    x: Float64Array.from({ length: count + 1 }, (_, i) => i * 100),
    y: new Float64Array(count + 1),
  };
}

/** A grid of n × n crossings, streets east and north. */
function grid(n: number): { streets: CrossedStreet[]; x: Float64Array; y: Float64Array } {
  const streets: CrossedStreet[] = [];
  for (let i = 0; i < n; i++) {
    for (let j = 0; j < n; j++) {
      if (i + 1 < n) streets.push({ from: i * n + j, to: (i + 1) * n + j, canyon: canyon(90) });
      if (j + 1 < n) streets.push({ from: i * n + j, to: i * n + j + 1, canyon: canyon(0) });
    }
  }
  return {
    streets,
    x: Float64Array.from({ length: n * n }, (_, node) => Math.floor(node / n) * 100),
    y: Float64Array.from({ length: n * n }, (_, node) => (node % n) * 100),
  };
}

const WEST = { roofMS: 3, fromDeg: 270 };

describe('streets one behind the other in the wind', () => {
  const { streets, x, y } = row(60);
  const under = createStreetExchange(streets, x, y).under(WEST);
  const all = new Float64Array(60).fill(81.0185);

  it('fill up until the roof takes all that each emits: Q/(u_d·W)', () => {
    const made = under(all);
    const limit = 81.0185 / (roofExchangeMS(boxFrictionMS(3), 20) * 20);
    expect(made[0]!).toBeLessThan(limit / 2);
    for (let i = 1; i < 60; i++) expect(made[i]!).toBeGreaterThan(made[i - 1]!);
    expect(made[59]!).toBeCloseTo(limit, 0);
  });

  it('stand as single boxes where nothing is carried on', () => {
    // u* 0.15 m/s and 0.3 m/s along the street: the published 42.21 µg/m³ of a street alone, 94.18 without flow along it.
    const shape = { widthM: 20, heightM: 20, halfLengthM: 56.65 };
    expect(81.0185 * boxDilutionSPerM2(shape, 0.15, 0.3)).toBeCloseTo(42.21, 2);
    expect(81.0185 * boxDilutionSPerM2(shape, 0.15, 0)).toBeCloseTo(94.18, 2);
    expect(81.0185 / (roofExchangeMS(0.15, 20) * 20)).toBeCloseTo(94.18, 2);
    const alone = under.alone(all);
    expect(alone.every((value) => Math.abs(value - alone[0]!) < 1e-9)).toBe(true);
    expect(under(all)[0]!).toBeCloseTo(alone[0]!, 9);
  });

  it('carry nothing against the wind', () => {
    const source = new Float64Array(60);
    source[30] = 100;
    const made = under(source);
    expect(made.slice(0, 30).every((value) => value === 0)).toBe(true);
    expect(made.slice(31).every((value) => value > 0)).toBe(true);
    expect(made[31]!).toBeGreaterThan(made[40]!);
  });
});

describe('air carried on at the crossings of a grid', () => {
  const { streets, x, y } = grid(5);
  const exchange = createStreetExchange(streets, x, y);
  const winds = [0, 30, 45, 120, 260, 333].map((fromDeg) => ({ roofMS: 2.5, fromDeg }));

  it.each(winds)('is nothing without traffic, and grows with it nowhere less, at $fromDeg°', (wind) => {
    const under = exchange.under(wind);
    const random = randomFrom(7, 'crossings', wind.fromDeg);
    const sources = Float64Array.from(streets, () => 100 * random.uniform());
    expect(under(new Float64Array(streets.length)).every((value) => value === 0)).toBe(true);
    const made = under(sources);
    const alone = under.alone(sources);
    made.forEach((value, i) => {
      expect(value).toBeGreaterThanOrEqual(alone[i]! - 1e-12);
    });
    const more = sources.slice();
    more[11]! += 50;
    under(more).forEach((value, i) => {
      expect(value).toBeGreaterThanOrEqual(made[i]! - 1e-12);
    });
  });

  it('is linear in what is emitted, and less in more wind', () => {
    const sources = Float64Array.from(streets, (_, i) => 10 + i);
    const made = exchange.under(winds[2]!)(sources);
    const twice = exchange.under(winds[2]!)(sources.map((value) => 2 * value));
    const windier = exchange.under({ ...winds[2]!, roofMS: 5 })(sources);
    made.forEach((value, i) => {
      expect(twice[i]!).toBeCloseTo(2 * value, 9);
      expect(windier[i]!).toBeLessThan(value);
    });
  });

  it('leaves no more at the roofs than was emitted', () => {
    const sources = new Float64Array(streets.length).fill(50);
    const made = exchange.under(winds[1]!)(sources);
    const exchangeMS = roofExchangeMS(boxFrictionMS(2.5), 20);
    const emitted = streets.length * 50 * 100;
    const atRoofs = made.reduce((sum, value) => sum + value * exchangeMS * 20 * 100, 0);
    expect(atRoofs).toBeLessThan(emitted);
    expect(atRoofs).toBeGreaterThan(0.3 * emitted);
  });

  it('over a year is a table without the streets themselves', () => {
    const rose = [
      { fromDeg: 0, roofMS: 2, share: 0.5 },
      { fromDeg: 90, roofMS: 3, share: 0.5 },
    ];
    const matrix = carriedOver(streets, exchange, rose);
    streets.forEach((_, i) => {
      expect(matrix[i * streets.length + i]).toBe(0);
    });
    expect(matrix.every((value) => value >= 0)).toBe(true);
    expect(Math.max(...matrix)).toBeGreaterThan(0);
  });
});
