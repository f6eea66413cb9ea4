/** What stands in FROM and how it is joined. */
import { type Span, TokenWalk, Unclear } from './token-walk.ts';

export interface CommonTable {
  readonly name: string;
  /** From its name to the bracket that closes its query. */
  readonly definition: Span;
  /** The bracketed query. */
  readonly body: Span;
  /** What may refer to itself is no table that can be made beforehand. */
  readonly recursive: boolean;
}

export interface Relation {
  /** In lower case: what columns are qualified with. */
  readonly alias: string;
  /** The token that says it. */
  readonly aliasAt: number;
  /** Without and with its alias. */
  readonly body: Span;
  readonly whole: Span;
  readonly source:
    | { readonly type: 'table'; readonly name: string }
    | { readonly type: 'common-table'; readonly table: CommonTable }
    | { readonly type: 'query' }
    /** A table function, LATERAL and the like: there, but not to be touched. */
    | { readonly type: 'other' };
  readonly renamesColumns: boolean;
  /** Of WITH, as far as they can be named here. */
  readonly commonTables: readonly CommonTable[];
}

export type JoinKind = 'inner' | 'left' | 'right' | 'full' | 'semi' | 'anti' | 'cross' | 'other';

export interface Join {
  readonly kind: JoinKind;
  /** All that stands before the word that joins. */
  readonly left: Span;
  readonly leftRelations: readonly Relation[];
  /** Those whose row may be missing in what the left side gives. */
  readonly leftNullable: ReadonlySet<Relation>;
  /** Null for a bracketed group of joins. */
  readonly right: Relation | null;
  readonly on: Span | null;
}

export interface FromItem {
  readonly joins: readonly Join[];
  readonly relations: readonly Relation[];
  readonly nullable: ReadonlySet<Relation>;
  /** Null for several tables joined. */
  readonly single: Relation | null;
  readonly next: number;
}

export const QUERY_STARTS: ReadonlySet<string> = new Set(['select', 'with', 'from']);
const JOIN_MODIFIERS: ReadonlySet<string> = new Set([
  'natural',
  'asof',
  'positional',
  'inner',
  'left',
  'right',
  'full',
  'outer',
  'semi',
  'anti',
  'cross',
]);
const KINDS: Readonly<Record<string, JoinKind>> = {
  '': 'inner',
  inner: 'inner',
  left: 'left',
  'left outer': 'left',
  right: 'right',
  'right outer': 'right',
  full: 'full',
  'full outer': 'full',
  semi: 'semi',
  anti: 'anti',
  cross: 'cross',
};
/** Words that end a table's name where an alias could stand. */
const NO_ALIAS: ReadonlySet<string> = new Set([
  ...JOIN_MODIFIERS,
  ...['join', 'on', 'using', 'tablesample', 'pivot', 'unpivot', 'lateral', 'with', 'at', 'offset', 'fetch', 'for'],
]);
const OWN_SCHEMA = ['main', 'memory.main', 'memory'];

export class FromReader extends TokenWalk {
  /** Brackets that hold a query in FROM: it does not see the columns beside it. */
  readonly derived = new Set<number>();

  /** One table with all that is joined to it. */
  fromItem(start: number, end: number, commonTables: readonly CommonTable[]): FromItem {
    const first = this.primary(start, end, commonTables);
    const joins: Join[] = [...first.joins];
    let relations = first.relations;
    let nullable: ReadonlySet<Relation> = first.nullable;
    let single = first.single;
    let at = first.next;
    while (at < end && !this.isSymbol(at, ',')) {
      const words: string[] = [];
      let next = at;
      while (this.isWord(next, ...JOIN_MODIFIERS)) words.push(this.tokens[next++]!.value);
      if (!this.isWord(next, 'join')) throw new Unclear();
      const right = this.primary(next + 1, end, commonTables);
      let kind = KINDS[words.join(' ')] ?? 'other';
      let on: Span | null = null;
      let closing = right.next;
      if (this.isWord(closing, 'on')) {
        on = { from: closing + 1, to: this.endOfCondition(closing + 1, end) };
        closing = on.to;
      } else if (this.isWord(closing, 'using')) {
        if (!this.isSymbol(closing + 1, '(')) throw new Unclear();
        closing = this.after(closing + 1);
      } else if (kind === 'inner' || kind === 'left' || kind === 'right' || kind === 'full') {
        // `a JOIN b JOIN c ON … ON …`
        throw new Unclear();
      }
      if (kind === 'other' && words.includes('full')) kind = 'full';
      joins.push(...right.joins, {
        kind,
        left: { from: start, to: at },
        leftRelations: relations,
        leftNullable: nullable,
        right: right.single,
        on,
      });
      const lost = new Set([...nullable, ...right.nullable]);
      if (kind === 'right' || kind === 'full' || kind === 'other') for (const relation of relations) lost.add(relation);
      if (kind === 'left' || kind === 'full' || kind === 'other') for (const each of right.relations) lost.add(each);
      nullable = lost;
      relations = kind === 'semi' || kind === 'anti' ? relations : [...relations, ...right.relations];
      single = null;
      at = closing;
    }
    return { joins, relations, nullable, single, next: at };
  }

  /** Where a condition ends: at the next join, comma or end. */
  private endOfCondition(start: number, end: number): number {
    for (let at = start; at < end; at = this.after(at)) {
      if (this.isSymbol(at, ',')) return at;
      if (!this.isKeyword(at)) continue;
      let next = at;
      while (this.isWord(next, ...JOIN_MODIFIERS)) next++;
      if (this.isWord(next, 'join')) return at;
      // `a JOIN (b JOIN c ON …) ON …` has brackets; a second condition without them has not been understood.
      if (this.isWord(at, 'on', 'using')) throw new Unclear();
    }
    return end;
  }

  private primary(start: number, end: number, commonTables: readonly CommonTable[]): FromItem {
    let at = start;
    let source: Relation['source'] = { type: 'other' };
    let nameAt = -1;
    const token = this.tokens[at];
    if (at >= end || token === undefined) throw new Unclear();
    if (this.isWord(at, 'lateral')) {
      at++;
      if (!this.isSymbol(at, '(')) throw new Unclear();
      at = this.after(at);
    } else if (this.isSymbol(at, '(')) {
      let inner = at + 1;
      while (this.isSymbol(inner, '(')) inner++;
      const closing = this.after(at);
      if (!this.isWord(inner, ...QUERY_STARTS, 'values')) return this.group(at, closing, end, commonTables);
      this.derived.add(at);
      source = { type: 'query' };
      at = closing;
    } else if (token.type === 'word' || token.type === 'quoted') {
      const parts: string[] = [];
      for (;;) {
        const part = this.tokens[at];
        if (part?.type !== 'word' && part?.type !== 'quoted') throw new Unclear();
        parts.push(part.value.toLowerCase());
        nameAt = at++;
        if (!this.isSymbol(at, '.')) break;
        at++;
      }
      if (this.isSymbol(at, '(')) at = this.after(at);
      else source = this.namedSource(parts, commonTables);
    } else {
      throw new Unclear();
    }
    const body = { from: start, to: at };
    const named = this.isWord(at, 'as');
    if (named) at++;
    const aliasToken = this.tokens[at];
    const hasAlias =
      at < end &&
      (aliasToken?.type === 'quoted' || (aliasToken?.type === 'word' && (named || !NO_ALIAS.has(aliasToken.value))));
    if (named && !hasAlias) throw new Unclear();
    const aliasAt = hasAlias ? at++ : nameAt;
    if (aliasAt < 0) throw new Unclear();
    const renamesColumns = hasAlias && this.isSymbol(at, '(');
    if (renamesColumns) at = this.after(at);
    const isEnd = at >= end || this.isSymbol(at, ',') || this.isWord(at, 'join', 'on', 'using', ...JOIN_MODIFIERS);
    if (!isEnd) throw new Unclear();
    const whole = { from: start, to: at };
    const alias = this.tokens[aliasAt]!.value.toLowerCase();
    const relation: Relation = { alias, aliasAt, body, whole, source, renamesColumns, commonTables };
    return { joins: [], relations: [relation], nullable: new Set(), single: relation, next: at };
  }

  private namedSource(parts: readonly string[], commonTables: readonly CommonTable[]): Relation['source'] {
    const name = parts.at(-1)!;
    if (parts.length > 1) {
      return OWN_SCHEMA.includes(parts.slice(0, -1).join('.')) ? { type: 'table', name } : { type: 'other' };
    }
    const table = commonTables.find((one) => one.name === name);
    if (table === undefined) return { type: 'table', name };
    return table.recursive ? { type: 'other' } : { type: 'common-table', table };
  }

  /** `(a JOIN b ON …)`: its tables are named from outside as if the brackets were not there. */
  private group(open: number, closing: number, end: number, commonTables: readonly CommonTable[]): FromItem {
    const inner = this.fromItem(open + 1, closing - 1, commonTables);
    if (inner.next !== closing - 1) throw new Unclear();
    const isEnd =
      closing >= end || this.isSymbol(closing, ',') || this.isWord(closing, 'join', 'on', 'using', ...JOIN_MODIFIERS);
    if (!isEnd) throw new Unclear();
    return { ...inner, single: null, next: closing };
  }
}
