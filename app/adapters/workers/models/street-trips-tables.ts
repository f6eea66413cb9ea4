/** The trips through a street as rows: `street_trips` by pair of places, `street_trip_links` by street they use. */
import { writeWkb } from '../../../core/geo/wkb.ts';
import type { StreetTrips } from '../../../core/models/scenario/street-trips.ts';
import type { StreetTripsSummary, WhatIfStreet } from '../../../core/models/scenario/what-if.ts';
import type { Column, ColumnBatch } from '../../../core/store/column-batch.ts';

/** Pairs that a person is shown; the rest is in SQL. */
const MOST_PAIRS_SHOWN = 12;

export function streetTripBatches(
  scenarioId: string,
  streetIds: readonly string[],
  streets: readonly WhatIfStreet[],
  { pairs, linkVehPerHour }: StreetTrips,
): readonly [ColumnBatch, ColumnBatch] {
  const nameOf = crossingNames(streets);
  const text = (name: string, values: readonly string[]): Column => ({ name, type: 'text', values });
  const double = (name: string, values: readonly number[]): Column => ({
    name,
    type: 'double',
    values: Float64Array.from(values),
  });
  const used = streets.flatMap((street, link) => (linkVehPerHour[link]! > 0 ? [{ street, link }] : []));
  return [
    {
      table: 'street_trips',
      rowCount: pairs.length,
      columns: [
        text(
          'scenario_id',
          pairs.map(() => scenarioId),
        ),
        text(
          'from_crossing_id',
          pairs.map(({ from }) => from.crossingId),
        ),
        text(
          'from_name',
          pairs.map(({ from }) => nameOf(from.crossingId)),
        ),
        text(
          'to_crossing_id',
          pairs.map(({ to }) => to.crossingId),
        ),
        text(
          'to_name',
          pairs.map(({ to }) => nameOf(to.crossingId)),
        ),
        text(
          'trips',
          pairs.map(({ kind }) => kind),
        ),
        double(
          'veh_hour',
          pairs.map(({ vehPerHour }) => vehPerHour),
        ),
        {
          name: 'geom',
          type: 'blob',
          values: pairs.map(({ from, to }) =>
            writeWkb({
              type: 'LineString',
              coordinates: [
                [from.lon, from.lat],
                [to.lon, to.lat],
              ],
            }),
          ),
        },
      ],
    },
    {
      table: 'street_trip_links',
      rowCount: used.length,
      columns: [
        text(
          'scenario_id',
          used.map(() => scenarioId),
        ),
        text(
          'feature_id',
          used.map(({ street }) => street.id),
        ),
        text(
          'name',
          used.map(({ street }) => street.name),
        ),
        double(
          'veh_hour',
          used.map(({ link }) => linkVehPerHour[link]!),
        ),
        {
          name: 'is_chosen',
          type: 'integer',
          values: Int32Array.from(used, ({ street }) => (streetIds.includes(street.id) ? 1 : 0)),
        },
      ],
    },
  ];
}

export function streetTripsSummary(
  streetIds: readonly string[],
  streets: readonly WhatIfStreet[],
  { vehPerHour, byKind, pairs }: StreetTrips,
  elapsedMs: number,
): StreetTripsSummary {
  const nameOf = crossingNames(streets);
  return {
    streetIds,
    vehPerHour,
    byKind,
    pairs: pairs.slice(0, MOST_PAIRS_SHOWN).map((pair) => ({
      from: { ...pair.from, name: nameOf(pair.from.crossingId) },
      to: { ...pair.to, name: nameOf(pair.to.crossingId) },
      kind: pair.kind,
      vehPerHour: pair.vehPerHour,
    })),
    pairCount: pairs.length,
    elapsedMs,
  };
}

/** A crossing by the names of two streets that meet there; its id where they have none. */
function crossingNames(streets: readonly WhatIfStreet[]): (crossingId: string) => string {
  const names = new Map<string, Set<string>>();
  for (const { name, fromId, toId } of streets) {
    if (name === '') continue;
    for (const id of [fromId, toId]) names.set(id, (names.get(id) ?? new Set()).add(name));
  }
  return (id) => [...(names.get(id) ?? [id])].slice(0, 2).join(' × ');
}
