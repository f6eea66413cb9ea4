/** Judges links that may be left open: how many of the given ones are right, how many of the true ones are given. */
import { type AnswerTable, columnKey } from './answer-table.ts';
import type { Finding } from './check-report.ts';
import type { Comparison } from './compare-tables.ts';
import { diagnose } from './diagnose.ts';
import type { ScoreRules } from './exercise.ts';

export interface Score {
  readonly passed: boolean;
  readonly findings: readonly Finding[];
}

/** Sums of whole people and of shares of them differ by no more than this. */
const SUM_TOLERANCE = 1e-6;

/** `comparison` is of the truth with the answer, rows matched by their key. */
export function scoreAnswer(truth: AnswerTable, given: AnswerTable, comparison: Comparison, rules: ScoreRules): Score {
  const { columnOf, wrongKinds, missing, extra } = comparison;
  if (columnOf.includes(-1) || wrongKinds.length > 0 || missing.length + extra.length > 0) {
    return { passed: false, findings: diagnose(truth, given, { ...comparison, wrong: [] }, { key: [] }) };
  }
  const at = columnNumber(truth, rules.column);
  const link = columnOf[at]!;
  const wrongLinks = new Set(comparison.wrong.filter(({ columns }) => columns.includes(at)).map(({ found }) => found));
  const isGiven = (row: number) => given.rows[row]![link] !== null;
  const givenCount = given.rows.filter((_cells, row) => isGiven(row)).length;
  const right = given.rows.filter((_cells, row) => isGiven(row) && !wrongLinks.has(row)).length;
  const trueCount = truth.rows.filter((cells) => cells[at] !== null).length;

  const findings: Finding[] = [];
  const percent = (share: number) => Math.floor(share * 1000) / 10;
  const precision = givenCount === 0 ? 0 : right / givenCount;
  if (precision < rules.precision) {
    findings.push({ code: 'precision-low', values: { percent: percent(precision), least: percent(rules.precision) } });
  }
  const recall = trueCount === 0 ? 1 : right / trueCount;
  if (recall < rules.recall) {
    findings.push({ code: 'recall-low', values: { percent: percent(recall), least: percent(rules.recall) } });
  }
  if (rules.conserve !== null) {
    const column = columnNumber(truth, rules.conserve);
    const expected = sumOf(truth, column);
    const found = sumOf(given, columnOf[column]!);
    if (Math.abs(expected - found) > SUM_TOLERANCE) {
      findings.push({ code: 'sum-changed', values: { column: rules.conserve, expected, found } });
    }
  }
  return { passed: findings.length === 0, findings };
}

function columnNumber(table: AnswerTable, name: string): number {
  return table.columns.findIndex((column) => columnKey(column.name) === columnKey(name));
}

function sumOf(table: AnswerTable, column: number): number {
  return table.rows.reduce((sum, cells) => sum + Number(cells[column] ?? 0), 0);
}
