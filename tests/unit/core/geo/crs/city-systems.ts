import type { PlaneBounds } from '../../../../../app/core/geo/crs/rank.ts';
import type { CrsRegistry } from '../../../../../app/core/geo/crs/registry.ts';
import { CRS84, createCrsTransform } from '../../../../../app/core/geo/crs.ts';
import type { CrsCandidateReport } from '../../../../../app/core/geo/doctor/report.ts';

/** Cities and the system their files come in: name, EPSG code, longitude, latitude of the middle. */
export const CITY_SYSTEMS: readonly (readonly [city: string, code: number, lon: number, lat: number])[] = [
  ['Amsterdam', 28992, 4.9, 52.37],
  ['Groningen', 28992, 6.57, 53.22],
  ['Antwerp', 31370, 4.4, 51.22],
  ['Leuven', 3812, 4.7, 50.88],
  ['Luxembourg', 2169, 6.13, 49.61],
  ['Montpellier', 2154, 3.88, 43.61],
  ['Paris', 2154, 2.35, 48.86],
  ['Lyon', 3946, 4.84, 45.76],
  ['Barcelona', 25831, 2.16, 41.39],
  ['Valencia', 25830, -0.38, 39.47],
  ['Vigo', 25829, -8.72, 42.23],
  ['Las Palmas', 4083, -15.43, 28.12],
  ['Lisbon', 3763, -9.14, 38.72],
  ['London', 27700, -0.13, 51.51],
  ['Glasgow', 27700, -4.25, 55.86],
  ['Dublin', 2157, -6.26, 53.35],
  ['Cologne', 25832, 6.96, 50.94],
  ['Berlin', 25833, 13.4, 52.52],
  ['Hamburg', 31467, 9.99, 53.55],
  ['Munich', 31468, 11.58, 48.14],
  ['Zurich', 2056, 8.54, 47.37],
  ['Bern', 21781, 7.45, 46.95],
  ['Vienna', 31256, 16.37, 48.21],
  ['Graz', 31287, 15.44, 47.07],
  ['Milan', 3003, 9.19, 45.46],
  ['Rome', 6708, 12.5, 41.9],
  ['Copenhagen', 25833, 12.57, 55.68],
  ['Aarhus', 25832, 10.2, 56.16],
  ['Oslo', 5110, 10.75, 59.91],
  ['Bergen', 25832, 5.32, 60.39],
  ['Stockholm', 3011, 18.07, 59.33],
  ['Gothenburg', 3006, 11.97, 57.71],
  ['Helsinki', 3879, 24.94, 60.17],
  ['Tampere', 3067, 23.76, 61.5],
  ['Reykjavik', 3057, -21.94, 64.15],
  ['Tallinn', 3301, 24.75, 59.44],
  ['Riga', 3059, 24.11, 56.95],
  ['Vilnius', 3346, 25.28, 54.69],
  ['Warsaw', 2180, 21.01, 52.23],
  ['Kraków', 2178, 19.94, 50.06],
  ['Prague', 5514, 14.44, 50.08],
  ['Bratislava', 5514, 17.11, 48.15],
  ['Budapest', 23700, 19.04, 47.5],
  ['Bucharest', 3844, 26.1, 44.43],
  ['Sofia', 7801, 23.32, 42.7],
  ['Athens', 2100, 23.73, 37.98],
  ['Ljubljana', 3794, 14.51, 46.05],
  ['Zagreb', 3765, 15.98, 45.81],
  ['Belgrade', 32634, 20.45, 44.79],
  ['Tirana', 6870, 19.82, 41.33],
  ['Istanbul', 5254, 28.98, 41.01],
  ['Amsterdam, from a web map', 3857, 4.9, 52.37],
  ['Madrid, from a web map', 3857, -3.7, 40.42],
];

/** Half the side of a city's box, degrees: some eight by nine kilometres. */
const HALF_LON = 0.06;
const HALF_LAT = 0.04;

export interface PlaneFile {
  readonly bounds: PlaneBounds;
  readonly sample: Float64Array;
}

/** A net of points over a city, in a system's own numbers. */
export function fileOf(registry: CrsRegistry, code: number, lon: number, lat: number): PlaneFile {
  const { forward } = createCrsTransform(CRS84, registry.find(`EPSG:${code}`)!);
  const steps = [-1, -0.5, 0, 0.5, 1];
  const points = steps.flatMap((east) => steps.map((north) => forward(lon + east * HALF_LON, lat + north * HALF_LAT)!));
  const xs = points.map(([x]) => x);
  const ys = points.map(([, y]) => y);
  return {
    bounds: { minX: Math.min(...xs), minY: Math.min(...ys), maxX: Math.max(...xs), maxY: Math.max(...ys) },
    sample: Float64Array.from(points.flat()),
  };
}

export function isSystem(candidate: CrsCandidateReport, code: number): boolean {
  return candidate.code === `EPSG:${code}` || (candidate.also ?? []).includes(`EPSG:${code}`);
}
