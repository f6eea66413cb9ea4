/** SQL of an attribute table: which rows, in which order, and a page of them. Names and words are data and are quoted. */
import { columnList, quoteIdentifier, quoteText } from '../base/sql-text.ts';
import type { TableColumn } from './database.ts';

/** Rows a table lists; more are cut, which is said. */
export const MOST_LISTED_ROWS = 1_000_000;
/** A longer text is cut in the database: a page of rows must stay small whatever the rows hold. */
export const LONGEST_CELL = 400;

/** Columns that every layer has for the machine's sake. */
const MACHINE: ReadonlySet<string> = new Set([
  'centroid_lon',
  'centroid_lat',
  'min_lon',
  'min_lat',
  'max_lon',
  'max_lat',
]);

export interface RowWish {
  readonly table: string;
  /** The columns that are shown, and so are searched. */
  readonly columns: readonly TableColumn[];
  /** Null: as the rows were written. */
  readonly sort: { readonly column: string; readonly descending: boolean } | null;
  /** Words that any column of a row holds, whatever their case and accents. Empty for all rows. */
  readonly find: string;
  /** SQL condition of a person's own, over the columns of a row. Empty for all rows. */
  readonly filter: string;
}

/** What a table shows of its columns: no geometry and no boxes. */
export function shownColumns(columns: readonly TableColumn[]): readonly TableColumn[] {
  return columns.filter(({ name, sqlType }) => sqlType !== 'BLOB' && !MACHINE.has(name));
}

/** `(row)`: row ids in the order wanted. */
export function rowOrderSql(wish: RowWish): string {
  const { table, sort } = wish;
  // Empty cells last, whichever way the others go; equal ones as they were written.
  const order =
    sort === null ? 'rowid' : `${quoteIdentifier(sort.column)} ${sort.descending ? 'DESC' : 'ASC'} NULLS LAST, rowid`;
  return `SELECT CAST(rowid AS INTEGER) AS "row"\nFROM ${quoteIdentifier(table)}${conditionSql(wish)}\nORDER BY ${order}`;
}

function conditionSql({ columns, find, filter }: RowWish): string {
  const conditions: string[] = [];
  // A comment at the end of what a person wrote must not swallow what follows.
  if (filter.trim() !== '') conditions.push(`(\n${filter}\n)`);
  const words = find.replaceAll('\0', '').trim();
  if (words !== '' && columns.length > 0) {
    const sought = `strip_accents(lower(${quoteText(words)}))`;
    const holds = columns.map(
      ({ name }) => `contains(strip_accents(lower(CAST(${quoteIdentifier(name)} AS VARCHAR))), ${sought})`,
    );
    conditions.push(`(${holds.map((hold) => `coalesce(${hold}, false)`).join(' OR ')})`);
  }
  return conditions.length === 0 ? '' : `\nWHERE ${conditions.join(' AND ')}`;
}

/** The row id first, then the columns, of these rows; in no certain order. */
export function rowPageSql(table: string, columns: readonly TableColumn[], rows: readonly number[]): string {
  const cells = columns.map(({ name, sqlType }) => {
    const column = quoteIdentifier(name);
    return sqlType === 'VARCHAR' ? `left(${column}, ${LONGEST_CELL}) AS ${column}` : column;
  });
  const ids = rows.map((row) => String(Math.trunc(row))).join(', ');
  return `SELECT ${['CAST(rowid AS INTEGER)', ...cells].join(', ')}\nFROM ${quoteIdentifier(table)}\nWHERE rowid IN (${ids})`;
}

/** The row id of one feature. */
export function rowOfSql(table: string, featureId: string): string {
  return `SELECT CAST(rowid AS INTEGER) AS "row" FROM ${quoteIdentifier(table)}
WHERE ${columnList(['feature_id'])} = ${quoteText(featureId.replaceAll('\0', ''))} LIMIT 1`;
}
