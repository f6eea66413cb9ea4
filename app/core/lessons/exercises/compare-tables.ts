/** Compares an answer's table with the expected one: rows as a multiset, or by their key, numbers within a tolerance. */
import type { Cell } from '../../store/database.ts';
import { type AnswerTable, columnKey } from './answer-table.ts';
import type { Difference } from './check-report.ts';
import type { AnswerRules, Tolerance } from './exercise.ts';

export type ComparisonRules = Pick<AnswerRules, 'ordered' | 'key' | 'tolerance' | 'tolerances'>;

/** Two rows that are meant to be the same one; numbers of rows. */
export interface RowPair {
  readonly expected: number;
  readonly found: number;
  /** Columns of the expected table that differ. */
  readonly columns: readonly number[];
}

export interface Comparison {
  /** For each expected column the found one's number; -1 where there is none. */
  readonly columnOf: readonly number[];
  readonly extraColumns: readonly string[];
  /** Columns of another kind of value. */
  readonly wrongKinds: readonly number[];
  /** Pairs that differ. Without a key: pairs made of what was left, in order of their cells, where as many were left on both sides. */
  readonly wrong: readonly RowPair[];
  readonly missing: readonly number[];
  readonly extra: readonly number[];
  /** Of the extra ones: those that are right, but there before. */
  readonly doubled: readonly number[];
  readonly rightRows: number;
  /** The rows are right and their order is not. */
  readonly isDisordered: boolean;
}

export function isSame(comparison: Comparison): boolean {
  const { columnOf, wrongKinds, wrong, missing, extra, isDisordered } = comparison;
  return (
    !columnOf.includes(-1) &&
    wrongKinds.length === 0 &&
    wrong.length === 0 &&
    missing.length === 0 &&
    extra.length === 0 &&
    !isDisordered
  );
}

/** `alternatives` has the expected table's columns: rows that are right as well, matched by the key. */
export function compareTables(
  expected: AnswerTable,
  found: AnswerTable,
  rules: ComparisonRules,
  alternatives: AnswerTable | null = null,
): Comparison {
  const columnOf = matchColumns(expected, found);
  const used = new Set(columnOf);
  const extraColumns = found.columns.filter((_column, i) => !used.has(i)).map(({ name }) => name);
  const wrongKinds = expected.columns
    .map((_column, i) => i)
    .filter((i) => columnOf[i] !== -1 && !areSameKind(expected.columns[i]!.kind, found.columns[columnOf[i]!]!.kind));
  const comparer = new RowComparer(expected, found, rules, columnOf, alternatives);
  const rows = columnOf.includes(-1) || wrongKinds.length > 0 ? NOTHING_COMPARED : comparer.compare();
  return { columnOf, extraColumns, wrongKinds, ...rows };
}

const NOTHING_COMPARED = { wrong: [], missing: [], extra: [], doubled: [], rightRows: 0, isDisordered: false };

function areSameKind(expected: string, found: string): boolean {
  return expected === found || expected === 'nothing' || found === 'nothing';
}

/** By name first; what is left by position, where both tables have as many columns. */
function matchColumns(expected: AnswerTable, found: AnswerTable): number[] {
  const names = found.columns.map(({ name }) => columnKey(name));
  const columnOf = expected.columns.map(({ name }) => names.indexOf(columnKey(name)));
  if (expected.columns.length !== found.columns.length) return columnOf;
  const used = new Set(columnOf);
  return columnOf.map((column, i) => (column === -1 && !used.has(i) ? i : column));
}

type RowResult = Omit<Comparison, 'columnOf' | 'extraColumns' | 'wrongKinds'>;

class RowComparer {
  private readonly tolerances: readonly Tolerance[];
  private readonly keyColumns: readonly number[];
  private readonly alternativesByKey = new Map<string, number[]>();

  constructor(
    private readonly expected: AnswerTable,
    private readonly found: AnswerTable,
    private readonly rules: ComparisonRules,
    private readonly columnOf: readonly number[],
    private readonly alternatives: AnswerTable | null,
  ) {
    const keys = expected.columns.map(({ name }) => columnKey(name));
    const byColumn = new Map(Object.entries(rules.tolerances).map(([name, value]) => [columnKey(name), value]));
    this.tolerances = keys.map((key, i) => {
      const tolerance = byColumn.get(key) ?? rules.tolerance;
      if (expected.columns[i]!.kind !== 'time') return tolerance;
      // Seconds in the rules, milliseconds in the cells; a share of a date means nothing.
      return { absolute: tolerance.absolute * 1000, relative: 0 };
    });
    this.keyColumns = rules.key.map((name) => keys.indexOf(columnKey(name))).filter((column) => column !== -1);
    alternatives?.rows.forEach((cells, row) => {
      push(this.alternativesByKey, this.keyOf(cells), row);
    });
  }

  compare(): RowResult {
    const result = this.keyColumns.length > 0 ? this.byKey() : this.asMultiset();
    const isRight = result.wrong.length + result.missing.length + result.extra.length === 0;
    return { ...result, isDisordered: isRight && this.rules.ordered && !this.isInOrder() };
  }

  private isInOrder(): boolean {
    return this.expected.rows.every((_cells, row) => this.differing(row, row).length === 0);
  }

  private expectedCell(row: number, column: number): Cell {
    return this.expected.rows[row]![column]!;
  }

  private foundCell(row: number, column: number): Cell {
    return this.found.rows[row]![this.columnOf[column]!]!;
  }

  /** Columns in which two rows differ. */
  private differing(expected: number, found: number): number[] {
    const columns: number[] = [];
    for (let i = 0; i < this.expected.columns.length; i++) {
      if (!areEqual(this.expectedCell(expected, i), this.foundCell(found, i), this.tolerances[i]!)) columns.push(i);
    }
    return columns;
  }

  private isAlternative(found: number, key: string): boolean {
    return (this.alternativesByKey.get(key) ?? []).some((row) =>
      this.alternatives!.rows[row]!.every((cell, i) => areEqual(cell, this.foundCell(found, i), this.tolerances[i]!)),
    );
  }

  private keyOf(cells: readonly Cell[]): string {
    return JSON.stringify(this.keyColumns.map((column) => keyCell(cells[column]!)));
  }

  private foundRow(row: number): Cell[] {
    return this.expected.columns.map((_column, i) => this.foundCell(row, i));
  }

  private byKey(): RowResult {
    const waiting = new Map<string, number[]>();
    this.expected.rows.forEach((cells, row) => {
      push(waiting, this.keyOf(cells), row);
    });
    const known = new Set(waiting.keys());
    const wrong: RowPair[] = [];
    const extra: number[] = [];
    const doubled: number[] = [];
    let rightRows = 0;
    this.found.rows.forEach((_cells, row) => {
      const key = this.keyOf(this.foundRow(row));
      const candidates = waiting.get(key) ?? [];
      if (candidates.length === 0) {
        extra.push(row);
        if (known.has(key)) doubled.push(row);
        return;
      }
      const same = candidates.findIndex((candidate) => this.differing(candidate, row).length === 0);
      const [taken] = candidates.splice(Math.max(same, 0), 1);
      if (same !== -1 || this.isAlternative(row, key)) rightRows++;
      else wrong.push({ expected: taken!, found: row, columns: this.differing(taken!, row) });
    });
    const missing = [...waiting.values()].flat().sort((a, b) => a - b);
    return { wrong, missing, extra, doubled, rightRows, isDisordered: false };
  }

  private asMultiset(): RowResult {
    const numeric = this.expected.columns.map((_column, i) => i).filter((i) => this.isMeasured(i));
    const [first] = numeric;
    const waiting = new Map<string, number[]>();
    this.found.rows.forEach((_cells, row) => {
      push(waiting, this.exactKey(this.foundRow(row), numeric), row);
    });
    const value = (row: number) => Number(this.foundCell(row, first!));
    if (first !== undefined) for (const rows of waiting.values()) rows.sort((a, b) => value(a) - value(b));
    const missing: number[] = [];
    let rightRows = 0;
    this.expected.rows.forEach((cells, row) => {
      const candidates = waiting.get(this.exactKey(cells, numeric)) ?? [];
      const at = this.findSame(candidates, row, first);
      if (at === -1) missing.push(row);
      else {
        candidates.splice(at, 1);
        rightRows++;
      }
    });
    const extra = [...waiting.values()].flat().sort((a, b) => a - b);
    const doubled = extra.filter((row) => this.isThereBefore(row, numeric));
    if (missing.length > 0 && missing.length === extra.length) {
      return {
        wrong: this.pairUp(missing, extra),
        missing: [],
        extra: [],
        doubled: [],
        rightRows,
        isDisordered: false,
      };
    }
    return { wrong: [], missing, extra, doubled, rightRows, isDisordered: false };
  }

  private isMeasured(column: number): boolean {
    const { kind } = this.expected.columns[column]!;
    const { absolute, relative } = this.tolerances[column]!;
    return (kind === 'number' || kind === 'time') && absolute + relative > 0;
  }

  /** The cells that have to be the same; of the measured ones only whether there is a number. */
  private exactKey(cells: readonly Cell[], measured: readonly number[]): string {
    return JSON.stringify(
      cells.map((cell, i) => {
        if (!measured.includes(i)) return keyCell(cell);
        return cell === null ? null : Number.isNaN(cell) ? 'NaN' : 0;
      }),
    );
  }

  private findSame(candidates: readonly number[], expected: number, first: number | undefined): number {
    if (first === undefined) return candidates.length > 0 ? 0 : -1;
    const target = Number(this.expectedCell(expected, first));
    const { absolute, relative } = this.tolerances[first]!;
    const reach = absolute + relative * Math.abs(target);
    let low = 0;
    for (let high = candidates.length; low < high; ) {
      const middle = (low + high) >> 1;
      if (Number(this.foundCell(candidates[middle]!, first)) < target - reach) low = middle + 1;
      else high = middle;
    }
    for (let i = low; i < candidates.length; i++) {
      if (Number(this.foundCell(candidates[i]!, first)) > target + reach) return -1;
      if (this.differing(expected, candidates[i]!).length === 0) return i;
    }
    // NaN sorts nowhere.
    return Number.isNaN(target) ? candidates.findIndex((row) => this.differing(expected, row).length === 0) : -1;
  }

  private isThereBefore(row: number, measured: readonly number[]): boolean {
    const key = this.exactKey(this.foundRow(row), measured);
    return this.expected.rows.some(
      (cells, expected) => this.exactKey(cells, measured) === key && this.differing(expected, row).length === 0,
    );
  }

  /** Rows that are left on both sides, side by side in the order of their cells. */
  private pairUp(missing: readonly number[], extra: readonly number[]): RowPair[] {
    const sorted = (rows: readonly number[], cells: (row: number) => readonly Cell[]) =>
      [...rows].sort((a, b) => compareCells(cells(a), cells(b)));
    const found = sorted(extra, (row) => this.foundRow(row));
    return sorted(missing, (row) => this.expected.rows[row]!).map((expected, i) => ({
      expected,
      found: found[i]!,
      columns: this.differing(expected, found[i]!),
    }));
  }
}

function push(map: Map<string, number[]>, key: string, row: number): void {
  const rows = map.get(key);
  if (rows === undefined) map.set(key, [row]);
  else rows.push(row);
}

function keyCell(cell: Cell): string | number | boolean | null {
  if (typeof cell === 'number') return Number.isFinite(cell) ? cell : `number ${cell}`;
  return typeof cell === 'string' || typeof cell === 'boolean' ? cell : cell === null ? null : String(cell);
}

/** `NULL` is `NULL`, `NaN` is `NaN`. */
function areEqual(expected: Cell, found: Cell, { absolute, relative }: Tolerance): boolean {
  if (expected === null || found === null) return expected === found;
  if (typeof expected === 'number' && typeof found === 'number') {
    if (Object.is(expected, found) || expected === found) return true;
    return Math.abs(expected - found) <= absolute + relative * Math.abs(expected);
  }
  return expected === found;
}

function compareCells(a: readonly Cell[], b: readonly Cell[]): number {
  for (let i = 0; i < a.length; i++) {
    const [left, right] = [a[i]!, b[i]!];
    if (left === right) continue;
    if (left === null) return -1;
    if (right === null) return 1;
    if (left < right) return -1;
    if (left > right) return 1;
  }
  return 0;
}

const MOST_DIFFERENCES = 3;

/** The first differing rows, as they are shown. */
export function firstDifferences(expected: AnswerTable, found: AnswerTable, comparison: Comparison): Difference[] {
  const foundCells = (row: number) => comparison.columnOf.map((column) => found.rows[row]![column]!);
  const all = expected.columns.map((_column, i) => i);
  const differences: Difference[] = [
    ...comparison.wrong.map((pair) => ({
      type: 'wrong' as const,
      row: pair.found,
      expected: expected.rows[pair.expected]!,
      found: foundCells(pair.found),
      columns: pair.columns,
    })),
    ...comparison.missing.slice(0, MOST_DIFFERENCES).map((row) => ({
      type: 'missing' as const,
      row: null,
      expected: expected.rows[row]!,
      found: null,
      columns: all,
    })),
    ...comparison.extra.slice(0, MOST_DIFFERENCES).map((row) => ({
      type: 'extra' as const,
      row,
      expected: null,
      found: foundCells(row),
      columns: all,
    })),
  ];
  return differences.slice(0, MOST_DIFFERENCES);
}
