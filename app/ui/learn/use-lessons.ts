import { useEffect } from 'react';
import { useStore } from 'zustand';
import { rereadWorks } from '../../commands/change-exercise-work.ts';
import { type ExerciseWork, NO_EXERCISE_WORK } from '../../commands/exercise-progress.ts';
import { openExercise, retellExercise } from '../../commands/open-exercise.ts';
import type { LessonDeskState } from '../../state/lesson-desk.ts';
import { isInExercise, WORKS_KEY } from '../../state/lessons.ts';
import { useApp, useAppState } from '../app-context.tsx';

export function useLessonDesk<T>(select: (desk: LessonDeskState) => T): T {
  return useStore(useApp().lessons.store, select);
}

export function useWork(name: string): ExerciseWork {
  return useAppState((state) => state.lessonWorks[name] ?? NO_EXERCISE_WORK);
}

/** What stands in the editor of the open exercise. */
export function useAnswer(): string {
  const opened = useLessonDesk((desk) => desk.opened);
  const name = opened?.exercise.name ?? '';
  return useAppState((state) => state.lessonWorks[name]?.draft ?? opened?.exercise.start ?? '');
}

/** Opens again what was open before a reload, follows the language, and shows what another tab wrote. */
export function useLessons(): void {
  const app = useApp();
  const isIn = useAppState(isInExercise);
  const name = useAppState((state) => state.lesson.exercise);
  const language = useAppState((state) => state.language);
  const step = useLessonDesk((desk) => desk.step);
  useEffect(() => {
    if (isIn && name !== null && step === 'closed') openExercise(app, name);
  }, [app, isIn, name, step]);
  useEffect(() => {
    if (step !== 'closed') void retellExercise(app);
  }, [app, step, language]);
  useEffect(() => {
    const follow = ({ key }: StorageEvent) => {
      if (key?.endsWith(WORKS_KEY)) rereadWorks(app);
    };
    window.addEventListener('storage', follow);
    return () => window.removeEventListener('storage', follow);
  }, [app]);
}
