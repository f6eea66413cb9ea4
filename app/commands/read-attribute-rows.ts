import { quoteIdentifier, quoteText } from '../core/base/sql-text.ts';
import { WkbBounds } from '../core/geo/wkb-bounds.ts';
import { MOST_LISTED_ROWS, type RowWish, rowOfSql, rowOrderSql, rowPageSql } from '../core/store/attribute-rows.ts';
import type { CancelSignal, Cell, Database, TableColumn } from '../core/store/database.ts';

export { MOST_LISTED_ROWS, type RowWish, shownColumns } from '../core/store/attribute-rows.ts';

export interface RowOrder {
  /** Row ids, in the order wanted. */
  readonly rows: Int32Array;
  /** How many the table has, whatever is sought. */
  readonly allRows: number;
}

/** Rejects with a QueryError where a person's condition cannot be understood. */
export async function readRowOrder(database: Database, wish: RowWish, signal: CancelSignal): Promise<RowOrder> {
  const all = await database.query(`SELECT count(*)::INTEGER FROM ${quoteIdentifier(wish.table)}`, { signal });
  const order = await database.query(rowOrderSql(wish), { maxRows: MOST_LISTED_ROWS, signal });
  const rows = new Int32Array(order.rowCount);
  for (let row = 0; row < rows.length; row++) rows[row] = Number(order.cell(row, 0));
  return { rows, allRows: Number(all.cell(0, 0)) };
}

/** Cells of these rows, by row id. */
export async function readRowPage(
  database: Database,
  table: string,
  columns: readonly TableColumn[],
  rows: readonly number[],
): Promise<ReadonlyMap<number, readonly Cell[]>> {
  const page = await database.query(rowPageSql(table, columns, rows), { maxRows: rows.length });
  return new Map(
    Array.from({ length: page.rowCount }, (_, row): [number, readonly Cell[]] => [
      Number(page.cell(row, 0)),
      columns.map((_column, index) => page.cell(row, index + 1)),
    ]),
  );
}

/** The row id of a feature; null where the table has no such feature. */
export async function readRowOf(database: Database, table: string, featureId: string): Promise<number | null> {
  const found = await database.query(rowOfSql(table, featureId), { maxRows: 1 });
  return found.rowCount === 0 ? null : Number(found.cell(0, 0));
}

export type Box = readonly [west: number, south: number, east: number, north: number];

/** The box of a feature in degrees, by its geometry, else by its centre; null where it has neither. */
export async function readFeatureBox(database: Database, table: string, featureId: string): Promise<Box | null> {
  const known = (await database.tables()).find(({ name }) => name === table);
  const names = new Set(known?.columns.map(({ name }) => name));
  const geometry = known?.columns.find(({ name, sqlType }) => sqlType === 'BLOB' && name === 'geom')?.name ?? null;
  const hasCentre = names.has('centroid_lon') && names.has('centroid_lat');
  if (geometry === null && !hasCentre) return null;
  const wanted = [
    geometry === null ? 'NULL' : quoteIdentifier(geometry),
    ...(hasCentre ? ['centroid_lon', 'centroid_lat'] : ['NULL', 'NULL']),
  ];
  const read = await database.query(
    `SELECT ${wanted.join(', ')} FROM ${quoteIdentifier(table)} WHERE feature_id = ${quoteText(featureId)} LIMIT 1`,
    { maxRows: 1 },
  );
  if (read.rowCount === 0) return null;
  const shape = read.cell(0, 0);
  const bounds = new WkbBounds();
  if (shape instanceof Uint8Array && bounds.read(shape, 0, shape.length) && bounds.minX <= bounds.maxX) {
    return [bounds.minX, bounds.minY, bounds.maxX, bounds.maxY];
  }
  const [lon, lat] = [read.cell(0, 1), read.cell(0, 2)];
  return typeof lon === 'number' && typeof lat === 'number' ? [lon, lat, lon, lat] : null;
}
