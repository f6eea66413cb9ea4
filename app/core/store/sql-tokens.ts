/**
 * Splits SQL text into tokens by the rules of DuckDB's lexer (PostgreSQL's): '…' with doubled quotes, E'…' with
 * backslashes, "…", $tag$…$tag$, `--` and nested block comments. It never fails: what is unterminated runs to the end and
 * is left to the database's own parser to complain about.
 */

export type SqlTokenType = 'word' | 'quoted' | 'text' | 'number' | 'symbol';

export interface SqlToken {
  readonly type: SqlTokenType;
  /** Offsets in UTF-16 units, end exclusive. */
  readonly start: number;
  readonly end: number;
  /** What it says: a word in lower case, a quoted identifier without its quotes, a symbol's one character. */
  readonly value: string;
}

const WORD_START = /[A-Za-z_\u0080-\uffff]/;
const WORD_PART = /[A-Za-z0-9_$\u0080-\uffff]/;
/** E'…' takes backslashes, B'…' and X'…' are bit and byte strings. */
const TEXT_PREFIX = /[eEbBxX]/;
const DIGIT = /[0-9]/;
const NUMBER = /(?:[0-9][0-9_]*)?(?:\.[0-9_]*)?(?:[eE][+-]?[0-9]+)?/y;
const DOLLAR_TAG = /\$(?:[A-Za-z_\u0080-\uffff][A-Za-z0-9_\u0080-\uffff]*)?\$/y;

function endOfQuoted(sql: string, from: number, quote: string, backslashes: boolean): number {
  let i = from;
  while (i < sql.length) {
    const character = sql[i];
    if (backslashes && character === '\\') {
      i += 2;
    } else if (character === quote) {
      if (sql[i + 1] !== quote) return i + 1;
      i += 2;
    } else {
      i++;
    }
  }
  return sql.length;
}

function endOfBlockComment(sql: string, from: number): number {
  let depth = 1;
  let i = from;
  while (i < sql.length && depth > 0) {
    if (sql.startsWith('/*', i)) {
      depth++;
      i += 2;
    } else if (sql.startsWith('*/', i)) {
      depth--;
      i += 2;
    } else {
      i++;
    }
  }
  return Math.min(i, sql.length);
}

function endOfLine(sql: string, from: number): number {
  let i = from;
  while (i < sql.length && sql[i] !== '\n' && sql[i] !== '\r') i++;
  return i;
}

function isSpace(character: string): boolean {
  return character === ' ' || (character >= '\t' && character <= '\r') || character === '\u00a0';
}

/** White space and comments from `from` on. */
function endOfBlank(sql: string, from: number): number {
  let i = from;
  for (;;) {
    if (i < sql.length && isSpace(sql[i]!)) i++;
    else if (sql.startsWith('--', i)) i = endOfLine(sql, i);
    else if (sql.startsWith('/*', i)) i = endOfBlockComment(sql, i + 2);
    else return i;
  }
}

export function tokenizeSql(sql: string): SqlToken[] {
  const tokens: SqlToken[] = [];
  let i = endOfBlank(sql, 0);
  while (i < sql.length) {
    const start = i;
    const character = sql[i]!;
    let type: SqlTokenType;
    let value: string;
    if (character === "'" || (TEXT_PREFIX.test(character) && sql[i + 1] === "'")) {
      const prefixed = character !== "'";
      i = endOfQuoted(sql, i + (prefixed ? 2 : 1), "'", /e/i.test(character));
      type = 'text';
      value = sql.slice(start, i);
    } else if (character === '"') {
      i = endOfQuoted(sql, i + 1, '"', false);
      type = 'quoted';
      value = sql.slice(start + 1, Math.max(start + 1, i - 1)).replaceAll('""', '"');
    } else if (character === '$') {
      DOLLAR_TAG.lastIndex = i;
      const tag = DOLLAR_TAG.exec(sql)?.[0];
      if (tag === undefined) {
        i++;
        type = 'symbol';
      } else {
        const close = sql.indexOf(tag, i + tag.length);
        i = close < 0 ? sql.length : close + tag.length;
        type = 'text';
      }
      value = sql.slice(start, i);
    } else if (DIGIT.test(character) || (character === '.' && DIGIT.test(sql[i + 1] ?? ''))) {
      NUMBER.lastIndex = i;
      i += NUMBER.exec(sql)![0].length;
      type = 'number';
      value = sql.slice(start, i);
    } else if (WORD_START.test(character)) {
      i++;
      while (i < sql.length && WORD_PART.test(sql[i]!)) i++;
      type = 'word';
      value = sql.slice(start, i).toLowerCase();
    } else {
      i++;
      type = 'symbol';
      value = character;
    }
    tokens.push({ type, start, end: i, value });
    i = endOfBlank(sql, i);
  }
  return tokens;
}
