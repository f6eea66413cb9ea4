/** What the Model form holds: what is asked of the models and the small summaries they give. Rows stay in the database. */
import type { StreetTurn } from '../core/models/scenario/edits.ts';
import type { ScenarioTotals } from '../core/models/scenario/results.ts';
import type { LonLat } from '../core/models/scenario/superblock-ring.ts';
import type { Exploration, TotalRanges, WhatIfError, WhatIfProgress } from '../core/models/scenario/what-if.ts';
import type { ModelMeasure, ModelShow } from '../core/twins/model-looks.ts';

export interface ModelView {
  readonly show: ModelShow;
  readonly measure: ModelMeasure;
}

export const MODEL_TABS = ['changes', 'results', 'sure', 'fit', 'compare', 'place', 'behind'] as const;
/** `own`: the city's own streets, which has a place of its own above the others. */
export type ModelTab = (typeof MODEL_TABS)[number] | 'own';

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
  /** Whose they are; rows of this scenario are in the database. */
  readonly shownId: string | null;
  /** The gap of flows that are not settled, where figures and rows are of such; null once they are. */
  readonly partialGap: number | null;
  readonly progress: WhatIfProgress | null;
  readonly before: ScenarioTotals | null;
  readonly after: ScenarioTotals | null;
  /** What these totals could be before any draws; null while flows are not settled. */
  readonly provisional: TotalRanges | null;
  readonly relativeGap: number;
  readonly elapsedMs: number;
  readonly issues: readonly ModelIssue[];
  readonly problem: ModelProblem | null;
}

/** Draws that are being made, or could not be. */
export interface ExploreRun {
  readonly status: 'idle' | 'running' | 'done' | 'failed';
  readonly key: string | null;
  /** 0–1. */
  readonly share: number;
  readonly draws: number;
  readonly problem: ModelProblem | null;
}

/** What the draws of a scenario said. */
export interface Explored
  extends Pick<Exploration, 'draws' | 'totals' | 'tornado' | 'structure' | 'evaporation' | 'elapsedMs'> {
  /** Of which edits (`scenarioKey`). */
  readonly key: string;
}

/** Scenarios that are looked at beside each other. */
export interface CompareRun {
  readonly status: 'idle' | 'running' | 'failed';
  readonly step: 'evaluating' | 'exploring';
  /** Whose turn it is, and how far the whole is, 0–1. */
  readonly scenarioId: string | null;
  readonly share: number;
  readonly problem: ModelProblem | null;
}

export const NO_RUN: ScenarioRun = {
  status: 'idle',
  key: null,
  shownKey: null,
  shownId: null,
  partialGap: null,
  progress: null,
  before: null,
  after: null,
  provisional: null,
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
  problem: null,
};

export const NOT_COMPARED: CompareRun = {
  status: 'idle',
  step: 'evaluating',
  scenarioId: null,
  share: 0,
  problem: null,
};
