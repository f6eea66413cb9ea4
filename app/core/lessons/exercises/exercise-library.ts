import type { LessonPath } from '../progress/lesson-path.ts';
import type { AnswerKind, Exercise, ExerciseFacts, ExerciseTexts } from './exercise.ts';

/** What the list says of an exercise before it is opened. */
export interface ExerciseEntry extends Pick<ExerciseFacts, 'name' | 'number' | 'version' | 'minutes' | 'goals'> {
  readonly kind: AnswerKind;
  /** By language tag; `en` is always there. */
  readonly titles: Readonly<Record<string, string>>;
}

export interface OpenedExercise {
  readonly exercise: Exercise;
  readonly texts: ExerciseTexts;
  /** Of the texts: the one asked for, or `en` where the exercise lacks it. */
  readonly language: string;
}

/**
 * The exercises that come with the page. Everything rejects with an Error, its message in technical words, where a file
 * does not arrive or is not as docs/exercises/README.md says; a later call tries again.
 */
export interface ExerciseLibrary {
  /** By number. */
  list(): Promise<readonly ExerciseEntry[]>;
  /** Paths may name exercises that are not in the list. */
  paths(): Promise<readonly LessonPath[]>;
  read(name: string, language: string): Promise<OpenedExercise>;
}
