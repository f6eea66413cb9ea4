import { msUntilSolution, takeHint, writeNote } from '../core/lessons/progress/exercise-work.ts';
import type { AppContext } from './app-context.ts';
import { askInSql } from './ask-in-sql.ts';
import { changeWork } from './change-exercise-work.ts';
import type { ChangeRecord } from './change-record.ts';
import { answerText } from './edit-exercise-answer.ts';

/** Opens the next hint. */
export function openHint(app: AppContext): ChangeRecord {
  const { opened } = app.lessons.store.getState();
  if (opened !== null) changeWork(app, opened.exercise.name, (work) => takeHint(work, opened.texts.hints.length));
  return { label: 'change.exercise' };
}

/** Shows the solution, where its time has come. */
export function openSolution(app: AppContext): ChangeRecord {
  const { opened } = app.lessons.store.getState();
  if (opened !== null) {
    changeWork(app, opened.exercise.name, (work) =>
      msUntilSolution(work, app.ports.clock.now()) === 0 ? { ...work, solutionSeen: true } : work,
    );
  }
  return { label: 'change.exercise' };
}

export function noteOnExercise(
  app: AppContext,
  name: string,
  note: 'takeaway' | 'question',
  text: string,
): ChangeRecord {
  changeWork(app, name, (work) => writeNote(work, note, text, app.ports.clock.now()));
  return { label: 'change.exercise' };
}

/** The answer, asked of the city's own tables in the ordinary query panel. */
export function askLiveCity(app: AppContext): ChangeRecord {
  const text = answerText(app);
  return text.trim() === '' ? { label: 'change.query' } : askInSql(app, text);
}
