import type { ColumnType, ResultTable } from '../../core/store/database.ts';

/** Which picture suits a result, by the types of its columns. Column numbers refer to the result. */
export type ChartChoice =
  | { readonly mark: 'line'; readonly x: number; readonly y: number; readonly series: number | null }
  | { readonly mark: 'bar'; readonly x: number; readonly y: number }
  | { readonly mark: 'scatter'; readonly x: number; readonly y: number; readonly series: number | null }
  | { readonly mark: 'histogram'; readonly x: number }
  | { readonly mark: 'none' };

/** More series than this cannot be told apart by colour. */
export const MOST_SERIES = 7;
const SAMPLE_ROWS = 2_000;
/** Names that say which thing a row is about, not how much of it. */
const IDENTIFIER = /(^|_)(id|lon|lat|seq|run|key|hash|x|y)$/;

/**
 * Time and a number: a line, one per value of a text column with few values. Text and a number: bars. Two numbers: a
 * scatter plot. One number: a histogram. Numbers that only name or place things are passed over where others are there.
 */
export function chooseChart(table: ResultTable): ChartChoice {
  const of = (type: ColumnType) => table.columns.flatMap((column, index) => (column.type === type ? [index] : []));
  const numbers = of('number');
  const measures = numbers.filter((index) => !IDENTIFIER.test(table.columns[index]!.name));
  const [first, second] = measures.length > 0 ? measures : numbers;
  const times = of('time');
  const texts = of('text');
  if (first === undefined || table.rowCount === 0) return { mark: 'none' };
  const series = texts.find((index) => isSeries(table, index)) ?? null;
  const distinct = (index: number) => new Set(sample(table, index)).size === Math.min(SAMPLE_ROWS, table.rowCount);
  const [label] = [...texts].sort((a, b) => Number(distinct(b)) - Number(distinct(a)));
  const timeVaries = times.find((index) => new Set(sample(table, index)).size > 2);
  const onePerText = label !== undefined && distinct(label) && table.rowCount <= 60;
  if (timeVaries !== undefined && !onePerText) return { mark: 'line', x: timeVaries, y: first, series };
  if (label !== undefined && (onePerText || second === undefined)) return { mark: 'bar', x: label, y: first };
  if (second !== undefined) return { mark: 'scatter', x: first, y: second, series };
  return { mark: 'histogram', x: first };
}

function isSeries(table: ResultTable, column: number): boolean {
  const distinct = new Set(sample(table, column)).size;
  return distinct >= 2 && distinct <= MOST_SERIES && distinct < table.rowCount;
}

function sample(table: ResultTable, column: number): unknown[] {
  return Array.from({ length: Math.min(SAMPLE_ROWS, table.rowCount) }, (_, row) => table.cell(row, column));
}
