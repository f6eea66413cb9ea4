/** Types of columns as text from outside: whether it is a type and nothing else, so that it may stand in a statement. */
import { tokenizeSql } from './sql-tokens.ts';

const TYPES: ReadonlySet<string> = new Set(
  `bigint bit blob boolean date decimal double enum float hugeint integer interval map smallint struct time
   timestamp timestamp_ms timestamp_ns timestamp_s timetz timestamptz tinyint ubigint uhugeint uinteger union usmallint
   utinyint uuid varchar bignum varint`.split(/\s+/),
);
/** `TIMESTAMP WITH TIME ZONE`. */
const MORE: ReadonlySet<string> = new Set(['with', 'time', 'zone']);
const LONGEST = 2_000;

/** True for DuckDB's own way to write a type: `DECIMAL(18,3)`, `STRUCT(a INTEGER, "b c" VARCHAR[])`, `ENUM('x', 'y')`. */
export function isTypeText(text: string): boolean {
  if (text.length > LONGEST || text.includes('\0') || /--|\/\*|\$/.test(withoutQuoted(text))) return false;
  const tokens = tokenizeSql(text);
  if (tokens[0]?.type !== 'word' || !TYPES.has(tokens[0].value)) return false;
  const open: string[] = [];
  for (const { type, value } of tokens) {
    if (type === 'symbol') {
      if (value === '(' || value === '[') open.push(value);
      else if (value === ')' || value === ']') {
        if (open.pop() !== (value === ')' ? '(' : '[')) return false;
      } else if (value !== ',' || open.length === 0) return false;
    } else if (open.length === 0 && (type !== 'word' || !(TYPES.has(value) || MORE.has(value)))) return false;
  }
  // What is not closed would take the rest of the statement in.
  const last = text.trimEnd().at(-1) ?? '';
  return open.length === 0 && /[\w)\]]/.test(last);
}

function withoutQuoted(text: string): string {
  return text.replace(/'(?:[^']|'')*'|"(?:[^"]|"")*"/g, '');
}
