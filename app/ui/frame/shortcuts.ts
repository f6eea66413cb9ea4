import type { TextKey } from '../i18n/text.ts';

/** The keyboard list of the help; `use-shortcuts.ts` does what it says. */
export const SHORTCUTS = [
  { keys: '1 · 2 · 3', text: 'shortcut.form' },
  { keys: 'D · S · W · / · L', text: 'shortcut.place' },
  { keys: 'Space', text: 'shortcut.play' },
  { keys: 'H', text: 'shortcut.shadows' },
  { keys: 'P', text: 'shortcut.presenter' },
  { keys: 'PgDn · → · Space / PgUp · ←', text: 'shortcut.tour' },
  { keys: '← ↑ ↓ →', text: 'shortcut.map-move' },
  { keys: '+ −', text: 'shortcut.map-zoom' },
  { keys: 'Q · E', text: 'shortcut.map-turn' },
  { keys: 'PgUp · PgDn', text: 'shortcut.map-tilt' },
  { keys: 'N · Home', text: 'shortcut.map-home' },
  { keys: 'M', text: 'shortcut.describe' },
  { keys: 'Esc', text: 'shortcut.close' },
  { keys: 'Ctrl/⌘ Z', text: 'shortcut.undo' },
  { keys: 'Ctrl/⌘ Shift Z', text: 'shortcut.redo' },
  { keys: 'Ctrl/⌘ ↵', text: 'shortcut.run' },
] as const satisfies readonly { keys: string; text: TextKey }[];
