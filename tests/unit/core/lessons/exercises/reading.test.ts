import { describe, expect, it } from 'vitest';
import { newExerciseFiles } from '../../../../../app/cli/exercises/new-exercise.ts';
import { exerciseJsonSchema } from '../../../../../app/core/lessons/exercises/exercise-facts.ts';
import { stateSql } from '../../../../../app/core/lessons/exercises/exercise-state.ts';
import { readExercise } from '../../../../../app/core/lessons/exercises/read-exercise.ts';
import { readExerciseTexts } from '../../../../../app/core/lessons/exercises/read-texts.ts';
import schema from '../../../../../docs/exercises/exercise.schema.json' with { type: 'json' };

const files = newExerciseFiles(15, 'try-out');
const issuesOf = (change: (files: Map<string, string>) => void, name = '15-try-out') => {
  const changed = new Map(files);
  change(changed);
  return readExercise(name, changed).issues.map(({ code, detail }) => `${code} ${detail}`);
};
const json = (change: (facts: Record<string, unknown>) => void) => (changed: Map<string, string>) => {
  const facts = JSON.parse(files.get('exercise.json')!);
  change(facts);
  changed.set('exercise.json', JSON.stringify(facts));
};

describe('a folder', () => {
  it('as a new exercise begins is whole', () => {
    const { value, issues } = readExercise('15-try-out', files);
    expect(issues).toEqual([]);
    expect([value?.number, value?.answer.kind, value?.mistakes.length, value?.accepted.length]).toEqual([
      15,
      'sql',
      5,
      1,
    ]);
  });
  it('is told what it lacks and what it has too much', () => {
    expect(issuesOf((changed) => changed.delete('state.sql'))).toEqual(['file-missing state.sql']);
    expect(issuesOf((changed) => changed.set('solution.sql', ' \n'))).toEqual(['file-empty solution.sql']);
    expect(issuesOf((changed) => changed.set('mistakes/Wrong Name.sql', 'SELECT 1'))).toEqual([
      'file-unknown mistakes/Wrong Name.sql',
    ]);
    expect(issuesOf(() => undefined, 'try-out')).toEqual(['name-wrong try-out']);
  });
  it('that is different every time is refused', () => {
    for (const chance of ['random()', 'now()', 'current_timestamp::TIMESTAMP', 'uuid()']) {
      const word = chance.split(/\W/)[0];
      const issues = issuesOf((changed) => changed.set('state.sql', `CREATE TABLE t AS SELECT ${chance} AS x`));
      expect(issues).toEqual([`state-not-repeatable ${word}`]);
    }
  });
  it('with wrong settings is told which, in the words of the file', () => {
    expect(issuesOf(json((facts) => delete facts.minutes))[0]).toContain('exercise.json: minutes:');
    expect(issuesOf(json((facts) => Object.assign(facts, { seeds: { shown: 1, hidden: [] } })))[0]).toContain(
      'seeds.hidden',
    );
    expect(issuesOf(json((facts) => Object.assign(facts, { mim: 'MIM2 data models' })))[0]).toContain('mim');
    expect(issuesOf(json((facts) => Object.assign(facts, { colour: 'red' })))[0]).toContain('colour');
    expect(issuesOf(json((facts) => Object.assign(facts, { mistakes: { absent: { match: ['x'] } } })))).toEqual([
      'mistake-missing absent',
    ]);
    expect(issuesOf((changed) => changed.set('exercise.json', '{"format": 1,'))[0]).toContain(
      'json-wrong exercise.json:',
    );
  });
});

it('the schema that editors read is the one that is checked', () => {
  expect(exerciseJsonSchema()).toEqual(schema);
});

describe('the texts', () => {
  const ids = ['gaps-counted', 'mean-for-sum', 'largest-hour', 'one-counter-only', 'morning-only'];
  const markdown = files.get('exercise.en.md')!;
  const issues = (text: string, wanted = ids) =>
    readExerciseTexts(text, wanted).issues.map(({ code, detail }) =>
      detail === undefined ? code : `${code} ${detail}`,
    );

  it('give title, parts without their headings, three hints and a message a mistake', () => {
    const { value } = readExerciseTexts(markdown, ids);
    expect(value?.title).toBe('Try out');
    expect(value?.story).toBe('Five counters, one day. Who needs to know what, and why now?');
    expect(value?.hints.map(({ title }) => title)).toEqual(['The idea', 'The function', 'Nearly there']);
    expect(value?.messages.get('largest-hour')).toBe('These are the busiest hours. A total of the day is a sum.');
  });
  it('are told what is missing, twice or unknown', () => {
    expect(issues('')[0]).toBe('no-title');
    expect(issues(markdown.replace('<!-- debrief -->', ''))).toEqual(['part-missing debrief']);
    expect(issues(`${markdown}\n<!-- story -->\nagain`)).toEqual(['part-twice story']);
    expect(issues(`${markdown}\n<!-- storry -->\nagain`)).toEqual(['part-unknown storry']);
    expect(issues(markdown.replace('### The function\n', ''))).toEqual(['hints-count 2']);
    expect(issues(markdown, [...ids, 'new-one'])).toEqual(['message-missing new-one']);
    expect(issues(markdown, ids.slice(1))).toEqual(['message-unknown gaps-counted']);
  });
  it('hold no HTML outside code', () => {
    expect(issues(markdown.replace('Five counters', '<b onclick="x()">Five</b> counters'))[0]).toBe(
      'html <b onclick="x()">',
    );
    expect(issues(markdown.replace('Five counters', '`a<b>c` counters'))).toEqual([]);
  });
});

describe('the state', () => {
  const sql = (state: string, truth = false) => stateSql({ state }, 7, truth);
  it('has the seed in it, and no longer than its statements run', () => {
    const text = sql('CREATE TABLE t AS SELECT $seed AS seed;\n');
    expect(text).toBe(
      "SET VARIABLE exercise_seed = '7';\nCREATE TABLE t AS SELECT 7 AS seed;\nRESET VARIABLE exercise_seed;\n",
    );
  });
  it('loses its truth before a participant sees it', () => {
    const state = 'CREATE TABLE truth_links AS SELECT 1; CREATE TABLE shown AS FROM truth_links';
    expect(sql(state)).toContain('DROP TABLE truth_links;');
    expect(sql(state, true)).not.toContain('DROP TABLE');
  });
});
