import type { AppContext } from './app-context.ts';
import type { ChangeRecord } from './change-record.ts';
import type { SettingsStore } from './ports.ts';

export interface SavedQuery {
  readonly name: string;
  readonly sql: string;
}

const KEY = 'saved-queries';
const NAME_LIMIT = 80;

/** The person's own queries; whatever cannot be read as such is left out. */
export function savedQueries(settings: SettingsStore): readonly SavedQuery[] {
  try {
    const parsed: unknown = JSON.parse(settings.get(KEY) ?? '[]');
    return Array.isArray(parsed) ? parsed.filter(isSavedQuery) : [];
  } catch {
    return [];
  }
}

function isSavedQuery(value: unknown): value is SavedQuery {
  if (typeof value !== 'object' || value === null) return false;
  const { name, sql } = value as Partial<SavedQuery>;
  return typeof name === 'string' && typeof sql === 'string';
}

/** Saves a query under a name; one of the same name is replaced, and undo brings it back. */
export function saveQuery({ ports }: AppContext, name: string, sql: string): ChangeRecord {
  const label = 'change.query-saved';
  const short = name.trim().slice(0, NAME_LIMIT);
  if (short === '') return { label };
  const before = savedQueries(ports.settings);
  const after = [...before.filter((query) => query.name !== short), { name: short, sql }];
  ports.settings.set(KEY, JSON.stringify(after));
  return { label, undo: () => ports.settings.set(KEY, JSON.stringify(before)) };
}

export function forgetQuery({ ports }: AppContext, name: string): ChangeRecord {
  const before = savedQueries(ports.settings);
  ports.settings.set(KEY, JSON.stringify(before.filter((query) => query.name !== name)));
  return { label: 'change.query-forgotten', undo: () => ports.settings.set(KEY, JSON.stringify(before)) };
}
