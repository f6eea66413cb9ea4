/** What a former visit left of the frame, read as foreign input: anything odd is passed over. */
import type { AppState, ThemeChoice } from './app-state.ts';

const THEMES: readonly string[] = ['system', 'light', 'dark'];

function inRange(text: string | null, low: number, high: number): number | null {
  const value = text === null ? Number.NaN : Number(text);
  return Number.isFinite(value) && value >= low && value <= high ? value : null;
}

export function savedState(get: (key: string) => string | null): Partial<AppState> {
  const theme = get('theme');
  const dockHeightPx = inRange(get('dock-height'), 120, 4_000);
  const timeLimitMs = inRange(get('time-limit'), 1_000, 600_000);
  const draft = get('draft');
  return {
    started: get('started') === 'yes',
    presenter: get('presenter') === 'yes',
    ...(get('motion') === 'reduced' ? { motion: 'reduced' as const } : {}),
    ...(theme !== null && THEMES.includes(theme) ? { theme: theme as ThemeChoice } : {}),
    ...(dockHeightPx === null ? {} : { dockHeightPx }),
    ...(timeLimitMs === null ? {} : { timeLimitMs }),
    ...(draft === null ? {} : { draft: draft.slice(0, 100_000) }),
  };
}
