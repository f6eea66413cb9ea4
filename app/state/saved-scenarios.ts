import { type OwnPlaceSpec, readOwnPlaceSpec } from '../core/models/own-place/own-place-spec.ts';
import { readScenarioList } from '../core/models/scenario/scenario-text.ts';
import type { AppState } from './app-state.ts';
import { OWN_PLACE_KEY } from './own-place.ts';

/** Where a place's scenarios are kept: streets of one place mean nothing in another. */
export function scenarioKeys(place: OwnPlaceSpec | null): { readonly list: string; readonly chosen: string } {
  const suffix = place === null ? '' : ` of ${place.streets.table}`;
  return { list: `scenarios${suffix}`, chosen: `scenario${suffix}` };
}

/** The scenarios of a former visit to the place that the models work on, and which of them was looked at. */
export function savedScenarios(get: (key: string) => string | null): Pick<AppState, 'scenarios' | 'scenarioId'> {
  const keys = scenarioKeys(readOwnPlaceSpec(get(OWN_PLACE_KEY)));
  const scenarios = readScenarioList(get(keys.list));
  const chosen = get(keys.chosen);
  return { scenarios, scenarioId: scenarios.some(({ id }) => id === chosen) ? chosen : null };
}
