/** What a check says. Codes are closed lists; the interface has a sentence for each. */
import type { Cell } from '../../store/database.ts';
import type { ValueKind } from './answer-table.ts';

/** What the checker sees by itself; `values` of a finding fill its sentence. */
export type FindingCode =
  /** The answer is empty. `{}` */
  | 'nothing-written'
  /** It failed: `error` is the database's word, `position` its place (UTF-16 offset) where known. */
  | 'failed'
  /** It failed on a fresh copy only: something it reads was made by hand before. */
  | 'not-by-itself'
  /** It ran longer than allowed. */
  | 'too-slow'
  /** No rows at all. */
  | 'no-rows'
  /** `columns`, comma-separated. */
  | 'columns-missing'
  /** Not wrong by itself. `columns` */
  | 'columns-extra'
  /** `column`, `expected` and `found`: kinds of value (`number`, `text`, `time`, `yes-no`). */
  | 'wrong-kind'
  /** `count`, `expectedRows` */
  | 'rows-missing'
  /** `count`, `expectedRows` */
  | 'rows-extra'
  /** Rows that are right but there more than once: `count` */
  | 'rows-doubled'
  /** Right rows, wrong order. */
  | 'order'
  /** `column`, `count` rows of `rows` */
  | 'values-wrong'
  /** All of a column's times are off by the same `minutes` (positive: later than expected). */
  | 'times-shifted'
  /** All numbers of `column` are off by `factor`, known as `unit` (e.g. `ppb to ug/m3 (NO2)`). */
  | 'unit-factor'
  /** Of the links given too few are right: `percent`, `least` */
  | 'precision-low'
  /** Of the links there are too few are given: `percent`, `least` */
  | 'recall-low'
  /** The sum of `column` is `found` and not `expected`. */
  | 'sum-changed'
  /** All numbers of `column` are off by the same `difference`. */
  | 'constant-difference'
  /** `column` is right but for rounding to `digits`. */
  | 'rounded'
  /** `column` holds what `other` should hold. */
  | 'columns-swapped'
  /** `column`: NULL where a value is expected, or the other way round; `count` */
  | 'null-wrong'
  /** Right on what was shown, wrong on other data of the same kind. */
  | 'only-here'
  /** Two runs on the same data gave two answers. */
  | 'unstable'
  /** A script that gives something else when run again. */
  | 'not-repeatable'
  /** A line of topic filters that MQTT does not allow: `line`, `filter`. */
  | 'filter-invalid'
  /** More filters than allowed: `count`, `most`. */
  | 'filters-too-many';

export interface Finding {
  readonly code: FindingCode;
  readonly values: Readonly<Record<string, string | number>>;
}

/** One differing row. Cells are those of the expected columns; null for a side that is not there. */
export interface Difference {
  readonly type: 'missing' | 'extra' | 'wrong';
  /** Row number in the answer's table, 0-based; null for a missing row. */
  readonly row: number | null;
  readonly expected: readonly Cell[] | null;
  readonly found: readonly Cell[] | null;
  /** Numbers of the columns that differ. */
  readonly columns: readonly number[];
}

export interface CheckReport {
  readonly passed: boolean;
  /** Id of the foreseen mistake that was recognised; its message comes first. */
  readonly mistake: string | null;
  /** Most telling first; may hold remarks on a passed answer. */
  readonly findings: readonly Finding[];
  /** Expected columns, in order. */
  readonly columns: readonly string[];
  /** What each of them holds. */
  readonly kinds: readonly ValueKind[];
  readonly expectedRows: number;
  readonly foundRows: number;
  /** Rows that are right. */
  readonly rightRows: number;
  /** The first three. Empty where only hidden data differ. */
  readonly differences: readonly Difference[];
  /** Milliseconds that the answer took on the shown data. */
  readonly elapsedMs: number;
}
