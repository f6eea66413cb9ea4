/** Which columns of a result are geometry: a blob says so by its first values, whatever its name. */
import { wkbHead } from '../geo/wkb-head.ts';
import type { ResultTable } from './database.ts';

/** Rows looked at before a column of nothing but NULL is given up. */
const SAMPLE_ROWS = 200;
const known = new WeakMap<ResultTable, ReadonlySet<number>>();

/** Places of the columns that hold WKB; found once for each result. */
export function geometryColumns(result: ResultTable): ReadonlySet<number> {
  const found = known.get(result);
  if (found !== undefined) return found;
  const columns = new Set(result.columns.flatMap((_column, i) => (isGeometry(result, i) ? [i] : [])));
  known.set(result, columns);
  return columns;
}

function isGeometry(result: ResultTable, column: number): boolean {
  if (result.columns[column]?.type !== 'blob') return false;
  for (let row = 0; row < Math.min(SAMPLE_ROWS, result.rowCount); row++) {
    const cell = result.cell(row, column);
    if (cell instanceof Uint8Array) return wkbHead(cell) !== null;
  }
  return false;
}
