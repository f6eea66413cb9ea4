import { expect, it } from 'vitest';
import { madeObjects } from '../../../../app/core/store/made-objects.ts';

it('names what a text makes and drops, in its order, each with its own statement', () => {
  const sql = `CREATE OR REPLACE TABLE "Tall Ones" AS SELECT 'a;b' AS t FROM buildings;
    -- CREATE TABLE not_this AS SELECT 1;
    create view if not exists near AS FROM trees; DROP TABLE IF EXISTS near; SELECT 1`;
  expect(madeObjects(sql)).toEqual([
    { type: 'made', name: 'tall ones', sql: `CREATE OR REPLACE TABLE "Tall Ones" AS SELECT 'a;b' AS t FROM buildings` },
    { type: 'made', name: 'near', sql: 'create view if not exists near AS FROM trees' },
    { type: 'dropped', name: 'near', sql: 'DROP TABLE IF EXISTS near' },
  ]);
});

it('passes over changes of rows, macros and what cannot be read', () => {
  expect(madeObjects("INSERT INTO a SELECT 1; CREATE MACRO m(x) AS x; DELETE FROM a; CREATE 'x")).toEqual([]);
});
