import { beforeAll, describe, expect, it } from 'vitest';
import { streetSun } from '../../../../../app/core/models/analyses/street-sun.ts';
import { walkingAccess } from '../../../../../app/core/models/analyses/walking-access.ts';
import { buildPlace, type PlaceFiles, type WhatIfPlace } from '../../../../../app/core/models/scenario/place.ts';
import { streetHeatK } from '../../../../../app/core/models/scenario/street-heat.ts';
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
    expect(access.withoutWay).toBe(0);
  });

  it('begins at doors on the streets, not in the middle of buildings', () => {
    const access = walkingAccess(files, place, 15);
    // Whoever lives in the building of a school is there at once: it has one door.
    const school = files.facilities.features.find(({ properties }) => properties?.category === 'school')!;
    const at = access.buildingIds.indexOf(String(school.properties?.building_id));
    const k = access.categories.indexOf('school');
    if (at >= 0) expect(access.minutes[at * access.categories.length + k]).toBe(0);
    const nearest = access.buildingIds.map((_, i) => access.minutes[i * access.categories.length + k]!);
    expect(Math.min(...nearest)).toBeLessThan(0.5);
    expect(nearest.every(Number.isFinite)).toBe(true);
  });

  it('counts apart who has no way, and keeps them out of the inequality', () => {
    // A street that no other one meets, far off, with the only library on it.
    const [street] = files.streets.features;
    const [lon, lat] = [2.21, 41.41];
    const crossing = (id: string, at: readonly [number, number]) => ({
      ...files.intersections.features[0]!,
      properties: { ...files.intersections.features[0]!.properties, feature_id: id },
      geometry: { type: 'Point' as const, coordinates: [...at] },
    });
    const island: PlaceFiles = {
      ...files,
      intersections: {
        features: [
          ...files.intersections.features,
          crossing('island-1', [lon, lat]),
          crossing('island-2', [lon + 0.001, lat]),
        ],
      },
      streets: {
        features: [
          ...files.streets.features,
          {
            ...street!,
            properties: { ...street!.properties, feature_id: 'island', from_node: 'island-1', to_node: 'island-2' },
            geometry: {
              type: 'LineString' as const,
              coordinates: [
                [lon, lat],
                [lon + 0.001, lat],
              ],
            },
          },
        ],
      },
      facilities: {
        features: [
          ...files.facilities.features,
          {
            ...files.facilities.features[0]!,
            properties: { feature_id: 'island-library', category: 'island-library' },
            geometry: { type: 'Point' as const, coordinates: [lon, lat] },
          },
        ],
      },
    };
    const access = walkingAccess(island, buildPlace(island).value!);
    expect(access.withoutWay).toBeCloseTo(66_514, 6);
    expect(access.gini).toBe(0);
    expect(access.coverage[access.categories.indexOf('island-library')]).toBe(0);
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

  it('makes of its sky about the heat that a what-if makes of the canyons, with as many trees around', () => {
    const sun = streetSun(files.buildings, place, { dayStartMs: Date.UTC(2026, 5, 21), stepMinutes: 240 });
    const ofCanyons = streetHeatK(place, new Float64Array(place.segments.length));
    const apart = [...sun.heatIslandK].map((kelvin, segment) => kelvin - ofCanyons[segment]!);
    const mean = apart.reduce((sum, kelvin) => sum + kelvin, 0) / apart.length;
    expect(Math.abs(mean)).toBeLessThan(0.3);
    expect(Math.max(...apart.map(Math.abs))).toBeLessThan(1.2);
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
