/**
 * A project as one document, `project.json` of a `.maqueta` archive (docs/project-file.md): what was made, with which
 * versions of which data. What rooms outside core own — the view, queries, scenarios, the choice of streets — is carried as
 * the text that they write and read themselves.
 */
import { fail, type Issue, ok, type Result } from '../base/result.ts';
import type { DatasetCard } from '../catalogue/dataset-card.ts';
import { readDatasetCard } from '../catalogue/read-card.ts';

export const PROJECT_FORMAT = 'maqueta-project';
/** Goes up when an older Maqueta could no longer read it; `MIGRATIONS` brings older ones here. */
export const PROJECT_FORMAT_VERSION = 1;

export interface ProjectTableFile {
  /** Path in the archive. */
  readonly path: string;
  /** `arrow`: every value exactly, as an Arrow IPC stream; what is read again. `geojson`: for other programs. */
  readonly format: 'arrow' | 'geojson' | 'csv';
  readonly bytes: number;
  /** Hexadecimal. */
  readonly sha256: string;
}

export interface ProjectTable {
  readonly name: string;
  readonly rows: number;
  /** In order; types as DuckDB names them. */
  readonly columns: readonly { readonly name: string; readonly type: string }[];
  readonly files: readonly ProjectTableFile[];
}

/** What a page keeps as text under a key of its own: `view`, `scenarios`, … */
export type ProjectTexts = Readonly<Record<string, string>>;

export interface ProjectFile {
  readonly format: typeof PROJECT_FORMAT;
  readonly formatVersion: number;
  /** Version of the program that wrote it. */
  readonly application: string;
  readonly id: string;
  readonly name: string;
  /** A person's own words; plain text. */
  readonly notes: string;
  readonly createdMs: number;
  readonly savedMs: number;
  /** The shipped place it was made on. */
  readonly place: { readonly id: string; readonly version: string };
  /** Where the city's clock stood, ms UTC; null where nobody knew. */
  readonly clockMs: number | null;
  readonly texts: ProjectTexts;
  readonly cards: readonly DatasetCard[];
  readonly tables: readonly ProjectTable[];
}

export type ProjectIssue =
  | 'project-not-json'
  | 'project-not-maqueta'
  /** Written by a later Maqueta. */
  | 'project-too-new'
  | 'project-too-large'
  | 'project-bad-table'
  | 'project-bad-card'
  /** Made on a place, or a version of one, that is not here. */
  | 'project-other-place';

const LONGEST_TEXT = 5_000_000;
const LONGEST_NAME = 120;
const LONGEST_NOTES = 100_000;
const MOST_TABLES = 500;
const LAST_MS = 8.64e15;
const KEY = /^[a-z][a-z0-9-]{0,40}$/;
/** A path below the archive's root: no scheme, no root, no way up. */
const INNER_PATH = /^(?!.*(?:^|\/)\.\.?(?:\/|$))[^\\/:*?"<>|\p{Cc}][^\\:*?"<>|\p{Cc}]{0,300}$/u;

export function writeProject(project: ProjectFile): string {
  return `${JSON.stringify(project, null, 2)}\n`;
}

type Fields = Readonly<Record<string, unknown>>;

/** By the version they start from; each gives the fields of the next. */
const MIGRATIONS: Readonly<Record<number, (fields: Fields) => Fields>> = {};

/**
 * Reads a document as foreign input. Tables and cards that cannot be used are left out and named; a document that is none,
 * or of a later version, has no value and says why. `here` is the place of this page.
 */
export function readProject(text: string, here: ProjectFile['place']): Result<ProjectFile, ProjectIssue> {
  if (text.length > LONGEST_TEXT * 10) return fail('project-too-large');
  const parsed = parse(text);
  if (parsed === undefined) return fail('project-not-json', text.slice(0, 80));
  const found = fieldsOf(parsed);
  const version = found.formatVersion;
  if (found.format !== PROJECT_FORMAT || !Number.isSafeInteger(version) || (version as number) < 1) {
    return fail('project-not-maqueta');
  }
  if ((version as number) > PROJECT_FORMAT_VERSION) {
    return fail('project-too-new', `${short(found.application, 40)} (${version})`);
  }
  let fields = found;
  for (let from = version as number; from < PROJECT_FORMAT_VERSION; from++) fields = MIGRATIONS[from]!(fields);
  const issues: Issue<ProjectIssue>[] = [];
  const project: ProjectFile = {
    format: PROJECT_FORMAT,
    formatVersion: PROJECT_FORMAT_VERSION,
    application: short(fields.application, 40),
    id: short(fields.id, 60),
    name: short(fields.name, LONGEST_NAME),
    notes: short(fields.notes, LONGEST_NOTES),
    createdMs: moment(fields.createdMs) ?? 0,
    savedMs: moment(fields.savedMs) ?? 0,
    place: placeOf(fields.place),
    clockMs: moment(fields.clockMs),
    texts: textsOf(fields.texts),
    cards: kept(fields.cards, readDatasetCard, 'project-bad-card', issues),
    tables: once(kept(fields.tables, tableOf, 'project-bad-table', issues)),
  };
  const { id, version: made } = project.place;
  if (id !== here.id || made !== here.version) {
    issues.push({ code: 'project-other-place', severity: 'warning', detail: `${id} ${made}` });
  }
  return { ...ok(project), issues };
}

function parse(text: string): unknown {
  try {
    return JSON.parse(text);
  } catch {
    return undefined;
  }
}

function fieldsOf(value: unknown): Fields {
  return typeof value === 'object' && value !== null && !Array.isArray(value) ? (value as Fields) : {};
}

function short(value: unknown, most: number): string {
  return typeof value === 'string' ? value.slice(0, most) : '';
}

function moment(value: unknown): number | null {
  return typeof value === 'number' && Math.abs(value) <= LAST_MS ? value : null;
}

function count(value: unknown): number {
  return typeof value === 'number' && Number.isSafeInteger(value) && value >= 0 ? value : 0;
}

function placeOf(value: unknown): ProjectFile['place'] {
  const { id, version } = fieldsOf(value);
  return { id: short(id, 60), version: short(version, 40) };
}

function textsOf(value: unknown): ProjectTexts {
  const sound = Object.entries(fieldsOf(value)).filter(
    (entry): entry is [string, string] =>
      KEY.test(entry[0]) && typeof entry[1] === 'string' && entry[1].length <= LONGEST_TEXT,
  );
  return Object.fromEntries(sound);
}

function kept<T>(
  value: unknown,
  read: (entry: unknown) => T | null,
  code: ProjectIssue,
  issues: Issue<ProjectIssue>[],
): T[] {
  const entries = Array.isArray(value) ? value.slice(0, MOST_TABLES) : [];
  return entries.flatMap((entry) => {
    const one = read(entry);
    if (one !== null) return [one];
    const { name, table } = fieldsOf(entry);
    issues.push({ code, severity: 'warning', detail: short(name ?? table, 80) });
    return [];
  });
}

function once(tables: readonly ProjectTable[]): ProjectTable[] {
  // DuckDB does not tell names apart by case.
  const seen = new Set<string>();
  return tables.filter(({ name }) => {
    const key = name.toLowerCase();
    if (seen.has(key)) return false;
    seen.add(key);
    return true;
  });
}

function tableOf(value: unknown): ProjectTable | null {
  const { name, rows, columns, files } = fieldsOf(value);
  if (typeof name !== 'string' || name === '' || name.length > 200 || name.includes('\0')) return null;
  const readColumns = (Array.isArray(columns) ? columns : []).map(fieldsOf).flatMap((column) => {
    const own = short(column.name, 200);
    return own === '' ? [] : [{ name: own, type: short(column.type, 200) }];
  });
  const readFiles = (Array.isArray(files) ? files : []).map(fieldsOf).flatMap(fileOf);
  return readFiles.length === 0 ? null : { name, rows: count(rows), columns: readColumns, files: readFiles };
}

function fileOf({ path, format, bytes, sha256 }: Fields): readonly ProjectTableFile[] {
  if (typeof path !== 'string' || !INNER_PATH.test(path)) return [];
  if (format !== 'arrow' && format !== 'geojson' && format !== 'csv') return [];
  const isHash = typeof sha256 === 'string' && /^[0-9a-f]{64}$/.test(sha256);
  return [{ path, format, bytes: count(bytes), sha256: isHash ? sha256 : '' }];
}
