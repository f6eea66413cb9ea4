import { askedScenario, scenarioKey } from '../state/chosen-scenario.ts';
import { NO_TRIPS, type StreetTripsRun } from '../state/street-trips.ts';
import type { AppContext } from './app-context.ts';
import type { ChangeRecord } from './change-record.ts';
import { type Evaluation, problemOf } from './evaluate-scenario.ts';
import { knownStreets } from './street-book.ts';

const LABEL = 'change.through';

/**
 * Follows the trips through a street, both directions together, in the scenario that is looked at. The summary goes into
 * the state, the rows into the database; the map shows them until the trips are left or the scenario changes.
 */
export function followTrips({ store, ports }: AppContext, streetId: string): Evaluation {
  const scenario = askedScenario(store.getState());
  const key = scenarioKey(scenario);
  const asked: StreetTripsRun = { ...NO_TRIPS, status: 'running', streetId, key };
  const tell = (fields: Partial<StreetTripsRun>) =>
    store.setState(({ streetTrips }) =>
      streetTrips.streetId === streetId && streetTrips.key === key
        ? { streetTrips: { ...streetTrips, ...fields } }
        : {},
    );
  store.setState({ streetTrips: asked, draftEdit: null });
  const stretch = knownStreets(ports)?.stretch(streetId) ?? [];
  const finished = ports.whatIf.through(scenario, stretch.length === 0 ? [streetId] : stretch).then(
    (summary) => tell({ status: 'done', summary }),
    (error: unknown) => tell({ status: 'failed', problem: problemOf(error) }),
  );
  return { label: LABEL, finished };
}

/** Lets the map show all traffic again. */
export function leaveTrips({ store }: AppContext): ChangeRecord {
  store.setState({ streetTrips: NO_TRIPS });
  return { label: LABEL };
}
