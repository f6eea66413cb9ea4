import { beforeAll, describe, expect, it } from 'vitest';
import { streetSun } from '../../../../../app/core/models/analyses/street-sun.ts';
import { walkingAccess } from '../../../../../app/core/models/analyses/walking-access.ts';
import { buildPlace, type PlaceFiles, type WhatIfPlace } from '../../../../../app/core/models/scenario/place.ts';
import { shippedPlaceFiles } from '../../../../support/shipped-place.ts';

let files: PlaceFiles;
let place: WhatIfPlace;

beforeAll(() => {
  files = shippedPlaceFiles();
  place = buildPlace(files).value!;
}, 60_000);

describe('walking access in the district', () => {
  it('counts every resident once, and the straight line covers more than the streets do', () => {
    const access = walkingAccess(files, place, 5);
    expect(access.population.reduce((sum, people) => sum + people, 0)).toBeCloseTo(66_514, 6);
    access.categories.forEach((_, k) => {
      expect(access.straightCoverage[k]!).toBeGreaterThanOrEqual(access.coverage[k]! - 0.05);
      expect(access.elderlyCoverage[k]!).toBeLessThanOrEqual(access.coverage[k]!);
    });
    expect(access.coverage.some((share) => share < 0.99)).toBe(true);
    expect(access.gini).toBeGreaterThan(0.01);
    expect(access.gini).toBeLessThan(0.6);
  });
});

describe('sun in the district', () => {
  it('in December shines on façades that look south-east and south-west, hardly on the others', () => {
    const sun = streetSun(files.buildings, place, { dayStartMs: Date.UTC(2026, 11, 21), stepMinutes: 30 });
    const mean = (least: number, most: number) => {
      const chosen = place.receptors.flatMap(({ segment, side }, r) => {
        const towards = (place.segments[segment]!.canyon.axisDeg + (side === 'right' ? 270 : 90)) % 360;
        return towards >= least && towards <= most ? [sun.facadeHighHours[r]!] : [];
      });
      return chosen.reduce((sum, hours) => sum + hours, 0) / chosen.length;
    };
    // Grazing light at sunset is all that a north-west façade gets.
    expect(mean(300, 330)).toBeLessThan(1.1);
    expect(mean(120, 240)).toBeGreaterThan(2 * mean(300, 330));
    expect(sun.facadeHighHours.every((hours, r) => hours >= sun.facadeLowHours[r]! - 1e-9)).toBe(true);
  });

  it('sees more sky, and stays cooler, in wide streets', () => {
    const sun = streetSun(files.buildings, place, { dayStartMs: Date.UTC(2026, 5, 21), stepMinutes: 240 });
    const ofWidth = (wide: boolean) => {
      const chosen = place.segments.flatMap(({ canyon }, segment) => (canyon.widthM > 30 === wide ? [segment] : []));
      const mean = (values: Float64Array) => chosen.reduce((sum, s) => sum + values[s]!, 0) / chosen.length;
      return { sky: mean(sun.skyView), heat: mean(sun.heatIslandK) };
    };
    expect(ofWidth(true).sky).toBeGreaterThan(ofWidth(false).sky + 0.1);
    expect(ofWidth(true).heat).toBeLessThan(ofWidth(false).heat);
  });
});
