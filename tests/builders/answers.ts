import { type AnswerTable, answerTable } from '../../app/core/lessons/exercises/answer-table.ts';
import type { ComparisonRules } from '../../app/core/lessons/exercises/compare-tables.ts';
import type { Cell } from '../../app/core/store/database.ts';
import { type ColumnSpec, resultTable } from './result-table.ts';

export function answer(columns: readonly ColumnSpec[], rows: readonly (readonly Cell[])[]): AnswerTable {
  return answerTable(resultTable(columns, rows));
}

export function rules(fields: Partial<ComparisonRules> = {}): ComparisonRules {
  return { ordered: false, key: [], tolerance: { absolute: 0, relative: 0 }, tolerances: {}, ...fields };
}
