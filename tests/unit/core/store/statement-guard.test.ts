import { describe, expect, it } from 'vitest';
import { judgeStatement, lastReadingStatement, splitStatements } from '../../../../app/core/store/statement-guard.ts';

const rules = {
  isProtected: (name: string) => name === 'observations' || name === 'buildings',
  isBuiltinFunction: (name: string) => name === 'max',
};

function judge(sql: string): string {
  const [statement] = splitStatements(sql);
  const verdict = judgeStatement(statement?.tokens ?? [], rules);
  if (verdict.type === 'read') return 'read';
  if (verdict.type === 'write') return `${verdict.verb} ${verdict.target}`;
  return `${verdict.code} ${verdict.word} @${verdict.position}`;
}

describe('splitting a text into statements', () => {
  it('keeps their place in the text and leaves empty ones out', () => {
    expect(splitStatements(" SELECT ';' ;; -- x\n FROM t; ").map(({ text, start }) => [text, start])).toEqual([
      ["SELECT ';'", 1],
      ['FROM t', 21],
    ]);
  });
});

describe('the statement that can be run again', () => {
  it.each([
    ['SELECT 1', 'SELECT 1'],
    ['CREATE TABLE a AS SELECT 1; FROM a;', 'FROM a'],
    ['EXPLAIN SELECT 1', 'EXPLAIN SELECT 1'],
    ['SELECT 1; DROP TABLE a', undefined],
    ['EXPLAIN ANALYZE INSERT INTO a SELECT 1', undefined],
    ['WITH x AS (SELECT 1) INSERT INTO a FROM x', undefined],
    [' -- nothing', undefined],
  ])('is the last one, when it only reads: %s', (sql, text) => {
    expect(lastReadingStatement(sql)?.text).toBe(text);
  });
});

describe("what a person's SQL may do", () => {
  it.each([
    'SELECT 1',
    'FROM observations',
    'WITH a AS (SELECT 1) SELECT * FROM a',
    '(SELECT 1) UNION (SELECT 2)',
    'VALUES (1)',
    'TABLE observations',
    'DESCRIBE observations',
    'SHOW TABLES',
    'SUMMARIZE observations',
    'PIVOT observations ON property USING avg(value)',
    'EXPLAIN SELECT 1',
    'EXPLAIN (ANALYZE, FORMAT json) SELECT 1',
    'select /* delete */ 1',
  ])('reads: %s', (sql) => {
    expect(judge(sql)).toBe('read');
  });

  it.each([
    ['CREATE TABLE mine AS FROM observations', 'create mine'],
    ['CREATE OR REPLACE TABLE "Mine" (a INT)', 'create mine'],
    ['CREATE TABLE IF NOT EXISTS main.mine (a INT)', 'create mine'],
    ['CREATE VIEW v AS FROM observations', 'create v'],
    ['CREATE MACRO twice(x) AS x * 2', 'create twice'],
    ['INSERT INTO mine VALUES (1)', 'insert mine'],
    ['INSERT OR REPLACE INTO mine VALUES (1)', 'insert mine'],
    ['UPDATE mine SET a = 1', 'update mine'],
    ['DELETE FROM mine WHERE a = 1', 'delete mine'],
    ['TRUNCATE mine', 'delete mine'],
    ['DROP TABLE IF EXISTS mine', 'drop mine'],
    ['ALTER TABLE mine RENAME TO yours', 'alter mine'],
    ['EXPLAIN ANALYZE DELETE FROM mine', 'delete mine'],
    ['UPDATE "only" SET a = 1', 'update only'],
  ])('writes what is their own: %s', (sql, verdict) => {
    expect(judge(sql)).toBe(verdict);
  });

  it.each([
    ['DROP TABLE observations', 'protected-table observations @11'],
    ['drop table "OBSERVATIONS"', 'protected-table OBSERVATIONS @11'],
    ['DROP VIEW observations', 'protected-table observations @10'],
    ['DROP TABLE main.observations', 'protected-table observations @16'],
    ['DROP TABLE memory.main.observations', 'protected-table observations @23'],
    ['DROP TABLE mine, observations', 'not-allowed , @15'],
    ['CREATE OR REPLACE TABLE observations AS SELECT 1', 'protected-table observations @24'],
    ['CREATE OR REPLACE VIEW buildings AS SELECT 1', 'protected-table buildings @23'],
    ['INSERT INTO observations SELECT 1', 'protected-table observations @12'],
    ['INSERT INTO /* x */ observations SELECT 1', 'protected-table observations @20'],
    ['UPDATE observations SET value = 0', 'protected-table observations @7'],
    ['DELETE FROM observations', 'protected-table observations @12'],
    ['TRUNCATE TABLE observations', 'protected-table observations @15'],
    ['ALTER TABLE observations DROP COLUMN value', 'protected-table observations @12'],
    ['ALTER TABLE mine RENAME TO observations', 'protected-table observations @27'],
    ['EXPLAIN ANALYZE DELETE FROM observations', 'protected-table observations @28'],
    ['WITH a AS (SELECT 1) DELETE FROM observations', 'not-allowed delete @21'],
    ['CREATE MACRO max(x) AS 0', 'builtin-name max @13'],
    ['CREATE TEMP TABLE mine AS SELECT 1', 'temporary temp @7'],
    ['CREATE TABLE other.mine AS SELECT 1', 'other-database other @13'],
    ['CREATE INDEX i ON observations (value)', 'not-allowed index @7'],
    ['CREATE SCHEMA s', 'not-allowed schema @7'],
    ['CREATE TYPE t AS ENUM (1)', 'not-allowed type @7'],
    ['DROP SCHEMA main CASCADE', 'not-allowed schema @5'],
    ["COPY mine TO 'a.csv'", 'not-allowed copy @0'],
    ["ATTACH 'a.db'", 'not-allowed attach @0'],
    ['INSTALL spatial', 'not-allowed install @0'],
    ['LOAD json', 'not-allowed load @0'],
    ["SET memory_limit = '9GB'", 'not-allowed set @0'],
    ['PRAGMA memory_limit = 1', 'not-allowed pragma @0'],
    ['PREPARE p AS DELETE FROM observations', 'not-allowed prepare @0'],
    ['BEGIN', 'not-allowed begin @0'],
    ['USE main', 'not-allowed use @0'],
    ['CHECKPOINT', 'not-allowed checkpoint @0'],
    ['VACUUM', 'not-allowed vacuum @0'],
    ['MERGE INTO observations USING mine ON true', 'not-allowed merge @0'],
    ["'SELECT 1'", "not-allowed 'SELECT 1' @0"],
    ['UPDATE ONLY observations SET value = 0', 'not-allowed only @7'],
    ['UPDATE ONLY (observations) SET value = 0', 'not-allowed only @7'],
    ['DELETE FROM ONLY observations', 'not-allowed only @12'],
    ['DELETE FROM only (observations)', 'not-allowed only @12'],
    ['TRUNCATE ONLY observations', 'not-allowed only @9'],
    ['ALTER TABLE ONLY observations RENAME TO gone', 'not-allowed only @12'],
    ['ALTER TABLE IF EXISTS ONLY observations DROP COLUMN value', 'not-allowed only @22'],
    ['EXPLAIN ANALYZE DELETE FROM ONLY observations', 'not-allowed only @28'],
    ["ALTER TABLE mine RENAME TO 'observations'", "not-allowed 'observations' @27"],
  ])('refuses: %s', (sql, verdict) => {
    expect(judge(sql)).toBe(verdict);
  });
});
