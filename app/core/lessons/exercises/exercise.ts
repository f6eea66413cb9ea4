/** An exercise as read from its folder (docs/exercises/README.md says what each file is for). */

/** What a participant writes. */
export type AnswerKind = 'sql' | 'script' | 'filters';

export interface Tolerance {
  readonly absolute: number;
  readonly relative: number;
}

/** Judged by shares instead of row by row: links that may be left open, against a truth that nobody sees. */
export interface ScoreRules {
  /** The answer's column that holds the link; NULL where it is left open. */
  readonly column: string;
  /** Least share of the given links that are right. */
  readonly precision: number;
  /** Least share of the true links that are given. */
  readonly recall: number;
  /** A column of numbers whose sum has to be that of the truth. */
  readonly conserve: string | null;
}

export interface AnswerRules {
  readonly kind: AnswerKind;
  /** True where the order of rows is part of the task. */
  readonly ordered: boolean;
  /** Columns that name a row; empty where rows have no key. */
  readonly key: readonly string[];
  readonly tolerance: Tolerance;
  /** By column, where it differs from `tolerance`. */
  readonly tolerances: Readonly<Record<string, Tolerance>>;
  /** How often a script is run before its tables are asked. */
  readonly runs: number;
  /** For topic filters: how many may be used; null where any number may. */
  readonly mostFilters: number | null;
  readonly score: ScoreRules | null;
}

export interface Mistake {
  /** Lower-case words with hyphens; the message of the texts has the same id. */
  readonly id: string;
  /** The wrong answer itself. */
  readonly answer: string;
  /** Columns that show the mistake by themselves; empty: the whole table has to be the same. */
  readonly match: readonly string[];
}

export interface NamedAnswer {
  readonly name: string;
  readonly answer: string;
}

/** What the map shows of the state: the rows of a query with `lon` and `lat` (degrees) or `geom`. */
export interface ExerciseMap {
  readonly query: string;
}

export interface ExerciseFacts {
  /** Folder, `NN-name`. */
  readonly name: string;
  /** Number in the programme's list of exercises. */
  readonly number: number;
  /** Goes up when state, solution or check change; drafts of an older one are kept and said to be so. */
  readonly version: number;
  readonly minutes: number;
  /** Learning goals of the programme's data-infrastructure session, e.g. `LG1`. */
  readonly goals: readonly ('LG1' | 'LG2' | 'LG3')[];
  /** Element of data quality by ISO 19157-1:2023, e.g. `temporal: accuracy of a time measurement`; null where none is at stake. */
  readonly quality: string | null;
  /** Minimal interoperability mechanism with the year of its framework, e.g. `MIM2 data models (2022)`; null where none. */
  readonly mim: string | null;
  readonly answer: AnswerRules;
  readonly seeds: { readonly shown: number; readonly hidden: readonly number[] };
  readonly map: ExerciseMap | null;
  /** True where the answer runs unchanged on the app's own tables. */
  readonly live: boolean;
}

export interface Exercise extends ExerciseFacts {
  readonly state: string;
  readonly start: string;
  readonly solution: string;
  readonly probe: string | null;
  /**
   * With `score`: a query of the key's columns, the score's and the conserved one, asked of the state with its `truth_`
   * tables, which a participant's state lacks.
   */
  readonly truth: string | null;
  /** Statements between the runs of a script. */
  readonly arrivals: string | null;
  /** A query of the answer's columns: rows that are right as well, matched by `key`. */
  readonly alternatives: string | null;
  readonly accepted: readonly NamedAnswer[];
  readonly mistakes: readonly Mistake[];
  readonly wrong: readonly NamedAnswer[];
}

export interface Hint {
  readonly title: string;
  readonly text: string;
}

/** Texts of one language, Markdown each. */
export interface ExerciseTexts {
  readonly title: string;
  readonly story: string;
  readonly task: string;
  readonly hints: readonly Hint[];
  /** By mistake id. */
  readonly messages: ReadonlyMap<string, string>;
  readonly solution: string;
  readonly debrief: string;
}
