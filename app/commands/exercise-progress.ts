/** What the interface asks of the rules of progress: pure reading, handed on. */
export {
  type ExerciseWork,
  msUntilSolution,
  NO_WORK as NO_EXERCISE_WORK,
  statusOf,
} from '../core/lessons/progress/exercise-work.ts';
export { pathProgress } from '../core/lessons/progress/path-progress.ts';
