import type { CancelSignal, Database, QueryError, ResultTable } from '../../store/database.ts';

/** Texts that are run one after the other in a database that holds nothing but what they make, and is forgotten afterwards. */
export interface Trial {
  /** The house's own statements: made before, not guarded, no result. */
  readonly state: string;
  readonly steps: readonly TrialStep[];
  /**
   * True where each statement is to be a transaction of its own, as when a person runs it: within one, a key that was just
   * deleted cannot be inserted again.
   */
  readonly committing?: boolean;
}

/** A person's text, guarded, with its last statement's result; or statements of the house, without one. */
export type TrialStep = string | { readonly house: string };

export interface TrialOutcome {
  /** Of the person's steps, as many as ran. */
  readonly results: readonly ResultTable[];
  /** Why the next one did not. */
  readonly error: QueryError | null;
}

export interface TrialOptions {
  readonly signal?: CancelSignal;
  /** Wall milliseconds for all steps; 20,000 unless told. */
  readonly timeLimitMs?: number;
}

/** The database of the exercises: its own, apart from the city's. Everything in it is the participant's to change. */
export interface LessonDatabase extends Database {
  /** Forgets everything and runs the house's statements. Rejects with QueryError. */
  prepare(state: string): Promise<void>;
  /** What is in the database stays as it is. A failing step is in the outcome; rejects where the state itself fails. */
  try(trial: Trial, options?: TrialOptions): Promise<TrialOutcome>;
}
