/** Batches of one request into tables, all or none of them. */
import type { Clock } from '../../core/base/clock.ts';
import { quoteIdentifier, quoteText } from '../../core/base/sql-text.ts';
import type { IngestBatch } from '../../core/store/ingest-protocol.ts';
import { BOUNDED_TABLES, CHECKPOINT_INTERVAL_MS, ROW_BOUNDS, rowsToKeep, trimSql } from '../../core/store/retention.ts';
import {
  ARRIVING_ROWS,
  createTableSql,
  OBSERVATIONS,
  OBSERVATIONS_LATEST,
  OBSERVATIONS_RETIRED_HOURS,
  REJECTED_MESSAGES,
  RETURNING_ROWS,
  STREAM_TABLES,
} from '../../core/store/schema.ts';
import { readStream } from './arrow-rows.ts';
import { type Connections, DatabaseCrash } from './connections.ts';
import type { ObservationStore, Retired, StoredRows } from './observation-store.ts';

export interface Ingested {
  /** Tables whose content changed. */
  readonly tables: readonly string[];
  /** Batches that must come back after a restart: everything but the stream. */
  readonly keep: readonly IngestBatch[];
  /** Tables of the person's own that were made. */
  readonly own: readonly string[];
  /** Rows of `observations` that were written. */
  readonly stored: number;
  /** Rows that outlive the page where there is room for them. */
  readonly written: readonly StoredRows[];
  readonly retired: Retired | null;
}

/** Bounded tables whose rows outlive the page; the raw log is only of what this page received. */
const KEPT_LOGS: ReadonlySet<string> = new Set([REJECTED_MESSAGES.name]);

/** What a bounded table holds: its rows, and the bytes they came in, which is near what they take. */
interface Content {
  readonly rows: number;
  readonly bytes: number;
}

const EMPTY: Content = { rows: 0, bytes: 0 };

export class Ingest {
  private readonly columns = new Map<string, readonly string[]>();
  private readonly contents = new Map<string, Content>();
  /** Tables made by the request at hand, which is not yet through. */
  private readonly made = new Set<string>();
  private hasDeleted = false;
  private nextCheckpointMs = Number.NEGATIVE_INFINITY;

  constructor(
    private readonly connections: Connections,
    private readonly observations: ObservationStore,
    /** Names of tables that belong to the house, as they are in the catalogue. */
    private readonly houseTables: Map<string, string>,
    private readonly clock: Clock,
    /** False when so little memory is left that a checkpoint could fail, which would be the end of the database. */
    private readonly mayCheckpoint: () => boolean,
  ) {}

  run(batches: readonly IngestBatch[]): Ingested {
    try {
      return this.runWhole(batches);
    } catch (error) {
      // What was learnt of tables that were rolled back does not hold.
      this.columns.clear();
      throw error;
    }
  }

  private runWhole(batches: readonly IngestBatch[]): Ingested {
    const tables = new Set<string>();
    const own = new Set<string>();
    const keep: IngestBatch[] = [];
    const commits: (() => void)[] = [];
    const written: StoredRows[] = [];
    let stored = 0;
    this.made.clear();
    this.connections.transaction(() => {
      for (const batch of batches) {
        if (batch.mode === 'upsert-observations') {
          const change = this.observations.upsert(batch.ipc);
          stored += change.stored;
          written.push(...change.written);
          if (change.stored > 0) tables.add(OBSERVATIONS.name).add(OBSERVATIONS_LATEST.name);
          commits.push(change.commit);
        } else {
          const isOwn = batch.mode === 'create-own' || own.has(batch.table);
          if (batch.mode === 'create') commits.push(this.create(batch));
          else if (batch.mode === 'create-own') own.add(this.createOwn(batch));
          else if (batch.mode === 'replace-rows') commits.push(this.replaceRows(batch));
          else if (batch.rowCount > 0) commits.push(this.append(batch));
          tables.add(batch.table);
          if (KEPT_LOGS.has(batch.table) && batch.rowCount > 0) written.push(logRows(batch));
          if (!STREAM_TABLES.has(batch.table) && !isOwn) keep.push(batch);
        }
      }
    });
    for (const commit of commits) commit();
    const retired = this.tidy();
    if (retired !== null) tables.add(OBSERVATIONS_RETIRED_HOURS.name);
    return { tables: [...tables], keep, own: [...own], stored, written, retired };
  }

  /** Rows that an earlier visit kept, back into their table. */
  restore(table: string, ipc: Uint8Array, rowCount: number): void {
    let commit: () => void = () => undefined;
    this.connections.transaction(() => {
      if (table === OBSERVATIONS.name) commit = this.observations.upsert(ipc).commit;
      else commit = this.append({ table, mode: 'append', ipc, rowCount });
    });
    commit();
    if (table === OBSERVATIONS_RETIRED_HOURS.name) this.observations.refuseRetired();
  }

  /** Rows of a bounded table from elsewhere, oldest first; of those that are there already none comes twice. */
  mergeLog(table: string, streams: readonly Uint8Array[]): void {
    const name = quoteIdentifier(table);
    const countRows = (of: string) => this.connections.number(`SELECT count(*) FROM ${of}`);
    let came = 0;
    let bytes = 0;
    this.connections.transaction(() => {
      this.connections.run(`CREATE TABLE ${RETURNING_ROWS} AS SELECT * FROM ${name} LIMIT 0`);
      for (const ipc of streams) {
        this.connections.insert(ARRIVING_ROWS, ipc, true);
        this.connections.run(`INSERT INTO ${RETURNING_ROWS} BY NAME SELECT * FROM ${ARRIVING_ROWS}`);
        this.connections.run(`DROP TABLE ${ARRIVING_ROWS}`);
        bytes += ipc.byteLength;
      }
      const offered = countRows(RETURNING_ROWS);
      const before = countRows(name);
      this.connections.run(
        `INSERT INTO ${name} (SELECT * FROM ${RETURNING_ROWS} EXCEPT ALL SELECT * FROM ${name}) ORDER BY ALL`,
      );
      came = countRows(name) - before;
      bytes *= came / Math.max(1, offered);
      this.connections.run(`DROP TABLE ${RETURNING_ROWS}`);
    });
    this.count(table, came, bytes);
  }

  /** The run is over: summed up and dropped. */
  retireRun(runId: string): Retired {
    return this.noteRetired(this.observations.retireRun(runId));
  }

  /** Not among the house's: a person's SQL may change and drop it. */
  private createOwn({ table, ipc }: IngestBatch): string {
    const taken = this.connections.number(
      `SELECT count(*) FROM information_schema.tables WHERE table_schema = 'main'
       AND lower(table_name) = lower(${quoteText(table)})`,
    );
    if (taken > 0) throw new Error(`there is a table ${table} already`);
    readStream(ipc);
    this.connections.insert(table, ipc, true);
    this.made.add(table.toLowerCase());
    this.columns.delete(table);
    return table;
  }

  private create(batch: IngestBatch): () => void {
    if (STREAM_TABLES.has(batch.table)) throw new Error(`${batch.table} is made by the database itself`);
    readStream(batch.ipc);
    const kinds = this.connections.rows(
      `SELECT table_type FROM information_schema.tables WHERE table_schema = 'main'
       AND lower(table_name) = lower(${quoteText(batch.table)})`,
    );
    for (const { table_type } of kinds) {
      this.connections.run(`DROP ${table_type === 'VIEW' ? 'VIEW' : 'TABLE'} ${quoteIdentifier(batch.table)}`);
    }
    this.connections.insert(batch.table, batch.ipc, true);
    this.made.add(batch.table.toLowerCase());
    this.columns.delete(batch.table);
    return () => {
      this.houseTables.set(batch.table.toLowerCase(), batch.table);
    };
  }

  private replaceRows(batch: IngestBatch): () => void {
    const key = batch.table.toLowerCase();
    const { column, values } = batch.replaces ?? { column: '', values: [] };
    if (!this.houseTables.has(key) && !this.made.has(key)) return batch.rowCount > 0 ? this.create(batch) : () => {};
    if (values.length > 0) {
      const list = values.map(quoteText).join(', ');
      this.connections.run(`DELETE FROM ${quoteIdentifier(batch.table)} WHERE ${quoteIdentifier(column)} IN (${list})`);
      this.hasDeleted = true;
    }
    return batch.rowCount > 0 ? this.append(batch) : () => {};
  }

  private append(batch: IngestBatch): () => void {
    const key = batch.table.toLowerCase();
    if (!this.houseTables.has(key) && !this.made.has(key)) throw new Error(`there is no table ${batch.table}`);
    const given = readStream(batch.ipc)[0]?.schema.fields.map((field) => field.name) ?? [];
    const expected = this.columnsOf(batch.table);
    // Arrow batches are inserted by position; other orders and left-out columns go by name, through a table in between.
    if (given.length === expected.length && given.every((name, i) => name === expected[i])) {
      this.connections.insert(batch.table, batch.ipc, false);
    } else {
      this.connections.insert(ARRIVING_ROWS, batch.ipc, true);
      this.connections.run(`INSERT INTO ${quoteIdentifier(batch.table)} BY NAME SELECT * FROM ${ARRIVING_ROWS}`);
      this.connections.run(`DROP TABLE ${ARRIVING_ROWS}`);
    }
    return () => this.count(batch.table, batch.rowCount, batch.ipc.byteLength);
  }

  private count(table: string, moreRows: number, moreBytes: number): void {
    if (!ROW_BOUNDS.has(table)) return;
    const { rows, bytes } = this.contents.get(table) ?? EMPTY;
    this.contents.set(table, { rows: rows + moreRows, bytes: bytes + moreBytes });
  }

  private noteRetired(retired: Retired): Retired {
    this.hasDeleted = true;
    for (const { table, rows, ipc } of retired.hours) this.count(table, rows, ipc.byteLength);
    return retired;
  }

  private columnsOf(table: string): readonly string[] {
    let columns = this.columns.get(table);
    if (columns === undefined) {
      columns = this.connections
        .rows(
          `SELECT column_name FROM duckdb_columns() WHERE schema_name = 'main' AND table_name = ${quoteText(table)}
           ORDER BY column_index`,
        )
        .map((row) => String(row.column_name));
      this.columns.set(table, columns);
    }
    return columns;
  }

  /** Retention. Its own transactions: what arrived is visible before anything old goes. */
  private tidy(): Retired | null {
    const retired = this.observations.retire();
    if (retired !== null) this.noteRetired(retired);
    for (const [table, bound] of ROW_BOUNDS) {
      const { rows, bytes } = this.contents.get(table) ?? EMPTY;
      this.trim(table, rowsToKeep(bound, rows, bytes));
    }
    if (this.hasDeleted && this.clock.now() >= this.nextCheckpointMs) this.checkpoint();
    return retired;
  }

  /**
   * Memory at once, at the cost of what the bounded tables hold. They are made anew: the room of deleted rows comes back
   * only by a checkpoint, which needs room itself. False where there was nothing to give.
   */
  relieve(): boolean {
    let has = false;
    for (const table of BOUNDED_TABLES) {
      if ((this.contents.get(table.name) ?? EMPTY).rows === 0) continue;
      this.connections.transaction(() => {
        this.connections.run(`DROP TABLE ${quoteIdentifier(table.name)}`);
        this.connections.run(createTableSql(table));
      });
      this.contents.delete(table.name);
      has = true;
    }
    if (has && this.hasDeleted) this.checkpoint();
    return has;
  }

  private trim(table: string, keepRows: number): void {
    const { rows, bytes } = this.contents.get(table) ?? EMPTY;
    if (keepRows >= rows) return;
    this.connections.run(trimSql(table, keepRows));
    this.contents.set(table, { rows: keepRows, bytes: (bytes * keepRows) / rows });
    this.hasDeleted = true;
  }

  /** Gives the room of deleted rows back. Refused while a query holds an older state; the next time will do. */
  private checkpoint(): void {
    this.nextCheckpointMs = this.clock.now() + CHECKPOINT_INTERVAL_MS;
    if (!this.mayCheckpoint()) return;
    try {
      this.connections.run('CHECKPOINT');
      this.hasDeleted = false;
    } catch (error) {
      if (error instanceof DatabaseCrash) throw error;
      // Deleted rows stay in memory a little longer.
    }
  }
}

function logRows({ table, rowCount, ipc }: IngestBatch): StoredRows {
  return { table, runId: '', newestMs: 0, rows: rowCount, ipc };
}
