/**
 * How large a layer's points are drawn, in pixels, and how wide its lines, in metres on the ground: one size for all, or
 * one by an attribute, between two sizes that a person chose.
 */
import { quoteIdentifier } from '../base/sql-text.ts';

export type StyledSize =
  | { readonly type: 'fixed'; readonly size: number }
  | {
      readonly type: 'column';
      readonly name: string;
      /** Values that are drawn with the small and the large size; what lies beyond is drawn as they are. */
      readonly low: number;
      readonly high: number;
      readonly small: number;
      readonly large: number;
    };

export interface SizeLimits {
  readonly least: number;
  readonly most: number;
  readonly step: number;
}

/** Pixels of a diameter. */
export const POINT_SIZES_PX: SizeLimits = { least: 3, most: 40, step: 1 };
/** Metres of a width. */
export const LINE_WIDTHS_M: SizeLimits = { least: 0.5, most: 60, step: 0.5 };
const LARGEST = 1_000;

/** The size of a value: straight from the small to the large one. Without a value a feature is as small as the smallest. */
export function sizeOf(size: StyledSize, value: number | null): number {
  if (size.type === 'fixed') return size.size;
  const { low, high, small, large } = size;
  if (value === null || !Number.isFinite(value)) return Math.min(small, large);
  const share = high > low ? Math.min(1, Math.max(0, (value - low) / (high - low))) : 0.5;
  return small + (large - small) * share;
}

/** `(feature_id, value)` of what sizes are made of; null where one size holds for all. */
export function sizeSql(table: string, size: StyledSize | null): string | null {
  if (size === null || size.type === 'fixed') return null;
  return `SELECT feature_id, TRY_CAST(${quoteIdentifier(size.name)} AS DOUBLE) AS value FROM ${quoteIdentifier(table)}`;
}

/** Widths of lines, as the rows of a table come; null where they are as usual. */
export function lineWidthsM(size: StyledSize | null, values: readonly unknown[]): Float64Array<ArrayBuffer> | null {
  if (size === null) return null;
  return Float64Array.from(values, (value) => sizeOf(size, value === null ? null : Number(value)));
}

/** A column's name, as foreign input. */
export function readName(value: unknown): string | null {
  return typeof value === 'string' && value !== '' && !value.includes('\0') ? value.slice(0, 200) : null;
}

const isSize = (value: unknown): value is number => typeof value === 'number' && value > 0 && value <= LARGEST;

/** A size as a former visit or a project file has it; null for what is none. */
export function readSize(value: unknown): StyledSize | null {
  if (typeof value !== 'object' || value === null) return null;
  const { type, size, name, low, high, small, large } = value as Readonly<Record<string, unknown>>;
  if (type === 'fixed') return isSize(size) ? { type, size } : null;
  const column = type === 'column' ? readName(name) : null;
  const isSpan = Number.isFinite(low) && Number.isFinite(high) && isSize(small) && isSize(large);
  return column !== null && isSpan
    ? { type: 'column', name: column, low: low as number, high: high as number, small, large }
    : null;
}
