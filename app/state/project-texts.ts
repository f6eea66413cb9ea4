/** What of the page goes into a project as text, and how it comes back where tables have other names now. */
import type { DatasetCard } from '../core/catalogue/dataset-card.ts';
import type { OwnPlaceSpec } from '../core/models/own-place/own-place-spec.ts';
import { readOwnPlaceSpec } from '../core/models/own-place/own-place-spec.ts';
import type { ProjectTexts } from '../core/project/project-file.ts';
import { renameTables } from '../core/store/rename-tables.ts';
import type { LayerSpec } from '../core/twins/layer-spec.ts';
import type { AppState } from './app-state.ts';
import { MODEL_SETTINGS_KEY } from './model-settings.ts';
import { OWN_PLACE_KEY } from './own-place.ts';
import { REMOTE_KEY, remoteLayersText } from './remote-layers.ts';
import { scenarioKeys } from './saved-scenarios.ts';
import { viewToSave } from './saved-view.ts';

type Get = (key: string) => string | null;

export interface SavedSqlView {
  readonly name: string;
  readonly sql: string;
}

const QUERIES_KEY = 'saved-queries';
const DRAFT_KEY = 'draft';
const VIEWS_TEXT = 'views';
const LONGEST_SQL = 100_000;
/** Of the shipped place and of the city's own. */
const SHIPPED_KEYS = scenarioKeys(null);
const OWN_TEXTS = { list: 'own-scenarios', chosen: 'own-scenario' } as const;

/** The texts of the page as it is. What the state holds is newer than what the settings do. */
export function projectTexts(state: AppState, get: Get, views: readonly SavedSqlView[]): ProjectTexts {
  const { spec } = state.ownPlace;
  const list = JSON.stringify(state.scenarios);
  const chosen = state.scenarioId ?? '';
  const texts: Record<string, string> = {
    view: viewToSave(state),
    [DRAFT_KEY]: state.draft,
    [QUERIES_KEY]: get(QUERIES_KEY) ?? '',
    [MODEL_SETTINGS_KEY]: JSON.stringify(state.modelSettings),
    [VIEWS_TEXT]: JSON.stringify(views),
    [REMOTE_KEY]: remoteLayersText(state.remoteLayers),
    scenarios: spec === null ? list : (get(SHIPPED_KEYS.list) ?? ''),
    scenario: spec === null ? chosen : (get(SHIPPED_KEYS.chosen) ?? ''),
  };
  if (spec !== null) {
    texts[OWN_PLACE_KEY] = JSON.stringify(spec);
    texts[OWN_TEXTS.list] = list;
    texts[OWN_TEXTS.chosen] = chosen;
  }
  return Object.fromEntries(Object.entries(texts).filter(([, text]) => text !== ''));
}

/** Views of a person's, read as foreign input. */
export function viewsOf(texts: ProjectTexts): readonly SavedSqlView[] {
  return listOf(texts[VIEWS_TEXT]).flatMap((entry) => {
    const { name, sql } = fieldsOf(entry);
    const isSound = typeof name === 'string' && name !== '' && typeof sql === 'string' && sql.length <= LONGEST_SQL;
    return isSound ? [{ name, sql }] : [];
  });
}

/**
 * What goes into the settings, by key; a key of the former project that this one has nothing for becomes empty. `names`:
 * by old name in lower case.
 */
export function settingsOfProject(
  texts: ProjectTexts,
  names: ReadonlyMap<string, string>,
): Readonly<Record<string, string>> {
  const spec = renamedPlace(readOwnPlaceSpec(texts[OWN_PLACE_KEY] ?? null), names);
  const own = scenarioKeys(spec);
  return {
    [DRAFT_KEY]: renameTables((texts[DRAFT_KEY] ?? '').slice(0, LONGEST_SQL), names),
    [QUERIES_KEY]: renamedQueries(texts[QUERIES_KEY], names),
    [MODEL_SETTINGS_KEY]: texts[MODEL_SETTINGS_KEY] ?? '',
    // Read where it is used, as foreign input, and every layer switched off.
    [REMOTE_KEY]: texts[REMOTE_KEY] ?? '',
    [OWN_PLACE_KEY]: spec === null ? '' : JSON.stringify(spec),
    [SHIPPED_KEYS.list]: texts.scenarios ?? '',
    [SHIPPED_KEYS.chosen]: texts.scenario ?? '',
    ...(spec === null ? {} : { [own.list]: texts[OWN_TEXTS.list] ?? '', [own.chosen]: texts[OWN_TEXTS.chosen] ?? '' }),
  };
}

function renamedQueries(text: string | undefined, names: ReadonlyMap<string, string>): string {
  const queries = listOf(text).flatMap((entry) => {
    const { name, sql } = fieldsOf(entry);
    return typeof name === 'string' && typeof sql === 'string' ? [{ name, sql: renameTables(sql, names) }] : [];
  });
  return queries.length === 0 ? '' : JSON.stringify(queries);
}

function renamedPlace(spec: OwnPlaceSpec | null, names: ReadonlyMap<string, string>): OwnPlaceSpec | null {
  if (spec === null) return null;
  const named = <T extends { readonly table: string }>(part: T): T => ({ ...part, table: renamed(part.table, names) });
  const { streets, zones, trips, buildings } = spec;
  return {
    ...spec,
    streets: named(streets),
    zones: zones.kind === 'table' ? named(zones) : zones,
    trips: trips.kind === 'table' ? named(trips) : trips,
    buildings: buildings === null ? null : named(buildings),
  };
}

/** A layer of a person's table: its id is the table's name. */
export function renamedLayer(layer: LayerSpec, names: ReadonlyMap<string, string>): LayerSpec {
  const table = renamed(layer.table, names);
  return {
    ...layer,
    id: layer.id === layer.table ? table : layer.id,
    table,
    ...(layer.values === undefined ? {} : { values: { ...layer.values, sql: renameTables(layer.values.sql, names) } }),
  };
}

/** What a query said when it was made stays as it was said: only what the card stands for has another name. */
export function renamedCard(card: DatasetCard, names: ReadonlyMap<string, string>): DatasetCard {
  const ids = (id: string) => (id.startsWith('own/') ? `own/${renamed(id.slice(4), names)}` : id);
  return {
    ...card,
    id: ids(card.id),
    table: renamed(card.table, names),
    lineage: card.lineage.map((step) => ({ ...step, from: step.from.map(ids) })),
  };
}

function renamed(table: string, names: ReadonlyMap<string, string>): string {
  return names.get(table.toLowerCase()) ?? table;
}

function listOf(text: string | undefined): readonly unknown[] {
  try {
    const parsed: unknown = JSON.parse(text ?? '[]');
    return Array.isArray(parsed) ? parsed.slice(0, 1_000) : [];
  } catch {
    return [];
  }
}

function fieldsOf(value: unknown): Readonly<Record<string, unknown>> {
  return typeof value === 'object' && value !== null ? (value as Record<string, unknown>) : {};
}
