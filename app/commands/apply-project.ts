import { quoteIdentifier } from '../core/base/sql-text.ts';
import type { StoredTables } from '../core/project/project-archives.ts';
import type { ProjectFile } from '../core/project/project-file.ts';
import { madeObjects } from '../core/store/made-objects.ts';
import { renameTables } from '../core/store/rename-tables.ts';
import { splitStatements } from '../core/store/statement-guard.ts';
import { shippedLayers } from '../core/twins/layer-catalogue.ts';
import { EMPTY_STATE } from '../state/app-store.ts';
import type { CurrentProject } from '../state/current-project.ts';
import { savedSettings } from '../state/model-settings.ts';
import { savedOwnPlace } from '../state/own-place.ts';
import { renamedCard, renamedLayer, settingsOfProject, viewsOf } from '../state/project-texts.ts';
import { savedRemoteLayers } from '../state/remote-layers.ts';
import { savedScenarios } from '../state/saved-scenarios.ts';
import { readView } from '../state/saved-view.ts';
import type { AppContext } from './app-context.ts';
import { giveNotice } from './give-notice.ts';
import { workOf } from './model-work.ts';
import { isOwn } from './project-content.ts';
import { restoreLayers } from './restore-layers.ts';
import { forgetStreets } from './street-book.ts';

/** Fields that hold what was looked at, asked or calculated in the project before. */
const FRESH = [
  'selected',
  'comparison',
  'split',
  'momentMs',
  'draft',
  'query',
  'scenarios',
  'scenarioId',
  'draftEdit',
  'scenarioRun',
  'exploreRun',
  'calculated',
  'explored',
  'comparedIds',
  'compareRun',
  'placeAnalyses',
  'streetTrips',
  'fitRun',
  'modelView',
  'modelTab',
] as const;

/** Takes away everything of the open project, which was laid aside before. */
export async function clearPage(app: AppContext): Promise<void> {
  const { store, ports, results, history } = app;
  const work = workOf(store);
  for (const running of Object.values(work) as (AbortController | null)[]) running?.abort();
  results.cancel?.();
  results.stopLive?.();
  results.cancelLayer?.();
  history.clear();
  const { ownPlace } = store.getState();
  // Out of the Model form first: what keeps it going must not ask about a place that is leaving.
  store.setState({ form: '3d', layers: shippedLayers(), cards: [], remoteLayers: [] });
  if (ownPlace.spec !== null) await ports.whatIf.usePlace(null).catch(() => undefined);
  forgetStreets(ports);
  store.setState(Object.fromEntries(FRESH.map((field) => [field, EMPTY_STATE[field]])));
  const own = (await ports.database.tables()).filter(isOwn);
  for (const kind of ['view', 'table'] as const) {
    for (const { name, type } of own) {
      if (type === kind) await ports.database.query(`DROP ${kind.toUpperCase()} IF EXISTS ${quoteIdentifier(name)}`);
    }
  }
}

export interface AppliedProject {
  readonly project: CurrentProject;
  /** Absent for a new one. */
  readonly file?: ProjectFile;
  readonly stored?: StoredTables;
}

/** Puts a project in the place of an empty page; its tables are there. */
export async function applyProject(app: AppContext, { project, file, stored }: AppliedProject): Promise<void> {
  const { store, ports } = app;
  const texts = file?.texts ?? {};
  const names = new Map(
    [...(stored?.names ?? [])].filter(([old, name]) => old !== name).map(([old, name]) => [old.toLowerCase(), name]),
  );
  const lostViews = await makeViews(app, viewsOf(texts), names);
  const settings = settingsOfProject(texts, names);
  for (const [key, text] of Object.entries(settings)) ports.settings.set(key, text);
  const former = readView(texts.view ?? null, shippedLayers());
  const modelSettings = savedSettings(ports.settings.get);
  store.setState({
    ...savedScenarios(ports.settings.get),
    ...savedOwnPlace(ports.settings.get),
    ...savedRemoteLayers(ports.settings.get),
    modelSettings,
    draft: settings.draft ?? '',
    ...former.state,
    layers: former.layers.map((layer) => renamedLayer(layer, names)),
    cards: (file?.cards ?? []).map((card) => renamedCard(card, names)),
    project,
  });
  ports.whatIf.use(modelSettings);
  const { view } = former.state;
  if (view != null) void ports.scene?.flyTo(view, 0);
  await restoreLayers(
    app,
    former.derived.map((layer) => renamedLayer(layer, names)),
  );
  tellLost(app, stored, lostViews, names);
}

/** Views in the order in which they can be made; answers the names of those that cannot. Each is one statement of the person's. */
async function makeViews(
  { ports }: AppContext,
  views: ReturnType<typeof viewsOf>,
  names: Map<string, string>,
): Promise<readonly string[]> {
  if (views.length === 0) return [];
  const taken = new Set((await ports.database.tables()).map(({ name }) => name.toLowerCase()));
  for (const { name } of views) {
    let free = name;
    for (let n = 2; taken.has(free.toLowerCase()); n++) free = `${name}_${n}`;
    taken.add(free.toLowerCase());
    if (free !== name) names.set(name.toLowerCase(), free);
  }
  let waiting = views.filter(({ sql }) => {
    const [made] = madeObjects(sql);
    return made?.type === 'made' && splitStatements(sql).length === 1;
  });
  const refused = views.filter((view) => !waiting.includes(view));
  for (let before = -1; waiting.length !== before && waiting.length > 0; ) {
    before = waiting.length;
    const left: typeof waiting = [];
    for (const view of waiting) {
      await ports.database.query(renameTables(view.sql, names)).catch(() => left.push(view));
    }
    waiting = left;
  }
  return [...refused, ...waiting].map(({ name }) => name);
}

function tellLost(
  app: AppContext,
  stored: StoredTables | undefined,
  lostViews: readonly string[],
  names: ReadonlyMap<string, string>,
): void {
  const failed = stored?.failed ?? [];
  const lost = [...failed.map(({ table }) => table), ...lostViews];
  if (lost.length > 0) {
    const detail = failed.map(({ table, fault, detail }) => `${table}: ${fault} ${detail}`).join('\n');
    giveNotice(app, 'warning', 'notice.project-tables-lost', { names: lost.join(', '), detail });
  }
  if (names.size > 0) {
    const pairs = [...names].map(([old, name]) => `${old} → ${name}`).join(', ');
    giveNotice(app, 'info', 'notice.project-renamed', { names: pairs });
  }
}
