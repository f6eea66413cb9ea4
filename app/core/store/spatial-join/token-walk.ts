/** Steps along the tokens of a statement. */
import type { SqlToken } from '../sql-tokens.ts';

/** Token numbers, end exclusive. */
export interface Span {
  readonly from: number;
  readonly to: number;
}

/** The query cannot be read here; it may be a perfectly good one. */
export class Unclear extends Error {}

/** The number of the token that closes each bracket; -1 for other tokens and brackets that are not closed. */
export function closersOf(tokens: readonly SqlToken[]): Int32Array {
  const closers = new Int32Array(tokens.length).fill(-1);
  const open: number[] = [];
  tokens.forEach((token, i) => {
    if (token.type !== 'symbol') return;
    if ('([{'.includes(token.value)) open.push(i);
    else if (')]}'.includes(token.value)) {
      const at = open.pop();
      if (at !== undefined) closers[at] = i;
    }
  });
  return closers;
}

export class TokenWalk {
  protected readonly closers: Int32Array;

  constructor(protected readonly tokens: readonly SqlToken[]) {
    this.closers = closersOf(tokens);
  }

  protected isWord(at: number, ...words: readonly string[]): boolean {
    const token = this.tokens[at];
    return token?.type === 'word' && words.includes(token.value);
  }

  protected isSymbol(at: number, symbol: string): boolean {
    const token = this.tokens[at];
    return token?.type === 'symbol' && token.value === symbol;
  }

  /** The token after this one, over a whole bracket. */
  protected after(at: number): number {
    const closer = this.closers[at]!;
    if (closer >= 0) return closer + 1;
    if (this.isSymbol(at, '(')) throw new Unclear();
    return at + 1;
  }

  /** A word of the grammar, not a name behind a dot or after AS. */
  protected isKeyword(at: number): boolean {
    return this.tokens[at]?.type === 'word' && !this.isSymbol(at - 1, '.') && !this.isWord(at - 1, 'as');
  }
}
