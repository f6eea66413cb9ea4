/**
 * A week of movements of 3,000 people on the register of residents, as the operator of an app might hold it: stays with
 * arrival and departure. The key of a person stands for nothing, and yet home, work and habits are in it.
 */
import { roundTo } from '../../../../app/core/base/portable-math.ts';
import { type RandomSource, randomFrom } from '../../../../app/core/base/random.ts';
import type { DistrictModel } from '../model.ts';
import type { PlanPoint } from '../plan.ts';
import type { Address } from './addresses.ts';
import { type Anchor, createHabits } from './habits.ts';
import { shuffle } from './population.ts';
import { type RegisterTable, truthOf } from './register-table.ts';
import type { RegisteredPerson } from './residents-register.ts';
import type { Pupil } from './schools.ts';
import { type PlannedStay, planWeek, WEEK_MINUTES } from './week-plan.ts';

export const TRACED_PEOPLE = 3_000;
/** Monday 4 November 2024, 00:00 in the city, which is an hour ahead of UTC. */
export const WEEK_START_MS = Date.UTC(2024, 10, 3, 23);
const YOUNGEST = 10;
/** How far off a position is (standard deviation in each direction, m), and how often it is far off. */
const NOISE_M = 12;
const POOR_NOISE_M = 70;
const POOR_SHARE = 0.02;
/** Stays that the phone did not record. */
const LOST_SHARE = 0.03;

export function mobilityTraces(
  model: DistrictModel,
  addresses: readonly Address[],
  registered: readonly RegisteredPerson[],
  pupils: readonly Pupil[],
): { readonly table: RegisterTable; readonly truth: RegisterTable } {
  const { seed } = model.plan.parameters;
  const random = randomFrom(seed, 'traces');
  const people = registered.filter(({ person }) => person.age >= YOUNGEST);
  shuffle(people, random);
  const habitsOf = createHabits(model, addresses, pupils);
  const keys = new Set<string>();
  const traced = people.slice(0, TRACED_PEOPLE).map((entry) => {
    let key = '';
    do key = `k${random.below(0x1000000).toString(16).padStart(6, '0')}`;
    while (keys.has(key));
    keys.add(key);
    return { key, entry, habits: habitsOf(entry.person) };
  });
  // Codes of keys sort alike everywhere, unlike words.
  traced.sort((a, b) => (a.key < b.key ? -1 : 1));

  const rows: string[][] = [];
  for (const { key, entry, habits } of traced) {
    const own = randomFrom(seed, 'trace', entry.person.id);
    for (const stay of recorded(planWeek(habits, own), own)) {
      const [lon, lat] = model.plan.toLonLat(blurred(stay.place, own));
      rows.push([
        key,
        utcMinute(stay.fromMinute),
        utcMinute(stay.untilMinute),
        roundTo(lon, 1e-5).toFixed(5),
        roundTo(lat, 1e-5).toFixed(5),
      ]);
    }
  }
  const table: RegisterTable = {
    table: 'mobility_traces',
    role: 'trace',
    title: 'Mobility traces',
    about:
      'Where 3,000 people stayed in the week of 4 to 10 November 2024, from when to when. Persons and movements are invented.',
    coverage:
      'People of ten years and over on the register of residents (two districts). Stays outside the place are not in it: whoever works elsewhere is away meanwhile.',
    knownProblems: [
      'Positions are off by some metres, a few by far more; some stays were not recorded.',
      'The key replaces name and number: the data is pseudonymous, which is not anonymous.',
    ],
    personal: true,
    encoding: 'utf-8',
    delimiter: ',',
    lineEnd: '\n',
    columns: [
      { name: 'person_key', description: 'key of the person, the same all week' },
      { name: 'arrived_at', description: 'begin of the stay, UTC', type: 'timestamp' },
      { name: 'left_at', description: 'end of the stay, UTC', type: 'timestamp' },
      { name: 'lon', description: 'longitude in WGS84, degrees', type: 'double' },
      { name: 'lat', description: 'latitude in WGS84, degrees', type: 'double' },
    ],
    rows,
  };
  const truth = truthOf(
    table,
    [
      { name: 'person_key', description: 'key of the person' },
      { name: 'person_id', description: 'the person, as in residents_truth' },
      { name: 'person_number', description: 'number on the register of residents' },
      { name: 'age', description: 'age, whole years' },
      { name: 'sex', description: '`D` or `H`' },
      { name: 'anchor', description: '`work`, `school`, `away` (works or learns outside the place) or `none`' },
      { name: 'anchor_lon', description: 'longitude of the place of work or school, degrees; empty where none' },
      { name: 'anchor_lat', description: 'latitude of the place of work or school, degrees; empty where none' },
      { name: 'home_lon', description: 'longitude of the home, degrees' },
      { name: 'home_lat', description: 'latitude of the home, degrees' },
      { name: 'address_id', description: 'address of the home → addresses' },
      { name: 'building_id', description: 'building → buildings' },
      { name: 'block_id', description: 'block → blocks' },
      { name: 'section_id', description: 'census section → census_sections' },
    ],
    traced.map(({ key, entry: { person, personNumber }, habits }) => {
      const { address } = person.dwelling;
      const anchor = anchorPlace(habits.anchor);
      const [lon, lat] = anchor === null ? ['', ''] : model.plan.toLonLat(anchor).map(String);
      return [
        key,
        person.id,
        personNumber,
        String(person.age),
        person.givenName.sex,
        habits.anchor.kind,
        lon!,
        lat!,
        String(address.lon),
        String(address.lat),
        address.id,
        address.building.id,
        address.building.block.id,
        address.section.id,
      ];
    }),
  );
  return { table, truth: { ...truth, about: 'Who is behind each key of mobility_traces, and where they live.' } };
}

function anchorPlace(anchor: Anchor): PlanPoint | null {
  return anchor.kind === 'work' || anchor.kind === 'school' ? anchor.place : null;
}

interface RecordedStay {
  readonly place: PlanPoint;
  readonly fromMinute: number;
  readonly untilMinute: number;
}

/** What the phone noted of a plan: nothing outside the place, and not everything inside. */
function recorded(stays: readonly PlannedStay[], random: RandomSource): readonly RecordedStay[] {
  return stays.flatMap(({ place, fromMinute, untilMinute }) => {
    const from = Math.max(0, fromMinute);
    const until = Math.min(WEEK_MINUTES, untilMinute);
    const isLost = random.uniform() < LOST_SHARE;
    return place === null || until <= from || isLost ? [] : [{ place, fromMinute: from, untilMinute: until }];
  });
}

function blurred(place: PlanPoint, random: RandomSource): PlanPoint {
  const metres = random.uniform() < POOR_SHARE ? POOR_NOISE_M : NOISE_M;
  return [place[0] + metres * random.normal(), place[1] + metres * random.normal()];
}

function utcMinute(minute: number): string {
  return `${new Date(WEEK_START_MS + minute * 60_000).toISOString().slice(0, 16)}Z`;
}
