import type { Cell, Database, QueryOptions, ResultTable } from '../core/store/database.ts';

export type Row = Readonly<Record<string, Cell>>;

/** The first rows of a query as records by column name; for the small readings of panels, never for a person's query. */
export async function readRows(database: Database, sql: string, options: QueryOptions = {}): Promise<readonly Row[]> {
  return rowsOf(await database.query(sql, { maxRows: 2_000, timeLimitMs: 10_000, ...options }));
}

export function rowsOf(table: ResultTable): readonly Row[] {
  return Array.from({ length: table.rowCount }, (_, row) =>
    Object.fromEntries(table.columns.map((column, index) => [column.name, table.cell(row, index)])),
  );
}

export function numberIn(row: Row, name: string): number | null {
  const cell = row[name];
  if (typeof cell === 'bigint') return Number(cell);
  return typeof cell === 'number' && Number.isFinite(cell) ? cell : null;
}

export function textIn(row: Row, name: string): string {
  const cell = row[name];
  return cell === null || cell === undefined ? '' : String(cell);
}
