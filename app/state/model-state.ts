/** What the Model form holds: what is asked of the models and the small summaries they give. Rows stay in the database. */
import type { StreetTurn } from '../core/models/scenario/edits.ts';
import type { ScenarioTotals } from '../core/models/scenario/results.ts';
import type { LonLat } from '../core/models/scenario/superblock-ring.ts';
import type { Exploration, WhatIfError, WhatIfProgress } from '../core/models/scenario/what-if.ts';
import type { ModelMeasure, ModelShow } from '../core/twins/model-looks.ts';

export interface ModelView {
  readonly show: ModelShow;
  readonly measure: ModelMeasure;
}

export const MODEL_TABS = ['changes', 'results', 'sure', 'place', 'behind'] as const;
export type ModelTab = (typeof MODEL_TABS)[number];

/** Edits that are made by picking streets. */
export type StreetEditKind =
  | 'close-street'
  | 'slow-street'
  | 'one-way'
  | 'change-lanes'
  | 'plant-trees'
  | 'superblock'
  | 'toll'
  | 'turn-rule';

export interface EditDraft {
  readonly kind: StreetEditKind;
  readonly streetIds: readonly string[];
  /** Crossings inside a superblock; empty for the other edits. */
  readonly crossingIds: readonly string[];
  /** Turns that a rule is for, out of the picked streets. */
  readonly turns?: readonly StreetTurn[];
  /** Corners of the area that is being drawn, degrees; absent while none is. */
  readonly ring?: readonly LonLat[];
}

export interface ModelProblem {
  readonly code: WhatIfError['code'];
  readonly detail: string;
}

export interface ModelIssue {
  readonly code: string;
  readonly detail: string;
}

export interface ScenarioRun {
  readonly status: 'idle' | 'running' | 'done' | 'cancelled' | 'failed';
  /** Which edits of which scenario were asked about last (`scenarioKey`); null before the first question. */
  readonly key: string | null;
  /** Of what the results below are, and the rows in the database. */
  readonly shownKey: string | null;
  readonly progress: WhatIfProgress | null;
  readonly before: ScenarioTotals | null;
  readonly after: ScenarioTotals | null;
  readonly relativeGap: number;
  readonly elapsedMs: number;
  readonly issues: readonly ModelIssue[];
  readonly problem: ModelProblem | null;
}

export interface ExploreRun {
  readonly status: 'idle' | 'running' | 'done' | 'failed';
  readonly key: string | null;
  /** 0–1. */
  readonly share: number;
  readonly draws: number;
  readonly totals: Exploration['totals'] | null;
  readonly tornado: Exploration['tornado'];
  readonly evaporation: Exploration['evaporation'];
  readonly elapsedMs: number;
  readonly problem: ModelProblem | null;
}

export const NO_RUN: ScenarioRun = {
  status: 'idle',
  key: null,
  shownKey: null,
  progress: null,
  before: null,
  after: null,
  relativeGap: 0,
  elapsedMs: 0,
  issues: [],
  problem: null,
};

export const NOT_EXPLORED: ExploreRun = {
  status: 'idle',
  key: null,
  share: 0,
  draws: 0,
  totals: null,
  tornado: [],
  evaporation: [],
  elapsedMs: 0,
  problem: null,
};
