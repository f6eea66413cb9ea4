/** What the planner knows beforehand, and what it says is to be done. */
import type { Predicate } from '../../geo/spatial/prepared.ts';
import type { EditedText } from './text-edits.ts';

export interface SpatialCatalogue {
  /** A table or view by its name in lower case; columns in lower case. */
  relation(name: string): { readonly type: 'table' | 'view'; readonly columns: ReadonlySet<string> } | null;
  /** Functions of one row whose value is NULL where an argument is: the only ones allowed in a condition's sides. */
  isRowFunction(name: string): boolean;
}

/** One side of a condition. */
export interface PairSide {
  /** Rows as (number of the row, geometry[, metres]). */
  readonly sql: string;
  /** How many rows that gives, at most. */
  readonly countSql: string;
  /** The table read, in lower case, where it is one whose changes are known. */
  readonly table: string | null;
}

/** Rows without a number of their own — those of a subquery, a view, a WITH — become a hidden table. */
export interface RowsStep {
  readonly type: 'rows';
  readonly table: string;
  readonly query: string;
}

/** Numbers of rows for which the condition holds become a hidden table of two columns. */
export interface PairsStep {
  readonly type: 'pairs';
  readonly table: string;
  readonly columns: readonly [a: string, b: string];
  readonly predicate: Predicate;
  readonly sides: readonly [a: PairSide, b: PairSide];
  /** Which side's rows bring the metres of a distance; null where there are none or both sides bring the same. */
  readonly metresOf: 'a' | 'b' | null;
  /** As the person wrote it. */
  readonly condition: string;
}

export interface SpatialJoinPlan {
  /** To be carried out in this order, before the statement. */
  readonly steps: readonly (RowsStep | PairsStep)[];
  readonly statement: EditedText;
  /** Where the query begins, here and there: before it can only stand CREATE TABLE … AS or INSERT INTO …. */
  readonly queryStart: number;
}

/** Begins every table and column that is made for a join. */
export const SPATIAL_JOIN_PREFIX = 'spatial_join_';
