/**
 * Carries out what core/store/spatial-join plans: in one transaction — so that all steps see the same rows — the pairs of
 * rows are found, put into hidden tables that nobody else sees, and the rewritten statement is run. Whatever stands in the
 * way before that leads back to the statement as it was written.
 */
import { Field, RecordBatch, Schema, Table, tableFromIPC, tableToIPC } from 'apache-arrow';
import type { Clock } from '../../core/base/clock.ts';
import { QueryError } from '../../core/store/database.ts';
import type { PairsStep, SpatialCatalogue, SpatialJoinPlan } from '../../core/store/spatial-join/plan.ts';
import { mayJoinSpatially, planSpatialJoins } from '../../core/store/spatial-join/plan-spatial-joins.ts';
import { encodeColumns } from './arrow-codec.ts';
import { DatabaseCrash, guarded, toQueryError } from './connections.ts';
import { PairCache, type PairList } from './pair-list.ts';
import { type JudgedStatement, type RawResult, runStatement, type StepContext } from './person-query.ts';
import { decodeResult, rowsOf } from './result-table.ts';
import { findPairs, NotPrepared } from './spatial-pairs.ts';
import type { TableVersions } from './table-versions.ts';

/** 16 bytes each. */
const MOST_CACHED_PAIRS = 2_000_000;
/** Some milliseconds each. */
const PAIRS_PER_INSERT = 100_000;
/** Statements whose rewriting is known to be good, or not. */
const MOST_JUDGED = 64;
const GEOMETRY_TYPES: ReadonlySet<unknown> = new Set(['BLOB', 'GEOMETRY', 'geometry']);

/** Whether a rewritten statement gives the columns of the original. */
type Judgement =
  | { readonly type: 'unlike' }
  /** `names` where they have to be put right: an unnamed column is called like its text. */
  | { readonly type: 'like'; readonly names: readonly string[] | null };

interface Columns {
  readonly names: readonly string[];
  readonly types: readonly string[];
}

export class SpatialJoins {
  private nextNumber = 1;
  private judged = new Map<string, Judgement>();
  private judgedFor: SpatialCatalogue | null = null;
  private readonly cache = new PairCache(MOST_CACHED_PAIRS);

  constructor(
    /** The same object as long as no table or view was made, changed or dropped. */
    private readonly catalogue: () => SpatialCatalogue,
    private readonly versions: TableVersions,
    private readonly clock: Clock,
  ) {}

  /** Runs a statement through a spatial index; null where it has to be run as it is. */
  async run(context: StepContext, statement: JudgedStatement, maxRows: number): Promise<RawResult | null> {
    if (!mayJoinSpatially(statement.text)) return null;
    const explained = explainHead(statement);
    const text = statement.text.slice(explained.length);
    const catalogue = this.catalogue();
    const plan = planSpatialJoins(text, catalogue, this.nextNumber);
    if (plan === null) return null;
    this.nextNumber += plan.steps.length;
    const judgement = this.judge(context, catalogue, text, plan);
    if (judgement.type === 'unlike') return null;
    const isWrite = statement.verdict.type === 'write';
    if (isWrite && judgement.names !== null) return null;
    const join = new Transaction(context);
    join.begin();
    try {
      if (explained !== '' && !/analyze/i.test(explained)) this.makeEmpty(join, plan);
      else await this.prepare(join, plan);
      const rewritten = { text: explained + plan.statement.text, start: 0 };
      const result = await this.runRewritten(context, rewritten, maxRows, (position) => {
        const offset = plan.statement.originalOffset(Math.max(0, position - explained.length));
        return statement.start + explained.length + offset;
      });
      if (isWrite) join.commit(plan, statement);
      if (explained !== '') return explainedResult(result, plan);
      return judgement.names === null ? result : renamed(result, judgement.names);
    } catch (error) {
      if (error instanceof NotPrepared) return null;
      throw error;
    } finally {
      join.end();
    }
  }

  private async runRewritten(
    context: StepContext,
    statement: { readonly text: string; readonly start: number },
    maxRows: number,
    toOriginal: (position: number) => number,
  ): Promise<RawResult> {
    try {
      return await runStatement(context, statement, maxRows);
    } catch (error) {
      if (!(error instanceof QueryError) || error.position === undefined) throw error;
      throw new QueryError(error.kind, error.message, toOriginal(error.position), error.code);
    }
  }

  /** Binds the original and the rewritten statement, over empty hidden tables, and compares what they give. */
  private judge(context: StepContext, catalogue: SpatialCatalogue, text: string, plan: SpatialJoinPlan): Judgement {
    if (this.judgedFor !== catalogue) this.judged = new Map();
    this.judgedFor = catalogue;
    const known = this.judged.get(text);
    if (known !== undefined) return known;
    const judgement = this.compare(new Transaction(context), text, plan);
    if (this.judged.size >= MOST_JUDGED) this.judged.delete(this.judged.keys().next().value!);
    this.judged.set(text, judgement);
    return judgement;
  }

  private compare(join: Transaction, text: string, { steps, statement, queryStart }: SpatialJoinPlan): Judgement {
    join.begin();
    try {
      const original = join.describe(text.slice(queryStart));
      this.makeEmpty(join, { steps });
      for (const step of steps) {
        if (step.type !== 'pairs') continue;
        for (const side of step.sides) {
          if (!GEOMETRY_TYPES.has(join.describe(side.sql).types[1])) return { type: 'unlike' };
        }
      }
      const rewritten = join.describe(statement.text.slice(queryStart));
      if (original.types.join('\0') !== rewritten.types.join('\0')) return { type: 'unlike' };
      const isNamedAlike = original.names.every((name, i) => name === rewritten.names[i]);
      return { type: 'like', names: isNamedAlike ? null : original.names };
    } catch (error) {
      if (error instanceof DatabaseCrash) throw error;
      // The statement as it is says best what is wrong with it, if there is.
      return { type: 'unlike' };
    } finally {
      join.end();
    }
  }

  private makeEmpty(join: Transaction, { steps }: Pick<SpatialJoinPlan, 'steps'>): void {
    for (const step of steps) {
      if (step.type === 'rows') join.run(`CREATE TABLE ${step.table} AS SELECT * FROM (${step.query}) LIMIT 0`);
      else join.run(pairsTableSql(step));
    }
  }

  private async prepare(join: Transaction, plan: SpatialJoinPlan): Promise<void> {
    const { context } = join;
    // The first look at a table fixes which state of the database this transaction sees; versions are those of that state.
    const counts = new Map<string, number>();
    const versions = new Map<PairsStep, string | null>();
    for (const step of plan.steps) {
      if (step.type !== 'pairs') continue;
      for (const { table, countSql } of step.sides) if (table !== null) counts.set(countSql, join.count(countSql));
    }
    for (const step of plan.steps) if (step.type === 'pairs') versions.set(step, this.versionsOf(step));
    for (const step of plan.steps) {
      if (step.type === 'rows') {
        const text = `CREATE TABLE ${step.table} AS ${step.query}`;
        try {
          await runStatement(context, { text, start: 0 }, 0);
        } catch (error) {
          context.check();
          throw error instanceof DatabaseCrash ? error : new NotPrepared(String(error));
        }
        continue;
      }
      const [a, b] = step.sides.map(({ countSql }) => counts.get(countSql) ?? join.count(countSql));
      const pairs = await this.pairsOf(context, step, a! <= b! ? 'a' : 'b', versions.get(step)!);
      join.run(pairsTableSql(step));
      for (let from = 0; from < pairs.length; from += PAIRS_PER_INSERT) {
        const to = Math.min(from + PAIRS_PER_INSERT, pairs.length);
        join.insert(step.table, pairs.encode(step.columns, from, to));
        await context.turn();
        context.check();
      }
    }
  }

  /** Null where what is read may change unseen. */
  private versionsOf({ sides }: PairsStep): string | null {
    const versions = sides.map(({ table }) => (table === null ? null : this.versions.of(table)));
    return versions.includes(null) ? null : versions.join(' ');
  }

  private async pairsOf(
    context: StepContext,
    step: PairsStep,
    indexed: 'a' | 'b',
    versions: string | null,
  ): Promise<PairList> {
    const key = [step.predicate, step.metresOf, step.sides[0].sql, step.sides[1].sql].join('\0');
    const found = versions === null ? null : this.cache.get(key, versions);
    if (found !== null) return found;
    const pairs = await findPairs(context, this.clock, step, indexed);
    pairs.trim();
    if (versions !== null) this.cache.put(key, versions, pairs);
    return pairs;
  }
}

/** The house's steps on a person's connection. */
class Transaction {
  private isOpen = false;

  constructor(readonly context: StepContext) {}

  run(sql: string): Uint8Array {
    const { bindings, connection } = this.context;
    return guarded(() => bindings.runQuery(connection, sql));
  }

  begin(): void {
    this.run('BEGIN TRANSACTION');
    this.isOpen = true;
  }

  insert(table: string, ipc: Uint8Array): void {
    const { bindings, connection } = this.context;
    guarded(() => bindings.insertArrowFromIPCStream(connection, ipc, { name: table, schema: 'main', create: false }));
  }

  count(sql: string): number {
    return Number(Object.values(this.rows(sql)[0]!)[0]);
  }

  describe(query: string): Columns {
    const rows = this.rows(`DESCRIBE ${query}`);
    return { names: rows.map((row) => String(row.column_name)), types: rows.map((row) => String(row.column_type)) };
  }

  private rows(sql: string) {
    const ipc = this.run(sql);
    return rowsOf(decodeResult({ ipc, rowCount: Number.POSITIVE_INFINITY, truncated: false, elapsedMs: 0 }));
  }

  /** Keeps what the statement wrote, and nothing of ours. */
  commit({ steps }: SpatialJoinPlan, { text, start }: JudgedStatement): void {
    try {
      for (const { table } of steps) this.run(`DROP TABLE ${table}`);
      this.run('COMMIT');
      this.isOpen = false;
    } catch (error) {
      throw toQueryError(error, text, start);
    }
  }

  /** Undoes what is not committed: with a query that is only read, all hidden tables. */
  end(): void {
    if (!this.isOpen) return;
    this.isOpen = false;
    const { bindings, connection } = this.context;
    try {
      guarded(() => bindings.cancelPendingQuery(connection));
      this.run('ROLLBACK');
    } catch (error) {
      if (error instanceof DatabaseCrash) throw error;
      // A transaction that has failed may have ended by itself.
    }
  }
}

function pairsTableSql({ table, columns: [a, b] }: PairsStep): string {
  return `CREATE TABLE ${table} (${a} BIGINT, ${b} BIGINT)`;
}

/** `EXPLAIN`, with what belongs to it, at the head of a statement; empty where it has none. */
function explainHead({ text, tokens, start }: JudgedStatement): string {
  if (tokens[0]?.value !== 'explain') return '';
  let at = tokens[1]?.value === 'analyze' ? 2 : 1;
  if (tokens[at]?.value === '(' && !['select', 'with', 'from', '('].includes(tokens[at + 1]?.value ?? '')) {
    while (at < tokens.length && tokens[at]!.value !== ')') at++;
    at++;
  }
  return text.slice(0, (tokens[at]?.start ?? start) - start);
}

/** One line more than the database itself has to say. */
function explainedResult(result: RawResult, { steps }: SpatialJoinPlan): RawResult {
  const table = decodeResult({ ...result, elapsedMs: 0 });
  const values = [0, 1].map((column) =>
    Array.from({ length: table.rowCount }, (_none, row) => String(table.cell(row, column) ?? '')),
  );
  const joined = steps.flatMap((step) => (step.type === 'pairs' ? [step.condition] : []));
  const columns = [
    { name: 'explain_key', type: 'text', values: ['spatial_index', ...values[0]!] },
    {
      name: 'explain_value',
      type: 'text',
      values: [`joined through a spatial index: ${joined.join('; ')}`, ...values[1]!],
    },
  ] as const;
  const rowCount = table.rowCount + 1;
  return { ipc: encodeColumns({ table: 'explain', rowCount, columns }), rowCount, truncated: result.truncated };
}

function renamed(result: RawResult, names: readonly string[]): RawResult {
  const { schema, batches } = tableFromIPC(result.ipc);
  const fields = schema.fields.map((field, i) => new Field(names[i]!, field.type, field.nullable, field.metadata));
  const named = new Schema(fields, schema.metadata);
  const table = new Table(
    named,
    batches.map((batch) => new RecordBatch(named, batch.data)),
  );
  return { ...result, ipc: tableToIPC(table, 'stream') };
}
