import { ok, type Result } from '../../base/result.ts';
import type { TripTable } from './network.ts';
import { createTntpIssues, metadataCount, quoted, readTntpText, type TntpIssueCode, tntpNumber } from './tntp-text.ts';

/** A trip table file of the TNTP format. */
export interface TntpTrips {
  readonly zoneCount: number;
  /** `trips[(i − 1) * zoneCount + j − 1]` from zone i to zone j. */
  readonly trips: Float64Array;
}

const ORIGIN_OR_CELL = /origin\s+([^\s:;]+)|([^\s:;]+)\s*:\s*([^\s:;]+)|([^\s;]+)/gi;
/** A table with more zones than this would not fit in memory. */
const MOST_ZONES = 10_000;
/** Difference to the announced total that is worth a word, as a share of it. */
const TOTAL_TOLERANCE = 1e-3;

/** Reads `Origin i` blocks of `j : trips ;`. Null when something cannot be understood. */
export function parseTntpTrips(text: string): Result<TntpTrips, TntpIssueCode> {
  const source = readTntpText(text);
  const issues = createTntpIssues();
  const origins: number[] = [];
  const destinations: number[] = [];
  const volumes: number[] = [];
  const lines: number[] = [];
  let origin = 0;
  let highest = 0;
  source.lines.forEach((line, index) => {
    const number = source.lineNumbers[index]!;
    for (const match of line.matchAll(ORIGIN_OR_CELL)) {
      const [, start, zone, volume, other] = match;
      if (start !== undefined) {
        origin = tntpNumber(start);
        if (!isZone(origin)) {
          issues.error('line', `line ${number}: origin ${quoted(start)} is no zone number`);
          origin = 0;
        }
        highest = Math.max(highest, origin);
      } else if (other !== undefined) {
        issues.error('line', `line ${number}: ${quoted(other)} is neither an origin nor “zone : trips”`);
      } else {
        const destination = tntpNumber(zone!);
        const trips = tntpNumber(volume!);
        if (origin === 0) issues.error('line', `line ${number}: ${quoted(match[0])} stands before any origin`);
        else if (!isZone(destination)) issues.error('line', `line ${number}: ${quoted(zone!)} is no zone number`);
        else if (Number.isNaN(trips)) {
          issues.error(
            'line',
            `line ${number}: trips from zone ${origin} to zone ${destination} are ${quoted(volume!)}`,
          );
        } else if (trips < 0) {
          issues.error('line', `line ${number}: there are ${trips} trips from zone ${origin} to zone ${destination}`);
        } else {
          origins.push(origin);
          destinations.push(destination);
          volumes.push(trips);
          lines.push(number);
          highest = Math.max(highest, destination);
        }
      }
    }
  });
  if (origins.length === 0 && !issues.hasErrors()) issues.error('empty', 'the trips file holds no trips');
  if (highest > MOST_ZONES) issues.error('line', `zone ${highest} is beyond the ${MOST_ZONES} zones that can be held`);
  if (issues.hasErrors()) return { value: null, issues: issues.all() };

  const announced = metadataCount(source, 'NUMBER OF ZONES');
  if (announced !== null && highest > announced) {
    issues.warning('metadata', `zone ${highest} has trips, but ${announced} zones are announced`);
  }
  const zoneCount = Math.max(highest, Math.min(announced ?? 0, MOST_ZONES));
  const trips = new Float64Array(zoneCount * zoneCount);
  const seen = new Uint8Array(zoneCount * zoneCount);
  let total = 0;
  for (let k = 0; k < origins.length; k++) {
    const cell = (origins[k]! - 1) * zoneCount + destinations[k]! - 1;
    if (seen[cell] === 1) {
      issues.warning(
        'line',
        `line ${lines[k]}: trips from zone ${origins[k]} to zone ${destinations[k]} stand twice; the last ones count`,
      );
    }
    seen[cell] = 1;
    total += volumes[k]! - trips[cell]!;
    trips[cell] = volumes[k]!;
  }
  const wanted = tntpNumber(source.metadata.get('TOTAL OD FLOW')?.split(/\s+/)[0] ?? '');
  if (wanted > 0 && Math.abs(total - wanted) > TOTAL_TOLERANCE * wanted) {
    issues.warning('metadata', `the trips add up to ${Number(total.toPrecision(9))}, ${wanted} are announced`);
  }
  return { ...ok({ zoneCount, trips }), issues: issues.all() };
}

const isZone = (value: number) => Number.isInteger(value) && value >= 1;

/**
 * The trips as assignment takes them: zone i sits on node i − 1. A zone that the network has no node for keeps a node
 * number beyond the last, which the checks name when it has trips.
 */
export function tableOfTntp({ zoneCount, trips }: TntpTrips, nodeCount: number): TripTable {
  let zones = zoneCount;
  const isEmpty = (zone: number) => {
    for (let j = 0; j < zoneCount; j++) {
      if (trips[zone * zoneCount + j]! > 0 || trips[j * zoneCount + zone]! > 0) return false;
    }
    return true;
  };
  while (zones > nodeCount && isEmpty(zones - 1)) zones--;
  const zoneNode = Int32Array.from({ length: zones }, (_, i) => i);
  if (zones === zoneCount) return { zoneNode, tripsPerHour: trips };
  const tripsPerHour = new Float64Array(zones * zones);
  for (let i = 0; i < zones; i++) tripsPerHour.set(trips.subarray(i * zoneCount, i * zoneCount + zones), i * zones);
  return { zoneNode, tripsPerHour };
}
