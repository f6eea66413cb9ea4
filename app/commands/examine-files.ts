import { safeNames } from '../core/geo/doctor/attributes/column-names.ts';
import type { ImportPart, ImportWishes } from '../core/twins/file-importer.ts';
import { NO_FACTS, NO_IMPORT } from '../state/import-desk.ts';
import type { AppContext } from './app-context.ts';
import type { ChangeRecord } from './change-record.ts';

export interface ExaminedFiles extends ChangeRecord {
  /** Settles when it was examined, was called off or failed; it never rejects. */
  readonly finished: Promise<void>;
}

const label = 'change.import';

/** Looks into files that belong together; nothing is stored. What was open before is closed. */
export function examineFiles(app: AppContext, parts: readonly ImportPart[]): ExaminedFiles {
  const { imports, ports } = app;
  const [first] = parts;
  if (first === undefined) return { label, finished: Promise.resolve() };
  imports.work?.abort();
  imports.session?.close();
  imports.parts = parts;
  imports.session = ports.importer.open(parts);
  const main = parts.find(({ name }) => /\.shp$/i.test(name)) ?? first;
  const title = titleOf(main.name);
  imports.store.setState({
    ...NO_IMPORT,
    open: true,
    files: parts.map(({ name, size }) => ({ name, bytes: size })),
    facts: { ...NO_FACTS, title },
  });
  return { label, finished: examine(app, {}, title) };
}

/** Looks again, with other wishes: a reference system, a layer of the file, another height. */
export function changeWishes(app: AppContext, wishes: Partial<ImportWishes>): ExaminedFiles {
  const { imports } = app;
  const { examination, facts, wishes: before } = imports.store.getState();
  if (imports.session === null) return { label, finished: Promise.resolve() };
  const after: ImportWishes = { ...before, ...wishes };
  const name = examination === null ? facts.title : null;
  return { label, finished: examine(app, after, name) };
}

/** Ends the reading; the files stay chosen. */
export function cancelExamination({ imports }: AppContext): ChangeRecord {
  imports.work?.abort();
  return { label };
}

async function examine({ imports, ports, store }: AppContext, wishes: ImportWishes, title: string | null) {
  const { session } = imports;
  if (session === null) return;
  imports.work?.abort();
  const work = new AbortController();
  imports.work = work;
  // A newer wish, or another file, has its own say.
  const isMine = () => imports.work === work;
  const desk = imports.store;
  const { examination: former } = desk.getState();
  desk.setState({ step: 'examining', progress: null, failure: null, wishes });
  try {
    const taken = await takenNames({ ports, store });
    const examination = await session.examine(wishes, {
      signal: work.signal,
      onProgress: (progress) => isMine() && desk.setState({ progress }),
    });
    if (!isMine()) return;
    desk.setState({
      step: 'examined',
      progress: null,
      examination,
      taken,
      ...(title === null ? {} : { table: freeName(title, taken), nameProblem: null }),
    });
  } catch (error) {
    if (!isMine()) return;
    const failure = error instanceof Error ? error.message : String(error);
    if (!work.signal.aborted) desk.setState({ step: 'failed', progress: null, failure });
    else desk.setState({ step: former === null ? 'choose' : 'examined', progress: null });
  } finally {
    if (isMine()) imports.work = null;
  }
}

/** `Ville_MTP_Bâtiments.geojson.gz` → `Ville MTP Bâtiments`. */
function titleOf(fileName: string): string {
  const bare = fileName.replace(/(\.[A-Za-z0-9]{1,8}){1,2}$/, '');
  return (bare === '' ? fileName : bare).replaceAll('_', ' ').trim().slice(0, 120);
}

/** Names of tables and views that are there, in lower case. */
async function takenNames({ ports, store }: Pick<AppContext, 'ports' | 'store'>): Promise<readonly string[]> {
  const tables = await ports.database.tables();
  return [...tables.map(({ name }) => name), ...store.getState().layers.map(({ table }) => table)].map((name) =>
    name.toLowerCase(),
  );
}

/** A name for a table, made of the file's and not taken. */
function freeName(title: string, taken: readonly string[]): string {
  const wanted = safeNames([title])[0]!.name.slice(0, 40);
  let name = wanted;
  for (let number = 2; taken.includes(name); number++) name = `${wanted}_${number}`;
  return name;
}
