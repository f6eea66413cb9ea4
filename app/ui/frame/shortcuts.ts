import type { TextKey } from '../i18n/text.ts';

/** The keyboard list of the help; `use-shortcuts.ts` does what it says. */
export const SHORTCUTS = [
  { keys: '1 · 2', text: 'shortcut.form' },
  { keys: 'D · S · Q', text: 'shortcut.place' },
  { keys: 'Space', text: 'shortcut.play' },
  { keys: 'H', text: 'shortcut.shadows' },
  { keys: 'P', text: 'shortcut.presenter' },
  { keys: 'Esc', text: 'shortcut.close' },
  { keys: 'Ctrl/⌘ Z', text: 'shortcut.undo' },
  { keys: 'Ctrl/⌘ ↵', text: 'shortcut.run' },
] as const satisfies readonly { keys: string; text: TextKey }[];
