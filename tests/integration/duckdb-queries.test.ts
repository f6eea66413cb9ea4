import fc from 'fast-check';
import { beforeAll, describe, expect, it } from 'vitest';
import { readPersonSql } from '../../app/adapters/duckdb/person-query.ts';
import { numberLiteral, quoteIdentifier, quoteText, timestampLiteral } from '../../app/core/base/sql-text.ts';
import { QueryError } from '../../app/core/store/database.ts';
import { ingestBatch, observationBatch, openTestDatabase, type TestDatabase } from './duckdb-support.ts';

const HEAVY = 'SELECT count(*) FROM range(1000000) a, range(1000000) b WHERE (a.range * b.range) % 7 = 3';

let database: TestDatabase;
beforeAll(async () => {
  database = await openTestDatabase();
  await database.engine.ingest([
    ingestBatch('create', {
      table: 'streets',
      rowCount: 2,
      columns: [{ name: 'feature_id', type: 'text', values: ['s-1', 's-2'] }],
    }),
    observationBatch([{ run: 'r', sensor: 's', property: 'no2', minute: 0, resultAfterS: 1, value: 1 }]),
  ]);
});

async function failure(sql: string, options = {}): Promise<QueryError> {
  try {
    await database.rows(sql, options);
  } catch (error) {
    if (error instanceof QueryError) return error;
    throw error;
  }
  throw new Error(`this should have failed: ${sql}`);
}

describe('an error of a query', () => {
  it.each([
    ['selec 1', 'syntax', 'selec'],
    ['SELECT * FORM streets', 'syntax', 'streets'],
    ["SELECT 'abc", 'syntax', "'abc"],
    ['SELECT nope FROM streets', 'catalog', 'nope'],
    ['SELECT 1; SELECT nope FROM streets', 'catalog', 'nope'],
    ["SELECT 'ñandú 🏙';\n-- ; è\nSELECT '🏙', nope FROM streets; SELECT 2", 'catalog', 'nope'],
    ['SELECT * FROM nope', 'catalog', 'nope'],
    ['SELECT frob(1)', 'catalog', 'frob'],
    ['SELECT CAST(feature_id AS INTEGER) FROM streets', 'conversion', 'CAST('],
    ["SELECT 'x'::TIMESTAMP", 'conversion', '::TIMESTAMP'],
  ])('says its kind and its place: %s', async (sql, kind, word) => {
    const error = await failure(sql);
    expect([error.kind, error.position]).toEqual([kind, sql.indexOf(word)]);
    expect(error.message).not.toMatch(/LINE \d|exception_type|\{"/);
  });

  it('names a missing extension without advice that cannot be followed', async () => {
    const error = await failure("SELECT json_serialize_sql('SELECT 1')");
    expect([error.code, error.message.includes('INSTALL')]).toEqual(['needs-extension', false]);
  });

  it('is said of an empty text', async () => {
    expect((await failure(' -- nothing\n')).kind).toBe('syntax');
  });
});

describe('a text of several statements', () => {
  it("gives the last one's result and makes what it says on the way", async () => {
    const rows = await database.rows(
      'CREATE OR REPLACE TABLE mine AS SELECT 1 AS a; INSERT INTO mine VALUES (2); SELECT sum(a) AS total FROM mine;',
    );
    expect(rows).toEqual([{ total: 3 }]);
    expect(database.changed).toContain('mine');
  });

  it('stops at the first that fails', async () => {
    await failure('CREATE OR REPLACE TABLE half AS SELECT 1 AS a; SELECT nope; INSERT INTO half VALUES (2)');
    expect(await database.rows('SELECT count(*) AS n FROM half')).toEqual([{ n: 1 }]);
  });

  it('runs nothing when one of them is not allowed', async () => {
    await failure('CREATE TABLE never AS SELECT 1 AS a; DROP TABLE observations');
    expect((await failure('FROM never')).kind).toBe('catalog');
  });
});

describe("a person's SQL", () => {
  it.each([
    ['DROP TABLE observations', 'protected-table'],
    ['CREATE OR REPLACE VIEW Streets AS SELECT 1', 'protected-table'],
    ['DELETE FROM "observations_latest"', 'protected-table'],
    ["COPY streets TO 'a.csv'", 'not-allowed'],
    ["ATTACH 'a.db'", 'not-allowed'],
    ['INSTALL spatial', 'not-allowed'],
    ['SET enable_external_access = true', 'not-allowed'],
    ['CREATE MACRO count(x) AS 0', 'builtin-name'],
    ['CREATE MACRO arg_max(x) AS 0', 'builtin-name'],
  ])('cannot break the house: %s', async (sql, code) => {
    expect((await failure(sql)).code).toBe(code);
    expect(await database.rows('SELECT count(*) AS n FROM observations')).toEqual([{ n: 1 }]);
  });

  it('reads no file and no address', async () => {
    expect((await failure("SELECT * FROM read_csv('/etc/passwd')")).message).toMatch(/disabled/);
    expect((await failure("FROM 'https://example.org/a.csv'")).message).toMatch(/disabled/);
    expect((await failure("SELECT * FROM read_text('/etc/passwd')")).message).toMatch(/disabled/);
    expect((await failure("SELECT * FROM glob('*')")).message).toMatch(/disabled/);
  });

  it('may make, change and drop tables, views and macros of its own, which are listed as theirs', async () => {
    await database.rows(
      'CREATE TABLE own AS FROM observations; UPDATE own SET value = 7; CREATE VIEW seen AS FROM own',
    );
    const owners = database.engine.tables().filter(({ name }) => ['own', 'seen', 'streets'].includes(name));
    expect(owners.map(({ name, type, owner, rowCount, reads }) => ({ name, type, owner, rowCount, reads }))).toEqual([
      { name: 'own', type: 'table', owner: 'person', rowCount: 1, reads: undefined },
      { name: 'seen', type: 'view', owner: 'person', rowCount: null, reads: ['own'] },
      { name: 'streets', type: 'table', owner: 'house', rowCount: 2, reads: undefined },
    ]);
    await database.rows('DROP VIEW seen; DROP TABLE own');
    expect(database.engine.tables().map(({ name }) => name)).not.toContain('own');
  });

  it('gives way to a layer of the same name', async () => {
    await database.rows('CREATE VIEW parks AS SELECT 1 AS a');
    const columns = [{ name: 'feature_id', type: 'text', values: ['p-1'] }] as const;
    await database.engine.ingest([ingestBatch('create', { table: 'parks', rowCount: 1, columns })]);
    expect(await database.rows('FROM parks')).toEqual([{ feature_id: 'p-1' }]);
    expect((await failure('DROP TABLE parks')).code).toBe('protected-table');
  });

  it('is split as the database itself would split it, or not run', () => {
    const pieces = fc.constantFrom(
      'SELECT',
      'DROP',
      'TABLE',
      'mine',
      ';',
      "'",
      "''",
      "E'\\''",
      '"',
      '$$',
      '$a$',
      '--',
      '/*',
      '*/',
      '\n',
      'ñ',
      '1e',
      '.',
      '::',
      '(',
      'u&',
      'x',
    );
    const rules = { isProtected: () => true, isBuiltinFunction: () => true };
    fc.assert(
      fc.property(fc.array(pieces, { maxLength: 14 }), fc.constantFrom('', ' '), (parts, glue) => {
        const sql = parts.join(glue);
        let statements: string[];
        try {
          statements = readPersonSql(database.bindings, sql, rules).map(({ text }) => text);
        } catch {
          return;
        }
        // With every name protected only reading passes, so each piece must be one statement for DuckDB as well.
        for (const statement of statements) {
          const { offsets, types } = database.bindings.tokenize(statement);
          const bytes = new TextEncoder().encode(statement);
          const ends = offsets.filter((offset, i) => (types[i] as number) === 3 && bytes[offset] === 0x3b);
          expect([sql, statement, ends]).toEqual([sql, statement, []]);
        }
      }),
      { seed: 20241107, numRuns: 2_000 },
    );
  });
});

describe('pieces of SQL', () => {
  const text = fc.string({ unit: fc.constantFrom(...`aB'"\\;-*/\n%🏙ñ$`), minLength: 1, maxLength: 12 });

  it('bring any text, name, number and time through the database unchanged', async () => {
    await fc.assert(
      fc.asyncProperty(
        text,
        text,
        fc.double({ noNaN: true, noDefaultInfinity: true }),
        fc.integer({ min: -1e12, max: 4e12 }),
        async (name, value, number, timeMs) => {
          const sql = `SELECT ${quoteText(value)} AS ${quoteIdentifier(name)}, ${numberLiteral(number)} AS _n, ${timestampLiteral(timeMs)} AS _t`;
          const [row] = await database.rows(sql);
          expect(row).toEqual({ [name]: value, _n: number, _t: timeMs });
        },
      ),
      { seed: 20241107, numRuns: 150 },
    );
  });
});

describe('a long query', () => {
  it('is cancelled', async () => {
    let cancelled = false;
    const query = failure(HEAVY, { isCancelled: () => cancelled });
    setTimeout(() => {
      cancelled = true;
    }, 100);
    expect((await query).kind).toBe('cancelled');
  });

  it('ends at its time limit', async () => {
    expect((await failure(HEAVY, { timeLimitMs: 150 })).kind).toBe('time-limit');
  });

  it('leaves its place to the next one', async () => {
    for (let i = 0; i < 12; i++) await failure(HEAVY, { timeLimitMs: 1 });
    expect(await database.rows('SELECT 1 AS a')).toEqual([{ a: 1 }]);
  });

  it('lets other queries and rows pass', async () => {
    let cancelled = false;
    const heavy = failure(HEAVY, { isCancelled: () => cancelled });
    const first = await database.rows('SELECT count(*) AS n FROM streets');
    const columns = [{ name: 'feature_id', type: 'text', values: ['s-3'] }] as const;
    await database.engine.ingest([ingestBatch('append', { table: 'streets', rowCount: 1, columns })]);
    const second = await database.rows('SELECT count(*) AS n FROM streets');
    cancelled = true;
    expect([first, second, (await heavy).kind]).toEqual([[{ n: 2 }], [{ n: 3 }], 'cancelled']);
  });

  it('stops in memory, not in a crash, when it takes too much', async () => {
    const error = await failure("CREATE TABLE huge AS SELECT repeat('x', 1000) || i AS t FROM range(3000000) r(i)");
    expect(error.kind).toBe('memory');
    expect(await database.rows('SELECT count(*) AS n FROM observations')).toEqual([{ n: 1 }]);
  });
});

describe('a long result', () => {
  it('is cut at the row limit and says so', async () => {
    const limits = { timeLimitMs: 20_000, isCancelled: () => false };
    const cut = await database.engine.query('FROM range(1000000)', { ...limits, maxRows: 5_000 });
    expect([cut.rowCount, cut.truncated]).toEqual([5_000, true]);
    const whole = await database.engine.query('FROM range(5000)', { ...limits, maxRows: 5_000 });
    expect([whole.rowCount, whole.truncated]).toEqual([5_000, false]);
  });
});
