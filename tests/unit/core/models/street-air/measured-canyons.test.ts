import { beforeAll, describe, expect, it } from 'vitest';
import type { Geometry } from '../../../../../app/core/geo/geojson.ts';
import { buildPlace, type WhatIfPlace } from '../../../../../app/core/models/scenario/place.ts';
import { measureCanyons } from '../../../../../app/core/models/street-air/measured-canyons.ts';
import { lonLat, type Metres } from '../../../../builders/own-streets.ts';
import { shippedPlaceFiles } from '../../../../support/shipped-place.ts';

/** A hundred and twenty metres east, and what encloses a place around it, so that both its sides are known. */
const STREET = { positions: [[0, 0] as const, [120, 0] as const].map(lonLat), usualWidthM: 20 };
const AROUND = [
  { positions: [[-200, -200] as const, [320, -200] as const].map(lonLat), usualWidthM: 20 },
  { positions: [[-200, 200] as const, [320, 200] as const].map(lonLat), usualWidthM: 20 },
];

function house(from: Metres, to: Metres, heightM: number): { geometry: Geometry; heightM: number } {
  const ring = [from, [to[0], from[1]] as const, to, [from[0], to[1]] as const, from].map(lonLat);
  return { geometry: { type: 'Polygon', coordinates: [ring] }, heightM };
}

const measured = (...houses: ReturnType<typeof house>[]) => measureCanyons([STREET, ...AROUND], houses)[0]!;

describe('a street between buildings', () => {
  it('is as wide as its façades are apart, and as deep as both are high in the mean', () => {
    const { widthM, heightM } = measured(house([0, 8], [120, 30], 24), house([0, -9], [120, -30], 18));
    expect(widthM).toBeCloseTo(17, 2);
    expect(heightM).toBeCloseTo(21, 9);
  });

  it('is not wider for what is missing at its crossings', () => {
    const { widthM, heightM } = measured(house([20, 8], [100, 30], 20), house([20, -8], [100, -30], 20));
    expect(widthM).toBeCloseTo(16, 2);
    expect(heightM).toBeCloseTo(20, 9);
  });

  it('with a quarter of one side missing is as wide, and less deep by an eighth', () => {
    const { widthM, heightM } = measured(house([40, 10], [120, 30], 20), house([0, -10], [120, -30], 20));
    expect(widthM).toBeCloseTo(20, 2);
    expect(heightM).toBeCloseTo(17.5, 9);
  });

  it('beside a park is as wide as its own data say, and half as deep', () => {
    const { widthM, heightM } = measured(house([0, -10], [120, -30], 20));
    expect(widthM).toBeCloseTo(20, 2);
    expect(heightM).toBeCloseTo(10, 9);
  });

  it('with a house that keeps back is wider by as much', () => {
    const { widthM } = measured(house([0, 22], [120, 40], 20), house([0, -10], [120, -30], 20));
    expect(widthM).toBeCloseTo(32, 2);
  });

  it('without buildings is open', () => {
    expect(measured()).toEqual({ widthM: 20, heightM: 0 });
    expect(measureCanyons([{ positions: [], usualWidthM: 12 }], [])).toEqual([{ widthM: 12, heightM: 0 }]);
  });

  it('at the edge of the data is taken to go on beyond it as on this side', () => {
    const south = { positions: [[0, -100] as const, [120, -100] as const].map(lonLat), usualWidthM: 20 };
    const [edge] = measureCanyons([STREET, south], [house([0, -10], [120, -30], 20)]);
    expect(edge!.widthM).toBeCloseTo(20, 2);
    expect(edge!.heightM).toBeCloseTo(20, 9);
  });
});

/** The generator knows its streets by its plan; the models only see outlines. */
describe('the shipped district', () => {
  let measuredPlace: WhatIfPlace;
  let told: WhatIfPlace;
  beforeAll(() => {
    const files = shippedPlaceFiles();
    measuredPlace = buildPlace(files).value!;
    told = buildPlace(files, { canyons: 'told' }).value!;
  });
  const apart = (column: 'widthM' | 'canyonHeightM') =>
    told.streets.linkIds.map((id, link) => ({
      id,
      by: measuredPlace.streets[column][link]! - told.streets[column][link]!,
    }));

  it('is measured as wide as it was planned, but where free-standing buildings keep back from the street', () => {
    const wider = apart('widthM').filter(({ by }) => Math.abs(by) > 0.1);
    expect(told.streets.linkCount).toBe(240);
    expect(wider).toHaveLength(19);
    expect(Math.min(...wider.map(({ by }) => by))).toBeGreaterThan(8);
  });

  it('is measured as high as it was planned: within 1 m on nine streets of ten of that width, never 6 m off', () => {
    const planned = new Set(apart('widthM').flatMap(({ id, by }) => (Math.abs(by) <= 0.1 ? [id] : [])));
    const heights = apart('canyonHeightM').filter(({ id }) => planned.has(id));
    const close = heights.filter(({ by }) => Math.abs(by) <= 1).length;
    expect(close / heights.length).toBeGreaterThan(0.9);
    expect(Math.max(...apart('canyonHeightM').map(({ by }) => Math.abs(by)))).toBeLessThan(6);
  });

  it('has streets at its edge as deep as those inside', () => {
    const edge = measuredPlace.streets.linkOf('street-r01-03')!;
    expect(measuredPlace.streets.canyonHeightM[edge]).toBeGreaterThan(20);
  });
});
