/** Analyses of the place as it stands: their small summaries. Rows stay in the database. */
import type { AccessSummary, SunSummary } from '../core/models/scenario/what-if.ts';
import type { ModelProblem } from './model-state.ts';

export interface AnalysisRun<Summary> {
  readonly status: 'idle' | 'running' | 'done' | 'failed';
  /** 0–1 while running, where it is told. */
  readonly share: number;
  readonly summary: Summary | null;
  readonly problem: ModelProblem | null;
}

export interface PlaceAnalyses {
  readonly access: AnalysisRun<AccessSummary>;
  readonly sun: AnalysisRun<SunSummary>;
}

const NOT_RUN = { status: 'idle', share: 0, summary: null, problem: null } as const;

export const NOT_ANALYSED: PlaceAnalyses = { access: NOT_RUN, sun: NOT_RUN };
