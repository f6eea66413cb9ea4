/**
 * Where a file of unknown system may lie. Nothing is decided here: a person chooses.
 *
 * The rule, for each system and both orders of the axes: the file must land inside the area the system is meant for. Its score
 * is then the product of
 *   - how much the system is used for city files (`national-systems.ts`; less where it is obsolete, of a single project or not
 *     of Europe);
 *   - how telling it is to land there: the cube root of 100,000 km² over the area — landing in Luxembourg by chance is less
 *     likely than landing somewhere on Earth;
 *   - the share of the sample inside the area, squared;
 *   - ten at a larger city of where the system is used, falling to one within some 40 km (`cities.ts`): files of cities lie
 *     at cities;
 *   - for northing before easting a fifth where that is the official order, a fifteenth where it is not.
 *   - two fifths where its middle lies beyond the area: a country often keeps to one zone beyond the zone's edge.
 * Systems that land within two metres of a better one are named with it (`also`). Web Mercator is always among what is
 * returned if the file has a place in it.
 */
import proj4 from 'proj4';
import { CRS84, createCrsTransform } from '../crs.ts';
import type { CrsCandidateReport } from '../doctor/report.ts';
import { nearestCity } from './cities.ts';
import { type DegreeBox, distanceToBoxKm, widthOf } from './datum-shift.ts';
import type { CrsArea, CrsDefinitions, ListedCrs } from './definitions.ts';
import { boxInUse, boxOfCities, isSystemOf, nationalWeight } from './national-systems.ts';

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
/** A file may stick out of its area by so much … */
const BEYOND_KM = 10;
/** … and of the zone of a system for many countries by so much. */
const BEYOND_ZONE_KM = 400;
const ZONE_KM2 = 1e6;
/** Further codes named with a candidate. */
const MOST_ALSO = 4;
const CITY_KM = 40;

interface Scored {
  readonly listed: ListedCrs;
  readonly swapped: boolean;
  readonly score: number;
  readonly lon: number;
  readonly lat: number;
  readonly city: string | null;
  readonly also: string[];
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
    if (!isReversible(candidate, points[0]!)) continue;
    const better = distinct.find((other) => isSamePlace(other, candidate));
    if (better === undefined) distinct.push(candidate);
    else if (better.also.length < MOST_ALSO && better.swapped === candidate.swapped)
      better.also.push(candidate.listed.code);
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
    also: candidate.also,
    score: candidate.score / best,
  }));
}

function score(
  listed: ListedCrs,
  projection: InverseProjection,
  points: readonly (readonly [number, number])[],
  swapped: boolean,
): Scored | null {
  const area = rankedArea(listed);
  const areaSize = areaKm2(area);
  // Maps of whole continents and of the Earth: nobody's city is in one, and any numbers are.
  if (listed.isEsri && areaSize > 1e7) return null;
  const beyondKm = areaSize > ZONE_KM2 && nationalWeight(listed.number) !== null ? BEYOND_ZONE_KM : BEYOND_KM;
  let inside = 0;
  let outKm = 0;
  let middle: readonly [number, number] | null = null;
  for (const [index, [x, y]] of points.entries()) {
    const placed = swapped ? projection(y, x) : projection(x, y);
    const beyond = placed === null ? Number.POSITIVE_INFINITY : distanceToBoxKm(area, placed[0], placed[1]);
    const isInside = beyond <= beyondKm;
    // The first point is the file's middle: most systems end here.
    if (index === 0) {
      if (!isInside) return null;
      middle = placed;
      outKm = beyond;
    }
    if (isInside) inside++;
  }
  const share = inside / points.length;
  if (share < 0.5) return null;
  const [lon, lat] = middle!;
  const city = nearestCity(lon, lat, CITY_KM);
  // A city in another country than the system's says nothing for the system.
  const isOwnCity =
    city !== null &&
    isSystemOf(listed.number, city.country) &&
    distanceToBoxKm(cityBox(listed, area), city.lon, city.lat) <= BEYOND_KM;
  const nearness = !isOwnCity ? 1 : 1 + 9 * Math.exp(-((Math.max(0, city.distanceKm - 8) / 15) ** 2));
  const order = swapped ? (listed.northFirst ? 1 / 5 : 1 / 15) : 1;
  const telling = Math.cbrt(1e5 / Math.max(areaSize, 1e3));
  return {
    listed,
    swapped,
    score: usage(listed) * telling * share * share * nearness * order * (outKm > BEYOND_KM ? 0.4 : 1),
    lon,
    lat,
    city: city?.name ?? null,
    also: [],
  };
}

/** EPSG's area, or where the system is official on land. */
function rankedArea(listed: ListedCrs): DegreeBox {
  const box = boxInUse(listed.number);
  return box === null ? listed.area : { west: box[0], south: box[1], east: box[2], north: box[3] };
}

/** Where the cities are whose files are in the system: some countries keep to one zone beyond its edge. */
function cityBox({ number }: ListedCrs, area: DegreeBox): DegreeBox {
  const box = boxOfCities(number);
  return box === null ? area : { west: box[0], south: box[1], east: box[2], north: box[3] };
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
    // One projection without its datum and a partner costs a third of a whole transformation: there are thousands.
    const projection = new proj4.Proj(listed.proj) as unknown as BareProjection;
    const { to_meter: metresPerUnit = 1, from_greenwich: meridian = 0, axis = 'enu' } = projection;
    const sign = axis === 'enu' ? 1 : -1;
    return (x, y) => {
      try {
        // The one other order there is, southing and westing, is the same turned round.
        const point = {
          x: (sign === 1 ? x : y) * sign * metresPerUnit,
          y: (sign === 1 ? y : x) * sign * metresPerUnit,
        };
        const placed = projection.inverse(point);
        if (!placed || !Number.isFinite(placed.x) || !Number.isFinite(placed.y)) return null;
        return [((placed.x + meridian) * 180) / Math.PI, (placed.y * 180) / Math.PI];
      } catch {
        return null;
      }
    };
  } catch {
    return null;
  }
}

/** What proj4 makes of a definition: radians out of metres. */
interface BareProjection {
  readonly to_meter?: number;
  readonly from_greenwich?: number;
  readonly axis?: string;
  inverse(point: { x: number; y: number }): { x: number; y: number } | null | undefined;
}

/** Far outside a projection's domain its inverse gives some place all the same; the way back tells. */
function isReversible({ listed, swapped, lon, lat }: Scored, [x, y]: readonly [number, number]): boolean {
  const back = createCrsTransform({ ...CRS84, proj: ownDegrees(listed) }, listed).forward(lon, lat);
  if (back === null) return false;
  const unit = Number(/\+to_meter=(\S+)/.exec(listed.proj)?.[1] ?? 1);
  const [wantedX, wantedY] = swapped ? [y, x] : [x, y];
  return Math.hypot(back[0] - wantedX, back[1] - wantedY) * unit < 1;
}

/** Degrees from Greenwich on the system's own datum, as PROJ writes it. */
function ownDegrees(listed: ListedCrs): string {
  return listed.proj.replace(/^.*?(?=\+(?:ellps|R|a)=)/, '+proj=longlat ').replace(/\+pm=\S+/, '');
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
