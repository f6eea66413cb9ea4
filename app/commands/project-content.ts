import type { ProjectContent } from '../core/project/project-archives.ts';
import { PROJECT_FORMAT, PROJECT_FORMAT_VERSION, type ProjectFile } from '../core/project/project-file.ts';
import type { Database, TableInfo } from '../core/store/database.ts';
import { virtualNow } from '../state/effective-time.ts';
import { projectTexts, type SavedSqlView } from '../state/project-texts.ts';
import type { AppContext } from './app-context.ts';
import { readCatalogue } from './describe-made.ts';
import { catalogueText } from './export-catalogue.ts';
import type { Ports } from './ports.ts';

/** The shipped place of this page. */
export function placeHere({ dataset }: Pick<Ports, 'dataset'>): ProjectFile['place'] {
  return { id: dataset?.id ?? '', version: dataset?.version ?? '' };
}

/** Everything of the page that a project holds, but the rows. */
export async function projectContent(app: AppContext): Promise<ProjectContent> {
  const { store, ports } = app;
  const { cards: catalogue, tables } = await readCatalogue(app);
  const state = store.getState();
  const { id, name, notes, createdMs } = state.project;
  const own = tables.filter(isOwn);
  const names = new Set(own.map((table) => table.name.toLowerCase()));
  const views = await ownViews(ports.database);
  const nowMs = ports.clock.now();
  const clockMs = state.momentMs ?? virtualNow(state.clock, nowMs);
  return {
    project: {
      format: PROJECT_FORMAT,
      formatVersion: PROJECT_FORMAT_VERSION,
      application: ports.facts.version,
      id,
      name,
      notes,
      createdMs,
      savedMs: nowMs,
      place: placeHere(ports),
      clockMs: clockMs === null ? null : Math.round(clockMs),
      texts: projectTexts(state, ports.settings.get, views),
      cards: state.cards.filter(({ table }) => names.has(table.toLowerCase())),
    },
    tables: own
      .filter(({ type }) => type === 'table')
      .map((table) => ({
        name: table.name,
        columns: table.columns.map((column) => ({ name: column.name, type: column.sqlType })),
      })),
    catalogue: catalogueText(catalogue, name === '' ? 'Maqueta' : name, nowMs),
  };
}

export function isOwn({ owner }: TableInfo): boolean {
  return owner === 'person';
}

async function ownViews(database: Database): Promise<readonly SavedSqlView[]> {
  const own = new Set((await database.tables()).filter(isOwn).map(({ name }) => name));
  const rows = await database.query(
    `SELECT view_name, sql FROM duckdb_views() WHERE schema_name = 'main' AND NOT internal ORDER BY view_oid`,
  );
  return Array.from({ length: rows.rowCount }, (_, row) => ({
    name: String(rows.cell(row, 0)),
    sql: String(rows.cell(row, 1)),
  })).filter(({ name }) => own.has(name));
}
