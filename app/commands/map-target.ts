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

/**
 * Ids before places: who asks for both wants the layer that is already there. Of several values the one called `value`
 * counts, else the last number, which is mostly the one that was computed, else the last text.
 */
export function mapTarget(result: ResultTable): MapTarget {
  if (result.rowCount === 0) return { type: 'none', reason: 'no-rows' };
  const names = new Set(result.columns.map((column) => column.name));
  const valueColumn = valueColumnOf(result);
  for (const idColumn of ['feature_id', 'sensor_id'] as const) {
    if (names.has(idColumn)) return { type: 'recolour', idColumn, valueColumn };
  }
  const source = geometrySource(result);
  return source === null ? { type: 'none', reason: 'no-place' } : { type: 'derive', source, valueColumn };
}

/** The column that the rows are coloured by; null where none says anything. */
export function valueColumnOf(result: ResultTable): string | null {
  const values = result.columns.filter((column) => !PLACING.test(column.name));
  const numbers = values.filter((column) => column.type === 'number');
  const texts = values.filter((column) => column.type === 'text' && column.name !== 'name' && column.name !== 'unit');
  return (numbers.find((column) => column.name === 'value') ?? numbers.at(-1) ?? texts.at(-1))?.name ?? null;
}
