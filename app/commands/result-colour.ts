import type { ResultTable } from '../core/store/database.ts';
import { unitOfColumn } from '../core/twins/column-unit.ts';
import type { ColourRule } from '../core/twins/layer-spec.ts';
import { OKABE_ITO } from '../core/twins/ramps.ts';

/** More categories than this cannot be told apart by colour; the rest stays unpainted. */
const MOST_CATEGORIES = 8;
/** The value that every row of a result without values is given: being in it. */
export const IN_RESULT = 'in the result';

/** A rule that fits the values of a result's column: a ramp between round numbers, or the most frequent categories. */
export function ruleForResult(result: ResultTable, column: string | null): ColourRule {
  const index = result.columns.findIndex(({ name }) => name === column);
  if (column === null || index < 0) {
    const colour = OKABE_ITO[0]!;
    const categories = [{ value: IN_RESULT, colour, label: 'legend.in-result' }];
    return { type: 'categories', attribute: 'in_result', categories };
  }
  const cells = Array.from({ length: result.rowCount }, (_, row) => result.cell(row, index));
  if (result.columns[index]!.type !== 'number') return categoriesOf(column, cells);
  let low = Number.POSITIVE_INFINITY;
  let high = Number.NEGATIVE_INFINITY;
  for (const cell of cells) {
    const value = typeof cell === 'bigint' ? Number(cell) : cell;
    if (typeof value !== 'number' || !Number.isFinite(value)) continue;
    low = Math.min(low, value);
    high = Math.max(high, value);
  }
  return {
    type: 'ramp',
    attribute: column,
    ramp: 'viridis',
    ...roundedSpan(low, high),
    breaks: [],
    unit: unitOf(result, column),
  };
}

/** Ends moved outwards to multiples of 1, 2 or 5 times a power of ten. */
export function roundedSpan(low: number, high: number): { readonly low: number; readonly high: number } {
  if (!(high >= low)) return { low: 0, high: 1 };
  if (low === high) return { low: low - 1, high: high + 1 };
  const rough = (high - low) / 10;
  const power = 10 ** Math.floor(Math.log10(rough));
  const step = [1, 2, 5, 10].map((factor) => factor * power).find((candidate) => candidate >= rough)!;
  // Dividing by a whole number keeps 0.1-like ends exact where multiplying by the step would not.
  const tidy = (value: number) => Number(value.toPrecision(12));
  return { low: tidy(Math.floor(low / step) * step), high: tidy(Math.ceil(high / step) * step) };
}

/** The unit that the column `unit` gives all rows, when `value` is what it belongs to; else what the name tells. */
function unitOf(result: ResultTable, column: string): string {
  const index = result.columns.findIndex(({ name, type }) => name === 'unit' && type === 'text');
  if (column !== 'value' || index < 0) return unitOfColumn(column);
  const units = new Set(Array.from({ length: result.rowCount }, (_, row) => result.cell(row, index)));
  const [unit] = units;
  return units.size === 1 && typeof unit === 'string' ? unit : '';
}

function categoriesOf(attribute: string, cells: readonly unknown[]): ColourRule {
  const counts = new Map<string, number>();
  for (const cell of cells) if (cell !== null) counts.set(String(cell), (counts.get(String(cell)) ?? 0) + 1);
  const chosen = [...counts].sort(([a, m], [b, n]) => n - m || (a < b ? -1 : 1)).slice(0, MOST_CATEGORIES);
  const categories = chosen.map(([value], index) => ({ value, colour: OKABE_ITO[index] ?? '#8c8c8c', label: value }));
  return { type: 'categories', attribute, categories };
}
