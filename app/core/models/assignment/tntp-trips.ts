import { ok, type Result } from '../../base/result.ts';
import type { TripTable } from './network.ts';
import {
  createTntpIssues,
  metadataCount,
  metadataNumber,
  quoted,
  readTntpText,
  type TntpIssueCode,
  tntpNumber,
} from './tntp-text.ts';

/**
 * A trip table file of the TNTP format, row by row: most of a table of thousands of zones may be empty. Zones by their
 * numbers in the file, from 1; rows in the order of origins, then of destinations, each pair once, none without trips.
 */
export interface TntpTrips {
  /** As announced, or as high as the highest number. */
  readonly zoneCount: number;
  readonly origin: Int32Array;
  readonly destination: Int32Array;
  readonly trips: Float64Array;
}

const ORIGIN_OR_CELL =
  /origin\s*:?\s*([^\s:;]+)(?:\s*:(?=\s*(?:$|[^\s:;]+\s*:)))?|([^\s:;]+)\s*:\s*([^\s:;]+)|([^\s;]+)/gi;
const HIGHEST_ZONE = 1_000_000;
/** A table between more zones than this would not fit in memory. */
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
  if (highest > HIGHEST_ZONE) issues.error('line', `zone ${highest} is beyond the highest number, ${HIGHEST_ZONE}`);
  if (issues.hasErrors()) return { value: null, issues: issues.all() };

  const announced = metadataCount(source, 'NUMBER OF ZONES');
  if (announced !== null && highest > announced) {
    issues.warning('metadata', `zone ${highest} has trips, but ${announced} zones are announced`);
  }
  const zoneCount = Math.max(highest, Math.min(announced ?? 0, HIGHEST_ZONE));
  // By destination, then by origin, each time keeping the order of before: pairs that stand twice come together.
  const order = sortedBy(origins, sortedBy(destinations, Uint32Array.from(origins.keys()), highest), highest);
  const rows: number[] = [];
  const hasTrips = new Uint8Array(zoneCount + 1);
  let total = 0;
  for (let at = 0; at < order.length; at++) {
    const row = order[at]!;
    const next = order[at + 1];
    if (next !== undefined && origins[next] === origins[row] && destinations[next] === destinations[row]) {
      issues.warning(
        'line',
        `line ${lines[next]}: trips from zone ${origins[row]} to zone ${destinations[row]} stand twice; the last ones count`,
      );
      continue;
    }
    if (volumes[row] === 0) continue;
    total += volumes[row]!;
    rows.push(row);
    hasTrips[origins[row]!] = 1;
    hasTrips[destinations[row]!] = 1;
  }
  const zonesWithTrips = hasTrips.reduce((sum, has) => sum + has, 0);
  if (zonesWithTrips > MOST_ZONES) {
    issues.error('line', `${zonesWithTrips} zones have trips; ${MOST_ZONES} are the most that can be held`);
    return { value: null, issues: issues.all() };
  }
  const wanted = metadataNumber(source, 'TOTAL OD FLOW');
  if (wanted !== null && wanted > 0 && Math.abs(total - wanted) > TOTAL_TOLERANCE * wanted) {
    issues.warning('metadata', `the trips add up to ${Number(total.toPrecision(9))}, ${wanted} are announced`);
  }
  const value: TntpTrips = {
    zoneCount,
    origin: Int32Array.from(rows, (row) => origins[row]!),
    destination: Int32Array.from(rows, (row) => destinations[row]!),
    trips: Float64Array.from(rows, (row) => volumes[row]!),
  };
  return { ...ok(value), issues: issues.all() };
}

/** Row numbers sorted by a key from 1 to `highest`; rows with the same key stay in their order. */
function sortedBy(key: readonly number[], rows: Uint32Array, highest: number): Uint32Array {
  const next = new Uint32Array(highest + 2);
  for (const row of rows) next[key[row]! + 1]!++;
  for (let k = 1; k < next.length; k++) next[k]! += next[k - 1]!;
  const sorted = new Uint32Array(rows.length);
  for (const row of rows) sorted[next[key[row]!]!++] = row;
  return sorted;
}

const isZone = (value: number) => Number.isInteger(value) && value >= 1;

/**
 * The trips as assignment takes them, between the zones that have any: zone i of the table sits on node `zoneNode[i]`, the
 * file's zone `zoneNode[i] + 1`. Trips within a zone are left out. A zone that the network has no node for keeps a node
 * number beyond the last, which the checks name.
 */
export function tableOfTntp({ zoneCount, origin, destination, trips }: TntpTrips): TripTable {
  const place = new Int32Array(zoneCount + 1).fill(-1);
  for (let row = 0; row < trips.length; row++) {
    if (origin[row] === destination[row]) continue;
    place[origin[row]!] = 0;
    place[destination[row]!] = 0;
  }
  const nodes: number[] = [];
  for (let zone = 1; zone <= zoneCount; zone++) {
    if (place[zone]! < 0) continue;
    place[zone] = nodes.length;
    nodes.push(zone - 1);
  }
  const tripsPerHour = new Float64Array(nodes.length * nodes.length);
  for (let row = 0; row < trips.length; row++) {
    if (origin[row] === destination[row]) continue;
    tripsPerHour[place[origin[row]!]! * nodes.length + place[destination[row]!]!] = trips[row]!;
  }
  return { zoneNode: Int32Array.from(nodes), tripsPerHour };
}
