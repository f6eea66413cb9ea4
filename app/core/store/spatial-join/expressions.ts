/** Conditions in pieces, and what an expression is made of: enough of SQL to know when something is certain. */
import type { SqlToken } from '../sql-tokens.ts';
import type { Span } from './token-walk.ts';

export interface ColumnReference {
  /** In lower case; null where the column stands alone. */
  readonly qualifier: string | null;
  readonly column: string;
}

export interface Call {
  readonly name: string;
  readonly arguments: readonly Span[];
}

/** Words that may follow `::` in an expression. */
const CAST_TYPES: ReadonlySet<string> = new Set([
  ...['double', 'float', 'real', 'integer', 'int', 'bigint', 'varchar', 'text', 'blob', 'geometry'],
]);
const FILTER_WORDS: ReadonlySet<string> = new Set([
  ...['and', 'or', 'not', 'in', 'is', 'null', 'like', 'ilike', 'between', 'true', 'false'],
]);
/** `DATE '2024-11-07'`. */
const LITERAL_TYPES: ReadonlySet<string> = new Set(['date', 'timestamp', 'time']);
const CONSTANT_WORDS: ReadonlySet<string> = new Set(['null', 'true', 'false']);

export class Expressions {
  constructor(
    private readonly tokens: readonly SqlToken[],
    private readonly closers: Int32Array,
  ) {}

  private symbol(at: number): string | null {
    const token = this.tokens[at];
    return token?.type === 'symbol' ? token.value : null;
  }

  private word(at: number): string | null {
    const token = this.tokens[at];
    return token?.type === 'word' && this.symbol(at - 1) !== '.' ? token.value : null;
  }

  /** Without brackets around the whole. */
  private unwrap(span: Span): Span {
    let { from, to } = span;
    while (this.symbol(from) === '(' && this.closers[from] === to - 1 && to - from > 2) {
      from++;
      to--;
    }
    return { from, to };
  }

  /** What must all hold for a condition to hold. A condition that is not surely a conjunction is given back whole. */
  conjuncts(whole: Span): readonly Span[] {
    const span = this.unwrap(whole);
    const parts: Span[] = [];
    let start = span.from;
    let cases = 0;
    let betweens = 0;
    for (let at = span.from; at < span.to; at++) {
      const closer = this.closers[at]!;
      if (closer >= 0) {
        at = closer;
        continue;
      }
      // An arrow binds weaker than AND; a colon or a question mark is nothing that is understood.
      if (this.symbol(at) === '-' && this.symbol(at + 1) === '>') return [whole];
      const word = this.word(at);
      if (word === 'lambda') return [whole];
      if (word === 'case') cases++;
      else if (word === 'end') cases--;
      if (cases > 0 || word === null) continue;
      if (word === 'or') return [whole];
      if (word === 'between') betweens++;
      if (word !== 'and') continue;
      if (betweens > 0) {
        betweens--;
        continue;
      }
      parts.push({ from: start, to: at });
      start = at + 1;
    }
    parts.push({ from: start, to: span.to });
    if (parts.some(({ from, to }) => to <= from)) return [whole];
    if (parts.length === 1) return parts;
    return parts.flatMap((part) => this.conjuncts(part));
  }

  /** `name(a, b)` and nothing beside it. */
  call(whole: Span): Call | null {
    const { from, to } = this.unwrap(whole);
    const name = this.word(from);
    if (name === null || this.symbol(from + 1) !== '(' || this.closers[from + 1] !== to - 1) return null;
    const list: Span[] = [];
    let start = from + 2;
    for (let at = start; at < to - 1; at++) {
      const closer = this.closers[at]!;
      if (closer >= 0) at = closer;
      else if (this.symbol(at) === ',') {
        list.push({ from: start, to: at });
        start = at + 1;
      }
    }
    list.push({ from: start, to: to - 1 });
    return list.some((argument) => argument.to <= argument.from) ? null : { name, arguments: list };
  }

  /** `left < right` or `left <= right`. */
  comparison(whole: Span): { readonly left: Span; readonly right: Span } | null {
    const span = this.unwrap(whole);
    for (let at = span.from; at < span.to; at++) {
      const closer = this.closers[at]!;
      if (closer >= 0) at = closer;
      else if (this.symbol(at) === '<') {
        const behind = this.symbol(at + 1) === '=' ? at + 2 : at + 1;
        if (at === span.from || behind >= span.to || '<>@-|'.includes(this.symbol(behind) ?? ' ')) return null;
        return { left: { from: span.from, to: at }, right: { from: behind, to: span.to } };
      }
    }
    return null;
  }

  /**
   * The columns of an expression made of columns, numbers, texts, arithmetic, casts and the functions allowed; null
   * where there is anything else in it.
   */
  columnsOfValue(span: Span, isAllowedFunction: (name: string) => boolean): readonly ColumnReference[] | null {
    return this.columns(span, '(),+-*/', (name) => CONSTANT_WORDS.has(name), isAllowedFunction);
  }

  /** The columns of a condition made of columns, literals and comparisons; null where there is anything else in it. */
  columnsOfFilter(span: Span): readonly ColumnReference[] | null {
    return this.columns(
      span,
      '(),+-=<>!%',
      (name) => FILTER_WORDS.has(name),
      () => false,
    );
  }

  private columns(
    span: Span,
    symbols: string,
    isPlainWord: (word: string) => boolean,
    isAllowedFunction: (name: string) => boolean,
  ): readonly ColumnReference[] | null {
    const found: ColumnReference[] = [];
    for (let at = span.from; at < span.to; at++) {
      const token = this.tokens[at]!;
      const next = this.symbol(at + 1);
      if (token.type === 'number') continue;
      if (token.type === 'text') {
        if (token.value[0] !== "'") return null;
        continue;
      }
      if (token.type === 'symbol') {
        if (token.value === ':' && next === ':' && CAST_TYPES.has(this.word(at + 2) ?? '')) {
          at += 2;
          // DECIMAL(…) and the like are not in the list; a bracket here is none of a cast.
          if (this.symbol(at + 1) === '(' || this.symbol(at + 1) === '[') return null;
          continue;
        }
        if (!symbols.includes(token.value) || (token.value === '-' && (next === '-' || next === '>'))) return null;
        continue;
      }
      if (token.type === 'word') {
        if (isPlainWord(token.value)) continue;
        if (LITERAL_TYPES.has(token.value) && this.tokens[at + 1]?.type === 'text') continue;
        if (next === '(') {
          if (!isAllowedFunction(token.value)) return null;
          continue;
        }
      } else if (next === '(') {
        return null;
      }
      const name = token.value.toLowerCase();
      if (next !== '.') {
        found.push({ qualifier: null, column: name });
        continue;
      }
      const column = this.tokens[at + 2];
      if (at + 2 >= span.to || (column?.type !== 'word' && column?.type !== 'quoted')) return null;
      const behind = this.symbol(at + 3);
      if (at + 3 < span.to && (behind === '.' || behind === '(' || behind === '[')) return null;
      found.push({ qualifier: name, column: column.value.toLowerCase() });
      at += 2;
    }
    return found;
  }
}
