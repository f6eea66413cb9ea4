/** Many draws of one scenario: what each says of baseline and scenario, and what all of them say together. */
import { randomFrom } from '../../../core/base/random.ts';
import type { PreparedScenario } from '../../../core/models/scenario/chain.ts';
import { CHAIN_PARAMETERS, drawOf } from '../../../core/models/scenario/parameters.ts';
import { DRAWN_TOTALS, type DrawnTotal } from '../../../core/models/scenario/results.ts';
import type { Exploration, TotalSpread } from '../../../core/models/scenario/what-if.ts';
import { latinHypercube, type Sample } from '../../../core/models/uncertainty/latin-hypercube.ts';
import { type Range, rangeOf, type Spread, spreadOf } from '../../../core/models/uncertainty/spread.ts';
import { tornado } from '../../../core/models/uncertainty/tornado.ts';

export type TotalDraws = Readonly<Record<DrawnTotal, Float64Array>>;

/** By street or façade, draw after draw: `[draw * count + place]`. Single precision: an interval needs no more. */
const PLACE_VALUES = ['vehPerDayChange', 'no2Before', 'no2After', 'ldenChange', 'lnightChange'] as const;
type PlaceValue = (typeof PLACE_VALUES)[number];

/** Baseline and scenario, draw after draw. */
export interface DrawPart {
  readonly from: number;
  readonly until: number;
  readonly before: TotalDraws;
  readonly after: TotalDraws;
  /** Draws of this part whose streets and façades are kept: the first ones. */
  readonly kept: number;
  readonly places: Readonly<Record<PlaceValue, Float32Array>>;
}

/** A gap at which differences of totals no longer move; closer is wasted on a draw. */
const DRAW_GAP = 1e-5;
/** A change below this is no change: the assignment's gap moves NO2 by up to 0.07 µg/m³ here and there. */
const NEGLIGIBLE = { no2UgM3: 0.05, levelDb: 0.1, vehPerDay: 10 } as const;
/**
 * Values kept of one quantity over all draws (16 MB). A city of more streets or façades than that allows keeps the places of
 * fewer draws, which the `draws` of their ranges tells; totals are of all of them.
 */
const MOST_PLACE_VALUES = 4_000_000;
const SEED = 20241107;

/** The same sample in every worker, for every scenario and on every visit. */
export function sampleOf(draws: number): Sample {
  return latinHypercube(CHAIN_PARAMETERS, draws, randomFrom(SEED, 'what-if', draws));
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

/** `next` is awaited after each draw and ends the work by resolving to false; then the result is null. */
export async function drawBoth(
  baseline: PreparedScenario,
  scenario: PreparedScenario,
  { links, receptors }: PlaceCounts,
  { draws, from, until }: DrawRange,
  next: (done: number) => Promise<boolean>,
  mostPlaceValues = MOST_PLACE_VALUES,
): Promise<DrawPart | null> {
  const { values, parameters } = sampleOf(draws);
  const count = until - from;
  const share = (mostPlaceValues * count) / draws / Math.max(1, links, receptors);
  const kept = Math.min(count, Math.max(1, Math.floor(share)));
  const part: DrawPart = {
    from,
    until,
    before: totalColumns(count),
    after: totalColumns(count),
    kept,
    places: {
      vehPerDayChange: new Float32Array(kept * links),
      no2Before: new Float32Array(kept * receptors),
      no2After: new Float32Array(kept * receptors),
      ldenChange: new Float32Array(kept * receptors),
      lnightChange: new Float32Array(kept * receptors),
    },
  };
  const { places } = part;
  for (let i = 0; i < count; i++) {
    const draw = drawOf(values, (from + i) * parameters.length);
    const before = baseline.run(draw, { relativeGap: DRAW_GAP });
    const after = scenario.run(draw, { relativeGap: DRAW_GAP });
    for (const name of DRAWN_TOTALS) {
      part.before[name][i] = before.totals[name];
      part.after[name][i] = after.totals[name];
    }
    if (i < kept) {
      places.no2Before.set(before.receptors.no2UgM3, i * receptors);
      places.no2After.set(after.receptors.no2UgM3, i * receptors);
      setChange(places.vehPerDayChange, i * links, before.links.vehPerDay, after.links.vehPerDay);
      setChange(places.ldenChange, i * receptors, before.receptors.ldenDb, after.receptors.ldenDb);
      setChange(places.lnightChange, i * receptors, before.receptors.lnightDb, after.receptors.lnightDb);
    }
    if (!(await next(i + 1))) return null;
  }
  return part;
}

function setChange(to: Float32Array, offset: number, before: Float64Array, after: Float64Array): void {
  for (let i = 0; i < after.length; i++) to[offset + i] = after[i]! - before[i]!;
}

export interface ReceptorSpreads {
  readonly no2Before: readonly Range[];
  /** What NO2 the scenario leaves there: its own range, which the baseline plus the range of the difference is not. */
  readonly no2After: readonly Range[];
  readonly no2Change: readonly Spread[];
  readonly ldenChange: readonly Spread[];
  readonly lnightChange: readonly Spread[];
}

export interface SummarisedDraws {
  readonly draws: number;
  readonly totals: Exploration['totals'];
  readonly tornado: Exploration['tornado'];
  /** Totals by draw, in the sample's order. */
  readonly before: TotalDraws;
  readonly after: TotalDraws;
  readonly vehPerDayChange: readonly Spread[];
  readonly receptors: ReceptorSpreads;
}

/** `parts` together must hold every draw once. */
export function summariseDraws(parts: readonly DrawPart[], { links, receptors }: PlaceCounts): SummarisedDraws {
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
  const places = <T>(count: number, summarise: (place: number) => T): T[] =>
    Array.from({ length: count }, (_, place) => summarise(place));
  const ofReceptor = (value: PlaceValue, place: number) => over((part) => part.places[value], receptors, place);
  return {
    draws,
    totals: Object.fromEntries(
      DRAWN_TOTALS.map((name): [string, TotalSpread] => [
        name,
        { before: rangeOf(before[name]), after: rangeOf(after[name]), change: spreadOf(changeOf(name)) },
      ]),
    ) as unknown as Exploration['totals'],
    tornado: tornado(sampleOf(draws), changeOf('no2MeanUgM3')),
    before,
    after,
    vehPerDayChange: places(links, (link) =>
      spreadOf(
        over((part) => part.places.vehPerDayChange, links, link),
        NEGLIGIBLE.vehPerDay,
      ),
    ),
    receptors: {
      no2Before: places(receptors, (r) => rangeOf(ofReceptor('no2Before', r))),
      no2After: places(receptors, (r) => rangeOf(ofReceptor('no2After', r))),
      no2Change: places(receptors, (r) => {
        const changes = ofReceptor('no2After', r);
        const from = ofReceptor('no2Before', r);
        for (let i = 0; i < changes.length; i++) changes[i]! -= from[i]!;
        return spreadOf(changes, NEGLIGIBLE.no2UgM3);
      }),
      ldenChange: places(receptors, (r) => spreadOf(ofReceptor('ldenChange', r), NEGLIGIBLE.levelDb)),
      lnightChange: places(receptors, (r) => spreadOf(ofReceptor('lnightChange', r), NEGLIGIBLE.levelDb)),
    },
  };
}

/** What may be handed to another thread without a copy. */
export function buffersOf(part: DrawPart): ArrayBuffer[] {
  return PLACE_VALUES.map((name) => part.places[name].buffer as ArrayBuffer);
}
