import type { ModelLooks } from '../core/twins/model-looks.ts';
import type { AppState } from './app-state.ts';
import { changedStreets, chosenScenario, rowsId } from './chosen-scenario.ts';
import { modelStreets } from './own-place.ts';
import { isFollowed } from './street-trips.ts';

/** How the map is painted: without a scenario, or while it changes nothing, the baseline's own values. */
export function modelLooks(
  state: Pick<
    AppState,
    'modelView' | 'scenarios' | 'scenarioId' | 'draftEdit' | 'streetTrips' | 'scenarioRun' | 'calculated' | 'ownPlace'
  >,
): ModelLooks {
  const { modelView, draftEdit } = state;
  const scenario = chosenScenario(state);
  const isChanged = scenario !== null && scenario.edits.length > 0;
  return {
    show: isChanged ? modelView.show : 'before',
    scenarioId: rowsId(state),
    measure: modelView.measure,
    through: isFollowed(state),
    streets: modelStreets(state),
    picking: draftEdit === null ? null : { chosen: draftEdit.streetIds, changed: changedStreets(scenario) },
  };
}
