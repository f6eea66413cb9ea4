/** Many draws of one scenario: what each says of baseline and scenario, and what all of them say together. */
import { randomFrom } from '../../../core/base/random.ts';
import type { PreparedScenario, ScenarioSteps } from '../../../core/models/scenario/chain.ts';
import { type ChainDraw, drawOf } from '../../../core/models/scenario/parameters.ts';
import {
  DRAWN_TOTALS,
  type DrawnTotal,
  type ReceptorResults,
  type ScenarioResult,
} from '../../../core/models/scenario/results.ts';
import { type Exploration, TORNADO_OUTCOMES, type TotalSpread } from '../../../core/models/scenario/what-if.ts';
import {
  latinHypercube,
  type Sample,
  type UncertainParameter,
} from '../../../core/models/uncertainty/latin-hypercube.ts';
import { type Range, rangeOf, type Spread, spreadOf } from '../../../core/models/uncertainty/spread.ts';
import { tornado } from '../../../core/models/uncertainty/tornado.ts';

export type TotalDraws = Readonly<Record<DrawnTotal, Float64Array>>;

/** What draws are kept of by façade, before and after: `ReceptorResults` without what is not drawn. */
export const DRAWN_AT_FACADES = [
  'no2UgM3',
  'pm10UgM3',
  'pm25UgM3',
  'ldenDb',
  'lnightDb',
] as const satisfies readonly (keyof ReceptorResults)[];
export type DrawnAtFacade = (typeof DRAWN_AT_FACADES)[number];

/** Of one version, draw after draw: `[draw * count + place]`. Single precision: an interval needs no more. */
type PlaceDraws = Readonly<Record<DrawnAtFacade | 'vehPerDay', Float32Array>>;

/** Baseline and scenario, draw after draw. */
export interface DrawPart {
  readonly from: number;
  readonly until: number;
  readonly before: TotalDraws;
  readonly after: TotalDraws;
  /** Draws of this part whose streets and façades are kept: the first ones. */
  readonly kept: number;
  readonly placesBefore: PlaceDraws;
  readonly placesAfter: PlaceDraws;
}

/** A gap at which differences of totals no longer move; closer is wasted on a draw. */
const DRAW_GAP = 1e-5;
/** A change below this is no change: the assignment's gap moves NO2 by up to 0.07 µg/m³ here and there. */
const NEGLIGIBLE = {
  no2UgM3: 0.05,
  pm10UgM3: 0.05,
  pm25UgM3: 0.05,
  ldenDb: 0.1,
  lnightDb: 0.1,
  vehPerDay: 10,
} as const satisfies Readonly<Record<DrawnAtFacade | 'vehPerDay', number>>;
/**
 * Values kept of one quantity of one version over all draws (8 MB). A city of more streets or façades than that allows keeps the places of
 * fewer draws, which the `draws` of their ranges tells; totals are of all of them.
 */
const MOST_PLACE_VALUES = 2_000_000;
const SEED = 20241107;

type Parameters = readonly UncertainParameter[];

/** The same sample in every worker, for every scenario and on every visit. */
function sampleOf(parameters: Parameters, draws: number): Sample {
  return latinHypercube(parameters, draws, randomFrom(SEED, 'what-if', draws));
}

export interface DrawRange {
  readonly draws: number;
  readonly from: number;
  readonly until: number;
}

export interface PlaceCounts {
  readonly links: number;
  readonly receptors: number;
}

const totalColumns = (count: number): TotalDraws =>
  Object.fromEntries(DRAWN_TOTALS.map((name) => [name, new Float64Array(count)])) as unknown as TotalDraws;

const placeDraws = (kept: number, { links, receptors }: PlaceCounts): PlaceDraws => ({
  vehPerDay: new Float32Array(kept * links),
  ...(Object.fromEntries(
    DRAWN_AT_FACADES.map((name) => [name, new Float32Array(kept * receptors)]),
  ) as unknown as Readonly<Record<DrawnAtFacade, Float32Array>>),
});

function keep({ links, receptors }: ScenarioResult, places: PlaceDraws, draw: number): void {
  places.vehPerDay.set(links.vehPerDay, draw * links.vehPerDay.length);
  for (const name of DRAWN_AT_FACADES) places[name].set(receptors[name], draw * receptors[name].length);
}

/** `next` is awaited after each draw and ends the work by resolving to false; then the result is null. */
export async function drawBoth(
  parameters: Parameters,
  baseline: PreparedScenario,
  scenario: PreparedScenario,
  counts: PlaceCounts,
  range: DrawRange,
  next: (done: number) => Promise<boolean>,
  mostPlaceValues = MOST_PLACE_VALUES,
): Promise<DrawPart | null> {
  const sample = sampleOf(parameters, range.draws);
  const runBoth = (draw: ChainDraw): BothResults => ({
    before: baseline.run(draw, { relativeGap: DRAW_GAP }),
    after: scenario.run(draw, { relativeGap: DRAW_GAP }),
  });
  return collect(sample, counts, range, runBoth, next, mostPlaceValues);
}

interface BothResults {
  readonly before: ScenarioResult;
  readonly after: ScenarioResult;
}

/** Fewer where a place is large: each costs about as much as all its streets and façades. */
export function provisionalDraws({ links, receptors }: PlaceCounts): number {
  return Math.min(40, Math.max(12, Math.round(40_000 / Math.max(1, links, receptors))));
}

/**
 * The same unknowns on the ways of the single run: nobody goes another way, so that it takes a moment where draws take
 * many. What the interface calls the first range. `baseline` and `scenario` must have results, and the first may be asked of
 * them again and again (`vary`).
 */
export async function varyBoth(
  parameters: Parameters,
  baseline: (draw: ChainDraw, index: number) => ScenarioResult,
  scenario: Pick<ScenarioSteps, 'vary'>,
  counts: PlaceCounts,
  next: (done: number) => Promise<boolean>,
): Promise<DrawPart | null> {
  const draws = provisionalDraws(counts);
  let index = 0;
  const runBoth = (draw: ChainDraw): BothResults => {
    const before = baseline(draw, index++);
    return { before, after: scenario.vary(draw)! };
  };
  return collect(
    sampleOf(parameters, draws),
    counts,
    { draws, from: 0, until: draws },
    runBoth,
    next,
    MOST_PLACE_VALUES,
  );
}

async function collect(
  { values, parameters }: Sample,
  counts: PlaceCounts,
  { draws, from, until }: DrawRange,
  runBoth: (draw: ChainDraw) => BothResults,
  next: (done: number) => Promise<boolean>,
  mostPlaceValues: number,
): Promise<DrawPart | null> {
  const count = until - from;
  const share = (mostPlaceValues * count) / draws / Math.max(1, counts.links, counts.receptors);
  const kept = Math.min(count, Math.max(1, Math.floor(share)));
  const part: DrawPart = {
    from,
    until,
    before: totalColumns(count),
    after: totalColumns(count),
    kept,
    placesBefore: placeDraws(kept, counts),
    placesAfter: placeDraws(kept, counts),
  };
  for (let i = 0; i < count; i++) {
    const { before, after } = runBoth(drawOf(values, (from + i) * parameters.length));
    for (const name of DRAWN_TOTALS) {
      part.before[name][i] = before.totals[name];
      part.after[name][i] = after.totals[name];
    }
    if (i < kept) {
      keep(before, part.placesBefore, i);
      keep(after, part.placesAfter, i);
    }
    if (!(await next(i + 1))) return null;
  }
  return part;
}

/** Of one quantity, by street or façade. What a scenario leaves has a range of its own: the baseline plus that of the difference is not. */
export interface PlaceSpreads {
  readonly before: readonly Range[];
  readonly after: readonly Range[];
  readonly change: readonly Spread[];
}

export interface SummarisedDraws {
  readonly draws: number;
  readonly totals: Exploration['totals'];
  readonly tornado: Exploration['tornado'];
  /** Totals by draw, in the sample's order. */
  readonly before: TotalDraws;
  readonly after: TotalDraws;
  readonly vehPerDay: PlaceSpreads;
  readonly receptors: Readonly<Record<DrawnAtFacade, PlaceSpreads>>;
}

/** `parts` together must hold every draw once. */
export function summariseDraws(
  parameters: Parameters,
  parts: readonly DrawPart[],
  { links, receptors }: PlaceCounts,
): SummarisedDraws {
  const ordered = [...parts].sort((a, b) => a.from - b.from);
  const draws = ordered.reduce((sum, { from, until }) => sum + until - from, 0);
  const joined = (version: 'before' | 'after'): TotalDraws => {
    const all = totalColumns(draws);
    let at = 0;
    for (const part of ordered) {
      for (const name of DRAWN_TOTALS) all[name].set(part[version][name], at);
      at += part.until - part.from;
    }
    return all;
  };
  const before = joined('before');
  const after = joined('after');
  const changeOf = (name: DrawnTotal) => after[name].map((value, i) => value - before[name][i]!);
  const sample = sampleOf(parameters, draws);
  const keptDraws = ordered.reduce((sum, { kept }) => sum + kept, 0);
  /** One place's values over the kept draws. */
  const over = (pick: (part: DrawPart) => Float32Array, count: number, place: number): Float64Array => {
    const values = new Float64Array(keptDraws);
    let at = 0;
    for (const part of ordered) {
      const of = pick(part);
      for (let i = 0; i < part.kept; i++) values[at++] = of[i * count + place]!;
    }
    return values;
  };
  const spreadsOf = (name: DrawnAtFacade | 'vehPerDay', count: number): PlaceSpreads => {
    const before: Range[] = [];
    const after: Range[] = [];
    const change: Spread[] = [];
    for (let place = 0; place < count; place++) {
      const from = over((part) => part.placesBefore[name], count, place);
      const to = over((part) => part.placesAfter[name], count, place);
      before.push(rangeOf(from));
      after.push(rangeOf(to));
      for (let i = 0; i < to.length; i++) to[i]! -= from[i]!;
      change.push(spreadOf(to, NEGLIGIBLE[name]));
    }
    return { before, after, change };
  };
  return {
    draws,
    totals: Object.fromEntries(
      DRAWN_TOTALS.map((name): [string, TotalSpread] => [
        name,
        { before: rangeOf(before[name]), after: rangeOf(after[name]), change: spreadOf(changeOf(name)) },
      ]),
    ) as unknown as Exploration['totals'],
    tornado: Object.fromEntries(
      TORNADO_OUTCOMES.map((name) => [name, tornado(sample, changeOf(name))]),
    ) as unknown as Exploration['tornado'],
    before,
    after,
    vehPerDay: spreadsOf('vehPerDay', links),
    receptors: Object.fromEntries(
      DRAWN_AT_FACADES.map((name) => [name, spreadsOf(name, receptors)]),
    ) as unknown as SummarisedDraws['receptors'],
  };
}

/** Every range widened, where it must be, to hold what a single run says. */
export function including(summary: SummarisedDraws, before: ScenarioResult, after: ScenarioResult): SummarisedDraws {
  const widened = <T extends Range>(range: T, value: number): T => ({
    ...range,
    low: Math.min(range.low, value),
    high: Math.max(range.high, value),
  });
  const places = (spreads: PlaceSpreads, from: Float64Array, to: Float64Array): PlaceSpreads => ({
    before: spreads.before.map((range, i) => widened(range, from[i]!)),
    after: spreads.after.map((range, i) => widened(range, to[i]!)),
    change: spreads.change.map((spread, i) => widened(spread, to[i]! - from[i]!)),
  });
  return {
    ...summary,
    totals: Object.fromEntries(
      DRAWN_TOTALS.map((name): [string, TotalSpread] => {
        const spread = summary.totals[name];
        const [from, to] = [before.totals[name], after.totals[name]];
        return [
          name,
          {
            before: widened(spread.before, from),
            after: widened(spread.after, to),
            change: widened(spread.change, to - from),
          },
        ];
      }),
    ) as unknown as SummarisedDraws['totals'],
    vehPerDay: places(summary.vehPerDay, before.links.vehPerDay, after.links.vehPerDay),
    receptors: Object.fromEntries(
      DRAWN_AT_FACADES.map((name) => [
        name,
        places(summary.receptors[name], before.receptors[name], after.receptors[name]),
      ]),
    ) as unknown as SummarisedDraws['receptors'],
  };
}

/** What may be handed to another thread without a copy. */
export function buffersOf({ placesBefore, placesAfter }: DrawPart): ArrayBuffer[] {
  return [placesBefore, placesAfter].flatMap((places) =>
    Object.values(places).map((values) => values.buffer as ArrayBuffer),
  );
}
