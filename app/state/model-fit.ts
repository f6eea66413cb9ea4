/** How the models meet the stations: the small summary of it. Rows stay in the database (`model_fit`). */
import type { ModelFit, PollutantFit, StationFit } from '../core/models/evaluation/fit.ts';
import { isUsable } from '../core/models/evaluation/fit.ts';
import type { ModelProblem } from './model-state.ts';

export { FIT_POLLUTANTS } from '../core/models/evaluation/fit.ts';

export interface FitRun {
  readonly status: 'idle' | 'running' | 'done' | 'failed';
  /** 0–1. */
  readonly share: number;
  readonly fit: ModelFit | null;
  /** Why there is nothing to compare with. */
  readonly missing: 'no-stations' | 'no-weather' | 'too-short' | null;
  readonly problem: ModelProblem | null;
  /** Stations that the person leaves out of it, by id. */
  readonly without: readonly string[];
}

export const NOT_FITTED: FitRun = {
  status: 'idle',
  share: 0,
  fit: null,
  missing: null,
  problem: null,
  without: [],
};

/** Whether the multipliers that were found may be used in a run. */
export function mayUseFit({ fit }: FitRun): boolean {
  return fit !== null && isUsable(fit);
}

/** What the map shows is NO2: the stations at which its model misses the criterion, as it is run now. Null where none was asked. */
export function failingStations({ fit }: FitRun, calibrated: boolean): readonly StationFit[] | null {
  const no2 = fit?.pollutants.find(({ pollutant }) => pollutant === 'no2');
  if (no2 === undefined || no2.overall === null) return null;
  return meetsCriterion(no2, calibrated)
    ? []
    : no2.stations.filter(({ scores }) => (scores[calibrated ? 'after' : 'before']?.indicator ?? 0) > 1);
}

function meetsCriterion({ meets }: PollutantFit, calibrated: boolean): boolean {
  return calibrated ? meets.after : meets.before;
}

/** The multipliers are found from NOx and particles; NO2, which hangs on ozone too, need not come nearer. */
export function meetsNo2Better({ pollutants }: Pick<ModelFit, 'pollutants'>): boolean {
  const scores = pollutants.find(({ pollutant }) => pollutant === 'no2')?.overall?.scores;
  const { before = null, after = null } = scores ?? {};
  return before === null || after === null || after.rmse <= before.rmse;
}
