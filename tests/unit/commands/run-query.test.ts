import { describe, expect, it } from 'vitest';
import { cancelQuery } from '../../../app/commands/cancel-query.ts';
import { exportResult } from '../../../app/commands/export-result.ts';
import { keepQueryLive } from '../../../app/commands/keep-query-live.ts';
import { runQuery } from '../../../app/commands/run-query.ts';
import { type Database, QueryError } from '../../../app/core/store/database.ts';
import { noticeKeys, testApp } from '../../builders/app-context.ts';
import { resultTable } from '../../builders/result-table.ts';
import { fakeDatabase } from '../../builders/ui-ports.ts';

const ONE = resultTable([['n', 'number']], [[1]]);
const TWO = resultTable([['n', 'number']], [[2]]);

/** Never answers by itself; a cancelled query fails as the real one does. */
function patientDatabase(): Database {
  return {
    ...fakeDatabase(),
    query: (_sql, options) =>
      new Promise((_resolve, reject) =>
        options?.signal?.addEventListener('abort', () => reject(new QueryError('cancelled', 'Interrupted'))),
      ),
  };
}

describe('running a query', () => {
  it('puts the rows on the shelf and their version into the state', async () => {
    const app = testApp({ database: fakeDatabase([[/SELECT 1/, ONE]]) });
    const { finished } = runQuery(app, 'SELECT 1');
    expect(app.store.getState().query.status).toBe('running');
    await finished;
    expect(app.store.getState().query).toMatchObject({ status: 'done', resultVersion: 1, error: null });
    expect(app.results.table).toBe(ONE);
  });

  it('tells an error at its place in the whole text when a selection was run', async () => {
    const failing = fakeDatabase([[/SELEC/, new QueryError('syntax', 'syntax error at or near "SELEC"', 0)]]);
    const app = testApp({ database: failing }, { draft: 'SELECT 1;\nSELEC 2' });
    await runQuery(app, 'SELEC 2', 10).finished;
    expect(app.store.getState().query.error).toEqual({
      kind: 'syntax',
      code: null,
      message: 'syntax error at or near "SELEC"',
      position: 10,
    });
  });

  it('keeps the house’s own reasons apart from the database’s', async () => {
    const refusing = fakeDatabase([[/DROP/, new QueryError('other', 'no', 0, 'protected-table')]]);
    const app = testApp({ database: refusing });
    await runQuery(app, 'DROP TABLE observations').finished;
    expect(app.store.getState().query.error?.code).toBe('protected-table');
  });

  it('can be cancelled', async () => {
    const app = testApp({ database: patientDatabase() });
    const { finished } = runQuery(app, 'SELECT 1');
    cancelQuery(app);
    await finished;
    expect(app.store.getState().query).toMatchObject({ status: 'failed', error: { kind: 'cancelled' } });
  });

  it('gives way to the next one, whose answer is the only one that counts', async () => {
    const answers: ((table: typeof ONE) => void)[] = [];
    const database = { ...fakeDatabase(), query: () => new Promise<typeof ONE>((resolve) => answers.push(resolve)) };
    const app = testApp({ database });
    const first = runQuery(app, 'SELECT 1');
    const second = runQuery(app, 'SELECT 2');
    answers[1]!(TWO);
    await second.finished;
    answers[0]!(ONE);
    await first.finished;
    expect(app.store.getState().query).toMatchObject({ status: 'done', sql: 'SELECT 2', resultVersion: 1 });
    expect(app.results.table).toBe(TWO);
  });

  it('puts the text into an editor that does not hold it', () => {
    const app = testApp({ database: patientDatabase() }, { draft: 'SELECT now()' });
    void runQuery(app, 'SELECT 1');
    expect(app.store.getState().draft).toBe('SELECT 1');
  });
});

describe('a query that is kept live', () => {
  it('is only possible once there is a result', () => {
    const app = testApp();
    keepQueryLive(app, true);
    expect(app.store.getState().query.live).toBe(false);
  });

  it('runs at once and puts each new answer on the shelf', async () => {
    const database = fakeDatabase([[/SELECT 1/, ONE]]);
    const app = testApp({ database });
    await runQuery(app, 'SELECT 1').finished;
    keepQueryLive(app, true);
    await expect.poll(() => app.store.getState().query.resultVersion).toBe(2);
    expect(app.store.getState().query.live).toBe(true);
    keepQueryLive(app, false);
    expect(app.store.getState().query.live).toBe(false);
    expect(app.results.stopLive).toBeNull();
  });

  it('ends with a word when a run fails', async () => {
    let fail = false;
    const database = fakeDatabase([
      [
        /SELECT 1/,
        () => {
          if (fail) throw new QueryError('memory', 'Out of memory');
          return ONE;
        },
      ],
    ]);
    const app = testApp({ database });
    await runQuery(app, 'SELECT 1').finished;
    fail = true;
    keepQueryLive(app, true);
    await expect.poll(() => app.store.getState().query.status).toBe('failed');
    expect(app.store.getState().query.live).toBe(false);
    expect(noticeKeys(app)).toEqual(['notice.live-ended']);
  });

  it('runs only the last statement again, and counts places in the whole text', async () => {
    let fail = false;
    const database = fakeDatabase([
      [
        /SELECT 1/,
        (sql) => {
          if (fail) throw new QueryError('catalog', 'no', sql.indexOf('1'));
          return ONE;
        },
      ],
    ]);
    const app = testApp({ database });
    await runQuery(app, 'INSERT INTO mine VALUES (7); SELECT 1;', 100).finished;
    fail = true;
    keepQueryLive(app, true);
    await expect.poll(() => app.store.getState().query.status).toBe('failed');
    expect(database.asked).toEqual(['INSERT INTO mine VALUES (7); SELECT 1;', 'SELECT 1']);
    expect(app.store.getState().query.error?.position).toBe(136);
  });

  it.each(['SELECT 1; INSERT INTO mine VALUES (7)', 'EXPLAIN ANALYZE DELETE FROM mine', 'CREATE TABLE a AS SELECT 1'])(
    'is not possible for what writes: %s',
    async (sql) => {
      const database = fakeDatabase([[/./, ONE]]);
      const app = testApp({ database });
      await runQuery(app, sql).finished;
      keepQueryLive(app, true);
      expect(app.store.getState().query.live).toBe(false);
      expect(app.results.stopLive).toBeNull();
      expect(database.asked).toEqual([sql]);
    },
  );

  it('ends when another query is run', async () => {
    const app = testApp({ database: fakeDatabase([[/SELECT/, ONE]]) });
    await runQuery(app, 'SELECT 1').finished;
    keepQueryLive(app, true);
    await runQuery(app, 'SELECT 2').finished;
    expect(app.store.getState().query.live).toBe(false);
    expect(app.results.stopLive).toBeNull();
  });
});

describe('taking a result home', () => {
  it('saves CSV', async () => {
    const app = testApp({ database: fakeDatabase([[/SELECT/, ONE]]) });
    await runQuery(app, 'SELECT 1').finished;
    exportResult(app, 'csv');
    expect(app.ports.files.saved).toEqual([
      { name: 'maqueta-result.csv', mediaType: 'text/csv', content: 'n\r\n1\r\n' },
    ]);
  });

  it('says what GeoJSON needs when the result has no place', async () => {
    const app = testApp({ database: fakeDatabase([[/SELECT/, ONE]]) });
    await runQuery(app, 'SELECT 1').finished;
    exportResult(app, 'geojson');
    expect(app.ports.files.saved).toEqual([]);
    expect(noticeKeys(app)).toEqual(['notice.export-no-place']);
  });
});
