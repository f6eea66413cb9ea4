import type { Cell, ColumnCells } from './column-cells.ts';
import type { ColumnValue, ColumnValues } from './imported-column.ts';

/**
 * A column's values, read from its cells when they are asked for: nothing is kept twice. Rows in rising order are
 * found at once, others by bisection.
 */
export class CellValues implements ColumnValues {
  readonly length: number;
  readonly #cells: ColumnCells;
  readonly #read: (cell: Cell) => ColumnValue;
  #next = 0;

  constructor(cells: ColumnCells, rows: number, read: (cell: Cell) => ColumnValue) {
    this.length = rows;
    this.#cells = cells;
    this.#read = read;
  }

  at(row: number): ColumnValue | undefined {
    if (row < 0 || row >= this.length) return undefined;
    const index = this.#indexOf(row);
    return index === -1 ? null : this.#read(this.#cells.cellAt(index));
  }

  #indexOf(row: number): number {
    const cells = this.#cells;
    const next = this.#next;
    if (next < cells.filled && cells.rowAt(next) === row) {
      this.#next = next + 1;
      return next;
    }
    let low = 0;
    let high = cells.filled - 1;
    while (low <= high) {
      const middle = (low + high) >> 1;
      const there = cells.rowAt(middle);
      if (there === row) {
        this.#next = middle + 1;
        return middle;
      }
      if (there < row) low = middle + 1;
      else high = middle - 1;
    }
    // The next row that has a value, which is likely asked for next.
    this.#next = low;
    return -1;
  }
}
