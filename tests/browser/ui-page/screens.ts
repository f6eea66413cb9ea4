import type { Page } from 'playwright-core';
import { NO_WORK } from '../../../app/core/lessons/progress/exercise-work.ts';
import type { AppState } from '../../../app/state/app-state.ts';

export interface Screen {
  readonly name: string;
  readonly size: { readonly width: number; readonly height: number };
  readonly dark?: boolean;
  readonly query?: string;
  readonly state?: Partial<AppState>;
  readonly act?: (page: Page) => Promise<void>;
}

const SMALL = { width: 1280, height: 800 };
const LARGE = { width: 1920, height: 1080 };
const SENSOR = { layerId: 'sensors', featureId: 'air-000' };
const BUILDING = { layerId: 'buildings', featureId: 'building-00412' };
const DAY_CURVE =
  "SELECT date_trunc('hour', phenomenon_time) AS hour,\n       round(avg(value)) AS mean_flow_veh_h\nFROM observations\nWHERE property = 'flow'\nGROUP BY hour\nORDER BY hour;";
const NO2 =
  "-- The newest nitrogen dioxide value of every sensor.\nSELECT o.sensor_id, s.name, o.value, o.unit, o.phenomenon_time\nFROM observations_latest AS o\nJOIN sensors AS s USING (sensor_id)\nWHERE o.property = 'no2'\nORDER BY o.value DESC;";
const run = async (page: Page) => {
  await page.waitForSelector('.cm-content');
  await page.getByRole('button', { name: 'Run', exact: true }).click();
};

const MODEL: Partial<AppState> = {
  form: 'model',
  place: 'model',
  scenarioId: 'scenario-1',
  scenarios: [
    {
      id: 'scenario-1',
      name: 'Calm centre',
      edits: [
        { kind: 'superblock', streetIds: ['a-1', 'b-up', 'b-down'], crossingIds: ['n2'] },
        { kind: 'electrify', share: 0.3 },
      ],
    },
  ],
};
const openTab = async (page: Page, name: string) => {
  await page.locator('.headline').waitFor();
  await page.getByRole('radio', { name, exact: true }).click();
};

/** In an exercise with an answer that is checked: `two` gives wrong rows, `local` a foreseen mistake, `right` is right. */
const inExercise = (draft: string | null, name = '03-what-time-is-it'): Partial<AppState> => ({
  place: 'learn',
  lesson: { exercise: name, checkAsIRun: true, layers: [] },
  lessonWorks: {
    '01-listen-to-the-city': { ...NO_WORK, begunAtMs: 1, passedAtMs: 2, question: 'Who owns the topics?' },
    [name]: { ...NO_WORK, draft, version: 1, begunAtMs: Date.now() - 60_000, changedAtMs: 1 },
  },
});
const check = async (page: Page) => {
  await page.waitForSelector('.exercise-dock .cm-content');
  await page.getByRole('button', { name: 'Check', exact: true }).click();
  await page.locator('.feedback-verdict').waitFor();
};
const HOURLY =
  "SELECT date_trunc('hour', phenomenon_time) AS hour,\n       avg(value) AS mean -- two\nFROM observations\nGROUP BY hour";

const PLACES: readonly Omit<Screen, 'size' | 'dark'>[] = [
  { name: 'start', state: { started: false } },
  { name: 'map', state: {} },
  {
    name: 'data',
    state: { place: 'data', form: 'layers' },
    act: (page) => page.locator('.layer-name').first().click(),
  },
  { name: 'stream', state: { place: 'stream' } },
  { name: 'query', state: { place: 'query', draft: NO2 }, act: run },
  {
    name: 'chart',
    state: { place: 'query', draft: DAY_CURVE },
    act: async (page) => {
      await run(page);
      await page.getByRole('radio', { name: 'Chart' }).click();
      await page.waitForSelector('.chart-host svg');
    },
  },
  { name: 'model-baseline', state: { form: 'model', place: 'model' } },
  { name: 'model-changes', state: MODEL },
  {
    name: 'model-draft',
    state: { ...MODEL, draftEdit: { kind: 'slow-street', streetIds: ['a-1', 'b-up', 'b-down'], crossingIds: [] } },
    act: (page) => page.locator('.edit-draft').scrollIntoViewIfNeeded(),
  },
  {
    name: 'model-results',
    state: MODEL,
    act: async (page) => {
      await openTab(page, 'Results');
      await page.locator('.street-row').first().waitFor();
    },
  },
  {
    name: 'model-sure',
    state: MODEL,
    act: async (page) => {
      await openTab(page, 'How sure?');
      await page.getByRole('button', { name: /^Run 1,000/ }).click();
      await page.locator('.interval-list').waitFor();
    },
  },
  {
    name: 'model-behind',
    state: MODEL,
    act: (page) => openTab(page, 'Behind it'),
  },
  { name: 'model-street', state: { ...MODEL, selected: { layerId: 'streets', featureId: 'a-1' } } },
  {
    name: 'learn',
    state: { ...inExercise(null), lesson: { exercise: null, checkAsIRun: true, layers: [] } },
    act: (page) => page.locator('.exercise-row').first().waitFor(),
  },
  {
    name: 'lesson-begin',
    state: inExercise(null),
    act: (page) => page.locator('.exercise-body .markdown').first().waitFor(),
  },
  { name: 'lesson-wrong', state: inExercise(HOURLY), act: check },
  { name: 'picked', state: { place: 'data', selected: SENSOR, form: 'layers' } },
];

const each = (suffix: string, size: Screen['size'], more: Partial<AppState> = {}, dark = false): Screen[] =>
  PLACES.map((place) => ({
    ...place,
    name: `${place.name}-${suffix}`,
    size,
    dark,
    state: { ...place.state, ...more },
  }));

/** Every place in light, dark and presenter mode, at the sizes of a laptop and of a projector, and what goes wrong. */
export const SCREENS: readonly Screen[] = [
  ...each('light-1280', SMALL),
  ...each('dark-1280', SMALL, {}, true),
  ...each('light-1920', LARGE),
  ...each('dark-1920', LARGE, {}, true),
  ...each('presenter-1920', LARGE, { presenter: true }),
  ...each('presenter-1280', SMALL, { presenter: true }),
  ...each('small-1024', { width: 1024, height: 640 }),
  { name: 'building', size: SMALL, state: { place: 'stream', selected: BUILDING } },
  { name: 'error', size: SMALL, state: { place: 'query', draft: 'SELECT * FROM nosuchtable' }, act: run },
  {
    name: 'functions',
    size: SMALL,
    state: { place: 'query', draft: 'SELECT ST_Dis' },
    act: async (page) => {
      await page.getByRole('searchbox', { name: 'Find a table, column or function' }).fill('metres apart');
      await page.getByRole('button', { name: 'About ST_DWithin' }).click();
    },
  },
  { name: 'lesson-mistake', size: SMALL, state: inExercise(HOURLY.replace('two', 'local')), act: check },
  { name: 'lesson-passed', size: SMALL, state: inExercise(HOURLY.replace('two', 'right')), act: check },
  { name: 'lesson-fails', size: SMALL, state: inExercise('SELECT fail'), act: check },
  {
    name: 'lesson-help',
    size: SMALL,
    state: inExercise(HOURLY),
    act: async (page) => {
      await page.getByRole('radio', { name: 'Help' }).click();
      await page.getByRole('button', { name: 'Show hint 1 of 3' }).click();
      await page.getByRole('button', { name: 'Show hint 2 of 3' }).click();
    },
  },
  {
    name: 'lesson-notes',
    size: SMALL,
    state: inExercise(HOURLY.replace('two', 'right')),
    act: async (page) => {
      await check(page);
      await page.getByRole('button', { name: 'Talk about it' }).click();
    },
  },
  {
    name: 'lesson-filters',
    size: SMALL,
    state: inExercise('-- Air only.\ncity/eixample/air/+/+/obs\ncity/#/bad', '01-listen-to-the-city'),
    act: async (page) => {
      await page.waitForSelector('.filter-counts');
      await page.getByRole('button', { name: 'Run', exact: true }).click();
    },
  },
  { name: 'lesson-script', size: SMALL, state: inExercise('UPDATE two', '04-say-it-twice'), act: check },
  { name: 'learn-failed', size: SMALL, query: 'lessons=list', state: { place: 'learn' } },
  { name: 'lesson-no-texts', size: SMALL, query: 'lessons=texts', state: inExercise(null) },
  { name: 'lesson-no-state', size: SMALL, query: 'lessons=state', state: inExercise(null) },
  { name: 'lost', size: SMALL, query: 'stream=lost', state: { place: 'stream' } },
  { name: 'catching', size: SMALL, query: 'stream=catching', state: { place: 'stream' } },
  { name: 'guest', size: SMALL, query: 'guest', state: { place: 'stream', momentMs: 1_730_950_000_000 } },
  { name: 'help', size: SMALL, act: (page) => page.getByRole('button', { name: 'Help' }).click() },
  {
    name: 'examples',
    size: SMALL,
    state: { place: 'query' },
    act: async (page) => {
      await page.waitForSelector('.cm-content');
      await page.getByRole('button', { name: 'Examples' }).click();
    },
  },
];
