/** Whose trips are followed through a street: the small summary of them. Rows stay in the database. */
import type { StreetTripsSummary } from '../core/models/scenario/what-if.ts';
import type { AppState } from './app-state.ts';
import { askedScenario, scenarioKey } from './chosen-scenario.ts';
import type { ModelProblem } from './model-state.ts';

export interface StreetTripsRun {
  readonly status: 'idle' | 'running' | 'done' | 'failed';
  /** The street that was asked about. */
  readonly streetId: string | null;
  /** Of which edits of which scenario (`scenarioKey`). */
  readonly key: string | null;
  readonly summary: StreetTripsSummary | null;
  readonly problem: ModelProblem | null;
}

export const NO_TRIPS: StreetTripsRun = { status: 'idle', streetId: null, key: null, summary: null, problem: null };

/** Whether the rows in the database are those of the scenario that is looked at: then the map shows them. */
export function isFollowed(state: Pick<AppState, 'scenarios' | 'scenarioId' | 'streetTrips'>): boolean {
  const { status, key } = state.streetTrips;
  return status === 'done' && key === scenarioKey(askedScenario(state));
}
