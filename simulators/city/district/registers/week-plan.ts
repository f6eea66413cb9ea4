/** A person's week as a chain of stays, in minutes after Monday's midnight in the city. */
import type { RandomSource } from '../../../../app/core/base/random.ts';
import { distanceM, type PlanPoint } from '../plan.ts';
import type { Habits } from './habits.ts';

export interface PlannedStay {
  /** Null outside the place. */
  readonly place: PlanPoint | null;
  readonly fromMinute: number;
  readonly untilMinute: number;
}

const DAY_MINUTES = 1_440;
export const WEEK_MINUTES = 7 * DAY_MINUTES;
/** On the way out of the place and back, by train or car. */
const AWAY_TRAVEL_MINUTES = 25;
const AT_HOME_ON_A_WORKDAY = 0.12;
const AWAY_FOR_THE_WEEKEND = 0.11;

/** Where to be, and for how long after arriving. */
interface Outing {
  readonly leaveMinute: number;
  readonly stops: readonly { readonly place: PlanPoint | null; readonly minutes: number }[];
}

export function planWeek(habits: Habits, random: RandomSource): readonly PlannedStay[] {
  const outings: Outing[] = [];
  for (let day = 0; day < 5; day++) outings.push(...workday(habits, day * DAY_MINUTES, random));
  outings.push(...weekend(habits, random));

  const stays: PlannedStay[] = [];
  let homeSince = 0;
  for (const { leaveMinute, stops } of outings) {
    // Who is late home leaves again later, if at all.
    if (leaveMinute < homeSince + 10) continue;
    stays.push({ place: habits.home, fromMinute: homeSince, untilMinute: leaveMinute });
    let at: PlanPoint | null = habits.home;
    let minute = leaveMinute;
    for (const { place, minutes } of stops) {
      minute += travelMinutes(at, place);
      stays.push({ place, fromMinute: minute, untilMinute: minute + minutes });
      minute += minutes;
      at = place;
    }
    homeSince = minute + travelMinutes(at, habits.home);
  }
  stays.push({ place: habits.home, fromMinute: homeSince, untilMinute: WEEK_MINUTES });
  return stays;
}

/** On foot at 75 m a minute along streets that turn corners. */
function travelMinutes(from: PlanPoint | null, to: PlanPoint | null): number {
  if (from === null || to === null) return AWAY_TRAVEL_MINUTES;
  return Math.max(2, Math.round((1.3 * distanceM(from, to)) / 75));
}

function workday(habits: Habits, midnight: number, random: RandomSource): readonly Outing[] {
  const { anchor } = habits;
  if (anchor.kind === 'none') return errandDay(habits, midnight, random);
  const isPupil = habits.person.age < 17;
  if (!isPupil && random.uniform() < AT_HOME_ON_A_WORKDAY) return errandDay(habits, midnight, random);
  const place = anchor.kind === 'away' ? null : anchor.place;
  const spread = isPupil ? 4 : 14;
  const begin = midnight + habits.beginMinute + Math.round(spread * random.normal());
  const minutes = Math.max(120, habits.endMinute - habits.beginMinute + Math.round(1.6 * spread * random.normal()));
  const stops: Outing['stops'][number][] = [];
  const lunch = !isPupil && place !== null && random.uniform() < 0.35;
  if (lunch) {
    const morning = Math.round(minutes * 0.52);
    stops.push({ place, minutes: morning });
    stops.push({ place: habits.errands[3]!, minutes: 30 + random.below(35) });
    stops.push({ place, minutes: minutes - morning - 45 });
  } else stops.push({ place, minutes });
  if (random.uniform() < (isPupil ? 0.25 : 0.38)) stops.push(errand(habits, random, isPupil));
  const leave = begin - travelMinutes(habits.home, place);
  const outings: Outing[] = [{ leaveMinute: leave, stops }];
  if (!isPupil && random.uniform() < 0.16) outings.push(eveningOut(habits, midnight, random));
  return outings;
}

/** Shopping and a walk, in the morning or in the afternoon, or both. */
function errandDay(habits: Habits, midnight: number, random: RandomSource): readonly Outing[] {
  const outings: Outing[] = [];
  if (random.uniform() < 0.72) {
    const leaveMinute = midnight + 570 + random.below(120);
    const second = random.uniform() < 0.45 ? [errand(habits, random, false)] : [];
    outings.push({ leaveMinute, stops: [errand(habits, random, false), ...second] });
  }
  if (random.uniform() < 0.55) {
    outings.push({
      leaveMinute: midnight + 1_000 + random.below(110),
      stops: [errand(habits, random, random.uniform() < 0.4)],
    });
  }
  return outings;
}

function errand(habits: Habits, random: RandomSource, isPark: boolean): Outing['stops'][number] {
  if (isPark) return { place: habits.parks[random.below(2)]!, minutes: 25 + random.below(70) };
  const shop = habits.errands[random.below(habits.errands.length)]!;
  return { place: shop, minutes: 12 + random.below(55) };
}

function eveningOut(habits: Habits, midnight: number, random: RandomSource): Outing {
  const draw = random.uniform();
  const place = draw < 0.4 ? habits.visits[random.below(2)]! : draw < 0.75 ? habits.errands[random.below(4)]! : null;
  return { leaveMinute: midnight + 1_215 + random.below(60), stops: [{ place, minutes: 70 + random.below(110) }] };
}

function weekend(habits: Habits, random: RandomSource): readonly Outing[] {
  const saturday = 5 * DAY_MINUTES;
  if (random.uniform() < AWAY_FOR_THE_WEEKEND) {
    return [
      { leaveMinute: saturday + 520 + random.below(180), stops: [{ place: null, minutes: 1_900 + random.below(300) }] },
    ];
  }
  return [saturday, saturday + DAY_MINUTES].flatMap((midnight) => {
    const outings: Outing[] = [];
    if (random.uniform() < 0.6) {
      outings.push({
        leaveMinute: midnight + 620 + random.below(150),
        stops: [errand(habits, random, random.uniform() < 0.5)],
      });
    }
    if (random.uniform() < 0.4) {
      const place = random.uniform() < 0.6 ? habits.visits[random.below(2)]! : null;
      outings.push({
        leaveMinute: midnight + 960 + random.below(120),
        stops: [{ place, minutes: 80 + random.below(160) }],
      });
    }
    if (habits.person.age >= 17 && habits.person.age < 70 && midnight === saturday && random.uniform() < 0.3) {
      outings.push(eveningOut(habits, midnight, random));
    }
    return outings;
  });
}
