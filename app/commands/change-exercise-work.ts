import { type ExerciseWork, NO_WORK } from '../core/lessons/progress/exercise-work.ts';
import { readKeptWorks, writeWorks } from '../core/lessons/progress/works-text.ts';
import { WORKS_KEY } from '../state/lessons.ts';
import type { AppContext } from './app-context.ts';

/**
 * Changes what a participant did in one exercise, and keeps it at once. The change is made on what is kept, which another
 * tab may have written meanwhile.
 */
export function changeWork(
  { store, ports }: Pick<AppContext, 'store' | 'ports'>,
  name: string,
  change: (work: ExerciseWork) => ExerciseWork,
): void {
  const { lessonWorks } = store.getState();
  const kept = { ...lessonWorks, ...readKeptWorks(ports.settings.get(WORKS_KEY)) };
  const before = kept[name] ?? NO_WORK;
  const work = change(before);
  if (work === before && lessonWorks[name] === before) return;
  const works = { ...kept, [name]: work };
  store.setState({ lessonWorks: works });
  ports.settings.set(WORKS_KEY, writeWorks(works));
}

/** What another tab wrote is shown here too. */
export function rereadWorks({ store, ports }: Pick<AppContext, 'store' | 'ports'>): void {
  store.setState({ lessonWorks: readKeptWorks(ports.settings.get(WORKS_KEY)) });
}
