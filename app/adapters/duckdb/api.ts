/**
 * The database as the worker holds it: house tables, people's queries in short steps, ingest between them. It needs no
 * worker around it — tests run it in Node — only a clock and a way to let other work of the thread happen.
 */

import type { DuckDBBindings } from '@duckdb/duckdb-wasm/blocking';
import { DATABASE_MEMORY_LIMIT_BYTES } from '../../core/base/budgets.ts';
import type { Clock } from '../../core/base/clock.ts';
import { quoteText } from '../../core/base/sql-text.ts';
import { type DatabaseMemory, QueryError, type TableInfo } from '../../core/store/database.ts';
import { createHourlyViewSql, OBSERVATIONS_HOURLY } from '../../core/store/hourly.ts';
import type { IngestBatch } from '../../core/store/ingest-protocol.ts';
import type { RetentionRule } from '../../core/store/observation-index.ts';
import { createTableSql, HOUSE_TABLES, OBSERVATIONS_LATEST, RESERVED_TABLES } from '../../core/store/schema.ts';
import { prepareSystems } from '../../core/store/spatial/known-systems.ts';
import { SPATIAL_JOIN_PREFIX } from '../../core/store/spatial-join/plan.ts';
import type { GuardRules } from '../../core/store/statement-guard.ts';
import { Connections, DatabaseCrash } from './connections.ts';
import { readDatabaseError } from './database-error.ts';
import { type RegisteredFunctions, registerFunctions } from './functions.ts';
import { Ingest } from './ingest.ts';
import { KeptWorkAccess } from './kept-work.ts';
import { ObservationStore, type Retired, type StoredRows } from './observation-store.ts';
import { explainQueryError } from './offending-row.ts';
import { OwnObjects } from './own-objects.ts';
import { type JudgedStatement, type RawResult, readPersonSql, runStatement, type StepContext } from './person-query.ts';
import { type Piece, readPieces } from './read-pieces.ts';
import { SpatialJoins } from './spatial-join.ts';
import { TableList } from './table-list.ts';

/** Share of the memory limit beyond which a person's writing stops, so that the stream always has room. */
const PERSON_MEMORY_SHARE = 0.7;
/** Share of the memory limit beyond which deleted rows are not cleared away: doing so takes memory at first. */
const CHECKPOINT_MEMORY_SHARE = 0.85;
const MEMORY_CHECK_MS = 250;
/** One step of a query: long enough to be worth its turn, short enough for what waits. */
const STEP_MS = 20;
/** Of a table that is kept: what is written between two turns of whatever else there is to do. */
const OWN_PIECE_BYTES = 4 * 1024 * 1024;

export interface EngineOptions {
  readonly clock: Clock;
  /** Resolves after whatever else waits for this thread has had its turn. */
  readonly turn: () => Promise<void>;
  readonly onTablesChanged: (tables: readonly string[]) => void;
  /** Batches that must be inserted again after a restart. */
  readonly onKeep?: (batches: readonly IngestBatch[]) => void;
  /** Rows that outlive the page where there is room for them, and what retention took away. */
  readonly onWritten?: (written: readonly StoredRows[], retired: Retired | null) => void;
  /** A person made, changed or dropped something of their own. */
  readonly onOwnWritten?: (target: string) => void;
  readonly memoryLimitBytes?: number;
  readonly retention?: RetentionRule;
}

export interface EngineQuery {
  readonly timeLimitMs: number;
  readonly maxRows: number;
  readonly isCancelled: () => boolean;
}

export interface EngineResult extends RawResult {
  readonly elapsedMs: number;
}

/** What became of an ingest. */
export interface IngestOutcome {
  /** Rows of `observations` that were written. */
  readonly stored: number;
}

interface RunningQuery {
  evicted: boolean;
}

function isMemoryError(error: unknown): boolean {
  if (!(error instanceof Error) || error instanceof DatabaseCrash) return false;
  return readDatabaseError(error.message, '').kind === 'memory';
}

export class DuckDbEngine {
  private readonly connections: Connections;
  private readonly ingestion: Ingest;
  private readonly observations: ObservationStore;
  private readonly tableList: TableList;
  private readonly spatialJoins: SpatialJoins;
  private functions!: RegisteredFunctions;
  private readonly own: OwnObjects;
  /** For whoever keeps work beyond the page. */
  readonly keptWork: KeptWorkAccess;
  private readonly houseTables = new Map<string, string>();
  private readonly running = new Set<RunningQuery>();
  private readonly rules: GuardRules;
  /** Set while an ingest needs the memory of queries: none begins until it is through. */
  private memoryNeeded: Promise<unknown> | null = null;
  private ingestQueue: Promise<unknown> = Promise.resolve();
  private readonly memoryLimitBytes: number;

  /** `bindings` must be instantiated and not yet opened. */
  constructor(
    private readonly bindings: DuckDBBindings,
    private readonly options: EngineOptions,
  ) {
    this.memoryLimitBytes = options.memoryLimitBytes ?? DATABASE_MEMORY_LIMIT_BYTES;
    bindings.open({ path: ':memory:', query: { queryPollingInterval: STEP_MS } });
    let builtins: ReadonlySet<string> = new Set();
    const settings = [
      'autoinstall_known_extensions = false',
      'autoload_known_extensions = false',
      'enable_external_access = false',
      `memory_limit = '${this.memoryLimitBytes}B'`,
    ];
    this.connections = new Connections(bindings, settings, (opened, house) => {
      this.functions = registerFunctions(opened, house);
      builtins = this.functions.names;
    });
    for (const table of HOUSE_TABLES) {
      this.connections.run(createTableSql(table));
      this.houseTables.set(table.name, table.name);
    }
    this.connections.run(createHourlyViewSql());
    this.houseTables.set(OBSERVATIONS_HOURLY, OBSERVATIONS_HOURLY);
    this.tableList = new TableList(this.connections, this.houseTables);
    const observations = new ObservationStore(this.connections, options.retention);
    this.observations = observations;
    this.ingestion = new Ingest(this.connections, observations, this.houseTables, options.clock, () => {
      const { usedBytes, limitBytes } = this.memory();
      return usedBytes < limitBytes * CHECKPOINT_MEMORY_SHARE;
    });
    this.own = new OwnObjects(this.connections, this.houseTables);
    this.keptWork = new KeptWorkAccess(
      this.connections,
      observations,
      this.ingestion,
      this.own,
      (sql, take) => this.readOwn(sql, take),
      (tables) => {
        this.tableList.forget();
        options.onTablesChanged(tables);
      },
    );
    this.spatialJoins = new SpatialJoins(
      () => this.tableList.spatialCatalogue((name) => name.startsWith('st_') && builtins.has(name)),
      this.connections.versions,
      options.clock,
    );
    this.rules = {
      isProtected: (name) =>
        this.houseTables.has(name) || RESERVED_TABLES.has(name) || name.startsWith(SPATIAL_JOIN_PREFIX),
      isBuiltinFunction: (name) =>
        builtins.has(name) ||
        this.connections.number(
          `SELECT count(*) FROM duckdb_functions() WHERE internal AND function_name = ${quoteText(name)}`,
        ) > 0,
    };
  }

  /** Which run the stream tells from here on; one that was on before is the latest again. */
  noteRun(runId: string): void {
    this.ingestQueue = this.ingestQueue
      .then(() => {
        if (this.observations.resumeRun(runId)) this.options.onTablesChanged([OBSERVATIONS_LATEST.name]);
      })
      .catch(() => undefined);
  }

  /** Inserts the batches of one request, all or none; requests one after the other. */
  ingest(batches: readonly IngestBatch[]): Promise<IngestOutcome> {
    const next = this.ingestQueue.then(() => this.ingestWithRelief(batches));
    this.ingestQueue = next.catch(() => undefined);
    return next;
  }

  private async ingestWithRelief(batches: readonly IngestBatch[]): Promise<IngestOutcome> {
    try {
      return this.ingestNow(batches);
    } catch (error) {
      if (!isMemoryError(error)) throw error;
      const retry = this.evictQueries().then((evicted) => {
        if (!evicted && !this.ingestion.relieve()) throw error;
        return this.ingestWithRoom(batches);
      });
      this.memoryNeeded = retry;
      try {
        return await retry;
      } finally {
        this.memoryNeeded = null;
      }
    }
  }

  /** Queries have gone; if that was not enough, older messages go as well. */
  private ingestWithRoom(batches: readonly IngestBatch[]): IngestOutcome {
    try {
      return this.ingestNow(batches);
    } catch (error) {
      if (!isMemoryError(error) || !this.ingestion.relieve()) throw error;
      return this.ingestNow(batches);
    }
  }

  private ingestNow(batches: readonly IngestBatch[]): IngestOutcome {
    if (batches.some(({ mode }) => mode === 'create-own')) this.checkMemoryShare();
    const { tables, keep, own, stored, written, retired } = this.ingestion.run(batches);
    if (batches.some(({ mode }) => mode.startsWith('create'))) this.tableList.forget();
    if (tables.length > 0) this.options.onTablesChanged(tables);
    if (written.length > 0 || retired !== null) this.options.onWritten?.(written, retired);
    if (keep.length > 0) this.options.onKeep?.(keep);
    for (const table of own) this.options.onOwnWritten?.(table);
    return { stored };
  }

  /** The stream goes before queries that took all memory. Only those that run now are waited for. */
  private async evictQueries(): Promise<boolean> {
    const evicted = [...this.running];
    for (const query of evicted) query.evicted = true;
    while (evicted.some((query) => this.running.has(query))) await this.options.turn();
    return evicted.length > 0;
  }

  /** Runs a person's text; the last statement's result. Rejects with QueryError. */
  async query(sql: string, { timeLimitMs, maxRows, isCancelled }: EngineQuery): Promise<EngineResult> {
    const { clock, turn } = this.options;
    const startedMs = clock.now();
    const query: RunningQuery = { evicted: false };
    let memoryCheckedMs = startedMs;
    const check = (verdict: JudgedStatement['verdict']) => {
      const nowMs = clock.now();
      if (isCancelled()) throw new QueryError('cancelled', 'the query was cancelled');
      if (nowMs - startedMs > timeLimitMs) {
        throw new QueryError('time-limit', `the query ran longer than ${timeLimitMs} ms and was stopped`);
      }
      if (query.evicted) throw new QueryError('memory', 'the query was stopped: the stream needed the memory it took');
      if (verdict.type === 'write' && verdict.verb !== 'drop' && nowMs - memoryCheckedMs >= MEMORY_CHECK_MS) {
        memoryCheckedMs = nowMs;
        this.checkMemoryShare();
      }
    };
    await prepareSystems(sql);
    const statements = readPersonSql(this.bindings, sql, this.rules);
    if (statements.some(({ verdict }) => verdict.type === 'write' && verdict.verb !== 'drop')) this.checkMemoryShare();
    const connection = await this.connections.take();
    try {
      while (this.memoryNeeded !== null) await this.memoryNeeded.catch(() => undefined);
      this.running.add(query);
      let result: RawResult | undefined;
      for (const [i, statement] of statements.entries()) {
        const isLast = i === statements.length - 1;
        const { verdict } = statement;
        const context = { bindings: this.bindings, connection, check: () => check(verdict), turn };
        result = await this.runOne(context, statement, isLast ? maxRows : 0);
        if (verdict.type === 'write') {
          this.tableList.forget();
          this.own.note(statement, verdict.target);
          this.options.onTablesChanged([verdict.target]);
          this.options.onOwnWritten?.(verdict.target);
        }
      }
      return { ...result!, elapsedMs: clock.now() - startedMs };
    } finally {
      this.running.delete(query);
      this.connections.release(connection);
    }
  }

  private async runOne(context: StepContext, statement: JudgedStatement, maxRows: number): Promise<RawResult> {
    const { verdict } = statement;
    const written = verdict.type === 'write' ? this.connections.versions.writing(verdict.target) : null;
    try {
      return (
        (await this.spatialJoins.run(context, statement, maxRows)) ?? (await runStatement(context, statement, maxRows))
      );
    } catch (error) {
      const { runtime } = this.functions;
      throw explainQueryError(error, statement.text, {
        connections: this.connections,
        runtime,
        tables: () => this.tableList.read(),
      });
    } finally {
      written?.();
    }
  }

  /** The house's own reading of a person's table, in steps. */
  private async readOwn(sql: string, take: (piece: Piece) => Promise<boolean>): Promise<void> {
    const connection = await this.connections.take();
    try {
      const context = { bindings: this.bindings, connection, check: () => undefined, turn: this.options.turn };
      await readPieces(context, sql, OWN_PIECE_BYTES, take);
    } finally {
      this.connections.release(connection);
    }
  }

  tables(): TableInfo[] {
    return this.tableList.read();
  }

  memory(): DatabaseMemory {
    const usedBytes = this.connections.number('SELECT sum(memory_usage_bytes)::DOUBLE FROM duckdb_memory()');
    const { mod } = this.bindings as DuckDBBindings & { readonly mod?: { readonly HEAPU8: Uint8Array } };
    return { usedBytes, limitBytes: this.memoryLimitBytes, wasmBytes: mod?.HEAPU8.length ?? 0 };
  }

  private checkMemoryShare(): void {
    const { usedBytes, limitBytes } = this.memory();
    if (usedBytes <= limitBytes * PERSON_MEMORY_SHARE) return;
    throw new QueryError(
      'memory',
      'your own tables take the memory the stream needs: drop some',
      undefined,
      'memory-share',
    );
  }
}
