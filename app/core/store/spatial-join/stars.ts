/** `SELECT *` must not show the columns that the house adds: they are excluded where the star stands. */
import type { SqlToken } from '../sql-tokens.ts';
import type { SelectShape } from './query-shape.ts';
import type { TextEdits } from './text-edits.ts';

const BEFORE_STAR: ReadonlySet<string> = new Set(['select', 'distinct', 'all']);
const BEHIND_STAR: ReadonlySet<string> = new Set(['replace', 'rename']);

/** What has to be put in for each star of a SELECT; null where one of them is not understood. */
export function starEdits(
  tokens: readonly SqlToken[],
  closers: Int32Array,
  { list, span }: SelectShape,
): ((edits: TextEdits, hidden: string) => void) | null {
  const isSymbol = (at: number, symbol: string) => tokens[at]?.type === 'symbol' && tokens[at].value === symbol;
  const isWord = (at: number, word: string) => tokens[at]?.type === 'word' && tokens[at].value === word;
  const changes: ((edits: TextEdits, hidden: string) => void)[] = [];
  if (list === null) {
    const { start } = tokens[span.from]!;
    changes.push((edits, hidden) => edits.insert(start, `SELECT * EXCLUDE (${hidden}) `));
  }
  for (let at = span.from; at < span.to; at++) {
    // What other queries inside this one show is their own affair.
    if (isSymbol(at, '(') && ['select', 'with', 'from'].some((word) => isWord(at + 1, word))) {
      at = closers[at]! < 0 ? at : closers[at]!;
      continue;
    }
    if (isWord(at, 'columns') && !isSymbol(at - 1, '.')) return null;
    if (!isSymbol(at, '*') || isSymbol(at - 1, '.')) continue;
    if (isSymbol(at - 1, '(')) {
      if (isWord(at - 2, 'count') && isSymbol(at + 1, ')')) continue;
      return null;
    }
    const before = tokens[at - 1];
    const startsItem =
      before === undefined ||
      (before.type === 'symbol' && !')]}'.includes(before.value)) ||
      (before.type === 'word' && BEFORE_STAR.has(before.value)) ||
      closesDistinctOn(tokens, closers, at - 1);
    if (!startsItem) continue;
    if (list === null || at < list.from || at >= list.to || !isTopLevel(closers, list.from, at)) return null;
    if (before?.type === 'symbol' && before.value !== ',' && before.value !== ')') return null;
    const star = tokens[at]!;
    const next = tokens[at + 1];
    if (isWord(at + 1, 'exclude')) {
      const name = tokens[at + 2];
      if (isSymbol(at + 2, '(')) {
        changes.push((edits, hidden) => edits.insert(name!.end, `${hidden}, `));
      } else {
        if (name === undefined || isSymbol(at + 3, '.')) return null;
        changes.push((edits, hidden) => {
          edits.insert(name.start, `(${hidden}, `);
          edits.insert(name.end, ')');
        });
      }
      continue;
    }
    const isEnd = at + 1 >= list.to || isSymbol(at + 1, ',');
    if (!isEnd && !(next?.type === 'word' && BEHIND_STAR.has(next.value))) return null;
    changes.push((edits, hidden) => edits.insert(star.end, ` EXCLUDE (${hidden})`));
  }
  return (edits, hidden) => {
    for (const change of changes) change(edits, hidden);
  };
}

function isTopLevel(closers: Int32Array, from: number, at: number): boolean {
  for (let i = from; i < at; i++) {
    const closer = closers[i]!;
    if (closer > at) return false;
    if (closer >= 0) i = closer;
  }
  return true;
}

/** `SELECT DISTINCT ON (…) *` */
function closesDistinctOn(tokens: readonly SqlToken[], closers: Int32Array, at: number): boolean {
  const open = closers.indexOf(at);
  return open > 1 && tokens[open - 1]?.value === 'on' && tokens[open - 2]?.value === 'distinct';
}
