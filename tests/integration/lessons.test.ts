import path from 'node:path';
import { fileURLToPath } from 'node:url';
import { beforeAll, describe, expect, it } from 'vitest';
import { type NodeLessonDatabase, openNodeLessonDatabase } from '../../app/adapters/duckdb/lessons/node.ts';
import { rowsOf } from '../../app/adapters/duckdb/result-table.ts';
import { readFolders } from '../../app/cli/exercises/folders.ts';
import { newExerciseFiles } from '../../app/cli/exercises/new-exercise.ts';
import { auditExercise } from '../../app/core/lessons/exercises/audit-exercise.ts';
import { checkAnswer } from '../../app/core/lessons/exercises/check-answer.ts';
import type { Exercise } from '../../app/core/lessons/exercises/exercise.ts';
import { stateSql } from '../../app/core/lessons/exercises/exercise-state.ts';
import { readExercise } from '../../app/core/lessons/exercises/read-exercise.ts';

const EXERCISES = fileURLToPath(new URL('../../docs/exercises/', import.meta.url));
const folders = await readFolders(EXERCISES);

let database: NodeLessonDatabase;
beforeAll(async () => {
  database = await openNodeLessonDatabase();
});

const template = readExercise('15-try-out', newExerciseFiles(15, 'try-out')).value!;
const exercise = (fields: Partial<Exercise>): Exercise => ({ ...template, ...fields });
const codes = async (of: Exercise, answer: string) => {
  const { passed, mistake, findings } = await checkAnswer(of, answer, database);
  return [passed, mistake, ...findings.map(({ code }) => code)];
};

/** The template's state: written out, for it is the same in every engine. */
const SEED_1 = { s: 23161, n: 116 };
const SEED_2 = { s: 23904, n: 118 };

describe('the exercises’ database', () => {
  it('begins anew, whatever was made or dropped in it', async () => {
    await database.prepare('CREATE TABLE a AS SELECT 1 AS x');
    await database.query(
      'CREATE TABLE b AS SELECT 2 AS x; CREATE VIEW v AS FROM b; CREATE MACRO m(x) AS x + 1; DROP TABLE a',
    );
    await database.prepare('CREATE TABLE a AS SELECT 3 AS x');
    expect((await database.tables()).map(({ name }) => name)).toEqual(['a']);
    expect(rowsOf(await database.query('SELECT x FROM a'))).toEqual([{ x: 3 }]);
    await expect(database.query('SELECT m(1)')).rejects.toThrow(/m/);
  });
  it('forgets a trial, and a trial knows nothing of what was there', async () => {
    await database.prepare('CREATE TABLE a AS SELECT 1 AS x');
    await database.query('CREATE TABLE mine AS SELECT 5 AS x');
    const { results, error } = await database.try({
      state: 'CREATE TABLE a AS SELECT 10 AS x',
      steps: ['INSERT INTO a VALUES (11)', 'SELECT sum(x)::INTEGER AS s FROM a', 'SELECT * FROM mine', 'SELECT 1'],
    });
    expect(results).toHaveLength(2);
    expect(rowsOf(results[1]!)).toEqual([{ s: 21 }]);
    expect(error?.kind).toBe('catalog');
    expect(rowsOf(await database.query('SELECT a.x AS a, mine.x AS mine FROM a, mine'))).toEqual([{ a: 1, mine: 5 }]);
  });
  it('keeps what is outside it out of reach', async () => {
    for (const sql of [
      "COPY (SELECT 1) TO 'x.csv'",
      "ATTACH 'x.db'",
      'SET threads = 1',
      "SELECT * FROM read_csv('/etc/hosts')",
    ]) {
      await expect(database.query(sql)).rejects.toThrow();
    }
  });
  it('gives the same state for the same seed and another for another', async () => {
    const sums: unknown[] = [];
    for (const seed of [1, 1, 2]) {
      await database.prepare(stateSql(template, seed));
      sums.push(
        rowsOf(
          await database.query('SELECT sum(vehicles)::INTEGER AS s, count(vehicles)::INTEGER AS n FROM counts'),
        )[0],
      );
    }
    expect(sums).toEqual([SEED_1, SEED_1, SEED_2]);
  });
  it('has chances that are even and normal', async () => {
    await database.prepare(
      stateSql(
        { state: "CREATE TABLE c AS SELECT uniform('u' || i) AS u, normal('n' || i) AS n FROM range(20000) AS t(i)" },
        3,
      ),
    );
    const [{ u, below, mean, deviation, tail }] = rowsOf(
      await database.query(`SELECT avg(u) AS u, avg((u < 0.1)::INTEGER) AS below, avg(n) AS mean, stddev_pop(n) AS deviation,
        avg((abs(n) > 1.96)::INTEGER) AS tail FROM c`),
    ) as [Record<string, number>];
    expect(u).toBeCloseTo(0.5, 2);
    expect(below).toBeCloseTo(0.1, 2);
    expect(mean).toBeCloseTo(0, 1);
    expect(deviation).toBeCloseTo(1, 1);
    expect(tail).toBeCloseTo(0.05, 2);
  });
});

describe('a check', () => {
  it('passes a right answer, with statements before it and another column beside', async () => {
    const answer = `CREATE VIEW day AS SELECT sensor_id, vehicles FROM counts WHERE vehicles IS NOT NULL;
      SELECT sensor_id, sum(vehicles) AS vehicles, count(*) AS hours, 'x' AS note FROM day GROUP BY sensor_id`;
    expect(await codes(template, answer)).toEqual([true, null, 'columns-extra']);
  });
  it('recognises a mistake by its table, and by the columns that show it', async () => {
    const answer = 'SELECT sensor_id, count(*) AS hours, sum(vehicles) AS vehicles FROM counts GROUP BY 1';
    expect((await codes(template, answer)).slice(0, 2)).toEqual([false, 'gaps-counted']);
    const shown = exercise({
      mistakes: template.mistakes.map((mistake) =>
        mistake.id === 'gaps-counted' ? { ...mistake, match: ['hours'] } : mistake,
      ),
    });
    const both = 'SELECT sensor_id, count(*) AS hours, 0 AS vehicles FROM counts GROUP BY 1';
    expect((await codes(shown, both)).slice(0, 2)).toEqual([false, 'gaps-counted']);
    expect((await codes(template, both)).slice(0, 2)).toEqual([false, null]);
  });
  it('finds what is right by the rows on the screen only', async () => {
    const shown = await database.try({ state: stateSql(template, 1), steps: [template.solution] });
    const rows = rowsOf(shown.results[0]!).map(
      ({ sensor_id, vehicles, hours }) => `('${sensor_id}', ${vehicles}, ${hours})`,
    );
    const answer = `SELECT * FROM (VALUES ${rows.join(', ')}) AS t(sensor_id, vehicles, hours)`;
    expect((await codes(template, answer)).slice(0, 3)).toEqual([false, null, 'only-here']);
  });
  it('says where an answer stands on a table that was made by hand', async () => {
    await database.prepare(stateSql(template, 1));
    await database.query('CREATE TABLE clean AS FROM counts');
    const answer = 'SELECT sensor_id, sum(vehicles) AS vehicles, count(vehicles) AS hours FROM clean GROUP BY 1';
    expect((await codes(template, answer)).slice(2)).toEqual(['not-by-itself', 'failed']);
  });
  it('gives the place of an error, and the limit of time', async () => {
    const report = await checkAnswer(template, 'SELECT sensor_idd FROM counts', database);
    expect(report.findings).toEqual([
      { code: 'failed', values: { error: expect.stringContaining('sensor_idd'), position: 7 } },
    ]);
    const endless = 'SELECT count(*) FROM range(100000000) a, range(100000000) b';
    const slow = await checkAnswer(template, endless, database, { timeLimitMs: 300 });
    expect(slow.findings.map(({ code }) => code)).toEqual(['too-slow']);
  });
  it('takes an answer that differs from run to run for no answer', async () => {
    const answer = `SELECT sensor_id, sum(vehicles) AS vehicles, count(vehicles) + (random() < 0)::INTEGER AS hours
      FROM counts GROUP BY sensor_id`;
    expect((await codes(template, answer))[0]).toBe(true);
    const chance =
      'SELECT sensor_id, sum(vehicles) * (1 + 0.5 * random()) AS vehicles, count(vehicles) AS hours FROM counts GROUP BY 1';
    expect((await codes(template, chance))[0]).toBe(false);
  });
});

describe('a script', () => {
  const script = exercise({
    answer: { ...template.answer, kind: 'script', key: ['id'], runs: 2 },
    state:
      "CREATE TABLE deliveries AS SELECT 'm' || (i % 4) AS id, i AS version FROM range(8) AS t(i); CREATE TABLE kept (id VARCHAR PRIMARY KEY, version BIGINT)",
    arrivals: "INSERT INTO deliveries VALUES ('m0', 3), ('m9', 1)",
    solution: `INSERT INTO kept SELECT id, max(version) FROM deliveries GROUP BY id
      ON CONFLICT (id) DO UPDATE SET version = greatest(version, excluded.version)`,
    probe: 'SELECT id, version FROM kept',
    mistakes: [],
  });
  it('is run again after more has arrived', async () => {
    expect(await codes(script, script.solution)).toEqual([true, null]);
    expect(
      await codes(script, 'DELETE FROM kept; INSERT INTO kept SELECT id, max(version) FROM deliveries GROUP BY id'),
    ).toEqual([true, null]);
  });
  it('may delete and insert the same key, and what the participant has made stays', async () => {
    await database.prepare(
      "CREATE TABLE kept (id VARCHAR PRIMARY KEY); INSERT INTO kept VALUES ('mine'); CREATE VIEW v AS FROM kept; CREATE MACRO twice(x) AS 2 * x; CREATE MACRO first_of(n) AS TABLE SELECT * FROM range(n)",
    );
    const answer = `DELETE FROM kept WHERE id IN (SELECT id FROM deliveries);
      INSERT INTO kept SELECT id, max(version) FROM deliveries GROUP BY id`;
    expect(await codes(script, answer)).toEqual([true, null]);
    expect(rowsOf(await database.query('SELECT id, twice(4) AS t FROM v, first_of(1)'))).toEqual([
      { id: 'mine', t: 8 },
    ]);
    expect((await database.tables()).map(({ name }) => name)).toEqual(['kept', 'v']);
  });
  it('that fails when run again is told so', async () => {
    const once = 'INSERT INTO kept SELECT id, max(version) FROM deliveries GROUP BY id';
    expect((await codes(script, once)).slice(2)).toEqual(['not-repeatable', 'failed']);
  });
  it('that keeps too little when run again is told so', async () => {
    const once = `INSERT INTO kept SELECT id, max(version) FROM deliveries WHERE (SELECT count(*) FROM kept) = 0 GROUP BY id`;
    expect((await codes(script, once)).slice(2)).toEqual(['not-repeatable', 'rows-missing']);
  });
});

describe('filters', () => {
  const filters = exercise({
    answer: { ...template.answer, kind: 'filters', key: [], mostFilters: 2 },
    state:
      "CREATE TABLE topics AS SELECT 'city/' || c || '/air/' || d || $seed || '/obs' AS topic FROM (VALUES ('a'), ('b')) AS x(c), (VALUES ('d1'), ('d2')) AS y(d)",
    solution: 'city/a/air/+/obs',
    mistakes: [{ id: 'all-cities', answer: 'city/+/air/#', match: [] }],
  });
  it('are judged by what they hear', async () => {
    expect(await codes(filters, 'city/a/#')).toEqual([true, null]);
    expect((await codes(filters, '#')).slice(0, 3)).toEqual([false, 'all-cities', 'rows-extra']);
    expect((await codes(filters, 'city/a/air/d11/obs\ncity/a/air/d21/obs')).slice(0, 3)).toEqual([
      false,
      null,
      'only-here',
    ]);
    expect(await codes(filters, 'a\nb\nc')).toEqual([false, null, 'filters-too-many']);
    expect(await codes(filters, 'city/a*')).toEqual([false, null, 'no-rows']);
    expect(await codes(filters, 'city/#/obs')).toEqual([false, null, 'filter-invalid']);
    expect(await codes(filters, '-- nothing')).toEqual([false, null, 'nothing-written']);
  });
});

describe('links judged by their shares', () => {
  const scored = exercise({
    answer: {
      ...template.answer,
      key: ['id'],
      score: { column: 'house', precision: 0.9, recall: 0.75, conserve: 'people' },
    },
    state: `CREATE TABLE truth_links AS SELECT i AS id, CASE WHEN i % 5 = 0 THEN NULL ELSE 'h' || (i + $seed) END AS house, i % 3 AS people
      FROM range(100) AS t(i);
      CREATE TABLE records AS SELECT id, house AS hint, people FROM truth_links`,
    truth: 'SELECT id, house, people FROM truth_links',
    solution: 'SELECT id, hint AS house, people FROM records',
    mistakes: [],
  });
  it('may be left open, but not given by guess', async () => {
    expect(await codes(scored, scored.solution)).toEqual([true, null]);
    const open = 'SELECT id, CASE WHEN id % 10 = 1 THEN NULL ELSE hint END AS house, people FROM records';
    expect(await codes(scored, open)).toEqual([true, null]);
    const guessed = "SELECT id, coalesce(hint, 'h0') AS house, people FROM records";
    expect(await codes(scored, guessed)).toEqual([false, null, 'precision-low']);
    const few = 'SELECT id, CASE WHEN id < 50 THEN hint END AS house, people FROM records';
    expect(await codes(scored, few)).toEqual([false, null, 'recall-low']);
    expect(await codes(scored, 'SELECT id, hint AS house, people + 1 AS people FROM records')).toEqual([
      false,
      null,
      'sum-changed',
    ]);
    expect(await codes(scored, `${scored.solution} WHERE id > 0`)).toEqual([false, null, 'rows-missing']);
  });
  it('have a truth that nobody reads', async () => {
    expect(await codes(scored, 'SELECT id, house, people FROM truth_links')).toEqual([false, null, 'failed']);
  });
});

describe('every exercise of docs/exercises holds: right answers pass, foreseen mistakes get their message', () => {
  it('is there', () => {
    expect(folders.size).toBeGreaterThan(0);
  });
  it.each([...folders.keys()])('%s', { timeout: 300_000 }, async (name) => {
    const tried = await auditExercise(path.basename(name), folders.get(name)!, database);
    expect(tried.filter(({ hole }) => hole !== null)).toEqual([]);
    expect(tried.filter(({ what }) => what === 'mistake').length).toBeGreaterThanOrEqual(5);
  });
  it('as a new one begins', { timeout: 120_000 }, async () => {
    const tried = await auditExercise('15-try-out', newExerciseFiles(15, 'try-out'), database);
    expect(tried.filter(({ hole }) => hole !== null)).toEqual([]);
  });
  it('and a hole in one is found', { timeout: 120_000 }, async () => {
    const files = new Map(newExerciseFiles(15, 'try-out'));
    files.set('mistakes/gaps-counted.sql', files.get('solution.sql')!);
    files.set('wrong/right.sql', files.get('solution.sql')!);
    files.delete('exercise.ca.md');
    const holes = (await auditExercise('15-try-out', files, database)).filter(({ hole }) => hole !== null);
    expect(holes.map(({ what, name, hole }) => `${what} ${name}: ${hole}`)).toEqual([
      'texts ca: exercise.ca.md is missing',
      'mistake gaps-counted: passes',
      'mistake gaps-counted, seed 2: passes',
      'wrong right: passes',
    ]);
  });
});
