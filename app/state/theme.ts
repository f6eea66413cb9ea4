import type { AppState } from './app-state.ts';

/** Whether nothing glides or blinks: asked for here, or by the system. */
export function isStill(state: Pick<AppState, 'motion' | 'systemStill'>): boolean {
  return state.motion === 'reduced' || state.systemStill;
}

/** Light or dark, after asking the system where that was the choice. */
export function effectiveTheme(state: Pick<AppState, 'theme' | 'systemDark'>): 'light' | 'dark' {
  if (state.theme !== 'system') return state.theme;
  return state.systemDark ? 'dark' : 'light';
}
