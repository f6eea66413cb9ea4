import type { AppState } from './app-state.ts';

/** Light or dark, after asking the system where that was the choice. */
export function effectiveTheme(state: Pick<AppState, 'theme' | 'systemDark'>): 'light' | 'dark' {
  if (state.theme !== 'system') return state.theme;
  return state.systemDark ? 'dark' : 'light';
}
