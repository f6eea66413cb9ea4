/** What divides the cells of a table, found over its first lines. */

const CANDIDATES = ['\t', ';', ',', '|'] as const;
const LINES = 60;
/** So many lines of a table have as many cells as most of them. */
const AGREEMENT = 0.8;

export interface TableShape {
  readonly delimiter: string;
  /** Cells of the first row. */
  readonly cells: number;
  /** There are two rows at least, and most have as many cells as each other. */
  readonly isEven: boolean;
}

/** `head`: the beginning of the text, whole or cut. Null where no sign divides anything. */
export function findDelimiter(head: string): TableShape | null {
  const found = CANDIDATES.map((delimiter) => shapeOf(head, delimiter)).filter((shape) => shape !== null);
  const even = found.filter(({ isEven }) => isEven);
  return (even.length > 0 ? even : found).toSorted((a, b) => b.cells - a.cells)[0] ?? null;
}

function shapeOf(head: string, delimiter: string): TableShape | null {
  const counts = cellsByRow(head, delimiter);
  const [first = 1] = counts;
  const usual = counts.toSorted((a, b) => a - b)[counts.length >> 1] ?? 1;
  if (first < 2) return null;
  const agreeing = counts.filter((count) => count === usual).length;
  const isTable = counts.length >= 2 && usual >= 2;
  return { delimiter, cells: first, isEven: isTable && agreeing >= counts.length * AGREEMENT };
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
