import { describe, expect, it } from 'vitest';
import { exportLessonNotes, exportLessonWorks, importLessonWorks } from '../../../app/commands/carry-lesson-works.ts';
import { answerText, editExerciseAnswer, takeExerciseDraft } from '../../../app/commands/edit-exercise-answer.ts';
import { countMatches } from '../../../app/commands/filter-matches.ts';
import { askLiveCity, noteOnExercise, openHint, openSolution } from '../../../app/commands/help-with-exercise.ts';
import { leaveExercise, openExercise, startExerciseOver } from '../../../app/commands/open-exercise.ts';
import { readExerciseList } from '../../../app/commands/read-exercise-list.ts';
import { checkExercise, runExercise, setCheckAsIRun } from '../../../app/commands/run-exercise.ts';
import { NO_WORK } from '../../../app/core/lessons/progress/exercise-work.ts';
import { isInExercise, lessonLayers, savedLessons } from '../../../app/state/lessons.ts';
import { noticeKeys, type TestApp, testApp } from '../../builders/app-context.ts';
import { fakeLessons, madeExercise } from '../../builders/lessons.ts';
import { resultTable } from '../../builders/result-table.ts';

const NAME = '03-what-time-is-it';
const RIGHT = "SELECT date_trunc('hour', phenomenon_time) AS hour, avg(value) AS mean -- right";
const WRONG = RIGHT.replace('right', 'two');

const desk = (app: TestApp) => app.lessons.store.getState();
const work = (app: TestApp, name = NAME) => app.store.getState().lessonWorks[name] ?? NO_WORK;

async function opened(name = NAME, lessons = fakeLessons()): Promise<TestApp & { lessonPorts: typeof lessons }> {
  const app = testApp({ lessons });
  await openExercise(app, name).finished;
  return Object.assign(app, { lessonPorts: lessons });
}

describe('opening an exercise', () => {
  it('prepares its own state, shows its tables and its map, and begins the work', async () => {
    const app = await opened();
    expect(desk(app)).toMatchObject({ step: 'ready', problem: null });
    expect(desk(app).tables.map(({ name }) => name)).toEqual(['observations', 'sensors']);
    expect(app.lessonPorts.lessonDatabase.prepared).toHaveLength(1);
    expect(isInExercise(app.store.getState())).toBe(true);
    expect(work(app).begunAtMs).toBe(app.ports.clock.now());
    expect(answerText(app)).toBe(madeExercise().start);
    const shown = lessonLayers(app.store.getState());
    expect(shown.filter(({ visible, shape }) => visible && shape === 'extrusion').map(({ id }) => id)).toEqual([
      'buildings',
    ]);
    expect(shown.filter(({ visible, colour }) => visible && colour.type !== 'plain').map(({ id }) => id)).toEqual([
      'lesson',
    ]);
  });

  it('gives the map back to the city when it is left, or another place is opened', async () => {
    const app = await opened();
    const { layers } = app.store.getState();
    app.store.setState({ place: 'data' });
    expect(lessonLayers(app.store.getState())).toBe(layers);
    app.store.setState({ place: 'learn' });
    leaveExercise(app);
    expect(lessonLayers(app.store.getState())).toBe(layers);
    expect(desk(app).step).toBe('closed');
  });

  it('says what could not be had, and is opened by the next try', async () => {
    expect(desk(await opened(NAME, fakeLessons({ problem: 'texts' }))).problem).toEqual({
      what: 'texts',
      detail: `GET lessons/exercises/${NAME}.json: 404`,
    });
    const app = await opened(NAME, fakeLessons({ problem: 'state' }));
    expect(desk(app).problem).toEqual({ what: 'state', detail: 'no such function: uniform' });
    Object.assign(app.ports, { lessons: fakeLessons() });
    await startExerciseOver(app).finished;
    expect(desk(app)).toMatchObject({ step: 'ready', problem: null });
  });

  it('leaves the former at once: what comes late of it is not shown', async () => {
    const app = testApp();
    const first = openExercise(app, '04-say-it-twice').finished;
    const second = openExercise(app, NAME).finished;
    await Promise.all([first, second]);
    expect(desk(app).opened?.exercise.name).toBe(NAME);
    expect(app.store.getState().lesson.exercise).toBe(NAME);
  });

  it('is found again after a reload, with its draft', async () => {
    const app = await opened();
    editExerciseAnswer(app, 'SELECT 1');
    const { lesson, lessonWorks } = savedLessons(app.ports.settings.get);
    expect(lesson.exercise).toBe(NAME);
    expect(lessonWorks[NAME]?.draft).toBe('SELECT 1');
    leaveExercise(app);
    expect(savedLessons(app.ports.settings.get).lesson.exercise).toBeNull();
  });
});

describe('an answer', () => {
  it('is run on the exercise’s own database and checked, as long as that is wished', async () => {
    const app = await opened();
    editExerciseAnswer(app, WRONG);
    await runExercise(app).finished;
    expect(desk(app).run).toMatchObject({ status: 'done', text: WRONG });
    expect(desk(app).check.report).toMatchObject({ passed: false, rightRows: 22, expectedRows: 24 });
    expect(work(app).tries).toBe(1);
    setCheckAsIRun(app, false);
    editExerciseAnswer(app, RIGHT);
    await runExercise(app).finished;
    expect(desk(app).check.text).toBe(WRONG);
    expect(work(app).passedAtMs).toBeNull();
    await checkExercise(app).finished;
    expect(desk(app).check.report?.passed).toBe(true);
    expect(work(app).passedAtMs).toBe(app.ports.clock.now());
  });

  it('is not checked where only a part of it is run', async () => {
    const app = await opened();
    editExerciseAnswer(app, WRONG);
    await runExercise(app, { text: 'SELECT * FROM observations', offset: 3 }).finished;
    expect(desk(app).run).toMatchObject({ status: 'done', offset: 3, isWhole: false });
    expect(desk(app).check.status).toBe('idle');
  });

  it('is recognised as a foreseen mistake', async () => {
    const app = await opened();
    editExerciseAnswer(app, 'SELECT local');
    await checkExercise(app).finished;
    expect(desk(app).check.report?.mistake).toBe('local-times');
    expect(desk(app).run.table?.rowCount).toBe(24);
  });

  it('fails with the place in the text, and looking around counts as no try', async () => {
    const app = await opened();
    editExerciseAnswer(app, 'SELECT fail');
    await runExercise(app).finished;
    expect(desk(app).run).toMatchObject({ status: 'failed', error: { kind: 'syntax', position: 7 } });
    editExerciseAnswer(app, 'SELECT * FROM observations');
    await runExercise(app).finished;
    expect(desk(app).check.report?.findings[0]?.code).toBe('columns-missing');
    expect(work(app).tries).toBe(0);
  });

  it('of a script is asked as the check asks; starting over makes the state anew and keeps the text', async () => {
    const app = await opened('04-say-it-twice');
    editExerciseAnswer(app, 'UPDATE observations SET value = 1');
    await runExercise(app).finished;
    expect(app.lessonPorts.lessonDatabase.asked.slice(-2)).toEqual(['UPDATE observations SET value = 1', 'SELECT two']);
    await startExerciseOver(app).finished;
    expect(app.lessonPorts.lessonDatabase.prepared).toHaveLength(2);
    expect(desk(app).run.table).toBeNull();
    expect(answerText(app)).toBe('UPDATE observations SET value = 1');
  });

  it('of topic filters gives the topics that they match, each line its count', async () => {
    const app = await opened('01-listen-to-the-city');
    const text = '-- air\ncity/eixample/air/+/+/obs\ncity/#/obs';
    editExerciseAnswer(app, text);
    await runExercise(app).finished;
    expect(desk(app).run.table?.rowCount).toBe(12);
    expect(countMatches(text, desk(app).topics ?? resultTable([]))).toEqual({
      lines: [
        { line: 2, filter: 'city/eixample/air/+/+/obs', matched: 12 },
        { line: 3, filter: 'city/#/obs', matched: null },
      ],
      matched: 12,
      topics: 108,
    });
    expect(desk(app).check.report?.findings[0]?.code).toBe('filter-invalid');
  });

  it('goes to the live city’s editor when it is wished', async () => {
    const app = await opened();
    editExerciseAnswer(app, RIGHT);
    askLiveCity(app);
    expect(app.store.getState()).toMatchObject({ place: 'query', draft: RIGHT });
  });
});

describe('drafts', () => {
  it('that another tab wrote meanwhile are put aside, not written over', async () => {
    const app = await opened();
    editExerciseAnswer(app, 'mine');
    const other = testApp({ settings: app.ports.settings }, savedLessons(app.ports.settings.get));
    await openExercise(other, NAME).finished;
    editExerciseAnswer(other, 'theirs');
    editExerciseAnswer(app, 'mine, longer');
    expect(work(app)).toMatchObject({ draft: 'mine, longer', earlier: ['theirs'] });
  });

  it('can be gone back to, and that can be undone', async () => {
    const app = await opened();
    editExerciseAnswer(app, 'first');
    app.history.record(takeExerciseDraft(app, null));
    expect(answerText(app)).toBe(madeExercise().start);
    expect(work(app).earlier).toEqual(['first']);
    app.history.undo();
    expect(answerText(app)).toBe('first');
  });
});

describe('help', () => {
  it('comes hint by hint; the solution after two tries', async () => {
    const app = await opened();
    openHint(app);
    openSolution(app);
    expect(work(app)).toMatchObject({ hints: 1, solutionSeen: false });
    for (const text of [WRONG, `${WRONG} `.replace('two', 'two two')]) {
      editExerciseAnswer(app, text);
      await checkExercise(app).finished;
    }
    openSolution(app);
    expect(work(app)).toMatchObject({ tries: 2, solutionSeen: true });
  });
});

describe('work', () => {
  it('is taken along as a file and added to what another browser has; nonsense is told so', async () => {
    const app = await opened();
    editExerciseAnswer(app, 'SELECT 1');
    noteOnExercise(app, NAME, 'takeaway', 'UTC.');
    exportLessonWorks(app);
    const [file] = app.ports.files.saved;
    expect(file?.name).toBe('maqueta-exercises.json');
    const other = testApp();
    importLessonWorks(other, String(file?.content));
    expect(work(other)).toEqual(work(app));
    expect(noticeKeys(other)).toEqual(['notice.lessons-imported']);
    importLessonWorks(other, '{"format":"something"}');
    expect(noticeKeys(other)).toContain('notice.lessons-other-format');
    expect(work(other)).toEqual(work(app));
  });

  it('lists its notes as Markdown, with the titles of the exercises', async () => {
    const app = await opened();
    await readExerciseList(app);
    noteOnExercise(app, NAME, 'question', 'Whose clock?');
    exportLessonNotes(app, { title: 'Notes', questions: 'Plenary', takeaways: 'Home' });
    expect(app.ports.files.saved[0]).toEqual({
      name: 'maqueta-notes.md',
      mediaType: 'text/markdown',
      content: '# Notes\n\n## Plenary\n\n### 3. What time is it?\n\nWhose clock?\n',
    });
  });
});
