import { wantedScene } from '../core/twins/forms.ts';
import type { WantedScene } from '../core/twins/scene-state.ts';
import type { AppState } from './app-state.ts';
import { shownTime } from './effective-time.ts';
import { effectiveTheme } from './theme.ts';

/** The sun moves a quarter of a degree a minute: steps finer than this would draw frames that nobody can tell apart. */
const SUN_STEP_MS = 120_000;
/** Where the sun stands until the stream told the time: ten in the morning of the default run. */
const FIRST_SUN_MS = Date.UTC(2024, 10, 7, 9);

/** What the scene should show for this state; give it to the scene updater whenever state or time changed. */
export function wantedSceneOf(state: AppState, wallMs: number): WantedScene {
  const timeMs = shownTime(state, wallMs) ?? FIRST_SUN_MS;
  return wantedScene({
    form: state.form,
    layers: state.layers,
    comparison: state.comparison,
    split: state.split,
    theme: effectiveTheme(state),
    selected: state.selected,
    sunTimeMs: Math.floor(timeMs / SUN_STEP_MS) * SUN_STEP_MS,
    shadows: state.shadows,
    momentMs: state.momentMs,
  });
}
