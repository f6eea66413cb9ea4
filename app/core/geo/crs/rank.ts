/**
 * Where a file of unknown system may lie. Nothing is decided here: a person chooses.
 *
 * The rule, for each system and both orders of the axes: the file must land inside the area the system is meant for. Its score
 * is then the product of
 *   - how much the system is used for city files (`national-systems.ts`; less where it is obsolete, of a single project or not
 *     of Europe);
 *   - how telling it is to land there: the square root of 100,000 km² over the area — landing in Luxembourg by chance is less
 *     likely than landing somewhere on Earth;
 *   - the share of the sample inside the area, squared;
 *   - five at a larger city, falling to one within some 40 km (`cities.ts`): files of cities lie at cities;
 *   - for northing before easting a fifth where that is the official order, a fifteenth where it is not.
 * Systems that land within two metres of a better one are left out. Web Mercator is always among what is returned if the file
 * has a place in it.
 */
import { CRS84, createCrsTransform } from '../crs.ts';
import type { CrsCandidateReport } from '../doctor/report.ts';
import { nearestCity } from './cities.ts';
import { type DegreeBox, distanceToBoxKm, widthOf } from './datum-shift.ts';
import type { CrsArea, CrsDefinitions, ListedCrs } from './definitions.ts';
import { nationalWeight } from './national-systems.ts';

export interface PlaneBounds {
  readonly minX: number;
  readonly minY: number;
  readonly maxX: number;
  readonly maxY: number;
}

const WEB_MERCATOR = 3857;
/** How many a person can look through on a map. */
const MOST = 10;
/** Points looked at for each candidate. */
const SAMPLE_POINTS = 24;
/** A file may stick out of its area by so much. */
const BEYOND_KM = 10;
const CITY_KM = 40;

interface Scored {
  readonly listed: ListedCrs;
  readonly swapped: boolean;
  readonly score: number;
  readonly lon: number;
  readonly lat: number;
  readonly city: string | null;
}

export function rankCandidates(
  definitions: CrsDefinitions,
  bounds: PlaneBounds,
  sample: Float64Array,
): CrsCandidateReport[] {
  const points = thinned(sample, bounds);
  if (points.length === 0) return [];
  if (fitsDegrees(bounds.minX, bounds.maxX, 180) && fitsDegrees(bounds.minY, bounds.maxY, 180)) {
    return degreeCandidates(definitions, bounds);
  }
  const scored: Scored[] = [];
  for (const number of definitions.numbers) {
    const listed = definitions.get(number)!;
    if (listed.kind !== 'projected') continue;
    const projection = projectionOf(listed);
    if (projection === null) continue;
    for (const swapped of [false, true]) {
      const found = score(listed, projection, points, swapped);
      if (found !== null) scored.push(found);
    }
  }
  scored.sort((a, b) => b.score - a.score || a.listed.number - b.listed.number);
  const distinct: Scored[] = [];
  for (const candidate of scored) {
    if (distinct.length >= MOST) break;
    if (!distinct.some((better) => isSamePlace(better, candidate))) distinct.push(candidate);
  }
  const webMercator = scored.find(({ listed, swapped }) => listed.number === WEB_MERCATOR && !swapped);
  if (webMercator !== undefined && !distinct.includes(webMercator))
    distinct[Math.min(distinct.length, MOST - 1)] = webMercator;
  const best = distinct[0]?.score ?? 1;
  return distinct.map((candidate) => ({
    code: candidate.listed.code,
    name: candidate.listed.name,
    bbox: landedBox(candidate, bounds),
    area: readableArea(candidate.listed.area),
    near: candidate.city,
    swapped: candidate.swapped,
    score: candidate.score / best,
  }));
}

function score(
  listed: ListedCrs,
  projection: InverseProjection,
  points: readonly (readonly [number, number])[],
  swapped: boolean,
): Scored | null {
  let inside = 0;
  let middle: readonly [number, number] | null = null;
  for (const [index, [x, y]] of points.entries()) {
    const placed = swapped ? projection(y, x) : projection(x, y);
    const isInside = placed !== null && distanceToBoxKm(listed.area, placed[0], placed[1]) <= BEYOND_KM;
    // The first point is the file's middle: most systems end here.
    if (index === 0) {
      if (!isInside) return null;
      middle = placed;
    }
    if (isInside) inside++;
  }
  const share = inside / points.length;
  if (share < 0.5) return null;
  const [lon, lat] = middle!;
  const city = nearestCity(lon, lat, CITY_KM);
  const nearness = city === null ? 1 : 1 + 4 * Math.exp(-((city.distanceKm / 20) ** 2));
  const order = swapped ? (listed.northFirst ? 1 / 5 : 1 / 15) : 1;
  const telling = Math.sqrt(1e5 / Math.max(areaKm2(listed.area), 1e3));
  return {
    listed,
    swapped,
    score: usage(listed) * telling * share * share * nearness * order,
    lon,
    lat,
    city: city?.name ?? null,
  };
}

/** How often cities use the system, 0–1. */
function usage(listed: ListedCrs): number {
  const stated = nationalWeight(listed.number);
  if (stated !== null) return stated;
  if (listed.isEsri || listed.obsolete) return 0.02;
  // Frames of one railway or mine, and strips of sea.
  if (/IRF$|offshore$/.test(listed.datumName) || /offshore$/.test(listed.area.name)) return 0.02;
  return isEuropean(listed.area) ? 0.1 : 0.05;
}

function isEuropean({ west, south, east, north }: DegreeBox): boolean {
  return west > -35 && east < 50 && south > 27 && north < 85;
}

function areaKm2(area: DegreeBox): number {
  const radians = Math.PI / 180;
  const height = Math.sin(area.north * radians) - Math.sin(area.south * radians);
  return 6371 ** 2 * height * widthOf(area) * radians;
}

/** Middle first, then points spread over the sample. */
function thinned(sample: Float64Array, bounds: PlaneBounds): (readonly [number, number])[] {
  const { minX, minY, maxX, maxY } = bounds;
  const middle = [(minX + maxX) / 2, (minY + maxY) / 2] as const;
  if (!middle.every(Number.isFinite)) return [];
  const count = sample.length >> 1;
  const step = Math.max(1, Math.floor(count / SAMPLE_POINTS));
  const points: (readonly [number, number])[] = [middle];
  for (let at = 0; at < count && points.length <= SAMPLE_POINTS; at += step) {
    points.push([sample[2 * at]!, sample[2 * at + 1]!]);
  }
  return points;
}

type InverseProjection = (x: number, y: number) => readonly [lon: number, lat: number] | null;
const projections = new WeakMap<ListedCrs, { readonly inverse: InverseProjection | null }>();

/** To degrees on the system's own datum, which is near enough to see where a file lands; null where proj4 refuses it. */
function projectionOf(listed: ListedCrs): InverseProjection | null {
  let held = projections.get(listed);
  if (held === undefined) {
    held = { inverse: inverseOf(listed) };
    projections.set(listed, held);
  }
  return held.inverse;
}

function inverseOf(listed: ListedCrs): InverseProjection | null {
  try {
    const toDegrees = createCrsTransform(listed, {
      ...CRS84,
      proj: listed.proj.replace(/^.*?(?=\+(?:ellps|R|a)=)/, '+proj=longlat ').replace(/\+pm=\S+/, ''),
    });
    return toDegrees.forward;
  } catch {
    return null;
  }
}

function isSamePlace(a: Scored, b: Scored): boolean {
  const metres = 111_200 * Math.hypot(a.lat - b.lat, (a.lon - b.lon) * Math.cos((a.lat * Math.PI) / 180));
  return metres < 2;
}

function landedBox({ listed, swapped }: Scored, bounds: PlaneBounds): readonly [number, number, number, number] {
  const transform = createCrsTransform(listed, CRS84);
  const box: [number, number, number, number] = [180, 90, -180, -90];
  const steps = [0, 0.25, 0.5, 0.75, 1];
  for (const across of steps) {
    for (const up of steps) {
      const x = bounds.minX + across * (bounds.maxX - bounds.minX);
      const y = bounds.minY + up * (bounds.maxY - bounds.minY);
      const placed = swapped ? transform.forward(y, x) : transform.forward(x, y);
      if (placed === null) continue;
      box[0] = Math.min(box[0], placed[0]);
      box[1] = Math.min(box[1], placed[1]);
      box[2] = Math.max(box[2], placed[0]);
      box[3] = Math.max(box[3], placed[1]);
    }
  }
  return box;
}

/** Longitude first, as files have it, unless only latitude first lands at a larger city or on the Earth at all. */
function degreeCandidates(definitions: CrsDefinitions, bounds: PlaneBounds): CrsCandidateReport[] {
  const { minX, minY, maxX, maxY } = bounds;
  const orders = [
    { swapped: false, box: [minX, minY, maxX, maxY] as const, prior: 1 },
    { swapped: true, box: [minY, minX, maxY, maxX] as const, prior: 0.25 },
  ];
  const scored = orders
    .filter(({ box: [, south, , north] }) => fitsDegrees(south, north, 90))
    .map(({ swapped, box, prior }) => {
      const [west, south, east, north] = box;
      const city = nearestCity((west + east) / 2, (south + north) / 2, CITY_KM);
      return { swapped, box, city, score: prior * (city === null ? 1 : 5) };
    })
    .sort((a, b) => b.score - a.score);
  const { name, area } = definitions.get(4326)!;
  return scored.map(({ swapped, box, city, score: ofOrder }) => ({
    code: CRS84.code,
    name,
    bbox: box,
    area: readableArea(area),
    near: city?.name ?? null,
    swapped,
    score: ofOrder / scored[0]!.score,
  }));
}

/** “France – mainland”. */
function readableArea({ name }: CrsArea): string {
  return name.replaceAll(' - ', ' – ');
}

function fitsDegrees(low: number, high: number, most: number): boolean {
  // Files of the whole Earth overshoot by rounding.
  return low >= -most - 1e-6 && high <= most + 1e-6;
}
