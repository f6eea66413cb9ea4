import { type CheckMemory, checkAnswer } from '../core/lessons/exercises/check-answer.ts';
import type { Exercise } from '../core/lessons/exercises/exercise.ts';
import { matchesFilter, readFilters } from '../core/lessons/exercises/topic-filters.ts';
import { noteCheck } from '../core/lessons/progress/exercise-work.ts';
import type { ResultTable } from '../core/store/database.ts';
import type { LessonRun } from '../state/lesson-desk.ts';
import { AS_I_RUN_KEY } from '../state/lessons.ts';
import type { AppContext } from './app-context.ts';
import { changeWork } from './change-exercise-work.ts';
import type { ChangeRecord } from './change-record.ts';
import { answerText } from './edit-exercise-answer.ts';
import { wordsOf } from './read-exercise-list.ts';
import { problemOf } from './run-query.ts';
import { showExerciseOnMap } from './show-exercise-on-map.ts';

export interface RunningExercise extends ChangeRecord {
  /** Settles when it is over, however it went; it never rejects. */
  readonly finished: Promise<void>;
}

const TIME_LIMIT_MS = 20_000;
const MOST_ROWS = 100_000;

interface Wish {
  readonly text: string;
  readonly offset: number;
  readonly isWhole: boolean;
}

/**
 * Runs the answer, or a part of it, on the state that the participant sees. Where it is wished, a whole answer is then
 * checked as well.
 */
export function runExercise(
  app: AppContext,
  part?: { readonly text: string; readonly offset: number },
): RunningExercise {
  const whole = answerText(app);
  const wish: Wish =
    part === undefined || part.text.trim() === whole.trim()
      ? { text: whole, offset: 0, isWhole: true }
      : { ...part, isWhole: false };
  const finished = run(app, wish).then(async (ran) => {
    if (ran && wish.isWhole && app.store.getState().lesson.checkAsIRun) await check(app, false);
  });
  return { label: 'change.query', finished };
}

/** Checks the answer as it stands, and runs a query besides: its rows are to be seen beside what is said of them. */
export function checkExercise(app: AppContext): RunningExercise {
  const { opened, run: last } = app.lessons.store.getState();
  const text = answerText(app);
  const isShown = last.status === 'done' && last.isWhole && last.text === text;
  const mayRun = opened !== null && opened.exercise.answer.kind !== 'script' && text.trim() !== '' && !isShown;
  const ran = mayRun ? run(app, { text, offset: 0, isWhole: true }) : Promise.resolve(true);
  return { label: 'change.query', finished: ran.then(() => check(app, true)) };
}

export function cancelExercise({ lessons }: AppContext): ChangeRecord {
  lessons.running?.abort();
  lessons.checking?.abort();
  return { label: 'change.query' };
}

export function setCheckAsIRun({ store, ports }: AppContext, checkAsIRun: boolean): ChangeRecord {
  store.setState(({ lesson }) => ({ lesson: { ...lesson, checkAsIRun } }));
  ports.settings.set(AS_I_RUN_KEY, checkAsIRun ? 'yes' : 'no');
  return { label: 'change.exercise' };
}

/** Brings a row of the result into sight. */
export function seekExerciseRow({ lessons }: AppContext, row: number): ChangeRecord {
  lessons.store.setState(({ sought }) => ({ sought: { row, wish: (sought?.wish ?? 0) + 1 } }));
  return { label: 'change.exercise' };
}

/** True where it ran to its end. */
async function run(app: AppContext, { text, offset, isWhole }: Wish): Promise<boolean> {
  const { lessons } = app;
  const { opened, step } = lessons.store.getState();
  if (opened === null || step !== 'ready' || text.trim() === '') return false;
  lessons.running?.abort();
  lessons.checking?.abort();
  const running = new AbortController();
  lessons.running = running;
  const tell = (fields: Partial<LessonRun>) => {
    if (lessons.running === running) lessons.store.setState((desk) => ({ run: { ...desk.run, ...fields } }));
  };
  tell({ status: 'running', text, offset, isWhole, error: null });
  try {
    const table = await rowsOf(app, text, isWhole, running.signal);
    tell({ status: 'done', table, version: lessons.store.getState().run.version + 1 });
    if (opened.exercise.answer.kind !== 'filters') await lookAgain(app, running.signal);
    return lessons.running === running;
  } catch (error) {
    tell({ status: 'failed', error: problemOf(error, offset) });
    return false;
  } finally {
    if (lessons.running === running) lessons.running = null;
  }
}

/** What a script did is asked as the check asks it; a part of it answers for itself. */
async function rowsOf(app: AppContext, text: string, isWhole: boolean, signal: AbortSignal): Promise<ResultTable> {
  const { opened, topics } = app.lessons.store.getState();
  const { answer, probe } = opened!.exercise;
  if (answer.kind === 'filters') return matched(topics!, text);
  const database = app.ports.lessons.database();
  const options = { signal, timeLimitMs: TIME_LIMIT_MS, maxRows: MOST_ROWS };
  const table = await database.query(text, options);
  return answer.kind === 'script' && isWhole && probe !== null ? database.query(probe, options) : table;
}

/** The rows of `topics` that at least one of the filters matches. */
function matched(topics: ResultTable, text: string): ResultTable {
  const { filters } = readFilters(text);
  const column = topics.columns.findIndex(({ name }) => name === 'topic');
  const rows = Array.from({ length: topics.rowCount }, (_, row) => row).filter((row) =>
    filters.some((filter) => matchesFilter(filter, String(topics.cell(row, column)))),
  );
  return {
    columns: topics.columns,
    rowCount: rows.length,
    truncated: false,
    elapsedMs: 0,
    cell: (row, at) => topics.cell(rows[row]!, at),
  };
}

/** After a run the tables may be others: their list, and the map. */
async function lookAgain(app: AppContext, signal: AbortSignal): Promise<void> {
  const { lessons, ports } = app;
  const tables = await ports.lessons.database().tables();
  if (signal.aborted) return;
  lessons.store.setState({ tables });
  const { opened } = lessons.store.getState();
  if (opened?.exercise.answer.kind === 'script') await showExerciseOnMap(app, signal).catch(() => undefined);
}

async function check(app: AppContext, askedFor: boolean): Promise<void> {
  const { lessons, ports } = app;
  const { opened, step } = lessons.store.getState();
  if (opened === null || step !== 'ready') return;
  const { exercise } = opened;
  const text = answerText(app);
  lessons.checking?.abort();
  const checking = new AbortController();
  lessons.checking = checking;
  const isWanted = () => lessons.checking === checking;
  lessons.store.setState(({ check }) => ({ check: { ...check, status: 'checking' } }));
  try {
    const report = await checkAnswer(exercise, text, ports.lessons.database(), {
      signal: checking.signal,
      memory: memoryOf(exercise),
    });
    if (!isWanted()) return;
    lessons.store.setState({ check: { status: 'done', text, report, askedFor, detail: '' } });
    changeWork(app, exercise.name, (work) => noteCheck(work, report, text, askedFor, ports.clock.now()));
  } catch (error) {
    if (!isWanted()) return;
    const status = checking.signal.aborted ? 'idle' : 'failed';
    lessons.store.setState(({ check }) => ({
      check: { ...check, status: check.report !== null && status === 'idle' ? 'done' : status, detail: wordsOf(error) },
    }));
  } finally {
    if (isWanted()) lessons.checking = null;
  }
}

/** What solution and mistakes gave is the same for as long as the exercise is open. */
const MEMORIES = new WeakMap<Exercise, CheckMemory>();

function memoryOf(exercise: Exercise): CheckMemory {
  const memory = MEMORIES.get(exercise) ?? new Map();
  MEMORIES.set(exercise, memory);
  return memory;
}
