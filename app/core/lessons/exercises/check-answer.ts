/**
 * Checks an answer: runs it and the solution on fresh states, the shown one and those nobody sees, and compares the tables.
 * A wrong one is compared with the foreseen mistakes.
 */
import type { CancelSignal, QueryError } from '../../store/database.ts';
import { splitStatements } from '../../store/statement-guard.ts';
import { type AnswerTable, answerTable, chooseColumns } from './answer-table.ts';
import type { CheckReport, Finding, FindingCode } from './check-report.ts';
import { type Comparison, compareTables, firstDifferences, isSame } from './compare-tables.ts';
import { diagnose } from './diagnose.ts';
import type { Exercise } from './exercise.ts';
import { arrivalsSql, isNothing, stateSql } from './exercise-state.ts';
import type { LessonDatabase, Trial, TrialOptions, TrialStep } from './lesson-database.ts';
import { scoreAnswer } from './score-answer.ts';
import { matchedTopics, readFilters } from './topic-filters.ts';

const TOPICS = 'SELECT topic FROM topics ORDER BY topic';
/** Cells of an answer and of a mistake are of one make: only the order of sums may differ. */
const SAME = { absolute: 1e-9, relative: 1e-9 };

/** What an answer gave on one state. */
interface Outcome {
  readonly table: AnswerTable | null;
  readonly error: QueryError | null;
  readonly elapsedMs: number;
}

/** What is right on one state. */
interface Expected {
  readonly table: AnswerTable;
  readonly alternatives: AnswerTable | null;
}

/** What solution and mistakes gave, for the next check of the same exercise. */
export type CheckMemory = Map<string, unknown>;

export interface CheckOptions {
  readonly signal?: CancelSignal;
  readonly timeLimitMs?: number;
  /** Without one everything is run anew. One exercise each. */
  readonly memory?: CheckMemory;
}

/**
 * Rejects with QueryError where the exercise itself fails or the check is cancelled; everything wrong with the answer is
 * in the report.
 */
export async function checkAnswer(
  exercise: Exercise,
  answer: string,
  database: Pick<LessonDatabase, 'try' | 'tables'>,
  options: CheckOptions = {},
): Promise<CheckReport> {
  const { memory = new Map(), ...limits } = options;
  return new Check(exercise, answer, database, limits, memory).report();
}

class Check {
  constructor(
    private readonly exercise: Exercise,
    private readonly answer: string,
    private readonly database: Pick<LessonDatabase, 'try' | 'tables'>,
    private readonly options: TrialOptions,
    private readonly memory: CheckMemory,
  ) {}

  async report(): Promise<CheckReport> {
    const { kind, mostFilters } = this.exercise.answer;
    if (kind === 'filters') {
      const { filters, problems } = readFilters(this.answer);
      const [problem] = problems;
      if (problem !== undefined) return this.rejected('filter-invalid', { ...problem });
      if (filters.length === 0) return this.rejected('nothing-written');
      if (mostFilters !== null && filters.length > mostFilters) {
        return this.rejected('filters-too-many', { count: filters.length, most: mostFilters });
      }
    } else if (isNothing(this.answer)) return this.rejected('nothing-written');

    const { shown, hidden } = this.exercise.seeds;
    const expected = await this.expectedOn(shown);
    const given = await this.run(this.answer, shown);
    if (given.table === null) return this.failed(given.error!, expected);
    const first = await this.judge(shown, expected, given.table, given.elapsedMs);
    if (!first.passed) return first;
    if (await this.isUnstable(expected))
      return { ...first, passed: false, findings: [{ code: 'unstable', values: {} }] };
    for (const seed of hidden) {
      const elsewhere = await this.onHidden(seed);
      if (elsewhere !== null) return { ...first, passed: false, ...elsewhere };
    }
    return first;
  }

  /** What is told of a state that nobody sees: the mistake and the kind of difference, no rows. */
  private async onHidden(seed: number): Promise<Pick<CheckReport, 'mistake' | 'findings'> | null> {
    const expected = await this.expectedOn(seed);
    const given = await this.run(this.answer, seed);
    if (given.table === null) {
      return { mistake: null, findings: [finding('only-here'), this.errorFinding(given.error!)] };
    }
    const report = await this.judge(seed, expected, given.table, given.elapsedMs);
    if (report.passed) return null;
    return { mistake: report.mistake, findings: [finding('only-here'), ...report.findings] };
  }

  private async judge(seed: number, expected: Expected, given: AnswerTable, elapsedMs: number): Promise<CheckReport> {
    const { comparison, passed, findings } = this.verdict(expected, given);
    const base = this.describe(expected, given, comparison, elapsedMs);
    const remarks: Finding[] =
      comparison.extraColumns.length > 0
        ? [finding('columns-extra', { columns: comparison.extraColumns.join(', ') })]
        : [];
    if (passed) return { ...base, passed, mistake: null, findings: remarks, differences: [] };
    const mistake = await this.recognise(seed, expected.table, given);
    const repeated = await this.repeatFinding(seed);
    return { ...base, passed, mistake, findings: [...repeated, ...findings, ...remarks] };
  }

  private verdict(expected: Expected, given: AnswerTable) {
    const { answer } = this.exercise;
    const comparison = compareTables(expected.table, given, answer, expected.alternatives);
    const scored = answer.score === null ? null : scoreAnswer(expected.table, given, comparison, answer.score);
    const passed = scored === null ? isSame(comparison) : scored.passed;
    return {
      comparison,
      passed,
      findings: passed ? [] : (scored?.findings ?? diagnose(expected.table, given, comparison, answer)),
    };
  }

  private describe(expected: Expected, given: AnswerTable, comparison: Comparison, elapsedMs: number) {
    return {
      columns: expected.table.columns.map(({ name }) => name),
      kinds: expected.table.columns.map(({ kind }) => kind),
      expectedRows: expected.table.rows.length,
      foundRows: given.rows.length,
      rightRows: comparison.rightRows,
      differences: firstDifferences(expected.table, given, comparison),
      elapsedMs,
    };
  }

  /** The foreseen mistake whose table this is; one that is the whole table goes before one that some columns show. */
  private async recognise(seed: number, expected: AnswerTable, given: AnswerTable): Promise<string | null> {
    const { mistakes } = this.exercise;
    const answers = mistakes.map(({ answer }) => answer);
    const outcomes = await this.remembered('mistakes', seed, () => this.runAll(answers, seed));
    const inFullness = [...mistakes.keys()].sort((a, b) => mistakes[a]!.match.length - mistakes[b]!.match.length);
    const whole = inFullness.filter((i) => mistakes[i]!.match.length === 0);
    const byColumns = inFullness.filter((i) => mistakes[i]!.match.length > 0);
    for (const i of [...whole, ...byColumns]) {
      const table = outcomes[i]?.table ?? null;
      if (table !== null && this.isMistake(mistakes[i]!.match, expected, table, given)) return mistakes[i]!.id;
    }
    return null;
  }

  private isMistake(
    match: readonly string[],
    expected: AnswerTable,
    mistake: AnswerTable,
    given: AnswerTable,
  ): boolean {
    const rules = { ...this.exercise.answer, tolerance: SAME, tolerances: {} };
    if (match.length === 0) return isSame(compareTables(mistake, given, rules));
    const columns = [...new Set([...this.exercise.answer.key, ...match])];
    const [wrong, right, written] = [mistake, expected, given].map((table) => chooseColumns(table, columns));
    if (!wrong || !right || !written) return false;
    const unordered = { ...rules, ordered: false };
    // What the right answer has as well shows no mistake.
    return isSame(compareTables(wrong, written, unordered)) && !isSame(compareTables(right, written, unordered));
  }

  /** What was found out once for a seed is not found out again. */
  private async remembered<T>(what: string, seed: number, find: () => Promise<T>): Promise<T> {
    const key = `${what} ${seed}`;
    if (!this.memory.has(key)) this.memory.set(key, await find());
    return this.memory.get(key) as T;
  }

  private expectedOn(seed: number): Promise<Expected> {
    return this.remembered('expected', seed, () => this.findExpected(seed));
  }

  private async findExpected(seed: number): Promise<Expected> {
    const { truth, alternatives, solution, name } = this.exercise;
    const table =
      truth === null
        ? await this.run(solution, seed)
        : await this.tryOne({ state: stateSql(this.exercise, seed, true), steps: [truth] });
    if (table.table === null) throw new Error(`the solution of ${name} fails: ${table.error?.message}`);
    if (alternatives === null) return { table: table.table, alternatives: null };
    const others = await this.tryOne({ state: stateSql(this.exercise, seed), steps: [alternatives] });
    if (others.table === null) throw new Error(`the alternatives of ${name} fail: ${others.error?.message}`);
    return { table: table.table, alternatives: others.table };
  }

  /** The answer's table on a fresh state; `runs` for scripts. */
  private async run(answer: string, seed: number, runs = this.exercise.answer.runs): Promise<Outcome> {
    const state = stateSql(this.exercise, seed);
    switch (this.exercise.answer.kind) {
      case 'sql':
        return this.tryOne({ state, steps: [answer] });
      case 'script': {
        const arrivals = arrivalsSql(this.exercise, seed);
        const steps: TrialStep[] = [];
        for (let i = 0; i < runs; i++) {
          if (i > 0 && arrivals !== null) steps.push({ house: arrivals });
          steps.push(answer);
        }
        return this.tryOne({ state, steps: [...steps, this.exercise.probe!], committing: true });
      }
      case 'filters': {
        const { table, error, elapsedMs } = await this.tryOne({ state, steps: [TOPICS] });
        if (table === null) return { table, error, elapsedMs };
        const topics = matchedTopics(
          readFilters(answer).filters,
          table.rows.map(([topic]) => String(topic)),
        );
        return {
          table: { columns: [{ name: 'topic', kind: 'text' }], rows: topics.map((topic) => [topic]) },
          error,
          elapsedMs,
        };
      }
    }
  }

  /** Several answers on one state where they only read; else each on its own. */
  private async runAll(answers: readonly string[], seed: number): Promise<Outcome[]> {
    const { kind } = this.exercise.answer;
    if (kind === 'sql' && answers.length > 1 && answers.every((sql) => splitStatements(sql).length === 1)) {
      const { results, error } = await this.database.try(
        { state: stateSql(this.exercise, seed), steps: answers },
        this.options,
      );
      if (error === null) {
        return results.map((result) => ({ table: answerTable(result), error: null, elapsedMs: result.elapsedMs }));
      }
    }
    const outcomes: Outcome[] = [];
    for (const answer of answers) outcomes.push(await this.run(answer, seed));
    return outcomes;
  }

  private async tryOne(trial: Trial): Promise<Outcome> {
    const { results, error } = await this.database.try(trial, this.options);
    if (error !== null && error.kind === 'cancelled') throw error;
    const last = results.at(-1);
    if (error !== null || last === undefined) return { table: null, error, elapsedMs: 0 };
    return { table: answerTable(last), error: null, elapsedMs: last.elapsedMs };
  }

  /** True where a second run of a query on the same state is wrong: it was right by chance. */
  private async isUnstable(expected: Expected): Promise<boolean> {
    if (this.exercise.answer.kind !== 'sql') return false;
    const again = await this.run(this.answer, this.exercise.seeds.shown);
    return again.table === null || !this.verdict(expected, again.table).passed;
  }

  /** Says so where a script is right once and wrong when run again. */
  private async repeatFinding(seed: number): Promise<Finding[]> {
    const { kind, runs } = this.exercise.answer;
    if (kind !== 'script' || runs < 2) return [];
    const [solution, answer] = [await this.run(this.exercise.solution, seed, 1), await this.run(this.answer, seed, 1)];
    if (solution.table === null || answer.table === null) return [];
    const isRightOnce = isSame(compareTables(solution.table, answer.table, this.exercise.answer));
    return isRightOnce ? [finding('not-repeatable')] : [];
  }

  private async failed(error: QueryError, expected: Expected): Promise<CheckReport> {
    const findings = [this.errorFinding(error)];
    if (error.kind === 'catalog') {
      const tables = await this.database.tables();
      const isMade = tables.some(({ name }) => error.message.toLowerCase().includes(`${name.toLowerCase()} `));
      if (isMade) findings.unshift(finding('not-by-itself'));
    }
    const script =
      this.exercise.answer.kind === 'script' && (await this.run(this.answer, this.exercise.seeds.shown, 1));
    if (script && script.table !== null) findings.unshift(finding('not-repeatable'));
    return { ...this.rejected(findings[0]!.code), findings, expectedRows: expected.table.rows.length };
  }

  private errorFinding(error: QueryError): Finding {
    if (error.kind === 'time-limit') return finding('too-slow');
    const position = error.position === undefined ? {} : { position: error.position };
    return finding('failed', { error: error.message, ...position });
  }

  /** Not even run. */
  private rejected(code: FindingCode, values: Finding['values'] = {}): CheckReport {
    return {
      passed: false,
      mistake: null,
      findings: [finding(code, values)],
      columns: [],
      kinds: [],
      expectedRows: 0,
      foundRows: 0,
      rightRows: 0,
      differences: [],
      elapsedMs: 0,
    };
  }
}

function finding(code: FindingCode, values: Finding['values'] = {}): Finding {
  return { code, values };
}
