/** Everything that a former visit left in the settings, room by room; each reads its own part as foreign input. */
import type { AppState } from './app-state.ts';
import { FORM_NOTES_KEY, readFormNotes } from './form-rule.ts';
import { savedLessons } from './lessons.ts';
import { savedSettings } from './model-settings.ts';
import { savedOwnCity } from './own-city.ts';
import { savedOwnPlace } from './own-place.ts';
import { savedRemoteLayers } from './remote-layers.ts';
import { savedScenarios } from './saved-scenarios.ts';
import { savedState } from './saved-state.ts';
import { savedJoins } from './stream-joins.ts';

export function formerVisit(get: (key: string) => string | null) {
  return {
    ...savedState(get),
    ...savedLessons(get),
    formNotes: readFormNotes(get(FORM_NOTES_KEY)),
    ...savedScenarios(get),
    ...savedOwnPlace(get),
    ...savedRemoteLayers(get),
    ...savedJoins(get),
    ...savedOwnCity(get),
    modelSettings: savedSettings(get),
  } satisfies Partial<AppState>;
}
