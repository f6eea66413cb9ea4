/** What the project worker does, without the worker around it: a project into an archive, and out of it again. */
import { sha256 } from '../../../core/base/sha256.ts';
import type {
  ArchiveProgress,
  OpenedArchive,
  ProjectContent,
  StoredTables,
  WrittenArchive,
} from '../../../core/project/project-archives.ts';
import {
  type ProjectFile,
  type ProjectTable,
  type ProjectTableFile,
  readProject,
  writeProject,
} from '../../../core/project/project-file.ts';
import type { ResultTable } from '../../../core/store/database.ts';
import { toGeoJson } from '../../../core/store/result-export.ts';
import { type ArchiveDatabase, freeName, hasSoundTypes, readTable, storeTable } from './archive-tables.ts';
import { README } from './readme.ts';

/** The libraries of other rooms that this one is handed. */
export interface ArchiveTools {
  zipWriter(timeMs: number): { add(name: string, bytes: Uint8Array): void; end(): readonly Uint8Array[] };
  openZip(bytes: Uint8Array): Promise<{
    readonly entries: readonly { readonly name: string; readonly bytes: number }[];
    unpack(names: readonly string[]): {
      readonly files: ReadonlyMap<string, Uint8Array>;
      readonly fault: string | null;
    };
  } | null>;
  decode(ipc: Uint8Array, rowCount: number): ResultTable;
}

const PROJECT = 'project.json';
const MOST_PROJECT_BYTES = 60_000_000;
/** GeoJSON is three to five times as large as the table: what is larger is for programs that read Arrow. */
const MOST_GEOJSON_BYTES = 48_000_000;
const UTF8 = new TextEncoder();

export async function writeArchive(
  { project, tables, catalogue }: ProjectContent,
  database: ArchiveDatabase,
  tools: ArchiveTools,
  onProgress: (progress: ArchiveProgress) => void,
): Promise<WrittenArchive> {
  const zip = tools.zipWriter(project.savedMs);
  const written: ProjectTable[] = [];
  const names = new Set<string>();
  const add = (path: string, format: ProjectTableFile['format'], bytes: Uint8Array): ProjectTableFile => {
    zip.add(path, bytes);
    return { path, format, bytes: bytes.length, sha256: sha256(bytes) };
  };
  zip.add('README.txt', UTF8.encode(README));
  for (const [i, { name, columns }] of tables.entries()) {
    const tell = (step: ArchiveProgress['step']) =>
      onProgress({ step, table: name, doneTables: i, allTables: tables.length });
    tell('reading');
    const { ipc, rows } = await readTable(database, name, columns);
    tell('packing');
    const file = freeName(fileName(name), names);
    names.add(file.toLowerCase());
    const files = [add(`tables/${file}.arrow`, 'arrow', ipc)];
    const geoJson = ipc.length > MOST_GEOJSON_BYTES || rows === 0 ? null : toGeoJson(tools.decode(ipc, rows));
    if (geoJson !== null) files.push(add(`layers/${file}.geojson`, 'geojson', UTF8.encode(geoJson)));
    written.push({ name, rows, columns, files });
  }
  zip.add('catalogue.jsonld', UTF8.encode(catalogue));
  zip.add(PROJECT, UTF8.encode(writeProject({ ...project, tables: written })));
  return { parts: zip.end(), tables: written };
}

/** A name that every file system takes. */
function fileName(table: string): string {
  const plain = table
    .normalize('NFC')
    .replace(/[^\p{L}\p{N}_-]+/gu, '_')
    .slice(0, 60);
  return /[\p{L}\p{N}]/u.test(plain) ? plain : 'table';
}

type OpenedFile = Pick<OpenedArchive, 'project' | 'issues'> & {
  store(
    taken: readonly string[],
    database: ArchiveDatabase,
    onProgress: (progress: ArchiveProgress) => void,
  ): Promise<StoredTables>;
};

/** Reads an archive as foreign input: what is in it and how large it says it is, then only what the document names. */
export async function openArchive(
  bytes: Uint8Array,
  here: ProjectFile['place'],
  tools: ArchiveTools,
): Promise<OpenedFile> {
  const none = (code: OpenedArchive['issues'][number]['code'], detail = ''): OpenedFile => ({
    project: null,
    issues: [{ code, severity: 'error', detail }],
    store: async () => ({ names: new Map(), failed: [] }),
  });
  const zip = await tools.openZip(bytes);
  const entry = zip?.entries.find(({ name }) => name === PROJECT);
  if (zip == null || entry === undefined) return none('project-no-archive');
  if (entry.bytes > MOST_PROJECT_BYTES) return none('project-too-large');
  const { files, fault } = zip.unpack([PROJECT]);
  const text = files.get(PROJECT);
  if (fault !== null || text === undefined) return none('project-no-archive', fault ?? '');
  const { value: project, issues } = readProject(new TextDecoder().decode(text), here);
  return {
    project,
    issues,
    async store(taken, database, onProgress) {
      const tables = project?.tables ?? [];
      const names = new Map<string, string>();
      const failed: StoredTables['failed'][number][] = [];
      const occupied = new Set(taken.map((name) => name.toLowerCase()));
      for (const [i, table] of tables.entries()) {
        const tell = (step: ArchiveProgress['step']) =>
          onProgress({ step, table: table.name, doneTables: i, allTables: tables.length });
        tell('unpacking');
        const content = contentOf(zip, table);
        if (!(content instanceof Uint8Array)) {
          failed.push({ table: table.name, ...content });
          continue;
        }
        tell('storing');
        const name = freeName(table.name, occupied);
        try {
          await storeTable(database, name, table, content);
          occupied.add(name.toLowerCase());
          names.set(table.name, name);
        } catch (error) {
          const detail = error instanceof Error ? error.message : String(error);
          failed.push({ table: table.name, fault: 'refused', detail });
        }
      }
      return { names, failed };
    },
  };
}

type Archive = NonNullable<Awaited<ReturnType<ArchiveTools['openZip']>>>;

function contentOf(
  zip: Archive,
  { columns, files }: ProjectTable,
): Uint8Array | Pick<StoredTables['failed'][number], 'fault' | 'detail'> {
  const file = files.find(({ format }) => format === 'arrow');
  if (file === undefined) return { fault: 'missing', detail: '' };
  if (!hasSoundTypes(columns)) return { fault: 'bad-type', detail: columns.map(({ type }) => type).join(', ') };
  const { files: unpacked, fault } = zip.unpack([file.path]);
  const content = unpacked.get(file.path);
  if (fault === 'expands-too-much' || fault === 'too-large') return { fault: 'too-large', detail: file.path };
  if (content === undefined) return { fault: 'missing', detail: file.path };
  if (file.sha256 !== '' && sha256(content) !== file.sha256) return { fault: 'damaged', detail: file.path };
  return content;
}
