/** A result as the checker reads it: cells of one kind a column, names as they are compared. */
import type { Cell, ColumnType, ResultTable } from '../../store/database.ts';

export type ValueKind = 'number' | 'text' | 'time' | 'yes-no' | 'nothing';

export interface AnswerColumn {
  /** As the answer writes it. */
  readonly name: string;
  readonly kind: ValueKind;
}

export interface AnswerTable {
  readonly columns: readonly AnswerColumn[];
  /** By row, then by column. Numbers are numbers, times ms UTC, everything unknown is text. */
  readonly rows: readonly (readonly Cell[])[];
}

const KINDS: Readonly<Record<ColumnType, ValueKind>> = {
  number: 'number',
  text: 'text',
  boolean: 'yes-no',
  time: 'time',
  blob: 'text',
  other: 'text',
};

/** Names are the same whatever their case; blanks are underscores. */
export function columnKey(name: string): string {
  return name.trim().toLowerCase().replaceAll(/\s+/g, '_');
}

function plainCell(cell: Cell): Cell {
  if (typeof cell === 'bigint') return Number(cell);
  if (cell instanceof Uint8Array) return [...cell].map((byte) => byte.toString(16).padStart(2, '0')).join('');
  return cell;
}

export function answerTable(result: ResultTable): AnswerTable {
  const rows: Cell[][] = [];
  for (let row = 0; row < result.rowCount; row++) {
    rows.push(result.columns.map((_column, i) => plainCell(result.cell(row, i))));
  }
  const columns = result.columns.map(({ name, type }, i) => ({
    name,
    // A column of NULLs alone may be meant for anything.
    kind: rows.every((cells) => cells[i] === null) ? ('nothing' as const) : KINDS[type],
  }));
  return { columns, rows };
}

/** The table with the columns named, in this order; null where one is not there. */
export function chooseColumns(table: AnswerTable, names: readonly string[]): AnswerTable | null {
  const at = names.map((name) => table.columns.findIndex((column) => columnKey(column.name) === columnKey(name)));
  if (at.includes(-1)) return null;
  return {
    columns: at.map((i) => table.columns[i]!),
    rows: table.rows.map((cells) => at.map((i) => cells[i]!)),
  };
}
