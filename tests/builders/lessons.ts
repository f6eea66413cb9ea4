/** Exercises without files and a lesson database without a worker: answers are told by a word in their text. */
import type { LessonPorts } from '../../app/commands/ports.ts';
import type { Exercise, ExerciseTexts } from '../../app/core/lessons/exercises/exercise.ts';
import type { ExerciseEntry, OpenedExercise } from '../../app/core/lessons/exercises/exercise-library.ts';
import type { LessonDatabase } from '../../app/core/lessons/exercises/lesson-database.ts';
import { type Cell, QueryError, type ResultTable, type TableInfo } from '../../app/core/store/database.ts';
import { resultTable } from './result-table.ts';

const HOUR_MS = 3_600_000;
const FIRST_HOUR_MS = Date.UTC(2024, 10, 7, 6);

export function madeExercise(given: Partial<Exercise> = {}): Exercise {
  return {
    name: '03-what-time-is-it',
    number: 3,
    version: 1,
    minutes: 10,
    goals: ['LG1', 'LG3'],
    quality: 'temporal: accuracy of a time measurement',
    mim: null,
    answer: {
      kind: 'sql',
      ordered: false,
      key: ['hour'],
      tolerance: { absolute: 0, relative: 1e-6 },
      tolerances: {},
      runs: 2,
      mostFilters: null,
      score: null,
    },
    seeds: { shown: 1, hidden: [2] },
    map: { query: 'SELECT sensor_id, lon, lat, state FROM sensors' },
    live: true,
    state: 'CREATE TABLE observations AS SELECT 1',
    start: '-- Hourly means of NO2, in UTC.\nSELECT *\nFROM observations',
    solution:
      "SELECT date_trunc('hour', phenomenon_time) AS hour, avg(value) AS mean -- right\nFROM observations GROUP BY hour",
    probe: null,
    truth: null,
    arrivals: null,
    alternatives: null,
    accepted: [],
    mistakes: [{ id: 'local-times', answer: 'SELECT local', match: [] }],
    wrong: [],
    ...given,
  };
}

export const MADE_TEXTS: ExerciseTexts = {
  title: 'What time is it?',
  story:
    'The hourly figures of the *environment office* do not agree with those of the traffic office. Both have the same sensors. One of them **reads the clock on the wall**.',
  task: 'Give the mean of each hour, by the time of the *measurement*.\n\n| column | type | what it is |\n| --- | --- | --- |\n| `hour` | time, UTC | the hour’s beginning |\n| `mean` | number, ug/m3 | mean of all values that count |\n\nValues that came more than ten minutes late do not count.',
  hints: [
    { title: 'Two clocks', text: 'Each row has **two times**: when it was measured and when it came.' },
    { title: 'The function', text: 'A day begins at midnight; `date_trunc` finds the beginning of an hour.' },
    { title: 'Nearly there', text: "```sql\nSELECT date_trunc('hour', phenomenon_time) AS hour, …\n```" },
  ],
  messages: new Map([
    [
      'local-times',
      'These are **local times**, one hour ahead of UTC. Group by `phenomenon_time` as it is: it is UTC already.',
    ],
  ]),
  solution: 'The time of the measurement decides; when the row came only says whether it counts.',
  debrief: 'Which clock do your own data follow, and who decides? **What would you ask a vendor?**',
};

export const MADE_ENTRIES: readonly ExerciseEntry[] = [
  entry('01-listen-to-the-city', 1, 8, ['LG1'], 'filters', 'Listen to the city'),
  entry('03-what-time-is-it', 3, 10, ['LG1', 'LG3'], 'sql', 'What time is it?'),
  entry('04-say-it-twice', 4, 8, ['LG1'], 'script', 'Say it twice'),
  entry('06-the-sensor-in-the-sea', 6, 10, ['LG2', 'LG3'], 'script', 'The sensor in the sea'),
];

function entry(
  name: string,
  number: number,
  minutes: number,
  goals: ExerciseEntry['goals'],
  kind: ExerciseEntry['kind'],
  title: string,
): ExerciseEntry {
  return { name, number, version: 1, minutes, goals, kind, titles: { en: title } };
}

const RIGHT = Array.from({ length: 24 }, (_, hour) => [FIRST_HOUR_MS + hour * HOUR_MS, 31.5 + (hour % 7) * 2.25]);

function hourly(rows: readonly (readonly Cell[])[]): ResultTable {
  return resultTable(
    [
      ['hour', 'time'],
      ['mean', 'number'],
    ],
    rows,
  );
}

/** `right`, `local` or `swapped` in a statement says what it gives; `fail` that it fails; other statements look around. */
function answerOf(sql: string): ResultTable {
  if (/fail/.test(sql))
    throw new QueryError('syntax', 'Parser Error: syntax error at or near "fail"', sql.indexOf('fail'));
  if (/right/.test(sql)) return hourly(RIGHT);
  if (/local/.test(sql)) return hourly(RIGHT.map(([hour, mean]) => [hour! + HOUR_MS, mean!]));
  if (/two/.test(sql)) return hourly(RIGHT.map(([hour, mean], row) => [hour!, row % 11 === 4 ? mean! + 1.5 : mean!]));
  if (/FROM topics/.test(sql))
    return resultTable(
      [['topic', 'text']],
      MADE_TOPICS.map((topic) => [topic]),
    );
  if (/lon, lat/.test(sql)) {
    return resultTable(
      [
        ['sensor_id', 'text'],
        ['lon', 'number'],
        ['lat', 'number'],
        ['state', 'text'],
      ],
      Array.from({ length: 12 }, (_, i) => [
        `air-${i}`,
        2.16 + i * 0.0008,
        41.39 + (i % 4) * 0.001,
        i % 5 === 0 ? 'late' : 'in time',
      ]),
    );
  }
  return resultTable(
    [
      ['sensor_id', 'text'],
      ['phenomenon_time', 'time'],
      ['received_at', 'time'],
      ['value', 'number'],
    ],
    Array.from({ length: 60 }, (_, i) => [
      `air-${i % 12}`,
      FIRST_HOUR_MS + i * 60_000,
      FIRST_HOUR_MS + i * 61_000,
      30 + (i % 9),
    ]),
  );
}

export const MADE_TOPICS: readonly string[] = ['air', 'noise', 'traffic'].flatMap((domain) =>
  Array.from({ length: 12 }, (_, i) =>
    ['meta', 'obs', 'status'].map((level) => `city/eixample/${domain}/box/${domain}-${i}/${level}`),
  ).flat(),
);

const LESSON_TABLES: readonly TableInfo[] = [
  {
    name: 'observations',
    type: 'table',
    rowCount: 1_440,
    columns: [
      { name: 'sensor_id', sqlType: 'VARCHAR' },
      { name: 'phenomenon_time', sqlType: 'TIMESTAMP' },
      { name: 'received_at', sqlType: 'TIMESTAMP' },
      { name: 'value', sqlType: 'DOUBLE' },
    ],
  },
  { name: 'sensors', type: 'table', rowCount: 12, columns: [{ name: 'sensor_id', sqlType: 'VARCHAR' }] },
];

export interface FakeLessonDatabase extends LessonDatabase {
  readonly prepared: readonly string[];
  readonly asked: readonly string[];
}

export function fakeLessonDatabase(problem: Error | null = null): FakeLessonDatabase {
  const prepared: string[] = [];
  const asked: string[] = [];
  return {
    prepared,
    asked,
    async prepare(state) {
      prepared.push(state);
      if (problem !== null) throw problem;
    },
    async query(sql) {
      asked.push(sql);
      return answerOf(sql);
    },
    async try({ steps }) {
      const results: ResultTable[] = [];
      for (const step of steps) {
        try {
          results.push(answerOf(typeof step === 'string' ? step : step.house));
        } catch (error) {
          return { results, error: error as QueryError };
        }
      }
      return { results, error: null };
    },
    tables: async () => LESSON_TABLES,
    memory: async () => ({ usedBytes: 1_000_000, limitBytes: 100_000_000, wasmBytes: 20_000_000 }),
    onChange: () => () => {},
    onRestart: () => () => {},
    close: async () => {},
  };
}

export interface FakeLessons extends LessonPorts {
  readonly lessonDatabase: FakeLessonDatabase;
}

export function fakeLessons(given: { exercise?: Exercise; problem?: 'list' | 'texts' | 'state' } = {}): FakeLessons {
  const { exercise = madeExercise(), problem } = given;
  const lessonDatabase = fakeLessonDatabase(problem === 'state' ? new Error('no such function: uniform') : null);
  const opened = (name: string): OpenedExercise => ({
    exercise: name === exercise.name ? exercise : made(name),
    texts: { ...MADE_TEXTS, title: MADE_ENTRIES.find((known) => known.name === name)?.titles.en ?? MADE_TEXTS.title },
    language: 'en',
  });
  return {
    lessonDatabase,
    database: () => lessonDatabase,
    library: {
      list: async () => {
        if (problem === 'list') throw new Error('GET lessons/exercises/index.json: 404');
        return MADE_ENTRIES;
      },
      paths: async () => [
        {
          id: '90-minutes',
          minutes: 90,
          exercises: [
            '01-listen-to-the-city',
            '02-three-dialects-one-table',
            '03-what-time-is-it',
            '06-the-sensor-in-the-sea',
          ],
          titles: { en: '90 minutes' },
        },
      ],
      read: async (name) => {
        if (problem === 'texts') throw new Error(`GET lessons/exercises/${name}.json: 404`);
        return opened(name);
      },
    },
  };
}

/** The exercises of other kinds. */
function made(name: string): Exercise {
  const known = MADE_ENTRIES.find((candidate) => candidate.name === name);
  const { answer } = madeExercise();
  const kind = known?.kind ?? 'sql';
  return madeExercise({
    name,
    number: known?.number ?? 0,
    minutes: known?.minutes ?? 10,
    goals: known?.goals ?? ['LG1'],
    answer: { ...answer, kind, key: kind === 'filters' ? ['topic'] : answer.key },
    map: null,
    live: false,
    ...(kind === 'filters'
      ? { start: '-- One filter a line.\ncity/eixample/#', solution: 'city/eixample/air/+/+/obs', mistakes: [] }
      : {}),
    ...(kind === 'script'
      ? { start: '-- Mend the table.\nUPDATE observations SET value = value', probe: 'SELECT two' }
      : {}),
  });
}
