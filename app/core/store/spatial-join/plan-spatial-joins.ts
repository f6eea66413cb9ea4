/**
 * A person's `JOIN … ON ST_Contains(a.geom, b.geom)` goes through an index: the pairs of rows for which the condition
 * holds are found beforehand and put into a hidden table, and the statement is rewritten so that it joins through it.
 * Pure text work; adapters/duckdb/spatial-join.ts carries it out. The rewriting, and why it gives the same rows, is in
 * docs/adr (joins through a spatial index).
 *
 * Whatever is not certain is left as it is: the database then evaluates the condition for every pair of rows, which is
 * slow and right.
 */
import { type SqlToken, tokenizeSql } from '../sql-tokens.ts';
import { Conditions, SPATIAL_WORDS, type SpatialCondition } from './conditions.ts';
import { Expressions } from './expressions.ts';
import type { CommonTable, Join, Relation } from './from-clause.ts';
import {
  type PairSide,
  type PairsStep,
  type RowsStep,
  SPATIAL_JOIN_PREFIX,
  type SpatialCatalogue,
  type SpatialJoinPlan,
} from './plan.ts';
import { type SelectShape, selectsOf } from './query-shape.ts';
import { starEdits } from './stars.ts';
import { TextEdits } from './text-edits.ts';
import { closersOf, type Span } from './token-walk.ts';

/**
 * The plan for one statement; null where there is nothing to plan. `firstNumber` numbers the hidden tables, so that two
 * statements at a time do not meet.
 */
export function planSpatialJoins(
  sql: string,
  catalogue: SpatialCatalogue,
  firstNumber: number,
): SpatialJoinPlan | null {
  if (!mayJoinSpatially(sql)) return null;
  return new Planner(sql, catalogue, firstNumber).plan();
}

/** Cheap: whether it is worth asking for a plan. */
export function mayJoinSpatially(sql: string): boolean {
  return SPATIAL_WORDS.test(sql) && !sql.toLowerCase().includes(SPATIAL_JOIN_PREFIX);
}

const QUERY_STARTS = ['select', 'with', 'from'];
/** Joins that are understood with a condition of their own. */
const PLANNED_JOINS: ReadonlySet<string> = new Set(['inner', 'left', 'right', 'full', 'semi', 'anti']);

class Planner {
  private readonly tokens: readonly SqlToken[];
  private readonly closers: Int32Array;
  private readonly expressions: Expressions;
  private readonly conditions: Conditions;
  private readonly edits: TextEdits;
  private readonly steps: (RowsStep | PairsStep)[] = [];
  /** Hidden tables of relations that had to be made, and of those of WITH. */
  private readonly made = new Map<Relation, string>();
  private readonly madeCommon = new Map<CommonTable, string>();

  constructor(
    private readonly sql: string,
    private readonly catalogue: SpatialCatalogue,
    private number: number,
  ) {
    this.tokens = tokenizeSql(sql);
    this.closers = closersOf(this.tokens);
    this.expressions = new Expressions(this.tokens, this.closers);
    this.conditions = new Conditions(this.expressions, catalogue);
    this.edits = new TextEdits(sql);
  }

  plan(): SpatialJoinPlan | null {
    const queryAt = this.queryAt();
    if (queryAt === null) return null;
    for (const select of selectsOf(this.tokens, { from: queryAt, to: this.tokens.length })) this.planSelect(select);
    if (this.steps.length === 0) return null;
    return { steps: this.steps, statement: this.edits.whole(), queryStart: this.tokens[queryAt]!.start };
  }

  private isWord(at: number, ...words: readonly string[]): boolean {
    const token = this.tokens[at];
    return token?.type === 'word' && words.includes(token.value);
  }

  private startOf(span: Span): number {
    return this.tokens[span.from]!.start;
  }

  private endOf(span: Span): number {
    return this.tokens[span.to - 1]!.end;
  }

  private text(span: Span): string {
    return this.sql.slice(this.startOf(span), this.endOf(span));
  }

  /** The token with which the query begins, behind CREATE TABLE … AS or INSERT INTO …; null for other statements. */
  private queryAt(): number | null {
    const isQuery = (at: number) => this.isWord(at, ...QUERY_STARTS) || this.tokens[at]?.value === '(';
    if (isQuery(0)) return 0;
    if (this.isWord(0, 'create')) {
      const table = this.isWord(1, 'or') ? 3 : 1;
      if (!this.isWord(table, 'table')) return null;
      const as = this.tokens.findIndex((_token, at) => this.closers[at]! >= 0 || this.isWord(at, 'as'));
      return this.isWord(as, 'as') && isQuery(as + 1) ? as + 1 : null;
    }
    if (!this.isWord(0, 'insert')) return null;
    if (this.tokens.some((_token, at) => this.isWord(at, 'returning', 'conflict'))) return null;
    for (let at = 1; at < this.tokens.length; at++) {
      if (this.isWord(at, ...QUERY_STARTS)) return at;
      // The list of columns.
      if (this.closers[at]! >= 0) at = this.closers[at]!;
    }
    return null;
  }

  private planSelect(select: SelectShape): void {
    const excludeFromStars = starEdits(this.tokens, this.closers, select);
    if (excludeFromStars === null) return;
    const shown: string[] = [];
    for (const join of select.joins) shown.push(...this.planJoin(select, join));
    shown.push(...this.planWhere(select));
    if (shown.length > 0) excludeFromStars(this.edits, shown.join(', '));
  }

  /** `L JOIN R ON condition AND …`. Names the hidden columns that a star would show. */
  private planJoin(select: SelectShape, join: Join): readonly string[] {
    const { kind, on, right } = join;
    if (on === null || right === null || !PLANNED_JOINS.has(kind)) return [];
    const conjuncts = this.expressions.conjuncts(on);
    const visible = [...join.leftRelations, right];
    for (const span of conjuncts) {
      const condition = this.conditions.read(span, visible, null);
      if (condition === null || !condition.relations.includes(right)) continue;
      const left = condition.relations.find((relation) => relation !== right)!;
      // With anything else in its condition, a FULL JOIN would keep a row once for each pair that fails it.
      if (kind === 'full' && (conjuncts.length > 1 || !condition.exact)) continue;
      const whereFilters = this.whereFilters(select);
      const step = this.addPairs(condition, (relation) => [
        // In the join's own condition a filter may go to either side, whatever the kind of join.
        ...conjuncts.filter((other) => other !== span && this.conditions.isFilterOf(other, relation, visible)),
        ...whereFilters(relation),
      ]);
      if (step === null) continue;
      const [columnA, columnB] = step.columns;
      const isLeftFirst = condition.relations[0] === left;
      const onLeft = `${isLeftFirst ? columnA : columnB} = ${this.rowOf(left)}`;
      const onRight = `${isLeftFirst ? columnB : columnA} = ${this.rowOf(right)}`;
      if (kind === 'right' || kind === 'full') {
        // Every row of R has to come, so the pairs go with the rows of L.
        this.edits.insert(this.startOf(join.left), '(');
        this.edits.insert(
          this.endOf(join.left),
          ` ${kind === 'full' ? 'LEFT JOIN' : 'JOIN'} ${step.table} ON ${onLeft})`,
        );
        this.replaceCondition(condition, onRight);
      } else {
        this.edits.insert(this.startOf(right.whole), `(${step.table} JOIN `);
        this.edits.insert(this.endOf(right.whole), ` ON ${onRight})`);
        this.replaceCondition(condition, onLeft);
      }
      return kind === 'semi' || kind === 'anti' ? [] : step.columns;
    }
    return [];
  }

  /** `FROM a, b WHERE condition AND …`, where b may also be a table of the query around this one. */
  private planWhere(select: SelectShape): readonly string[] {
    if (select.where === null) return [];
    const shown: string[] = [];
    const joined: SpatialCondition[] = [];
    for (const span of this.expressions.conjuncts(select.where)) {
      const condition = this.conditions.read(span, select.relations, select.outer);
      if (condition === null) continue;
      const [a, b] = condition.relations;
      if (!select.relations.includes(a) && !select.relations.includes(b)) continue;
      if (joined.some(({ relations }) => relations.includes(a) && relations.includes(b))) continue;
      const step = this.addPairs(condition, this.whereFilters(select));
      if (step === null) continue;
      joined.push(condition);
      this.edits.insert(this.endOf(select.from), `, ${step.table}`);
      const [columnA, columnB] = step.columns;
      this.replaceCondition(condition, `${columnA} = ${this.rowOf(a)} AND ${columnB} = ${this.rowOf(b)}`);
      shown.push(...step.columns);
    }
    return shown;
  }

  private replaceCondition({ span, exact }: SpatialCondition, text: string): void {
    if (exact) {
      this.edits.replace(this.startOf(span), this.endOf(span), text);
    } else {
      this.edits.insert(this.startOf(span), `(${text} AND `);
      this.edits.insert(this.endOf(span), ')');
    }
  }

  private nameOf({ aliasAt }: Relation): string {
    return this.text({ from: aliasAt, to: aliasAt + 1 });
  }

  private rowOf(relation: Relation): string {
    return `${this.nameOf(relation)}.rowid`;
  }

  /** Conditions of WHERE on one table alone: its other rows cannot come into the result, so they need no pairs. */
  private whereFilters(select: SelectShape): (relation: Relation) => readonly Span[] {
    const conjuncts = select.where === null ? [] : this.expressions.conjuncts(select.where);
    return (relation) => {
      // A missing row could pass the condition where the row itself does not.
      if (!select.relations.includes(relation) || select.nullable.has(relation)) return [];
      return conjuncts.filter((span) => this.conditions.isFilterOf(span, relation, select.relations));
    };
  }

  /** The step that finds the pairs; null where a side cannot be read beforehand. */
  private addPairs(
    { relations, values, metres, predicate, span }: SpatialCondition,
    filtersOf: (relation: Relation) => readonly Span[],
  ): PairsStep | null {
    if (!relations.every((relation) => this.canRead(relation))) return null;
    const side = (relation: Relation, value: Span, other: 'a' | 'b'): PairSide => {
      const from = this.sourceOf(relation);
      const filters = filtersOf(relation).map((filter) => `(${this.text(filter)})`);
      const where = filters.length > 0 ? ` WHERE ${filters.join(' AND ')}` : '';
      const more = metres !== null && metres.of !== other ? `, (${this.text(metres.span)})::DOUBLE` : '';
      return {
        sql: `SELECT ${this.rowOf(relation)}, (${this.text(value)})${more} FROM ${from}${where}`,
        countSql: `SELECT count(*) FROM ${from}`,
        table: this.made.has(relation) || relation.source.type !== 'table' ? null : relation.source.name,
      };
    };
    const sides = [side(relations[0], values[0], 'b'), side(relations[1], values[1], 'a')] as const;
    const number = this.number++;
    const step: PairsStep = {
      type: 'pairs',
      table: `${SPATIAL_JOIN_PREFIX}pairs_${number}`,
      columns: [`${SPATIAL_JOIN_PREFIX}a_${number}`, `${SPATIAL_JOIN_PREFIX}b_${number}`],
      predicate,
      sides,
      metresOf: metres?.of ?? null,
      condition: this.text(span),
    };
    this.steps.push(step);
    return step;
  }

  private canRead({ source }: Relation): boolean {
    if (source.type !== 'table') return source.type !== 'other';
    const known = this.catalogue.relation(source.name);
    // `rowid` has to mean the number of the row.
    return known !== null && !known.columns.has('rowid');
  }

  /** What stands in FROM for a relation, its alias with it; a hidden table where its rows have no numbers of their own. */
  private sourceOf(relation: Relation): string {
    const { source, body, whole } = relation;
    if (source.type === 'table' && this.catalogue.relation(source.name)?.type === 'table') return this.text(whole);
    const alias = this.sql.slice(this.endOf(body), this.endOf(whole)) || ` AS ${this.nameOf(relation)}`;
    let table = this.made.get(relation);
    if (table === undefined) {
      table = source.type === 'common-table' ? this.makeCommon(source.table, relation) : this.makeRows(relation);
      this.made.set(relation, table);
      const hasAlias = whole.to > body.to;
      this.edits.replace(this.startOf(body), this.endOf(body), hasAlias ? table : `${table}${alias}`);
    }
    return `${table}${alias}`;
  }

  /** A subquery or a view. */
  private makeRows({ source, body, commonTables }: Relation): string {
    const query =
      source.type === 'table'
        ? `FROM ${this.text(body)}`
        : `${this.withClause(commonTables)}FROM ${this.edits.part(this.startOf(body), this.endOf(body))}`;
    return this.addRows(query);
  }

  /** Once for all who name it, so that all see the same rows. */
  private makeCommon(common: CommonTable, { commonTables }: Relation): string {
    let table = this.madeCommon.get(common);
    if (table === undefined) {
      const upToIt = commonTables.slice(0, commonTables.indexOf(common) + 1);
      const name = this.text({ from: common.definition.from, to: common.definition.from + 1 });
      table = this.addRows(`${this.withClause(upToIt)}FROM ${name}`);
      this.madeCommon.set(common, table);
      this.edits.replace(this.startOf(common.body), this.endOf(common.body), `(FROM ${table})`);
    }
    return table;
  }

  private addRows(query: string): string {
    const table = `${SPATIAL_JOIN_PREFIX}rows_${this.number++}`;
    this.steps.push({ type: 'rows', table, query });
    return table;
  }

  private withClause(commonTables: readonly CommonTable[]): string {
    if (commonTables.length === 0) return '';
    const definitions = commonTables.map((common) => {
      const made = this.madeCommon.get(common);
      if (made === undefined) return this.edits.part(this.startOf(common.definition), this.endOf(common.definition));
      return `${this.sql.slice(this.startOf(common.definition), this.startOf(common.body))}(FROM ${made})`;
    });
    const isRecursive = commonTables.some(({ recursive }) => recursive);
    return `WITH ${isRecursive ? 'RECURSIVE ' : ''}${definitions.join(', ')} `;
  }
}
