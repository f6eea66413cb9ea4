/** Tables of a project between the database and the archive: read in pages, stored with every type exactly. */
import { quoteIdentifier } from '../../../core/base/sql-text.ts';
import type { ProjectTable } from '../../../core/project/project-file.ts';
import type { IngestBatch } from '../../../core/store/ingest-protocol.ts';
import { isTypeText } from '../../../core/store/type-text.ts';

/** What this room asks of the database, over its port. */
export interface ArchiveDatabase {
  read(
    sql: string,
    maxRows: number,
  ): Promise<{ readonly ipc: Uint8Array; readonly rowCount: number; readonly truncated: boolean }>;
  send(batches: readonly IngestBatch[]): Promise<void>;
}

type Columns = ProjectTable['columns'];

/** Types that come back from Arrow as they went; the others travel as the text that the database itself writes and reads. */
const WHOLE_TYPES: ReadonlySet<string> = new Set(
  'BOOLEAN TINYINT SMALLINT INTEGER BIGINT UTINYINT USMALLINT UINTEGER FLOAT DOUBLE VARCHAR BLOB DATE TIMESTAMP'.split(
    ' ',
  ),
);
const FIRST_PAGE_ROWS = 50_000;
/** Of an Arrow IPC stream. */
const END_BYTES = 8;

export interface ReadTable {
  /** One Arrow IPC stream. */
  readonly ipc: Uint8Array;
  readonly rows: number;
}

/** All rows of a table in their order; what is changed while it is read is there as it was or as it is. */
export async function readTable(database: ArchiveDatabase, name: string, columns: Columns): Promise<ReadTable> {
  const list = columns
    .map(({ name: column, type }) => {
      const quoted = quoteIdentifier(column);
      return WHOLE_TYPES.has(type) ? quoted : `CAST(${quoted} AS VARCHAR) AS ${quoted}`;
    })
    .join(', ');
  const table = quoteIdentifier(name);
  const pages: Uint8Array[] = [];
  let rows = 0;
  let pageRows = FIRST_PAGE_ROWS;
  for (let from = 0; ; ) {
    const { ipc, rowCount, truncated } = await database.read(
      `SELECT ${list} FROM ${table} LIMIT ${pageRows} OFFSET ${from}`,
      pageRows,
    );
    if (truncated) {
      // Too many bytes for one answer: a row by itself always passes.
      if (pageRows === 1) throw new Error(`a row of "${name}" is too large`);
      pageRows = Math.max(1, Math.floor(pageRows / 4));
      continue;
    }
    pages.push(ipc);
    rows += rowCount;
    from += rowCount;
    if (rowCount < pageRows) break;
  }
  return { ipc: joinPages(pages), rows };
}

/** Streams of one schema as one: the first whole, of the others what comes after the schema. */
export function joinPages(pages: readonly Uint8Array[]): Uint8Array {
  const parts = pages.map((page, i) => page.subarray(i === 0 ? 0 : schemaBytes(page), page.length - END_BYTES));
  const end = pages[0]!.subarray(pages[0]!.length - END_BYTES);
  const whole = new Uint8Array(parts.reduce((sum, part) => sum + part.length, END_BYTES));
  let at = 0;
  for (const part of [...parts, end]) {
    whole.set(part, at);
    at += part.length;
  }
  return whole;
}

/** Bytes of the first message, which has no body: the mark, the length of its head, the head. */
function schemaBytes(stream: Uint8Array): number {
  const view = new DataView(stream.buffer, stream.byteOffset, stream.byteLength);
  return 8 + view.getInt32(4, true);
}

/** Whether the columns can be made here: text of a type comes from outside. */
export function hasSoundTypes(columns: Columns): boolean {
  return columns.length > 0 && columns.every(({ type }) => isTypeText(type));
}

/** Makes the table `name` of the rows of an archive's table. Rejects with the database's words; then there is none. */
export async function storeTable(
  database: ArchiveDatabase,
  name: string,
  { columns, rows }: Pick<ProjectTable, 'columns' | 'rows'>,
  ipc: Uint8Array,
): Promise<void> {
  const table = quoteIdentifier(name);
  if (rows === 0) {
    const list = columns.map(({ name: column, type }) => `${quoteIdentifier(column)} ${type}`).join(', ');
    await database.read(`CREATE TABLE ${table} (${list})`, 1);
    return;
  }
  const isWhole = columns.every(({ type }) => WHOLE_TYPES.has(type));
  if (isWhole) {
    await database.send([{ table: name, mode: 'create-own', ipc, rowCount: rows }]);
    return;
  }
  const arriving = `${name} (arriving)`;
  await database.send([{ table: arriving, mode: 'create-own', ipc, rowCount: rows }]);
  const list = columns
    .map(({ name: column, type }) => `CAST(${quoteIdentifier(column)} AS ${type}) AS ${quoteIdentifier(column)}`)
    .join(', ');
  try {
    await database.read(`CREATE TABLE ${table} AS SELECT ${list} FROM ${quoteIdentifier(arriving)}`, 1);
  } finally {
    await database.read(`DROP TABLE IF EXISTS ${quoteIdentifier(arriving)}`, 1);
  }
}

/** `trees`, or `trees_2` where that is taken; names are told apart without their case. */
export function freeName(name: string, taken: ReadonlySet<string>): string {
  let free = name;
  for (let n = 2; taken.has(free.toLowerCase()); n++) free = `${name}_${n}`;
  return free;
}
