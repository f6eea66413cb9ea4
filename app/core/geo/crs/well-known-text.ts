/** Well-known text of a reference system, version 1 (also as Esri writes it in .prj files) and 2, as a tree of its words. */
export interface WktNode {
  /** In capitals: `PROJCS`, `PARAMETER`. */
  readonly keyword: string;
  /** Numbers as numbers, quoted and bare words as text, nested nodes as nodes, in their order. */
  readonly members: readonly (string | number | WktNode)[];
}

const TOKEN = /\s*(?:("(?:[^"]|"")*")|([[(])|([\])])|(,)|([^\s"[\](),]+))/y;
/** A text nested deeper is no reference system. */
const DEEPEST = 30;

/** The tree of a text, or null where it is not well-known text of a reference system. */
export function readWktTree(text: string): WktNode | null {
  TOKEN.lastIndex = 0;
  const tokens: RegExpExecArray[] = [];
  while (TOKEN.lastIndex < text.trimEnd().length) {
    const token = TOKEN.exec(text);
    if (token === null) return null;
    tokens.push(token);
  }
  let at = 0;
  const node = (keyword: string, depth: number): WktNode | null => {
    if (depth > DEEPEST) return null;
    const members: (string | number | WktNode)[] = [];
    while (at < tokens.length) {
      const [, quoted, , close, comma, word] = tokens[at++]!;
      if (close !== undefined) return { keyword: keyword.toUpperCase(), members };
      if (comma !== undefined) continue;
      if (quoted !== undefined) members.push(quoted.slice(1, -1).replaceAll('""', '"'));
      else if (word === undefined) return null;
      else if (tokens[at]?.[2] !== undefined) {
        at++;
        const child = node(word, depth + 1);
        if (child === null) return null;
        members.push(child);
      } else members.push(Number.isFinite(Number(word)) ? Number(word) : word);
    }
    return null;
  };
  const [first, open] = tokens;
  if (first?.[5] === undefined || open?.[2] === undefined) return null;
  at = 2;
  const root = node(first[5], 0);
  return at === tokens.length ? root : null;
}

/** The first child of one of these keywords. */
export function childOf(node: WktNode, ...keywords: readonly string[]): WktNode | null {
  return childrenOf(node, ...keywords)[0] ?? null;
}

export function childrenOf(node: WktNode, ...keywords: readonly string[]): readonly WktNode[] {
  return node.members.filter(
    (member): member is WktNode => typeof member === 'object' && keywords.includes(member.keyword),
  );
}

export function nameOf(node: WktNode | null): string {
  const [first] = node?.members ?? [];
  return typeof first === 'string' ? first : '';
}

/** The number at a place among the members, NaN where there is none. */
export function numberAt(node: WktNode | null, index: number): number {
  const member = node?.members[index];
  return typeof member === 'number' ? member : Number.NaN;
}
