/**
 * Rows on their way into the database, column by column. Everything that writes to DuckDB — the stream, the layers —
 * hands over a ColumnBatch; the DuckDB adapter encodes it as one Arrow record batch, in whichever worker it was made.
 */

export type Column =
  | { readonly name: string; readonly type: 'text'; readonly values: readonly (string | null)[] }
  | { readonly name: string; readonly type: 'double'; readonly values: Float64Array; readonly valid?: Uint8Array }
  | { readonly name: string; readonly type: 'integer'; readonly values: Int32Array; readonly valid?: Uint8Array }
  /** Whole numbers up to 2^53; becomes a BIGINT. NaN is NULL. */
  | { readonly name: string; readonly type: 'bigint'; readonly values: Float64Array }
  /** ms UTC of a day's beginning; becomes a DATE. NaN is NULL. */
  | { readonly name: string; readonly type: 'date'; readonly values: Float64Array }
  | { readonly name: string; readonly type: 'boolean'; readonly values: readonly (boolean | null)[] }
  /** ms UTC; becomes a TIMESTAMP (never TIMESTAMPTZ, which needs ICU). NaN is NULL. */
  | { readonly name: string; readonly type: 'timestamp'; readonly values: Float64Array }
  | { readonly name: string; readonly type: 'blob'; readonly values: readonly (Uint8Array | null)[] };

export interface ColumnBatch {
  readonly table: string;
  readonly rowCount: number;
  readonly columns: readonly Column[];
}
