/** A column of attributes as the doctor found it over the whole file. */
import type { ColumnReport } from '../report.ts';

export interface ImportedColumn extends ColumnReport {
  /**
   * By row: number for BIGINT (safe integers) and DOUBLE, boolean, milliseconds since 1970 UTC for DATE and TIMESTAMP,
   * text for VARCHAR; null for none.
   */
  readonly values: readonly (number | boolean | string | null)[];
}
