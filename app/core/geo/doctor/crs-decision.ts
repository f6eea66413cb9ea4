/**
 * In which system a file's numbers are: as a person chose, as the file says, or degrees where they can be nothing else.
 * Metres of which nobody says what they are stay a question; what a file says is doubted where its numbers do not fit.
 */
import { nearestCity } from '../crs/cities.ts';
import { CRS84, type CrsDefinition, createCrsTransform } from '../crs.ts';
import type { DeclaredCrs } from './feature-source.ts';
import type { CrsCandidateReport, CrsReport, DoctorCode } from './report.ts';

/** West is greater than east where it crosses the antimeridian. */
export interface AreaOfUse {
  readonly west: number;
  readonly south: number;
  readonly east: number;
  readonly north: number;
}

/** What the doctor asks of the list of reference systems. */
export interface CrsKnowledge {
  find(code: string): CrsDefinition | null;
  /** Null where nobody knows it. The codes are remarks: withdrawn, not named by EPSG. */
  resolve(declared: DeclaredCrs): { readonly definition: CrsDefinition | null; readonly codes: readonly DoctorCode[] };
  /** Best first; x, y pairs. */
  rank(
    bounds: { readonly minX: number; readonly minY: number; readonly maxX: number; readonly maxY: number },
    sample: Float64Array,
  ): readonly CrsCandidateReport[];
  accuracyOf(definition: CrsDefinition): number | null;
  areaOf(definition: CrsDefinition): AreaOfUse | null;
  /** The same system with the datum shift that serves best at a place. */
  refined(definition: CrsDefinition, longitude: number, latitude: number): CrsDefinition;
}

export interface CrsDecision {
  /** Null while it is a question, and where there is nothing to place. */
  readonly definition: CrsDefinition | null;
  /** The file has the northing or latitude first. */
  readonly isSwapped: boolean;
  readonly report: CrsReport;
  readonly findings: readonly { readonly code: DoctorCode; readonly detail?: string; readonly isAnswered?: boolean }[];
}

export interface CrsWish {
  readonly declared: DeclaredCrs | null;
  /** A code that a person chose. */
  readonly chosen: string | null;
  /** A person says whether the axes are swapped. */
  readonly isSwapped?: boolean | undefined;
  /** The format knows no degrees (CityJSON): small numbers are metres of a local origin. */
  readonly isMetric?: boolean;
  /** x, y pairs from all over the file. */
  readonly sample: Float64Array;
  readonly knowledge: CrsKnowledge;
}

/** Longitudes of another turn are still degrees. */
const FARTHEST_LONGITUDE = 360;
/** A system is used beyond its area; so many degrees further out it is doubted. */
const NEAR_AREA_DEG = 6;
/** Boxes of areas are cut to the coast: what lies that far outside of it is not in it. */
const IN_AREA_DEG = 0.25;
const MOST_CANDIDATES = 10;
/** So many times the usual distance from the middle are slips, as long as nearly all positions are nearer. */
const STRAY_FACTOR = 20;
const NEARLY_ALL = 0.95;
/** Below that nobody needs to be told, m. */
const SMALLEST_INACCURACY_M = 0.5;
const LARGEST_CITY_DEG = 2;
const NEAR_CITY_KM = 50;
/** Where European data lies in degrees: the Canaries to the Urals. */
const EUROPE: AreaOfUse = { west: -32, south: 27, east: 65, north: 72 };

export function decideCrs(wish: CrsWish): CrsDecision {
  const { declared, chosen, sample, knowledge } = wish;
  const findings: { code: DoctorCode; detail?: string; isAnswered?: boolean }[] = [];
  const said = declared === null ? null : knowledge.resolve(declared);
  for (const code of said?.codes ?? []) {
    // That nobody knows it is decided below.
    if (code !== 'unknown-crs') findings.push({ code, ...(declared === null ? {} : { detail: declared.text }) });
  }
  const decide = (found: CrsDefinition, why: CrsReport['why'], isSwapped: boolean): CrsDecision => {
    const definition = refinedFor(found, wish, isSwapped);
    const accuracyM = knowledge.accuracyOf(definition);
    if (accuracyM !== null && accuracyM >= SMALLEST_INACCURACY_M) {
      findings.push({ code: 'datum-accuracy', detail: `${accuracyM} m` });
    }
    if (isSwapped) findings.push({ code: 'swapped-axes' });
    const used = definition.code === CRS84.code ? 'EPSG:4326' : definition.code;
    const report = { declared: declared?.text ?? null, used, name: definition.name, why, accuracyM, candidates: [] };
    return { definition, isSwapped, report, findings };
  };
  const ask = (code: DoctorCode, detail?: string): CrsDecision => {
    findings.push({ code, ...(detail === undefined ? {} : { detail }) });
    return { definition: null, isSwapped: false, report: openReport(declared, candidatesOf(wish)), findings };
  };

  const hasNumbers = sample.length > 0;
  const degrees = shareOf(sample, isDegrees);
  const turnedDegrees = shareOf(sample, isDegreesTurned);
  const areDegrees = hasNumbers && wish.isMetric !== true && Math.max(degrees, turnedDegrees) >= 0.5;

  if (chosen !== null) {
    const definition = knowledge.find(chosen);
    if (definition === null) return ask('unknown-crs', chosen);
    if (said !== null && said.definition === null)
      findings.push({ code: 'unknown-crs', detail: declared!.text, isAnswered: true });
    if (said === null && hasNumbers && !areDegrees) findings.push({ code: 'projected-without-crs', isAnswered: true });
    return decide(definition, 'chosen', wish.isSwapped ?? fitOf(definition, wish).isSwapped);
  }
  if (said !== null && said.definition !== null) {
    if (!hasNumbers) return decide(said.definition, 'declared', false);
    const fit = fitOf(said.definition, wish);
    if (!fit.fits) return ask('declared-crs-wrong', `${said.definition.name} (${said.definition.code})`);
    return decide(said.definition, 'declared', wish.isSwapped ?? fit.isSwapped);
  }
  if (!hasNumbers) {
    return { definition: null, isSwapped: false, report: openReport(declared, []), findings };
  }
  if (said !== null) return ask('unknown-crs', declared!.text);
  if (!areDegrees) return ask('projected-without-crs');
  const plan = wish.isSwapped === undefined ? planExtent(sample) : null;
  if (plan !== null) return ask('may-be-local-metres', plan);
  // A few latitudes beyond 90° are slips of those features; most of them say that the axes are exchanged.
  const isSwapped = wish.isSwapped ?? degrees < 0.5;
  const city = wish.isSwapped === undefined && !isSwapped ? cityOtherwise(sample) : null;
  if (city !== null) findings.push({ code: 'axes-may-be-swapped', detail: city });
  return decide(CRS84, 'degrees', isSwapped);
}

/** The shift that serves best where the middle of the file lies. */
function refinedFor(definition: CrsDefinition, { sample, knowledge }: CrsWish, isSwapped: boolean): CrsDefinition {
  if (sample.length === 0 || definition.code === CRS84.code) return definition;
  const { minX, minY, maxX, maxY } = boundsOf(withoutStrays(sample));
  const [x, y] = [(minX + maxX) / 2, (minY + maxY) / 2];
  const at = createCrsTransform(definition, CRS84).forward(isSwapped ? y : x, isSwapped ? x : y);
  return at === null ? definition : knowledge.refined(definition, at[0], at[1]);
}

function openReport(declared: DeclaredCrs | null, candidates: readonly CrsCandidateReport[]): CrsReport {
  return { declared: declared?.text ?? null, used: null, name: null, why: 'unknown', accuracyM: null, candidates };
}

/** Degrees themselves are a candidate where the numbers can be degrees, and the first one. */
function candidatesOf({ sample: all, knowledge }: CrsWish): CrsCandidateReport[] {
  if (all.length === 0) return [];
  const sample = withoutStrays(all);
  const bounds = boundsOf(sample);
  const ranked = knowledge.rank(bounds, sample).slice(0, MOST_CANDIDATES);
  if (shareOf(sample, isDegrees) < 0.5) return [...ranked];
  const bbox = [bounds.minX, bounds.minY, bounds.maxX, bounds.maxY] as const;
  const degrees = { code: 'EPSG:4326', name: 'WGS 84', bbox, area: 'longitude and latitude in degrees', score: 1 };
  return [degrees, ...ranked.filter(({ code }) => code !== degrees.code)].slice(0, MOST_CANDIDATES);
}

interface Fit {
  readonly fits: boolean;
  readonly isSwapped: boolean;
}

/** Do the numbers make sense in a system: as they stand, or with the axes exchanged? */
function fitOf(definition: CrsDefinition, { sample, knowledge }: CrsWish): Fit {
  if (sample.length === 0) return { fits: true, isSwapped: false };
  if (definition.unit === 'degree') {
    const straight = shareOf(sample, isDegrees);
    const turned = shareOf(sample, isDegreesTurned);
    if (Math.max(straight, turned) < 0.5) return { fits: false, isSwapped: false };
    if (straight < 0.5) return { fits: true, isSwapped: true };
  }
  const area = knowledge.areaOf(definition);
  if (area === null) return { fits: true, isSwapped: false };
  const share = (isTurned: boolean, marginDeg: number) => shareInArea(definition, sample, area, isTurned, marginDeg);
  // Not only near, but in the area the other way round: RD's axes exchanged lie in Germany.
  if (share(false, IN_AREA_DEG) <= 0.1 && share(true, IN_AREA_DEG) >= 0.9) return { fits: true, isSwapped: true };
  const straight = share(false, NEAR_AREA_DEG);
  if (straight >= 0.5) return { fits: true, isSwapped: false };
  if (share(true, NEAR_AREA_DEG) >= 0.9 && straight <= 0.1) return { fits: true, isSwapped: true };
  // Degrees are used all over the world, whatever their datum's area.
  return { fits: straight > 0 || definition.unit === 'degree', isSwapped: false };
}

function shareInArea(
  definition: CrsDefinition,
  sample: Float64Array,
  area: AreaOfUse,
  isSwapped: boolean,
  marginDeg: number,
): number {
  const { forward } = createCrsTransform(definition, CRS84);
  return shareOf(sample, (x, y) => {
    const at = isSwapped ? forward(y, x) : forward(x, y);
    return at !== null && isInArea(area, at[0], at[1], marginDeg);
  });
}

/** Within the area, or near it. */
export function isInArea(
  { west, south, east, north }: AreaOfUse,
  longitude: number,
  latitude: number,
  marginDeg = NEAR_AREA_DEG,
): boolean {
  if (!(latitude >= south - marginDeg && latitude <= north + marginDeg)) return false;
  const wide = (east >= west ? east - west : east - west + 360) + 2 * marginDeg;
  const from = longitude - (west - marginDeg);
  return from - 360 * Math.floor(from / 360) <= wide;
}

/**
 * The larger city near which a file of a city's size lies with its axes exchanged, where as it stands it lies near none and
 * far from Europe; null: nothing speaks for it.
 */
function cityOtherwise(sample: Float64Array): string | null {
  const { minX, minY, maxX, maxY } = boundsOf(sample);
  if (maxX - minX > LARGEST_CITY_DEG || maxY - minY > LARGEST_CITY_DEG) return null;
  const [x, y] = [(minX + maxX) / 2, (minY + maxY) / 2];
  const isInEurope = x >= EUROPE.west && x <= EUROPE.east && y >= EUROPE.south && y <= EUROPE.north;
  if (isInEurope || nearestCity(x, y, NEAR_CITY_KM) !== null) return null;
  return nearestCity(y, x, NEAR_CITY_KM)?.name ?? null;
}

/** Positions of a sample from which on it says something of a file. */
const FEWEST_POSITIONS = 12;
/** Degrees of a city reach less far, those of the Earth further down and to the west. */
const LEAST_PLAN = 25;
const LARGEST_PLAN = 200;

/**
 * How far the numbers reach, `200 × 80`, where they look like metres of a plan of its own: from a corner at 0, 0 some
 * dozens up and to the right, to the millimetre at most, filled all over. Null for what looks like degrees.
 */
function planExtent(sample: Float64Array): string | null {
  if (sample.length < FEWEST_POSITIONS * 2) return null;
  const { minX, minY, maxX, maxY } = boundsOf(sample);
  const [wide, high] = [maxX - minX, maxY - minY];
  const least = Math.min(wide, high);
  const begins = minX >= 0 && minY >= 0 && minX <= wide * 0.1 && minY <= high * 0.1;
  if (!begins || least < LEAST_PLAN || Math.max(maxX, maxY) > LARGEST_PLAN) return null;
  const isRound = (value: number) => Math.abs(value * 1_000 - Math.round(value * 1_000)) < 1e-6;
  if (!sample.every(isRound)) return null;
  const rounded = (value: number) => Math.round(value * 10) / 10;
  return `${rounded(maxX)} × ${rounded(maxY)}`;
}

const isDegrees = (x: number, y: number) => Math.abs(x) <= FARTHEST_LONGITUDE && Math.abs(y) <= 90;
const isDegreesTurned = (x: number, y: number) => Math.abs(y) <= FARTHEST_LONGITUDE && Math.abs(x) <= 90;

function shareOf(sample: Float64Array, holds: (x: number, y: number) => boolean): number {
  let count = 0;
  for (let i = 0; i < sample.length; i += 2) if (holds(sample[i]!, sample[i + 1]!)) count++;
  return sample.length === 0 ? 0 : (count * 2) / sample.length;
}

/** Without rows at 0, 0 and other slips: one of them would move the middle of the file into the sea. */
function withoutStrays(sample: Float64Array): Float64Array {
  const [xs, ys] = [0, 1].map((axis) => sample.filter((_value, at) => at % 2 === axis)) as [Float64Array, Float64Array];
  const usual = [xs, ys].map((values) => {
    const middle = medianOf(values);
    return { middle, reach: STRAY_FACTOR * medianOf(values.map((value) => Math.abs(value - middle))) };
  });
  const widest = Math.max(...usual.map(({ reach }) => reach));
  const isUsual = (value: number, axis: number) => Math.abs(value - usual[axis]!.middle) <= widest;
  const kept = [...xs.keys()].filter((at) => isUsual(xs[at]!, 0) && isUsual(ys[at]!, 1));
  return widest > 0 && kept.length >= xs.length * NEARLY_ALL
    ? Float64Array.from(kept.flatMap((at) => [xs[at]!, ys[at]!]))
    : sample;
}

const medianOf = (values: Float64Array) => values.toSorted()[values.length >> 1]!;

function boundsOf(sample: Float64Array) {
  const bounds = { minX: Infinity, minY: Infinity, maxX: -Infinity, maxY: -Infinity };
  for (let i = 0; i < sample.length; i += 2) {
    bounds.minX = Math.min(bounds.minX, sample[i]!);
    bounds.maxX = Math.max(bounds.maxX, sample[i]!);
    bounds.minY = Math.min(bounds.minY, sample[i + 1]!);
    bounds.maxY = Math.max(bounds.maxY, sample[i + 1]!);
  }
  return bounds;
}
