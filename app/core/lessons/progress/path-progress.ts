import type { ExerciseEntry } from '../exercises/exercise-library.ts';
import { type LessonWorks, statusOf } from './exercise-work.ts';
import type { LessonPath } from './lesson-path.ts';

export interface PathProgress {
  /** Those that are there, in the path's order. */
  readonly exercises: readonly ExerciseEntry[];
  readonly passed: number;
  /** Begun and not passed. */
  readonly begun: number;
  /** Minutes of the exercises themselves, as planned: of the passed ones, and of all. */
  readonly minutesPassed: number;
  readonly minutes: number;
  /** The first that is not passed; null when all are. */
  readonly next: ExerciseEntry | null;
}

export function pathProgress(
  path: Pick<LessonPath, 'exercises'>,
  entries: readonly ExerciseEntry[],
  works: LessonWorks,
): PathProgress {
  const exercises = path.exercises.flatMap((name) => entries.find((entry) => entry.name === name) ?? []);
  const isPassed = ({ name }: ExerciseEntry) => statusOf(works[name]) === 'passed';
  const passed = exercises.filter(isPassed);
  const minutesOf = (some: readonly ExerciseEntry[]) => some.reduce((sum, { minutes }) => sum + minutes, 0);
  return {
    exercises,
    passed: passed.length,
    begun: exercises.filter(({ name }) => statusOf(works[name]) === 'begun').length,
    minutesPassed: minutesOf(passed),
    minutes: minutesOf(exercises),
    next: exercises.find((entry) => !isPassed(entry)) ?? null,
  };
}
