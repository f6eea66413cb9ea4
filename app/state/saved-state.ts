/** What a former visit left in the settings, read as foreign input: anything odd is passed over. */
import type { AppState, ThemeChoice } from './app-state.ts';
import { FORM_NOTES_KEY, readFormNotes } from './form-rule.ts';
import { savedLessons } from './lessons.ts';

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
    ...savedLessons(get),
    started: get('started') === 'yes',
    presenter: get('presenter') === 'yes',
    ...(get('motion') === 'reduced' ? { motion: 'reduced' as const } : {}),
    formNotes: readFormNotes(get(FORM_NOTES_KEY)),
    ...(theme !== null && THEMES.includes(theme) ? { theme: theme as ThemeChoice } : {}),
    ...(dockHeightPx === null ? {} : { dockHeightPx }),
    ...(timeLimitMs === null ? {} : { timeLimitMs }),
    ...(draft === null ? {} : { draft: draft.slice(0, 100_000) }),
  };
}
