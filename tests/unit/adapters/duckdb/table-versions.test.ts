import { describe, expect, it } from 'vitest';
import { TableVersions } from '../../../../app/adapters/duckdb/table-versions.ts';

/** Which of the tables `a` and `b` have another version after a statement of the house. */
function changedBy(sql: string): string[] {
  const versions = new TableVersions();
  const before = ['a', 'b'].map((table) => versions.of(table));
  versions.ran(sql);
  return ['a', 'b'].filter((table, i) => versions.of(table) !== before[i]);
}

describe('a statement of the house', () => {
  it.each(['SELECT * FROM a', 'BEGIN TRANSACTION', 'COMMIT', 'ROLLBACK', 'SET GLOBAL memory_limit = 1'])(
    'that only reads changes no table: %s',
    (sql) => {
      expect(changedBy(sql)).toEqual([]);
    },
  );

  it.each([
    'INSERT INTO "a" BY NAME SELECT * FROM b',
    'insert into a values (1)',
    'DELETE FROM a WHERE x IN (SELECT x FROM b)',
    'UPDATE "A" SET x = 1',
    'DROP TABLE IF EXISTS "a"',
    'CREATE OR REPLACE TABLE a AS FROM b',
    'CREATE TABLE IF NOT EXISTS "a" (x INTEGER)',
  ])('that writes changes the table it writes: %s', (sql) => {
    expect(changedBy(sql)).toEqual(['a']);
  });

  it.each([
    'CHECKPOINT',
    'WITH x AS (FROM b) INSERT INTO a FROM x',
    'DELETE FROM main.a',
    'ALTER TABLE a ADD y INTEGER',
  ])('that is not understood changes every table: %s', (sql) => {
    expect(changedBy(sql)).toEqual(['a', 'b']);
  });
});

describe('a table that a person writes', () => {
  it('has no version until the last of the statements is through, and another one then', () => {
    const versions = new TableVersions();
    const before = versions.of('mine');
    const one = versions.writing('mine');
    const two = versions.writing('Mine');
    const during = versions.of('mine');
    one();
    const half = versions.of('mine');
    two();
    expect([during, half, versions.of('mine') === before, versions.of('other') === before]).toEqual([
      null,
      null,
      false,
      true,
    ]);
  });
});
