/**
 * The database of the exercises as its worker holds it: nothing in it but what an exercise makes, all of it the
 * participant's to change. A trial runs in a transaction that is rolled back, or beside tables that are put aside, so whatever
 * the participant has made stays.
 */
import type { DuckDBBindings } from '@duckdb/duckdb-wasm/blocking';
import { LESSON_MEMORY_LIMIT_BYTES } from '../../../core/base/budgets.ts';
import type { Clock } from '../../../core/base/clock.ts';
import { quoteIdentifier, quoteText } from '../../../core/base/sql-text.ts';
import { CHANCE_MACROS, CHANCE_NAMES } from '../../../core/lessons/exercises/exercise-state.ts';
import type { Trial } from '../../../core/lessons/exercises/lesson-database.ts';
import { type DatabaseMemory, QueryError, type TableInfo } from '../../../core/store/database.ts';
import { prepareSystems } from '../../../core/store/spatial/known-systems.ts';
import type { GuardRules } from '../../../core/store/statement-guard.ts';
import type { EngineQuery, EngineResult } from '../api.ts';
import { type ConnectionHandle, Connections, DatabaseCrash, guarded, toQueryError } from '../connections.ts';
import { type RegisteredFunctions, registerFunctions } from '../functions.ts';
import { explainQueryError } from '../offending-row.ts';
import {
  type JudgedStatement,
  type RawResult,
  readPersonSql,
  runStatement,
  type StepContext,
} from '../person-query.ts';
import { TableList } from '../table-list.ts';

const STEP_MS = 20;

export interface LessonEngineOptions {
  readonly clock: Clock;
  /** Resolves after whatever else waits for this thread has had its turn. */
  readonly turn: () => Promise<void>;
  readonly onTablesChanged: (tables: readonly string[]) => void;
}

export interface EngineTrial {
  readonly results: readonly EngineResult[];
  readonly error: QueryError | null;
}

export class LessonEngine {
  private readonly connections: Connections;
  private readonly tableList: TableList;
  private readonly rules: GuardRules;
  private functions!: RegisteredFunctions;
  /** Whether a participant may have made a macro. */
  private hasMacros = false;

  /** `bindings` must be instantiated; opening makes an empty database of them. */
  constructor(
    private readonly bindings: DuckDBBindings,
    private readonly options: LessonEngineOptions,
  ) {
    bindings.open({ path: ':memory:', query: { queryPollingInterval: STEP_MS } });
    const settings = [
      'autoinstall_known_extensions = false',
      'autoload_known_extensions = false',
      'enable_external_access = false',
      `memory_limit = '${LESSON_MEMORY_LIMIT_BYTES}B'`,
    ];
    this.connections = new Connections(bindings, settings, (opened, house) => {
      this.functions = registerFunctions(opened, house);
      for (const definition of CHANCE_MACROS) opened.runQuery(house, `CREATE MACRO ${definition}`);
    });
    this.tableList = new TableList(this.connections, new Map());
    const names = this.houseFunctions();
    this.rules = {
      isProtected: () => false,
      isBuiltinFunction: (name) =>
        names.has(name) ||
        this.connections.number(
          `SELECT count(*) FROM duckdb_functions() WHERE internal AND function_name = ${quoteText(name)}`,
        ) > 0,
    };
  }

  /** Forgets everything and runs the house's statements. Throws QueryError. */
  async prepare(state: string): Promise<void> {
    await prepareSystems(state);
    const connection = await this.connections.take();
    try {
      this.inTransaction(connection, 'COMMIT', () => this.begin(connection, state));
      this.hasMacros = /\b(macro|function)\b/i.test(state);
      this.tableList.forget();
      this.options.onTablesChanged(this.tables().map(({ name }) => name));
    } finally {
      this.connections.release(connection);
    }
  }

  /** Runs a person's text; the last statement's result. Rejects with QueryError. */
  async query(sql: string, query: EngineQuery): Promise<EngineResult> {
    const connection = await this.connections.take();
    try {
      return await this.runText(connection, sql, query, this.options.clock.now(), true);
    } finally {
      this.connections.release(connection);
    }
  }

  /** A step that fails ends the trial; a state that fails rejects. */
  async try(trial: Trial, query: EngineQuery): Promise<EngineTrial> {
    const { state, steps, committing = false } = trial;
    for (const step of [state, ...steps]) await prepareSystems(typeof step === 'string' ? step : step.house);
    const connection = await this.connections.take();
    try {
      return await (committing ? this.tryAside(connection, trial, query) : this.tryAndForget(connection, trial, query));
    } finally {
      this.connections.release(connection);
    }
  }

  /** In a transaction that is rolled back. */
  private async tryAndForget(connection: ConnectionHandle, trial: Trial, query: EngineQuery): Promise<EngineTrial> {
    try {
      this.run(connection, 'BEGIN TRANSACTION');
      this.runHouse(connection, this.dropping().join(';\n'));
      return await this.runTrial(connection, trial, query);
    } finally {
      this.rollBack(connection);
    }
  }

  /** What the participant has made is put aside under other names and comes back. */
  private async tryAside(connection: ConnectionHandle, trial: Trial, query: EngineQuery): Promise<EngineTrial> {
    const aside = this.putAside(connection);
    try {
      return await this.runTrial(connection, trial, query);
    } finally {
      this.tableList.forget();
      this.hasMacros = true;
      const kept = new Set(aside.tables.map(({ kept }) => kept));
      const made = this.dropping().filter((statement) => !kept.has(nameIn(statement)));
      this.runHouse(connection, made.join(';\n'));
      const renaming = aside.tables.map(
        ({ name, kept }) => `ALTER TABLE ${quoteIdentifier(kept)} RENAME TO ${quoteIdentifier(name)}`,
      );
      this.runHouse(connection, [...aside.macros, ...renaming, ...aside.views].join(';\n'));
      this.hasMacros = aside.macros.length > 0;
      this.tableList.forget();
    }
  }

  private putAside(connection: ConnectionHandle) {
    const views = this.connections
      .rows(`SELECT sql FROM duckdb_views() WHERE schema_name = 'main' AND NOT internal`)
      .map(({ sql }) => String(sql).replace(/;\s*$/, ''));
    const described = this.tableList.describeAll();
    const tables = described
      .filter(({ type }) => type === 'table')
      .map(({ name }, i) => ({ name, kept: `${ASIDE}${i}` }));
    const dropping = described
      .filter(({ type }) => type === 'view')
      .map(({ name }) => `DROP VIEW ${quoteIdentifier(name)}`);
    const renaming = tables.map(
      ({ name, kept }) => `ALTER TABLE ${quoteIdentifier(name)} RENAME TO ${quoteIdentifier(kept)}`,
    );
    const macros = this.macrosMade();
    this.runHouse(connection, [...dropping, ...this.droppingMacros(), ...renaming].join(';\n'));
    this.tableList.forget();
    return { tables, views, macros };
  }

  private async runTrial(
    connection: ConnectionHandle,
    { state, steps }: Trial,
    query: EngineQuery,
  ): Promise<EngineTrial> {
    const results: EngineResult[] = [];
    const startedMs = this.options.clock.now();
    try {
      this.runHouse(connection, state);
      for (const step of steps) {
        if (typeof step === 'string') results.push(await this.runText(connection, step, query, startedMs, false));
        else this.runHouse(connection, step.house);
      }
      return { results, error: null };
    } catch (error) {
      if (!(error instanceof QueryError) || error.message.startsWith(STATE_FAILED)) throw error;
      return { results, error };
    }
  }

  tables(): TableInfo[] {
    return this.tableList.read();
  }

  memory(): DatabaseMemory {
    const usedBytes = this.connections.number('SELECT sum(memory_usage_bytes)::DOUBLE FROM duckdb_memory()');
    const { mod } = this.bindings as DuckDBBindings & { readonly mod?: { readonly HEAPU8: Uint8Array } };
    return { usedBytes, limitBytes: LESSON_MEMORY_LIMIT_BYTES, wasmBytes: mod?.HEAPU8.length ?? 0 };
  }

  private async runText(
    connection: ConnectionHandle,
    sql: string,
    { timeLimitMs, maxRows, isCancelled }: EngineQuery,
    startedMs: number,
    isKept: boolean,
  ): Promise<EngineResult> {
    const { clock, turn } = this.options;
    const begunMs = clock.now();
    const check = () => {
      if (isCancelled()) throw new QueryError('cancelled', 'the query was cancelled');
      if (clock.now() - startedMs > timeLimitMs) {
        throw new QueryError('time-limit', `the query ran longer than ${timeLimitMs} ms and was stopped`);
      }
    };
    await prepareSystems(sql);
    const statements = readPersonSql(this.bindings, sql, this.rules);
    const context = { bindings: this.bindings, connection, check, turn };
    let result: RawResult | undefined;
    for (const [i, statement] of statements.entries()) {
      result = await this.runOne(context, statement, i === statements.length - 1 ? maxRows : 0);
      if (statement.verdict.type !== 'write' || !isKept) continue;
      this.hasMacros ||= statement.tokens.some(({ value }) => value === 'macro' || value === 'function');
      this.tableList.forget();
      this.options.onTablesChanged([statement.verdict.target]);
    }
    return { ...result!, elapsedMs: clock.now() - begunMs };
  }

  private async runOne(context: StepContext, statement: JudgedStatement, maxRows: number): Promise<RawResult> {
    try {
      return await runStatement(context, statement, maxRows);
    } catch (error) {
      throw explainQueryError(error, statement.text, {
        connections: this.connections,
        runtime: this.functions.runtime,
        tables: () => this.tableList.read(),
      });
    }
  }

  private run(connection: ConnectionHandle, sql: string): void {
    guarded(() => this.bindings.runQuery(connection, sql));
  }

  /** Drops whatever is there and runs the house's statements, within the connection's transaction. */
  private begin(connection: ConnectionHandle, state: string): void {
    this.runHouse(connection, this.dropping().join(';\n'));
    this.runHouse(connection, state);
  }

  private runHouse(connection: ConnectionHandle, sql: string): void {
    if (sql.trim() === '') return;
    try {
      this.run(connection, sql);
    } catch (error) {
      const failed = toQueryError(error, sql, 0);
      if (!(failed instanceof QueryError)) throw failed;
      throw new QueryError(failed.kind, `${STATE_FAILED}${failed.message}`, failed.position, failed.code);
    }
  }

  private houseFunctions(): ReadonlySet<string> {
    return new Set([...this.functions.names, ...CHANCE_NAMES]);
  }

  private dropping(): string[] {
    const drop = (type: 'view' | 'table') =>
      this.tableList
        .describeAll()
        .filter((table) => table.type === type)
        .map(({ name }) => `DROP ${type.toUpperCase()} ${quoteIdentifier(name)}`);
    return [...drop('view'), ...drop('table'), ...this.droppingMacros()];
  }

  private droppingMacros(): string[] {
    const kinds = new Map(this.macroRows().map(({ name, kind }) => [String(name), kind]));
    return [...kinds].map(
      ([name, kind]) => `DROP MACRO ${kind === 'table_macro' ? 'TABLE ' : ''}${quoteIdentifier(name)}`,
    );
  }

  /** The statements that make the macros again. */
  private macrosMade(): string[] {
    const variants = new Map<string, string[]>();
    for (const { name, kind, parameters, definition } of this.macroRows()) {
      const variant = `(${String(parameters ?? '')}) AS ${kind === 'table_macro' ? 'TABLE ' : ''}${String(definition)}`;
      variants.set(String(name), [...(variants.get(String(name)) ?? []), variant]);
    }
    return [...variants].map(([name, of]) => `CREATE MACRO ${quoteIdentifier(name)}${of.join(', ')}`);
  }

  private macroRows() {
    // Reading the list of functions takes longer than all the rest of a trial.
    if (!this.hasMacros) return [];
    const names = this.houseFunctions();
    return this.connections
      .rows(
        `SELECT function_name AS name, function_type AS kind, array_to_string(parameters, ', ') AS parameters,
           macro_definition AS definition
         FROM duckdb_functions()
         WHERE schema_name = 'main' AND NOT internal AND function_type IN ('macro', 'table_macro')`,
      )
      .filter(({ name }) => !names.has(String(name).toLowerCase()));
  }

  private inTransaction(connection: ConnectionHandle, end: 'COMMIT', work: () => void): void {
    this.run(connection, 'BEGIN TRANSACTION');
    try {
      work();
      this.run(connection, end);
    } catch (error) {
      this.rollBack(connection);
      throw error;
    }
  }

  private rollBack(connection: ConnectionHandle): void {
    try {
      guarded(() => {
        this.bindings.cancelPendingQuery(connection);
        this.bindings.runQuery(connection, 'ROLLBACK');
      });
    } catch (error) {
      // Without a transaction there is nothing to take back.
      if (error instanceof DatabaseCrash) throw error;
    }
  }
}

/** Names of the participant's tables while a trial needs theirs. */
const ASIDE = 'aside of the trial ';

/** The quoted name at the end of a DROP statement. */
function nameIn(statement: string): string {
  return statement.slice(statement.indexOf('"') + 1, -1);
}

/** How the message of a state that cannot be made begins. */
const STATE_FAILED = 'the state of the exercise cannot be made: ';
