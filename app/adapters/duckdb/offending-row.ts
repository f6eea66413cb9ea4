/**
 * After a function of ours has failed over a value: which row holds it. The database does not say, so the value is looked
 * for in the tables that the statement names.
 */
import { quoteIdentifier, quoteText } from '../../core/base/sql-text.ts';
import { QueryError, type TableColumn, type TableInfo } from '../../core/store/database.ts';
import { explainFunctionError } from '../../core/store/spatial/explain-error.ts';
import { tableReferences } from '../../core/store/table-references.ts';
import { type Connections, DatabaseCrash } from './connections.ts';
import type { ScalarRuntime } from './scalar-runtime.ts';

/** A longer value is not searched for: it would have to be written into a statement. */
const LONGEST_VALUE_BYTES = 256 * 1024;
const LARGEST_TABLE_ROWS = 2_000_000;
/** What names a row to people, the best first. */
const KEYS = ['feature_id', 'sensor_id'];

export interface OffendingRowPorts {
  readonly connections: Connections;
  readonly runtime: ScalarRuntime;
  readonly tables: () => readonly TableInfo[];
}

/** The error with what is wrong in plain words and, where a value was at fault, the row that holds it. */
export function explainQueryError(error: unknown, statement: string, ports: OffendingRowPorts): unknown {
  const failure = ports.runtime.takeFailure();
  if (!(error instanceof QueryError) || error.kind === 'cancelled') return error;
  let { kind, code } = error;
  let message = explainFunctionError(error.message, statement);
  if (failure !== null && error.message.startsWith(failure.message)) {
    kind = 'conversion';
    code = 'function-value';
    const place = failure.value === null ? null : placeOf(failure.value, statement, ports);
    if (place !== null) message = `${message}: ${place}`;
  }
  return new QueryError(kind, message, error.position, code);
}

function placeOf(
  value: Uint8Array | string,
  statement: string,
  { connections, tables }: OffendingRowPorts,
): string | null {
  if (value.length > LONGEST_VALUE_BYTES) return null;
  try {
    const known = tables();
    const named = tableReferences(statement, known);
    for (const table of known) {
      if (!named.has(table.name) || table.type !== 'table' || (table.rowCount ?? 0) > LARGEST_TABLE_ROWS) continue;
      const place = placeIn(table, value, connections);
      if (place !== null) return place;
    }
  } catch (error) {
    // What went wrong in the first place matters more than where.
    if (error instanceof DatabaseCrash) throw error;
  }
  return null;
}

function placeIn({ name, columns }: TableInfo, value: Uint8Array | string, connections: Connections): string | null {
  const wanted = typeof value === 'string' ? 'VARCHAR' : 'BLOB';
  const literal = typeof value === 'string' ? quoteText(value) : `from_hex('${hex(value)}')`;
  const holding = columns.filter(({ sqlType }) => sqlType === wanted);
  if (holding.length === 0) return null;
  const key = keyOf(columns, holding);
  const condition = holding.map((column) => `${quoteIdentifier(column.name)} = ${literal}`).join(' OR ');
  const rows = connections.rows(
    `SELECT CAST(${key === null ? 'rowid' : quoteIdentifier(key)} AS VARCHAR) AS id
     FROM ${quoteIdentifier(name)} WHERE ${condition} LIMIT 2`,
  );
  const [first] = rows;
  if (first === undefined) return null;
  const others = rows.length > 1 ? ' and others' : '';
  return `in ${name}, ${key ?? 'row'} ${first.id ?? 'NULL'}${others}`;
}

function keyOf(columns: readonly TableColumn[], holding: readonly TableColumn[]): string | null {
  const names = columns.filter((column) => !holding.includes(column)).map((column) => column.name);
  return KEYS.find((key) => names.includes(key)) ?? names.find((name) => /(?:^|_)id$/i.test(name)) ?? null;
}

function hex(bytes: Uint8Array): string {
  return Array.from(bytes, (byte) => byte.toString(16).padStart(2, '0')).join('');
}
