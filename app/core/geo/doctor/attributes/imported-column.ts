/** A column of attributes as the doctor found it over the whole file. */
import type { ColumnReport } from '../report.ts';

export type ColumnValue = number | boolean | string | null;

/** The values of a column by row, from 0. A plain array is one as well. */
export interface ColumnValues {
  readonly length: number;
  at(row: number): ColumnValue | undefined;
}

export interface ImportedColumn extends ColumnReport {
  /**
   * By row: number for BIGINT (safe integers) and DOUBLE, boolean, milliseconds since 1970 UTC for DATE and TIMESTAMP,
   * text for VARCHAR; null for none.
   */
  readonly values: ColumnValues;
}
