/**
 * What the page asks of the models; a worker answers (adapters/workers/models). Results also go into the database, as
 * `scenario_links`, `scenario_receptors`, `scenario_totals` and, of many draws, `scenario_draws`, so that every figure has
 * its rows in SQL. They hold one set of rows for each scenario that was evaluated.
 */
import type { Issue } from '../../base/result.ts';
import type { ModelFit } from '../evaluation/fit.ts';
import type { FitMeasurements } from '../evaluation/measurements.ts';
import type { OwnPlaceReport } from '../own-place/own-place.ts';
import type { OwnPlaceSpec } from '../own-place/own-place-spec.ts';
import type { PlacedSensors, VirtualSensorsSpec } from '../own-place/virtual-sensors-spec.ts';
import type { StreetAirModelId } from '../street-air/street-air.ts';
import type { Range, Spread } from '../uncertainty/spread.ts';
import type { TornadoBar } from '../uncertainty/tornado.ts';
import type { EditIssueCode, Scenario } from './edits.ts';
import type { DrawnTotal, ScenarioTotals } from './results.ts';
import type { ChainSettings } from './settings.ts';
import type { StreetTrips, TripEnd, TripsOfPair } from './street-trips.ts';

/** A street as a what-if knows it; a two-way street is two of them. */
export interface WhatIfStreet {
  readonly id: string;
  readonly name: string;
  /** Crossings at its ends, feature_id. */
  readonly fromId: string;
  readonly toId: string;
  /** The same stretch the other way, where there is one. */
  readonly oppositeId: string | null;
  readonly lanes: number;
  readonly speedKmh: number;
  /** Middle, degrees. */
  readonly lon: number;
  readonly lat: number;
}

export interface WhatIfProgress {
  readonly step: 'reading' | 'preparing' | 'assigning' | 'exploring' | 'analysing' | 'comparing' | 'storing';
  /** 0–1; of an assignment it is read off the gap, so it may stand still and then jump. */
  readonly share: number;
  /** Relative gap so far, while assigning. */
  readonly relativeGap?: number;
  /**
   * What comes of the flows so far, where assigning takes longer than a moment: its rows are in the database, and go when
   * the final ones come.
   */
  readonly partial?: { readonly before: ScenarioTotals; readonly after: ScenarioTotals };
}

/** One street side, before and after. */
export interface ReceptorChange {
  readonly id: string;
  readonly streetId: string;
  readonly side: 'left' | 'right';
  readonly population: number;
  readonly children: number;
  readonly elderly: number;
  readonly no2Before: number;
  readonly no2After: number;
  readonly ldenBefore: number;
  readonly ldenAfter: number;
}

export interface StreetChange {
  readonly streetId: string;
  readonly vehPerDayBefore: number;
  readonly vehPerDayAfter: number;
  readonly speedBefore: number;
  readonly speedAfter: number;
}

export interface WhatIfOutcome {
  readonly scenarioId: string;
  readonly before: ScenarioTotals;
  readonly after: ScenarioTotals;
  /** What the totals could be, before any draws. */
  readonly provisional: TotalRanges;
  readonly relativeGap: number;
  readonly streets: readonly StreetChange[];
  readonly receptors: readonly ReceptorChange[];
  readonly issues: readonly Issue<EditIssueCode>[];
  /** Scenarios whose rows made way for these: there is room for a dozen. */
  readonly dropped: readonly string[];
  readonly elapsedMs: number;
}

/**
 * Whose a range is. `provisional`: of the first few dozen combinations of what is not known, on the ways of the single run,
 * and never without the single run itself. `draws`: of many, each assigned anew.
 */
export type RangeKind = 'provisional' | 'draws';

export type TotalRanges = Readonly<
  Record<DrawnTotal, Readonly<Record<'before' | 'after' | 'change', Pick<Range, 'low' | 'high'>>>>
>;

/** What many draws say of one total. The middle of the differences is not the difference of the middles. */
export interface TotalSpread {
  readonly before: Range;
  readonly after: Range;
  readonly change: Spread;
}

/** Totals that are asked which unknown moves their difference most: air, particles, noise, time on the road. */
export const TORNADO_OUTCOMES = [
  'no2MeanUgM3',
  'pm25MeanUgM3',
  'peopleAboveLden',
  'vehHoursPerDay',
] as const satisfies readonly DrawnTotal[];
export type TornadoOutcome = (typeof TORNADO_OUTCOMES)[number];

/** What many draws say of the differences (scenario − baseline). Those of streets and façades are in their tables. */
export interface Exploration {
  readonly scenarioId: string;
  readonly draws: number;
  readonly totals: Readonly<Record<DrawnTotal, TotalSpread>>;
  /**
   * Mean NO2 at the middle of everything else under each street air model, µg/m³: what is uncertain because nobody knows
   * which of them is right. The single run is the first.
   */
  readonly structure: readonly {
    readonly model: StreetAirModelId;
    readonly no2BeforeUgM3: number;
    readonly no2AfterUgM3: number;
  }[];
  /**
   * The difference of the mean NO2, µg/m³, at the middle of everything, were this share of the displaced trips not made:
   * 0, 10 and 20 %, whatever the scenario says. Empty where nothing is displaced.
   */
  readonly evaporation: readonly { readonly share: number; readonly no2MeanChangeUgM3: number }[];
  /** What moves the difference of each of these. */
  readonly tornado: Readonly<Record<TornadoOutcome, readonly TornadoBar[]>>;
  /** As in an outcome. */
  readonly dropped: readonly string[];
  readonly elapsedMs: number;
}

/** The trips through a street, both directions together, in the busiest hour of a working day. */
export interface StreetTripsSummary extends Pick<StreetTrips, 'vehPerHour' | 'byKind'> {
  readonly streetIds: readonly string[];
  /** Most trips first; the rest is in SQL. */
  readonly pairs: readonly (Pick<TripsOfPair, 'kind' | 'vehPerHour'> & {
    readonly from: TripEnd & { readonly name: string };
    readonly to: TripEnd & { readonly name: string };
  })[];
  readonly pairCount: number;
  readonly elapsedMs: number;
}

/** Walking access by category: share of the people within the limit, on the streets, for the elderly, by the straight line. */
export interface AccessSummary {
  readonly withinMinutes: number;
  readonly categories: readonly {
    readonly name: string;
    readonly coverage: number;
    readonly elderlyCoverage: number;
    readonly straightCoverage: number;
  }[];
  /** Categories that a person reaches within the time, in the mean over people. */
  readonly meanReached: number;
  /** Share of people who reach every category within the time. */
  readonly shareReachingAll: number;
  /** Inequality of mean times over people, 0–1, of those who have a way to every category. */
  readonly gini: number;
  /** People with no way on foot to at least one category. */
  readonly withoutWay: number;
  readonly people: number;
  readonly elapsedMs: number;
}

/** Sun and heat of the streets; means over street sides weighted by nothing. */
export interface SunSummary {
  readonly dayStartMs: number;
  readonly meanFacadeLowHours: number;
  readonly meanFacadeHighHours: number;
  readonly meanPavementHours: number;
  /** Share of façades (upper floors) with at least 1.5 h. */
  readonly shareWithEnoughSun: number;
  readonly meanSkyView: number;
  readonly meanHeatIslandK: number;
  readonly elapsedMs: number;
}

/** The models could not be asked; `detail` in technical words. */
export class WhatIfError extends Error {
  override readonly name = 'WhatIfError';
  constructor(
    readonly code: 'tables-unreachable' | 'place-unusable' | 'worker-failed',
    detail: string,
  ) {
    super(detail);
  }
}

/** What a city is made of besides its sensors: GeoJSON texts in UTF-8, in the columns of the shipped district's files. */
export type CityTables = Readonly<
  Record<'streets' | 'intersections' | 'census_sections' | 'facilities', Uint8Array<ArrayBuffer>>
>;

export interface WhatIfModels {
  /**
   * Which place all else is about from here on: a city's own, as its spec names tables, or the shipped district for null.
   * Its rows become the tables `own_streets`, `own_crossings` and `own_zones`. Where nothing can be assigned to it
   * (`isUsable`), the place before stays.
   */
  usePlace(
    spec: OwnPlaceSpec | null,
    options?: { readonly signal?: AbortLike; readonly onProgress?: (progress: WhatIfProgress) => void },
  ): Promise<OwnPlaceReport | null>;
  /** Places virtual sensors, as the table `virtual_sensors`; for null that table is emptied. Rejects where none can stand. */
  placeSensors(spec: VirtualSensorsSpec | null): Promise<PlacedSensors | null>;
  /** The place that everything is about, for a city to live on. */
  cityTables(): Promise<CityTables>;
  /** How everything that is asked from now on is calculated; the usual way until then. Rows of former runs go. */
  use(settings: ChainSettings): void;
  /** Starts the worker when first asked. Rejects with WhatIfError. */
  streets(): Promise<readonly WhatIfStreet[]>;
  /** Streets and crossings inside a ring of degrees. */
  inside(
    ring: readonly (readonly [lon: number, lat: number])[],
  ): Promise<{ readonly streetIds: readonly string[]; readonly crossingIds: readonly string[] }>;
  /**
   * One run of baseline and scenario at the middle of everything; rows are in the database when it resolves. A newer
   * call makes an older one reject with the signal's reason where it was given one.
   */
  evaluate(
    scenario: Scenario,
    options?: { readonly signal?: AbortLike; readonly onProgress?: (progress: WhatIfProgress) => void },
  ): Promise<WhatIfOutcome>;
  /** Many draws of what is not known. Cancelled by the signal; the scenario's rows get their intervals. */
  explore(
    scenario: Scenario,
    options?: {
      readonly draws?: number;
      readonly signal?: AbortLike;
      readonly onProgress?: (progress: WhatIfProgress) => void;
    },
  ): Promise<Exploration>;
  /** Takes the rows of scenarios out of the database. */
  forget(scenarioIds: readonly string[]): Promise<void>;
  /** Whose trips are on some streets, as the tables `street_trips` and `street_trip_links`. Cancelled by the signal. */
  through(
    scenario: Scenario,
    streetIds: readonly string[],
    options?: { readonly signal?: AbortLike },
  ): Promise<StreetTripsSummary>;
  /** Walking times of every building, as the table `walking_access`. */
  access(withinMinutes: number): Promise<AccessSummary>;
  /** Hours of sun, sky view and heat island by street side, as the table `street_sun`; `dayStartMs` midnight UTC. */
  sun(
    dayStartMs: number,
    options?: { readonly signal?: AbortLike; readonly onProgress?: (progress: WhatIfProgress) => void },
  ): Promise<SunSummary>;
  /** How well the models meet the stations, as the tables `model_fit`, `model_fit_hours` and `model_fit_multipliers`. */
  fit(
    measurements: FitMeasurements,
    options?: { readonly signal?: AbortLike; readonly onProgress?: (progress: WhatIfProgress) => void },
  ): Promise<ModelFit>;
}

/** The part of an AbortSignal that core needs. */
export interface AbortLike {
  readonly aborted: boolean;
  addEventListener(type: 'abort', listener: () => void): void;
  removeEventListener(type: 'abort', listener: () => void): void;
}
