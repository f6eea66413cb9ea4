import type { ResultTable } from '../core/store/database.ts';
import { type GeometrySource, geometrySource } from '../core/store/result-export.ts';

/** What can be done with a result on the map, by its columns. */
export type MapTarget =
  /** Its rows name features of a layer: that layer is recoloured. */
  | { readonly type: 'recolour'; readonly idColumn: 'feature_id' | 'sensor_id'; readonly valueColumn: string | null }
  /** Its rows have places of their own: they become a layer. */
  | { readonly type: 'derive'; readonly source: GeometrySource; readonly valueColumn: string | null }
  | { readonly type: 'none'; readonly reason: 'no-rows' | 'no-place' };

/** Columns that name or place a row, and so say nothing to colour it by. */
const PLACING = /(^|_)(id|lon|lat|geom|geometry|seq|hash)$/;

/** Ids before places: who asks for both wants the layer that is already there. Of several values the first one counts. */
export function mapTarget(result: ResultTable): MapTarget {
  if (result.rowCount === 0) return { type: 'none', reason: 'no-rows' };
  const names = new Set(result.columns.map((column) => column.name));
  const values = result.columns.filter((column) => !PLACING.test(column.name));
  const value = values.find((column) => column.type === 'number') ?? values.find((column) => column.type === 'text');
  const valueColumn = value?.name ?? null;
  for (const idColumn of ['feature_id', 'sensor_id'] as const) {
    if (names.has(idColumn)) return { type: 'recolour', idColumn, valueColumn };
  }
  const source = geometrySource(result);
  return source === null ? { type: 'none', reason: 'no-place' } : { type: 'derive', source, valueColumn };
}
