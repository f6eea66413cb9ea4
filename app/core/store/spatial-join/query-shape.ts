/**
 * The shape of a query as far as joins need it: its SELECTs, what stands in their FROM and how it is joined, where their
 * conditions are. Read from tokens, by the rules of DuckDB's grammar. It knows only a part of that grammar and says so:
 * a SELECT with anything else in its FROM has no shape, and is left alone by whoever asks.
 */
import type { SqlToken } from '../sql-tokens.ts';
import { type CommonTable, FromReader, type Join, QUERY_STARTS, type Relation } from './from-clause.ts';
import { type Span, TokenWalk, Unclear } from './token-walk.ts';

export interface SelectShape {
  /** From its first word to its last clause. */
  readonly span: Span;
  /** What is selected, after SELECT; null for a bare FROM. */
  readonly list: Span | null;
  readonly from: Span;
  readonly where: Span | null;
  readonly joins: readonly Join[];
  /** What can be named in WHERE and in the list. */
  readonly relations: readonly Relation[];
  readonly nullable: ReadonlySet<Relation>;
  /** The SELECT around this one, where its columns can be named here. */
  readonly outer: SelectShape | null;
}

const SET_OPERATORS: ReadonlySet<string> = new Set(['union', 'intersect', 'except']);
const CLAUSES: ReadonlySet<string> = new Set(['select', 'from', 'where', 'having', 'window', 'qualify', 'limit']);
const CLAUSES_WITH_BY: ReadonlySet<string> = new Set(['group', 'order']);
/** SELECTs of a text, those inside others first. */
export function selectsOf(tokens: readonly SqlToken[], span: Span): readonly SelectShape[] {
  return new ShapeReader(tokens).read(span);
}

class ShapeReader extends TokenWalk {
  private readonly selects: SelectShape[] = [];
  private readonly from: FromReader;

  constructor(tokens: readonly SqlToken[]) {
    super(tokens);
    this.from = new FromReader(tokens);
  }

  read(span: Span): readonly SelectShape[] {
    this.query(span, null, []);
    return this.selects;
  }

  private query(span: Span, outer: SelectShape | null, known: readonly CommonTable[]): void {
    let { from } = span;
    let commonTables = known;
    if (this.isWord(from, 'with')) {
      try {
        ({ next: from, commonTables } = this.withClause(span, known));
      } catch (error) {
        if (error instanceof Unclear) return;
        throw error;
      }
    }
    for (const arm of this.arms({ from, to: span.to })) this.arm(arm, outer, commonTables);
  }

  private withClause(
    span: Span,
    known: readonly CommonTable[],
  ): { readonly next: number; readonly commonTables: readonly CommonTable[] } {
    const commonTables = [...known];
    let at = span.from + 1;
    const recursive = this.isWord(at, 'recursive');
    if (recursive) at++;
    for (;;) {
      const start = at;
      const name = this.tokens[at++];
      if (name?.type !== 'word' && name?.type !== 'quoted') throw new Unclear();
      if (this.isSymbol(at, '(')) at = this.after(at);
      // USING KEY and whatever else is not known.
      if (!this.isWord(at++, 'as')) throw new Unclear();
      if (this.isWord(at, 'not')) at++;
      if (this.isWord(at, 'materialized')) at++;
      if (!this.isSymbol(at, '(')) throw new Unclear();
      const body = { from: at, to: this.after(at) };
      this.query({ from: body.from + 1, to: body.to - 1 }, null, commonTables);
      at = body.to;
      const table = { name: name.value.toLowerCase(), definition: { from: start, to: at }, body, recursive };
      // A name taken twice, here or further out, needs care that is not taken.
      if (commonTables.some((other) => other.name === table.name)) throw new Unclear();
      commonTables.push(table);
      if (at >= span.to) throw new Unclear();
      if (!this.isSymbol(at, ',')) return { next: at, commonTables };
      at++;
    }
  }

  /** The parts between UNION, INTERSECT and EXCEPT. */
  private arms(span: Span): readonly Span[] {
    const arms: Span[] = [];
    let start = span.from;
    for (let at = span.from; at < span.to; at = this.after(at)) {
      if (!this.isKeyword(at) || !this.isWord(at, ...SET_OPERATORS)) continue;
      arms.push({ from: start, to: at });
      start = at + 1;
      while (this.isWord(start, 'all', 'distinct', 'by', 'name')) start++;
    }
    arms.push({ from: start, to: span.to });
    return arms;
  }

  private arm(span: Span, outer: SelectShape | null, commonTables: readonly CommonTable[]): void {
    let select: SelectShape | null = null;
    if (this.isWord(span.from, 'select', 'from')) {
      try {
        select = this.select(span, outer, commonTables);
      } catch (error) {
        if (!(error instanceof Unclear)) throw error;
      }
    }
    for (let at = span.from; at < span.to; at++) {
      const closer = this.closers[at]!;
      if (!this.isSymbol(at, '(') || closer < 0 || !this.isWord(at + 1, ...QUERY_STARTS)) continue;
      this.query({ from: at + 1, to: closer }, this.from.derived.has(at) ? null : select, commonTables);
      at = closer;
    }
    if (select !== null) this.selects.push(select);
  }

  private select(span: Span, outer: SelectShape | null, commonTables: readonly CommonTable[]): SelectShape | null {
    const clauses = new Map<string, Span>();
    let current: string | null = null;
    let start = span.from;
    const close = (end: number) => {
      if (current === null) return;
      if (clauses.has(current)) throw new Unclear();
      clauses.set(current, { from: start, to: end });
    };
    for (let at = span.from; at < span.to; at = this.after(at)) {
      // `CREATE TABLE t AS SELECT …`: behind AS, but where a query begins.
      if (at > span.from && !this.isKeyword(at)) continue;
      if (this.tokens[at]?.type !== 'word') continue;
      const word = this.tokens[at]!.value;
      if (CLAUSES_WITH_BY.has(word) ? !this.isWord(at + 1, 'by') : !CLAUSES.has(word)) continue;
      // IS [NOT] DISTINCT FROM
      if (word === 'from' && this.isWord(at - 1, 'distinct') && this.isWord(at - 2, 'is', 'not')) continue;
      close(at);
      current = word;
      start = at + 1;
    }
    close(span.to);
    const from = clauses.get('from');
    if (from === undefined || from.to === from.from) return null;
    const joins: Join[] = [];
    const relations: Relation[] = [];
    const nullable = new Set<Relation>();
    let at = from.from;
    for (;;) {
      const item = this.from.fromItem(at, from.to, commonTables);
      joins.push(...item.joins);
      relations.push(...item.relations);
      for (const relation of item.nullable) nullable.add(relation);
      at = item.next;
      if (at >= from.to) break;
      if (!this.isSymbol(at, ',')) throw new Unclear();
      at++;
      if (at >= from.to) break;
    }
    if (new Set(relations.map(({ alias }) => alias)).size < relations.length) throw new Unclear();
    const where = clauses.get('where') ?? null;
    return { span, list: clauses.get('select') ?? null, from, where, joins, relations, nullable, outer };
  }
}
