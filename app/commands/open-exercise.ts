import { stateSql } from '../core/lessons/exercises/exercise-state.ts';
import { beginWork } from '../core/lessons/progress/exercise-work.ts';
import { CLOSED_DESK } from '../state/lesson-desk.ts';
import { OPEN_KEY } from '../state/lessons.ts';
import type { AppContext } from './app-context.ts';
import { changeWork } from './change-exercise-work.ts';
import type { ChangeRecord } from './change-record.ts';
import { openPlace } from './open-place.ts';
import { wordsOf } from './read-exercise-list.ts';
import { showExerciseOnMap } from './show-exercise-on-map.ts';

export interface OpeningExercise extends ChangeRecord {
  /** Settles when it is ready or it was said why not; it never rejects. */
  readonly finished: Promise<void>;
}

/** Opens an exercise on its own prepared state, whatever happened before. One that is open is left at once. */
export function openExercise(app: AppContext, name: string): OpeningExercise {
  const { store, ports, lessons } = app;
  leaveDesk(app);
  openPlace(app, 'learn');
  // The Model form paints what its models say; an exercise has nothing to do with it.
  store.setState(({ lesson, form }) => ({
    lesson: { ...lesson, exercise: name, layers: [] },
    form: form === 'model' ? '3d' : form,
    selected: null,
  }));
  ports.settings.set(OPEN_KEY, name);
  changeWork(app, name, (work) => beginWork(work, ports.clock.now()));
  const opening = new AbortController();
  lessons.opening = opening;
  lessons.store.setState({ ...CLOSED_DESK, step: 'reading' });
  return { label: 'change.exercise', finished: open(app, name, opening.signal) };
}

async function open(app: AppContext, name: string, signal: AbortSignal): Promise<void> {
  const { store, ports, lessons } = app;
  try {
    const opened = await ports.lessons.library.read(name, store.getState().language);
    if (signal.aborted) return;
    lessons.store.setState({ opened, step: 'preparing' });
  } catch (error) {
    if (!signal.aborted) lessons.store.setState({ step: 'failed', problem: { what: 'texts', detail: wordsOf(error) } });
    return;
  }
  await prepare(app, signal);
}

/** Makes the state anew; the draft stays. */
export function startExerciseOver(app: AppContext): OpeningExercise {
  const { lessons } = app;
  lessons.opening?.abort();
  lessons.running?.abort();
  const opening = new AbortController();
  lessons.opening = opening;
  const { run, check } = CLOSED_DESK;
  lessons.store.setState({ step: 'preparing', problem: null, run, check, sought: null });
  return { label: 'change.exercise', finished: prepare(app, opening.signal) };
}

async function prepare(app: AppContext, signal: AbortSignal): Promise<void> {
  const { ports, lessons } = app;
  const { opened } = lessons.store.getState();
  if (opened === null) return;
  const { exercise } = opened;
  try {
    const database = ports.lessons.database();
    await database.prepare(stateSql(exercise, exercise.seeds.shown));
    if (signal.aborted) return;
    const tables = await database.tables();
    const topics = exercise.answer.kind === 'filters' ? await database.query(TOPICS) : null;
    if (signal.aborted) return;
    lessons.store.setState({ tables, topics, step: 'ready' });
    await showExerciseOnMap(app, signal);
  } catch (error) {
    if (!signal.aborted) lessons.store.setState({ step: 'failed', problem: { what: 'state', detail: wordsOf(error) } });
  }
}

/** In the order in which the check lists what filters match. */
const TOPICS = 'SELECT * FROM topics ORDER BY topic';

/** The texts of the open exercise again, in the language that the page now has. */
export async function retellExercise({ store, ports, lessons }: AppContext): Promise<void> {
  const { opened } = lessons.store.getState();
  const { language } = store.getState();
  if (opened === null || opened.language === language) return;
  const { exercise } = opened;
  const told = await ports.lessons.library.read(exercise.name, language).catch(() => null);
  if (told !== null && lessons.store.getState().opened === opened) lessons.store.setState({ opened: told });
}

/** Back to the city: its editor, its database, its map. */
export function leaveExercise(app: AppContext): ChangeRecord {
  leaveDesk(app);
  app.store.setState(({ lesson }) => ({ lesson: { ...lesson, exercise: null, layers: [] }, selected: null }));
  app.ports.settings.set(OPEN_KEY, '');
  return { label: 'change.exercise' };
}

function leaveDesk({ lessons }: AppContext): void {
  for (const work of [lessons.opening, lessons.running, lessons.checking]) work?.abort();
  lessons.opening = null;
  lessons.running = null;
  lessons.checking = null;
  lessons.store.setState(CLOSED_DESK);
}
