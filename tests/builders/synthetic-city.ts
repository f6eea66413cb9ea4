/** A made-up city of any size for tests and benchmarks: seeded, never shipped, at a constant density. */
import { randomFrom } from '../../app/core/base/random.ts';

export const CITY_CENTRE = { lon: 2.1649, lat: 41.3917 };

const METRES_PER_DEGREE = 111_195;
const PLOT_M = 25;
const PALETTE_OF_USES = ['residential', 'office', 'mixed', 'school'];

interface PlaceMaker {
  /** Degrees of a place given in metres east and north of the centre. */
  at(east: number, north: number): string;
}

function placeMaker(): PlaceMaker {
  const perDegreeEast = METRES_PER_DEGREE * Math.cos((CITY_CENTRE.lat * Math.PI) / 180);
  return {
    at: (east, north) =>
      `[${(CITY_CENTRE.lon + east / perDegreeEast).toFixed(7)},${(CITY_CENTRE.lat + north / METRES_PER_DEGREE).toFixed(7)}]`,
  };
}

/** Plots in a square around the centre, row by row: the middle of plot i, metres. */
function plots(count: number): (i: number) => readonly [east: number, north: number] {
  const side = Math.ceil(Math.sqrt(count));
  return (i) => [((i % side) - (side - 1) / 2) * PLOT_M, (Math.floor(i / side) - (side - 1) / 2) * PLOT_M];
}

const collection = (features: readonly string[]) =>
  `{"type":"FeatureCollection","features":[\n${features.join(',\n')}\n]}`;

/** Buildings `b-0`, `b-1`, …: turned rectangles and L shapes, 6 to 40 m high, as GeoJSON text. */
export function buildingsText(count: number, seed = 7): string {
  const { at } = placeMaker();
  const plot = plots(count);
  const random = randomFrom(seed, 'buildings');
  const features = Array.from({ length: count }, (_, i) => {
    const [x, y] = plot(i);
    const turn = random.uniform() * 0.4;
    const half = 7 + random.uniform() * 3;
    const cos = Math.cos(turn);
    const sin = Math.sin(turn);
    const corners =
      random.uniform() < 0.5
        ? [
            [-1, -1],
            [1, -1],
            [1, 1],
            [-1, 1],
          ]
        : [
            [-1, -1],
            [1, -1],
            [1, 0],
            [0, 0],
            [0, 1],
            [-1, 1],
          ];
    const ring = [...corners, corners[0]!].map(([u, v]) =>
      at(x + half * (u! * cos - v! * sin), y + half * (u! * sin + v! * cos)),
    );
    const height = (6 + random.uniform() * 34).toFixed(1);
    const use = PALETTE_OF_USES[i % PALETTE_OF_USES.length];
    return `{"type":"Feature","properties":{"feature_id":"b-${i}","height_m":${height},"use":"${use}","year_built":${
      1900 + (i % 120)
    }},"geometry":{"type":"Polygon","coordinates":[[${ring.join(',')}]]}}`;
  });
  return collection(features);
}

/** Corners of a parcel, the first once more at its end. */
const PARCEL_CORNERS = 32;
/** As many digits as cadastres write, whatever they measured. */
const PARCEL_DIGITS = 13;

/** Round parcels `r-0`, … of 32 corners each, as a cadastre exports them: 60,000 are 1.9 million corners and some 80 MB. */
export function parcelsText(count: number, seed = 11): string {
  const perDegreeEast = METRES_PER_DEGREE * Math.cos((CITY_CENTRE.lat * Math.PI) / 180);
  const plot = plots(count);
  const random = randomFrom(seed, 'parcels');
  const features = Array.from({ length: count }, (_, i) => {
    const [x, y] = plot(i);
    const ring = Array.from({ length: PARCEL_CORNERS - 1 }, (_, corner) => {
      const angle = (2 * Math.PI * corner) / (PARCEL_CORNERS - 1);
      const reach = 8 + 3 * random.uniform();
      const lon = CITY_CENTRE.lon + (x + reach * Math.cos(angle)) / perDegreeEast;
      const lat = CITY_CENTRE.lat + (y + reach * Math.sin(angle)) / METRES_PER_DEGREE;
      return `[${lon.toFixed(PARCEL_DIGITS)},${lat.toFixed(PARCEL_DIGITS)}]`;
    });
    const height = (3 + random.uniform() * 12).toFixed(1);
    const reference = `${String(1_000_000 + i)}DF${String(3_800_000 + (i % 999))}`;
    return `{"type":"Feature","properties":{"feature_id":"r-${i}","height_m":${height},"reference":"${reference}","address":"Carrer ${
      i % 700
    }, ${1 + (i % 90)}","year_built":${1900 + (i % 120)}},"geometry":{"type":"Polygon","coordinates":[[${[
      ...ring,
      ring[0],
    ].join(',')}]]}}`;
  });
  return collection(features);
}

/** Points `p-0`, …, over the same ground as four times fewer buildings. */
export function pointsText(count: number): string {
  const { at } = placeMaker();
  const plot = plots(count);
  return collection(
    Array.from({ length: count }, (_, i) => {
      const [x, y] = plot(i);
      return `{"type":"Feature","properties":{"feature_id":"p-${i}"},"geometry":{"type":"Point","coordinates":${at(
        x * 0.7,
        y * 0.7,
      )}}}`;
    }),
  );
}

/** Lines `l-0`, … of four segments each, 4 m wide. */
export function linesText(count: number): string {
  const { at } = placeMaker();
  const plot = plots(count);
  return collection(
    Array.from({ length: count }, (_, i) => {
      const [x, y] = plot(i);
      const points = [0, 1, 2, 3, 4].map((step) => at(x * 1.5 + step * 8, y * 1.5 + (step % 2) * 4));
      return `{"type":"Feature","properties":{"feature_id":"l-${i}"},"geometry":{"type":"LineString","coordinates":[${points.join(
        ',',
      )}]}}`;
    }),
  );
}
