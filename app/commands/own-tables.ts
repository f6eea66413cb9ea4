/** Tables that can be streets, zones, buildings or trips of a city's own, by what their rows hold. */
import { quoteIdentifier } from '../core/base/sql-text.ts';
import { wkbHead } from '../core/geo/wkb-head.ts';
import type { Database, TableColumn, TableInfo } from '../core/store/database.ts';

export type TableShape = 'line' | 'surface' | 'point';

export interface OwnTable {
  readonly name: string;
  readonly rowCount: number | null;
  /** Of its column of WKB; null where it has none. */
  readonly shape: TableShape | null;
  readonly geometry: string | null;
  /** Every other column. */
  readonly columns: readonly TableColumn[];
}

/** Tables of the models themselves and of the stream are no one's city. */
const NOT_OFFERED = /^(scenario_|own_|model_|street_trip|observations|messages_|rejected_|sensors$|datasets$)/;

/** A person's own tables first; shipped layers with geometry after them. */
export async function readOwnTables(database: Database): Promise<readonly OwnTable[]> {
  const tables = (await database.tables()).filter(({ name }) => !NOT_OFFERED.test(name));
  const read = await Promise.all(tables.map((table) => describe(database, table)));
  const isOwn = (table: OwnTable) => tables.find(({ name }) => name === table.name)?.owner === 'person';
  return read
    .filter((table) => table.shape !== null || isOwn(table))
    .sort((a, b) => Number(isOwn(b)) - Number(isOwn(a)) || a.name.localeCompare(b.name));
}

/** What tables were found to hold; a table that grew or changed its columns is looked at again. */
const known = new WeakMap<Database, Map<string, Promise<OwnTable>>>();

function describe(database: Database, table: TableInfo): Promise<OwnTable> {
  const seen = known.get(database) ?? new Map<string, Promise<OwnTable>>();
  known.set(database, seen);
  const key = JSON.stringify([table.name, table.rowCount, table.columns]);
  const before = seen.get(key);
  if (before !== undefined) return before;
  const looking = lookAt(database, table);
  seen.set(key, looking);
  return looking;
}

async function lookAt(database: Database, { name, rowCount, columns }: TableInfo): Promise<OwnTable> {
  for (const column of columns) {
    if (column.sqlType !== 'BLOB') continue;
    const shape = await shapeOf(database, name, column.name).catch(() => null);
    if (shape === null) continue;
    return { name, rowCount, shape, geometry: column.name, columns: columns.filter((other) => other !== column) };
  }
  return { name, rowCount, shape: null, geometry: null, columns };
}

/** By the first row that holds anything. */
async function shapeOf(database: Database, table: string, column: string): Promise<TableShape | null> {
  const quoted = quoteIdentifier(column);
  const sql = `SELECT ${quoted} FROM ${quoteIdentifier(table)} WHERE ${quoted} IS NOT NULL LIMIT 1`;
  const rows = await database.query(sql, { maxRows: 1 });
  const cell = rows.rowCount > 0 ? rows.cell(0, 0) : null;
  const head = cell instanceof Uint8Array ? wkbHead(cell) : null;
  if (head === null) return null;
  if (head.includes('POLYGON')) return 'surface';
  if (head.includes('LINESTRING')) return 'line';
  return head.includes('POINT') ? 'point' : null;
}
