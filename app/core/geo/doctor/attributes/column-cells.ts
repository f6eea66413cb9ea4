/**
 * What a column holds while a file is read. Rows without a value cost nothing, a text that comes again is kept once, and
 * numbers lie in the engine's packed arrays: ten thousand columns of which each row fills three are no trouble.
 */

/** What JSON can say of one place. */
export type Cell = number | boolean | string;

/** Distinct texts after which a column whose texts hardly repeat stops looking for repetitions. */
const MOST_DISTINCT = 50_000;

export class ColumnCells {
  /** Rows of the cells; null while every row from 0 on has one. */
  #rows: number[] | null = null;
  readonly #cells: Cell[] = [];
  #texts: Map<string, string> | null = new Map();
  numbers = 0;
  booleans = 0;
  texts = 0;

  get filled(): number {
    return this.#cells.length;
  }

  /** Different texts, each once; null where they were too many to remember. */
  get distinctTexts(): readonly string[] | null {
    return this.#texts === null ? null : [...this.#texts.keys()];
  }

  /** Rows must come in rising order; a second cell for the same row replaces the first. */
  set(row: number, cell: Cell): void {
    const count = this.#cells.length;
    if (count > 0 && this.rowAt(count - 1) === row) {
      this.#count(this.#cells[count - 1]!, -1);
      this.#count(cell, 1);
      this.#cells[count - 1] = this.#shared(cell);
      return;
    }
    if (this.#rows !== null) this.#rows.push(row);
    else if (row !== count) {
      this.#rows = Array.from({ length: count }, (_, index) => index);
      this.#rows.push(row);
    }
    this.#count(cell, 1);
    this.#cells.push(this.#shared(cell));
  }

  cellAt(index: number): Cell {
    return this.#cells[index]!;
  }

  rowAt(index: number): number {
    return this.#rows === null ? index : this.#rows[index]!;
  }

  /** Every cell with its row, in order; ends early where `visit` answers false. */
  each(visit: (cell: Cell, row: number) => boolean): boolean {
    for (let index = 0; index < this.#cells.length; index++) {
      if (!visit(this.#cells[index]!, this.rowAt(index))) return false;
    }
    return true;
  }

  /** Different texts, each at least once: what a rule over all texts of the column has to look at. */
  everyText(rule: (text: string) => boolean): boolean {
    if (this.#texts !== null) {
      for (const text of this.#texts.keys()) if (!rule(text)) return false;
      return true;
    }
    return this.each((cell) => typeof cell !== 'string' || rule(cell));
  }

  #count(cell: Cell, by: number): void {
    if (typeof cell === 'number') this.numbers += by;
    else if (typeof cell === 'string') this.texts += by;
    else this.booleans += by;
  }

  /** One instance of a text for all rows that hold it, so that the file's copies can be freed. */
  #shared(cell: Cell): Cell {
    if (typeof cell !== 'string' || this.#texts === null) return cell;
    const known = this.#texts.get(cell);
    if (known !== undefined) return known;
    if (this.#texts.size >= MOST_DISTINCT && this.#texts.size * 2 > this.texts) this.#texts = null;
    else this.#texts.set(cell, cell);
    return cell;
  }
}
