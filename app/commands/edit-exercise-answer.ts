import { NO_WORK, replaceDraft, writeDraft } from '../core/lessons/progress/exercise-work.ts';
import type { AppContext } from './app-context.ts';
import { changeWork } from './change-exercise-work.ts';
import type { ChangeRecord } from './change-record.ts';

/** The answer as it stands in the editor of the open exercise. */
export function answerText({ store, lessons }: Pick<AppContext, 'store' | 'lessons'>): string {
  const { opened } = lessons.store.getState();
  if (opened === null) return '';
  return store.getState().lessonWorks[opened.exercise.name]?.draft ?? opened.exercise.start;
}

/** Keeps what is written. What another tab wrote meanwhile is put aside, not lost. */
export function editExerciseAnswer(app: AppContext, text: string): ChangeRecord {
  const { opened } = app.lessons.store.getState();
  if (opened !== null && text !== answerText(app)) {
    const { name, version, start } = opened.exercise;
    const shown = app.store.getState().lessonWorks[name]?.draft ?? null;
    const nowMs = app.ports.clock.now();
    changeWork(app, name, (work) => {
      if (work.draft !== shown) return replaceDraft(work, text, version, nowMs);
      return text === start && work.draft === null ? work : writeDraft(work, text, version, nowMs);
    });
  }
  return { label: 'change.draft' };
}

/** Puts the draft aside and takes an earlier one, or, with null, the text that the exercise begins with. */
export function takeExerciseDraft(app: AppContext, draft: string | null): ChangeRecord {
  const { opened } = app.lessons.store.getState();
  if (opened === null) return { label: 'change.draft' };
  const { name, version } = opened.exercise;
  const before = app.store.getState().lessonWorks[name] ?? NO_WORK;
  const take = (text: string | null) =>
    changeWork(app, name, (work) => replaceDraft(work, text, version, app.ports.clock.now()));
  take(draft);
  return { label: 'change.exercise-draft', undo: () => take(before.draft), redo: () => take(draft) };
}
