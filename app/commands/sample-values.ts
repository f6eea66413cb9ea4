import type { ResultTable } from '../core/store/database.ts';
import { type LayerStyle, styledValuesSql, type ValueSample } from '../core/twins/layer-style.ts';
import type { AppContext } from './app-context.ts';

/** Classes are made of so many values at most: more would not move a break that anybody could see. */
const MOST_NUMBERS = 50_000;
const MOST_TEXTS = 500;

export const NO_VALUES: ValueSample = { numbers: new Float64Array(0), texts: new Map() };

/**
 * What the values of a style look like. Of a large table it reads a fair sample: rows in the order of their ids' hashes.
 * Rejects with a QueryError where a person's expression or condition cannot be understood.
 */
export async function sampleValues(
  { ports }: AppContext,
  table: string,
  style: LayerStyle,
  signal: AbortSignal,
): Promise<ValueSample> {
  const sql = styledValuesSql(table, style);
  if (sql === null) return NO_VALUES;
  const { database } = ports;
  const values = await database.query(
    `SELECT value FROM (\n${sql}\n) WHERE value IS NOT NULL ORDER BY hash(feature_id) LIMIT ${MOST_NUMBERS}`,
    { maxRows: MOST_NUMBERS, signal },
  );
  if (values.columns[0]!.type === 'number') return sampleOfNumbers(values);
  const counted = await database.query(
    `SELECT CAST(value AS VARCHAR), count(*)::INTEGER FROM (\n${sql}\n) WHERE value IS NOT NULL
GROUP BY 1 ORDER BY 2 DESC, 1 LIMIT ${MOST_TEXTS}`,
    { maxRows: MOST_TEXTS, signal },
  );
  const texts = new Map<string, number>();
  for (let row = 0; row < counted.rowCount; row++)
    texts.set(String(counted.cell(row, 0)), Number(counted.cell(row, 1)));
  return { numbers: NO_VALUES.numbers, texts };
}

function sampleOfNumbers(values: ResultTable): ValueSample {
  const numbers: number[] = [];
  const texts = new Map<string, number>();
  for (let row = 0; row < values.rowCount; row++) {
    const value = Number(values.cell(row, 0));
    if (!Number.isFinite(value)) continue;
    numbers.push(value);
    const text = String(value);
    if (texts.size < MOST_TEXTS || texts.has(text)) texts.set(text, (texts.get(text) ?? 0) + 1);
  }
  return { numbers: Float64Array.from(numbers), texts };
}
