/** What divides the cells of a table, found over its first lines. */

import { SHAPE_TEXT } from './geometry-columns.ts';

const CANDIDATES = ['\t', ';', ',', '|'] as const;
const LINES = 60;
/** So many lines of a table have as many cells as most of them. */
const AGREEMENT = 0.8;
/** A title has a third of the cells of a table, or fewer. */
const TITLE_SHARE = 3;

export interface TableShape {
  readonly delimiter: string;
  /** Cells of the first row that is no title. */
  readonly cells: number;
  /** Lines with something in them that stand over the table and are not divided as it is. */
  readonly titleLines: number;
  /** There are two rows at least, and most have as many cells as each other. */
  readonly isEven: boolean;
}

interface Candidate extends TableShape {
  /** The first row has as many cells as most. */
  readonly headFits: boolean;
}

/** A shape a line: their commas divide nothing. */
export const ONE_COLUMN: TableShape = { delimiter: '\t', cells: 1, titleLines: 0, isEven: true };

/** `head`: the beginning of the text, whole or cut. Null where no sign divides anything. */
export function findDelimiter(head: string): TableShape | null {
  const signs = SHAPE_TEXT.test(head) ? CANDIDATES.filter((sign) => sign !== ',') : CANDIDATES;
  const found = signs.map((delimiter) => shapeOf(head, delimiter)).filter((shape) => shape !== null);
  const even = found.filter(({ isEven }) => isEven);
  return (even.length > 0 ? even : found).toSorted(byFit)[0] ?? null;
}

/** Decimal commas divide rows evenly as well, but seldom as often as their head: `X,N,19,8;Y,N,19,8` over `1,5;2,5`. */
const byFit = (a: Candidate, b: Candidate) => Number(b.headFits) - Number(a.headFits) || b.cells - a.cells;

function shapeOf(head: string, delimiter: string): Candidate | null {
  const counts = cellsByRow(head, delimiter);
  const usual = counts.toSorted((a, b) => a - b)[counts.length >> 1] ?? 1;
  const agreeing = counts.filter((count) => count === usual).length;
  const isEven = counts.length >= 2 && usual >= 2 && agreeing >= counts.length * AGREEMENT;
  const isTitled = isEven && counts[0]! * TITLE_SHARE <= usual;
  const titleLines = isTitled ? counts.findIndex((count) => count * TITLE_SHARE > usual) : 0;
  const cells = counts[titleLines] ?? 1;
  return cells < 2 ? null : { delimiter, cells, titleLines, isEven, headFits: cells === usual };
}

/** Cells of the first rows that are whole; delimiters and line ends in quotes divide nothing. */
function cellsByRow(head: string, delimiter: string): number[] {
  const counts: number[] = [];
  let cells = 1;
  let quoted = false;
  let isEmpty = true;
  for (const sign of head) {
    if (sign === '"') quoted = !quoted;
    else if (!quoted && sign === delimiter) cells++;
    else if (!quoted && (sign === '\n' || sign === '\r')) {
      if (!isEmpty) counts.push(cells);
      if (counts.length === LINES) return counts;
      cells = 1;
      isEmpty = true;
      continue;
    }
    isEmpty = false;
  }
  // The last row may be cut; it counts where there is no other, or only the head.
  if (counts.length < 2 && !isEmpty) counts.push(cells);
  return counts;
}
