/** How the models calculate, for the interface to show and to remember. */
import { type ChainSettings, readSettings, unusualSettings } from '../core/models/scenario/settings.ts';

export {
  MOST_PRIVATE_SHARE,
  SETTING_CHOICES,
  USUAL_SETTINGS,
  unusualSettings,
} from '../core/models/scenario/settings.ts';

export const MODEL_SETTINGS_KEY = 'model-settings';

export function savedSettings(get: (key: string) => string | null): ChainSettings {
  try {
    return readSettings(JSON.parse(get(MODEL_SETTINGS_KEY) ?? 'null'));
  } catch {
    return readSettings(null);
  }
}

/** Whether results are to be shown with a word on how they were calculated. */
export function isUnusual(settings: ChainSettings): boolean {
  return unusualSettings(settings).length > 0;
}
