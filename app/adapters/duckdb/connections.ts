/** Connections of one DuckDB instance: one for the house, a fixed number for people's queries. */
import type { DuckDBBindings } from '@duckdb/duckdb-wasm/blocking';
import { type Cell, QueryError } from '../../core/store/database.ts';
import { readDatabaseError } from './database-error.ts';
import { decodeResult, rowsOf } from './result-table.ts';
import { TableVersions } from './table-versions.ts';

/** Queries that run side by side; a further one waits for a place. */
const QUERY_CONNECTIONS = 8;

export type ConnectionHandle = number;

/** The WebAssembly instance failed, or DuckDB gave its database up; nothing more can be asked of it. */
export class DatabaseCrash extends Error {
  override readonly name = 'DatabaseCrash';
}

/** How a database that has given up begins its answers, as plain text and as JSON. */
const FATAL = /^(?:FATAL Error: |(?:[A-Za-z ]+ Error: )?\{"exception_type":"FATAL")/;

/** Calls the bindings; a trap of the WebAssembly machine and a fatal error of DuckDB become a DatabaseCrash. */
export function guarded<T>(call: () => T): T {
  try {
    return call();
  } catch (error) {
    if (error instanceof WebAssembly.RuntimeError) throw new DatabaseCrash(error.message);
    if (error instanceof Error && FATAL.test(error.message)) throw new DatabaseCrash(error.message);
    throw error;
  }
}

function connect(bindings: DuckDBBindings): ConnectionHandle {
  return bindings.connect().useUnsafe((_bindings, handle) => handle);
}

export class Connections {
  /** Told of whatever the house writes. */
  readonly versions = new TableVersions();
  private readonly house: ConnectionHandle;
  private readonly idle: ConnectionHandle[] = [];
  private readonly waiting: ((handle: ConnectionHandle) => void)[] = [];

  /** `setUp` runs on the house's connection before the settings are locked. */
  constructor(
    private readonly bindings: DuckDBBindings,
    settings: readonly string[],
    setUp: (bindings: DuckDBBindings, house: ConnectionHandle) => void,
  ) {
    this.house = connect(bindings);
    for (const setting of settings) this.run(`SET GLOBAL ${setting}`);
    setUp(bindings, this.house);
    for (let i = 0; i < QUERY_CONNECTIONS; i++) {
      const handle = connect(bindings);
      // Places in the text come as numbers only in this form. It is a setting of each connection: all are made before
      // the lock.
      bindings.runQuery(handle, 'SET errors_as_json = true');
      this.idle.push(handle);
    }
    this.run('SET GLOBAL lock_configuration = true');
  }

  /** Runs a statement of the house at once, to its end. */
  run(sql: string): Uint8Array {
    this.versions.ran(sql);
    return guarded(() => this.bindings.runQuery(this.house, sql));
  }

  /** Rows of a small question of the house. */
  rows(sql: string): Record<string, Cell>[] {
    const ipc = this.run(sql);
    return rowsOf(decodeResult({ ipc, rowCount: Number.POSITIVE_INFINITY, truncated: false, elapsedMs: 0 }));
  }

  number(sql: string): number {
    const value = Object.values(this.rows(sql)[0] ?? {})[0];
    return value === null || value === undefined ? Number.NaN : Number(value);
  }

  insert(table: string, ipc: Uint8Array, create: boolean): void {
    this.versions.changed(table);
    guarded(() => this.bindings.insertArrowFromIPCStream(this.house, ipc, { name: table, schema: 'main', create }));
  }

  /** All or nothing. */
  transaction<T>(work: () => T): T {
    this.run('BEGIN TRANSACTION');
    try {
      const value = work();
      this.run('COMMIT');
      return value;
    } catch (error) {
      if (!(error instanceof DatabaseCrash)) {
        try {
          this.run('ROLLBACK');
        } catch {
          // A failed COMMIT has rolled back by itself.
        }
      }
      throw error;
    }
  }

  take(): Promise<ConnectionHandle> {
    const handle = this.idle.pop();
    return handle === undefined ? new Promise((resolve) => this.waiting.push(resolve)) : Promise.resolve(handle);
  }

  /** Gives a connection back; whatever it still held (an open result, a pending statement) is let go. */
  release(handle: ConnectionHandle): void {
    try {
      guarded(() => {
        this.bindings.cancelPendingQuery(handle);
        this.bindings.runQuery(handle, 'SELECT 1');
      });
    } catch (error) {
      if (error instanceof DatabaseCrash) throw error;
      // The connection is of use again once the cause has gone, which is mostly a want of memory.
    } finally {
      const next = this.waiting.shift();
      if (next) next(handle);
      else this.idle.push(handle);
    }
  }
}

/** A database error as the app's QueryError; crashes and QueryErrors pass. `offset` is where the statement begins. */
export function toQueryError(error: unknown, statement: string, offset: number): Error {
  if (error instanceof QueryError || error instanceof DatabaseCrash) return error;
  const text = error instanceof Error ? error.message : String(error);
  const { kind, message, position, code } = readDatabaseError(text, statement);
  return new QueryError(kind, message, position === undefined ? undefined : position + offset, code);
}
