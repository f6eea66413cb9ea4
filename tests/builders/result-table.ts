import type { Cell, ColumnType, ResultTable } from '../../app/core/store/database.ts';

export type ColumnSpec = readonly [name: string, type: ColumnType, sqlType?: string];

const SQL_TYPES: Readonly<Record<ColumnType, string>> = {
  number: 'DOUBLE',
  text: 'VARCHAR',
  boolean: 'BOOLEAN',
  time: 'TIMESTAMP',
  blob: 'BLOB',
  other: 'STRUCT',
};

/** A result written out by hand, row by row. */
export function resultTable(columns: readonly ColumnSpec[], rows: readonly (readonly Cell[])[] = []): ResultTable {
  return {
    columns: columns.map(([name, type, sqlType]) => ({ name, type, sqlType: sqlType ?? SQL_TYPES[type] })),
    rowCount: rows.length,
    truncated: false,
    elapsedMs: 12,
    cell: (row, column) => rows[row]![column]!,
  };
}
