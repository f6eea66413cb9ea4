/** What the app asks of a database; adapters/duckdb implements it, tests use the same implementation. */

/** A cell of a result, as the grid, the chart and the map read it. Times are ms UTC; blobs are bytes. */
export type Cell = number | bigint | string | boolean | Uint8Array | null;

export type ColumnType = 'number' | 'text' | 'boolean' | 'time' | 'blob' | 'other';

export interface ResultColumn {
  readonly name: string;
  readonly type: ColumnType;
  /** The database's own name for the type, e.g. `TIMESTAMP`, `DOUBLE`. */
  readonly sqlType: string;
}

export interface ResultTable {
  readonly columns: readonly ResultColumn[];
  readonly rowCount: number;
  /** True where the result was longer than `maxRows` and was cut there. */
  readonly truncated: boolean;
  readonly elapsedMs: number;
  /** Cell by row and column number; never throws inside the table's bounds. */
  cell(row: number, column: number): Cell;
  /** A column as it lies in memory, for whoever reads tens of thousands of rows; null where it lies otherwise. */
  raw?(column: number): RawColumn | null;
}

/** A column of texts or numbers in stretches of rows; together they may hold more rows than the result. */
export type RawColumn = RawTexts | RawNumbers;

export interface RawTexts {
  readonly type: 'text';
  readonly parts: readonly {
    readonly rows: number;
    /** UTF-8; row i lies from `offsets[i]` to `offsets[i + 1]`. */
    readonly bytes: Uint8Array;
    readonly offsets: Int32Array;
    /** Null where no row is NULL. */
    readonly isNull: ((row: number) => boolean) | null;
  }[];
}

export interface RawNumbers {
  readonly type: 'number';
  readonly parts: readonly {
    readonly rows: number;
    readonly numbers: ArrayLike<number | bigint>;
    readonly isNull: ((row: number) => boolean) | null;
  }[];
}

/** The part of an AbortSignal that core needs; any AbortSignal is one. */
export interface CancelSignal {
  readonly aborted: boolean;
  addEventListener(type: 'abort', listener: () => void): void;
  removeEventListener(type: 'abort', listener: () => void): void;
}

export interface QueryOptions {
  readonly signal?: CancelSignal;
  /** Wall milliseconds before the query is cancelled; 30,000 unless told. */
  readonly timeLimitMs?: number;
  /** Rows kept; 100,000 unless told. */
  readonly maxRows?: number;
}

export type QueryErrorKind = 'syntax' | 'catalog' | 'cancelled' | 'time-limit' | 'memory' | 'conversion' | 'other';

/** A finer reason where the house, not the database, has something to say; the interface has a sentence for each. */
export type QueryErrorCode =
  /** The statement is of a kind that is not run here, e.g. ATTACH, COPY, SET, INSTALL. */
  | 'not-allowed'
  /** It would change one of the house's tables; a copy (`CREATE TABLE mine AS FROM observations`) may be changed. */
  | 'protected-table'
  | 'other-database'
  | 'temporary'
  | 'builtin-name'
  /** It needs an extension that is not part of the house. */
  | 'needs-extension'
  /** A person's own tables would take the memory that the stream needs. */
  | 'memory-share'
  /** A spatial join has more pairs of rows than can be kept. */
  | 'too-many-pairs'
  /** A function cannot work with a value it was given; the message names the function, the value and its row. */
  | 'function-value'
  /** The database had to be restarted while it ran. */
  | 'restarted';

/** A query failed in a way its author can mend: message in the database's words, place in the text where known. */
export class QueryError extends Error {
  override readonly name = 'QueryError';
  constructor(
    readonly kind: QueryErrorKind,
    message: string,
    /** Offset of the first character concerned in the SQL text, 0-based. */
    readonly position?: number,
    readonly code?: QueryErrorCode,
  ) {
    super(message);
  }
}

/** What changed in the database since the last notice. */
export interface DatabaseChange {
  readonly version: number;
  readonly tables: readonly string[];
}

export interface TableColumn {
  readonly name: string;
  readonly sqlType: string;
}

export interface TableInfo {
  readonly name: string;
  readonly type: 'table' | 'view';
  readonly rowCount: number | null;
  readonly columns: readonly TableColumn[];
  /** `house` for tables of the app and its data, which a person's SQL may not change; `person` for their own. */
  readonly owner?: 'house' | 'person';
  /** For a view: names of the tables and views it reads. */
  readonly reads?: readonly string[];
}

export interface DatabaseMemory {
  /** Bytes DuckDB says it uses, and its limit. */
  readonly usedBytes: number;
  readonly limitBytes: number;
  /** Size of the WebAssembly memory, bytes. */
  readonly wasmBytes: number;
}

export interface Database {
  /** Runs a person's SQL: one statement or several, the last one's result. Never blocks ingest for long. */
  query(sql: string, options?: QueryOptions): Promise<ResultTable>;
  tables(): Promise<readonly TableInfo[]>;
  memory(): Promise<DatabaseMemory>;
  /** Called after rows arrived or a table was made or dropped. Returns the function that stops it. */
  onChange(listener: (change: DatabaseChange) => void): () => void;
  /** Called when the database's worker had to be restarted and its tables are being rebuilt. */
  onRestart(listener: (phase: 'restarting' | 'ready') => void): () => void;
  close(): Promise<void>;
}
