import { describe, expect, it } from 'vitest';
import { randomFrom } from '../../../../app/core/base/random.ts';
import { createLocalFrame } from '../../../../app/core/geo/local-frame.ts';
import { shippedRecords } from '../../../support/shipped-records.ts';

const HOUR_MS = 3_600_000;
/** Monday's and the next Monday's midnight in the city. */
const WEEK = [Date.UTC(2024, 10, 3, 23), Date.UTC(2024, 10, 10, 23)] as const;

interface Stay {
  readonly fromMs: number;
  readonly untilMs: number;
  readonly eastM: number;
  readonly northM: number;
}

const frame = createLocalFrame({ lon: 2.1649, lat: 41.3917 });
const truth = shippedRecords('mobility_traces_truth');
const people = new Map<string, Stay[]>();
for (const row of shippedRecords('mobility_traces')) {
  const [eastM, northM] = frame.toLocal(Number(row.lon), Number(row.lat));
  const stay = { fromMs: Date.parse(row.arrived_at!), untilMs: Date.parse(row.left_at!), eastM, northM };
  people.set(row.person_key!, [...(people.get(row.person_key!) ?? []), stay]);
}
const traces = [...people.values()];

describe('the mobility traces', () => {
  it('are of 3,000 people, each a chain of stays that never overlap, within one week', () => {
    expect(people.size).toBe(3_000);
    expect(traces.reduce((sum, stays) => sum + stays.length, 0)).toBe(53_035);
    for (const [key, stays] of people) {
      expect(stays[0]!.fromMs, key).toBeGreaterThanOrEqual(WEEK[0]);
      expect(stays.at(-1)!.untilMs, key).toBeLessThanOrEqual(WEEK[1]);
      for (const [index, stay] of stays.entries()) {
        expect(stay.untilMs, key).toBeGreaterThan(stay.fromMs);
        if (index > 0) expect(stay.fromMs, key).toBeGreaterThan(stays[index - 1]!.untilMs);
      }
    }
  });

  it('lead, by their truth, to people on the register of residents and their own houses', () => {
    const registered = new Map(
      shippedRecords('residents_truth')
        .filter((row) => row.duplicate_of === '')
        .map((row) => [row.person_number, row]),
    );
    expect(truth.map((row) => row.person_key)).toEqual([...people.keys()]);
    for (const row of truth) {
      const person = registered.get(row.person_number)!;
      expect([person.person_id, person.building_id, person.section_id]).toEqual([
        row.person_id,
        row.building_id,
        row.section_id,
      ]);
    }
    expect(new Set(truth.map((row) => row.person_id)).size).toBe(3_000);
  });

  it('have keys that say nothing: their order is not that of the people', () => {
    const ids = truth.map((row) => row.person_id!);
    const rising = ids.filter((id, index) => index > 0 && id > ids[index - 1]!).length;
    expect(rising / ids.length).toBeGreaterThan(0.46);
    expect(rising / ids.length).toBeLessThan(0.54);
  });

  it('give away the home of nearly everyone: where one is from midnight to six', () => {
    let found = 0;
    for (const row of truth) {
      const [east, north] = frame.toLocal(Number(row.home_lon), Number(row.home_lat));
      const { eastM, northM } = nightPlace(people.get(row.person_key!)!);
      if (distance(eastM - east, northM - north) < 30) found++;
    }
    expect(found / truth.length).toBeGreaterThan(0.97);
  });

  it('give away the place of work: where one is most on working days from ten to four', () => {
    const workers = truth.filter((row) => row.anchor === 'work');
    expect(workers.length).toBeGreaterThan(900);
    const near = workers.filter((row) => {
      const [east, north] = frame.toLocal(Number(row.anchor_lon), Number(row.anchor_lat));
      const place = longestPlace(people.get(row.person_key!)!, (day, hour) => day < 5 && hour >= 10 && hour < 16);
      return place !== null && distance(place.eastM - east, place.northM - north) < 40;
    });
    expect(near.length / workers.length).toBeGreaterThan(0.9);
  });

  it.each([
    // Cells and hours as the lessons coarsen them; the shares are of this file.
    [100, 0.25, 1, 0.27, 0.31],
    [100, 1, 4, 0.99, 1],
    [500, 1, 1, 0, 0.01],
    [500, 1, 4, 0.82, 0.88],
    [500, 6, 4, 0.31, 0.39],
    [2000, 6, 4, 0.03, 0.07],
  ])('in cells of %d m and %d h, %d points single out a share of %d to %d', (cellM, hours, points, least, most) => {
    const unicity = unicityOf(cellM, hours, points);
    expect(unicity).toBeGreaterThanOrEqual(least);
    expect(unicity).toBeLessThanOrEqual(most);
  });
});

function distance(east: number, north: number): number {
  return Math.sqrt(east * east + north * north);
}

function nightPlace(stays: readonly Stay[]) {
  return longestPlace(stays, (_day, hour) => hour < 6)!;
}

/** The middle of the 60 m cell where most quarters of an hour of the wanted times were spent. */
function longestPlace(stays: readonly Stay[], isWanted: (day: number, hour: number) => boolean) {
  const cells = new Map<string, { quarters: number; eastM: number; northM: number }>();
  for (const { fromMs, untilMs, eastM, northM } of stays) {
    let quarters = 0;
    for (let ms = fromMs; ms < untilMs; ms += HOUR_MS / 4) {
      const hours = Math.floor((ms - WEEK[0]) / HOUR_MS);
      if (isWanted(Math.floor(hours / 24), hours % 24)) quarters++;
    }
    if (quarters === 0) continue;
    const key = `${Math.round(eastM / 60)},${Math.round(northM / 60)}`;
    const cell = cells.get(key) ?? { quarters: 0, eastM: 0, northM: 0 };
    const all = cell.quarters + quarters;
    cells.set(key, {
      quarters: all,
      eastM: (cell.eastM * cell.quarters + eastM * quarters) / all,
      northM: (cell.northM * cell.quarters + northM * quarters) / all,
    });
  }
  return [...cells.values()].sort((a, b) => b.quarters - a.quarters)[0] ?? null;
}

/** Share of the traces for which a chance handful of their points (cell and time of arrival) is in no other trace. */
function unicityOf(cellM: number, hours: number, points: number): number {
  const random = randomFrom(1, 'unicity', cellM, points);
  const sets = traces.map((stays) => [
    ...new Set(
      stays.map(({ fromMs, eastM, northM }) =>
        [Math.floor(eastM / cellM), Math.floor(northM / cellM), Math.floor(fromMs / (hours * HOUR_MS))].join(),
      ),
    ),
  ]);
  const holders = new Map<string, Set<number>>();
  for (const [person, set] of sets.entries()) {
    for (const point of set) holders.set(point, (holders.get(point) ?? new Set()).add(person));
  }
  const eligible = sets.filter((set) => set.length >= points);
  const single = eligible.filter((set) => {
    const left = [...set];
    const chosen = Array.from({ length: points }, () => left.splice(random.below(left.length), 1)[0]!);
    const [first, ...others] = chosen.map((point) => holders.get(point)!);
    return [...first!].filter((person) => others.every((other) => other.has(person))).length === 1;
  });
  return single.length / eligible.length;
}
