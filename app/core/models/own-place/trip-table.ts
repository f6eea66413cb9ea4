/**
 * A table of trips that a city brings: origin, destination, trips. Rows of one pair add up; what cannot be used is named.
 * The table holds a working day or its busiest hour; the hours of the day follow the shares of demand-profile.ts.
 */
import type { Issue } from '../../base/result.ts';
import type { DemandModel } from '../demand.ts';
import { hourlyShare, PEAK_HOUR_SHARE } from '../demand-profile.ts';
import { named } from './zones.ts';

export type TripIssueCode =
  /** `detail` names zones that the table has and the zones have not, and the trips lost with them. */
  | 'trips-unknown-zone'
  /** `detail` names the pairs. */
  | 'trips-negative'
  | 'trips-no-number'
  /** Trips that begin and end at the same crossing: they use no street. `detail`: how many. */
  | 'trips-inside-zone'
  | 'trips-none';

export interface TripRows {
  readonly origins: readonly string[];
  readonly destinations: readonly string[];
  /** NaN where it is no number. */
  readonly trips: ArrayLike<number>;
}

export interface ReadTrips {
  readonly demand: DemandModel | null;
  readonly issues: readonly Issue<TripIssueCode>[];
  /** As the table counts them, without what was left out. */
  readonly trips: number;
}

/** `nodeOf`: the crossing at which each zone's trips begin and end. */
export function demandOfTrips(
  rows: TripRows,
  nodeOf: ReadonlyMap<string, number>,
  per: 'day' | 'busiest-hour',
): ReadTrips {
  const nodes = [...new Set(nodeOf.values())].sort((a, b) => a - b);
  const zoneAt = new Map(nodes.map((node, zone) => [node, zone]));
  const count = nodes.length;
  const table = new Float64Array(count * count);
  const unknown = new Map<string, number>();
  const negative: string[] = [];
  const noNumber: string[] = [];
  let inside = 0;
  let trips = 0;
  for (let row = 0; row < rows.origins.length; row++) {
    const origin = rows.origins[row]!.trim();
    const destination = rows.destinations[row]!.trim();
    const amount = rows.trips[row]!;
    const pair = () => `${origin} → ${destination}`.slice(0, 80);
    if (!Number.isFinite(amount)) noNumber.push(pair());
    else if (amount < 0) negative.push(`${pair()}: ${amount}`);
    else {
      const from = nodeOf.get(origin);
      const to = nodeOf.get(destination);
      for (const [zone, node] of [
        [origin, from],
        [destination, to],
      ] as const) {
        if (node === undefined) unknown.set(zone, (unknown.get(zone) ?? 0) + amount);
      }
      if (from === undefined || to === undefined) continue;
      if (from === to) inside += amount;
      else {
        trips += amount;
        table[zoneAt.get(from)! * count + zoneAt.get(to)!]! += amount;
      }
    }
  }
  const issues: Issue<TripIssueCode>[] = [];
  const say = (code: TripIssueCode, list: readonly string[], severity: Issue['severity'] = 'warning') => {
    if (list.length > 0) issues.push({ code, severity, detail: named(list) });
  };
  say(
    'trips-unknown-zone',
    [...unknown].map(([zone, lost]) => `${zone.slice(0, 60)} (${Number(lost.toPrecision(6))})`),
  );
  say('trips-negative', negative);
  say('trips-no-number', noNumber);
  if (inside > 0) say('trips-inside-zone', [String(Number(inside.toPrecision(6)))], 'info');
  if (!(trips > 0)) return { demand: null, issues: [...issues, { code: 'trips-none', severity: 'error' }], trips };
  const perDay = per === 'day' ? 1 : 1 / PEAK_HOUR_SHARE;
  const zoneNode = Int32Array.from(nodes);
  return {
    demand: {
      zoneNode,
      tripsOf: (dayType, hour) => {
        const share = perDay * hourlyShare(dayType, hour);
        return { zoneNode, tripsPerHour: table.map((amount) => amount * share) };
      },
    },
    issues,
    trips,
  };
}
