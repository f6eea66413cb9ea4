/** What the page and the models worker say to each other. Rows go to the database's own port. */
import type { ModelFit } from '../../../core/models/evaluation/fit.ts';
import type { FitMeasurements } from '../../../core/models/evaluation/measurements.ts';
import type { OwnPlaceReport } from '../../../core/models/own-place/own-place.ts';
import type { OwnPlaceSpec } from '../../../core/models/own-place/own-place-spec.ts';
import type { PlacedSensors, VirtualSensorsSpec } from '../../../core/models/own-place/virtual-sensors-spec.ts';
import type { Scenario } from '../../../core/models/scenario/edits.ts';
import type { ChainSettings } from '../../../core/models/scenario/settings.ts';
import type {
  AccessSummary,
  CityTables,
  Exploration,
  StreetTripsSummary,
  SunSummary,
  WhatIfError,
  WhatIfOutcome,
  WhatIfProgress,
  WhatIfStreet,
} from '../../../core/models/scenario/what-if.ts';
import type { DrawPart } from './draws.ts';

export type ModelsQuestion =
  /** Which place all other questions are about: a city's own, or the shipped one for null. `store`: its rows as tables. */
  | { readonly type: 'place'; readonly spec: OwnPlaceSpec | null; readonly store: boolean }
  /** Virtual sensors on a table of the person's; null takes them away. */
  | { readonly type: 'sensors'; readonly spec: VirtualSensorsSpec | null }
  | { readonly type: 'city' }
  | { readonly type: 'streets' }
  | { readonly type: 'inside'; readonly ring: readonly (readonly [lon: number, lat: number])[] }
  | { readonly type: 'evaluate'; readonly scenario: Scenario }
  /** Draws `from` to `until` of `draws`. */
  | {
      readonly type: 'draw';
      readonly scenario: Scenario;
      readonly draws: number;
      readonly from: number;
      readonly until: number;
    }
  | { readonly type: 'through'; readonly scenario: Scenario; readonly streetIds: readonly string[] }
  | { readonly type: 'access'; readonly withinMinutes: number }
  | { readonly type: 'sun'; readonly dayStartMs: number }
  /** How well the models meet the stations. */
  | { readonly type: 'fit'; readonly measurements: FitMeasurements }
  /** Puts the draws of all workers together. */
  | { readonly type: 'summarise'; readonly scenario: Scenario; readonly parts: readonly DrawPart[] }
  | { readonly type: 'forget'; readonly scenarioIds: readonly string[] };

export type ModelsAnswer =
  | { readonly type: 'place'; readonly report: OwnPlaceReport | null }
  | { readonly type: 'sensors'; readonly placed: PlacedSensors | null }
  | { readonly type: 'city'; readonly tables: CityTables }
  | { readonly type: 'streets'; readonly streets: readonly WhatIfStreet[] }
  | { readonly type: 'inside'; readonly streetIds: readonly string[]; readonly crossingIds: readonly string[] }
  | { readonly type: 'evaluate'; readonly outcome: WhatIfOutcome }
  | { readonly type: 'draw'; readonly part: DrawPart }
  | { readonly type: 'summarise'; readonly exploration: Exploration }
  | { readonly type: 'through'; readonly summary: StreetTripsSummary }
  | { readonly type: 'forget' }
  | { readonly type: 'access'; readonly summary: AccessSummary }
  | { readonly type: 'sun'; readonly summary: SunSummary }
  | { readonly type: 'fit'; readonly fit: ModelFit };

export type ToModelsWorker =
  | { readonly type: 'open'; readonly datasetUrl: string; readonly ingestPort: MessagePort }
  /** The database was started again: rows go to the new one. */
  | { readonly type: 'database'; readonly ingestPort: MessagePort }
  | { readonly type: 'ask'; readonly id: number; readonly question: ModelsQuestion; readonly settings: ChainSettings }
  | { readonly type: 'cancel'; readonly id: number };

export type FromModelsWorker =
  | { readonly type: 'progress'; readonly id: number; readonly progress: WhatIfProgress }
  | { readonly type: 'answer'; readonly id: number; readonly answer: ModelsAnswer }
  | { readonly type: 'cancelled'; readonly id: number }
  | {
      readonly type: 'failed';
      readonly id: number;
      readonly code: WhatIfError['code'];
      readonly detail: string;
    };
