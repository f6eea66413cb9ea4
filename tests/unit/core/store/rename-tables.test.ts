import { expect, it } from 'vitest';
import { renameTables } from '../../../../app/core/store/rename-tables.ts';
import { isTypeText } from '../../../../app/core/store/type-text.ts';

it('reads the tables by their new names, and leaves texts, columns after a point and all else as they were', () => {
  const names = new Map([
    ['trees', 'trees_2'],
    ['my parks', 'My "Parks"'],
  ]);
  const sql = `SELECT Trees.height, p.trees, 'trees' FROM trees JOIN "My Parks" AS p -- trees\nWHERE tree = 1`;
  expect(renameTables(sql, names)).toBe(
    `SELECT "trees_2".height, p.trees, 'trees' FROM "trees_2" JOIN "My ""Parks""" AS p -- trees\nWHERE tree = 1`,
  );
});

it.each([
  'INTEGER',
  'DECIMAL(18,3)',
  'VARCHAR[]',
  'DOUBLE[3]',
  'TIMESTAMP WITH TIME ZONE',
  'STRUCT(a INTEGER, "b c" VARCHAR[])',
  "ENUM('a', 'it''s')",
  'MAP(VARCHAR, STRUCT(x DOUBLE))',
])('takes the type %s', (type) => {
  expect(isTypeText(type)).toBe(true);
});

it.each([
  '',
  'nothing',
  'INTEGER, b INTEGER',
  'INTEGER); DROP TABLE a; --',
  'INTEGER DEFAULT (SELECT 1)',
  'INTEGER -- x',
  'INTEGER /* x',
  "ENUM('a",
  'STRUCT("a',
  'DECIMAL(18',
  'VARCHAR[',
  'DECIMAL(1]',
  'INTEGER)',
  '"INTEGER"',
])('refuses %j', (type) => {
  expect(isTypeText(type)).toBe(false);
});
