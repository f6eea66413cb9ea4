import { describe, expect, it } from 'vitest';
import type { SpatialCatalogue, SpatialJoinPlan } from '../../../../app/core/store/spatial-join/plan.ts';
import { planSpatialJoins } from '../../../../app/core/store/spatial-join/plan-spatial-joins.ts';

const TABLES: Readonly<Record<string, readonly string[]>> = {
  points: ['id', 'kind', 'geom'],
  districts: ['name', 'population', 'geom'],
  sensors: ['sensor_id', 'reach', 'geom'],
  observations_latest: ['sensor_id', 'property', 'value'],
  numbered: ['rowid', 'geom'],
  'odd one': ['a "b"'],
  my_view: ['id', 'geom'],
};
const catalogue: SpatialCatalogue = {
  relation: (name) => {
    const columns = TABLES[name];
    return columns ? { type: name === 'my_view' ? 'view' : 'table', columns: new Set(columns) } : null;
  },
  isRowFunction: (name) => ['st_buffer', 'st_point', 'st_transform'].includes(name),
};
const plan = (sql: string): SpatialJoinPlan | null => planSpatialJoins(sql, catalogue, 1);
/** The hidden names, shortened to what matters. */
const short = (text: string) => text.replaceAll('spatial_join_', '_');
const rewritten = (sql: string) => short(plan(sql)?.statement.text ?? 'as it was');
const read = (sql: string) =>
  plan(sql)?.steps.map((step) =>
    short(step.type === 'rows' ? `${step.table}: ${step.query}` : step.sides.map((side) => side.sql).join(' | ')),
  );

describe('a join on a spatial condition', () => {
  it('goes through the pairs of rows', () => {
    const sql = 'SELECT d.name, count(*) FROM points JOIN districts d ON ST_Contains(d.geom, points.geom) GROUP BY 1';
    expect(rewritten(sql)).toBe(
      'SELECT d.name, count(*) FROM points JOIN (_pairs_1 JOIN districts d ON _a_1 = d.rowid) ON _b_1 = points.rowid GROUP BY 1',
    );
    expect(read(sql)).toEqual([
      'SELECT d.rowid, (d.geom) FROM districts d | SELECT points.rowid, (points.geom) FROM points',
    ]);
  });

  it('keeps every row of the left side where the join does', () => {
    expect(
      rewritten('SELECT d.name FROM districts d LEFT JOIN points p ON st_covers(d.geom, p.geom) AND p.id > 3'),
    ).toBe(
      'SELECT d.name FROM districts d LEFT JOIN (_pairs_1 JOIN points p ON _b_1 = p.rowid) ON _a_1 = d.rowid AND p.id > 3',
    );
  });

  it('keeps every row of the right side where the join does', () => {
    expect(rewritten('SELECT 1 FROM districts d RIGHT JOIN points p ON ST_Within(p.geom, d.geom)')).toBe(
      'SELECT 1 FROM (districts d JOIN _pairs_1 ON _b_1 = d.rowid) RIGHT JOIN points p ON _a_1 = p.rowid',
    );
  });

  it('keeps the rows of both sides', () => {
    expect(rewritten('SELECT 1 FROM districts d FULL OUTER JOIN points p ON ST_Touches(d.geom, p.geom)')).toBe(
      'SELECT 1 FROM (districts d LEFT JOIN _pairs_1 ON _a_1 = d.rowid) FULL OUTER JOIN points p ON _b_1 = p.rowid',
    );
  });

  it('may stand in WHERE, between tables with a comma between them', () => {
    expect(
      rewritten("SELECT p.id FROM points p, districts d WHERE p.kind = 'tree' AND ST_Intersects(d.geom, p.geom)"),
    ).toBe(
      "SELECT p.id FROM points p, districts d, _pairs_1 WHERE p.kind = 'tree' AND _a_1 = d.rowid AND _b_1 = p.rowid",
    );
  });

  it('may belong to a subquery that looks at the row outside', () => {
    expect(
      rewritten('SELECT d.name, (SELECT count(*) FROM points WHERE ST_Contains(d.geom, points.geom)) FROM districts d'),
    ).toBe(
      'SELECT d.name, (SELECT count(*) FROM points, _pairs_1 WHERE _a_1 = d.rowid AND _b_1 = points.rowid) FROM districts d',
    );
  });

  it('may come after other joins, and more of them may follow', () => {
    const sql = `SELECT 1 FROM observations_latest o JOIN sensors s USING (sensor_id)
      JOIN districts d ON ST_Contains(d.geom, s.geom) JOIN points p ON ST_DWithin(s.geom, p.geom, 5)`;
    expect(rewritten(sql)).toBe(`SELECT 1 FROM observations_latest o JOIN sensors s USING (sensor_id)
      JOIN (_pairs_1 JOIN districts d ON _a_1 = d.rowid) ON _b_1 = s.rowid JOIN (_pairs_2 JOIN points p ON _b_2 = p.rowid) ON _a_2 = s.rowid`);
  });

  it('brings its metres from the side that has them', () => {
    expect(
      plan('SELECT 1 FROM sensors s JOIN points p ON ST_DWithin(p.geom, s.geom, s.reach * 2)')?.steps,
    ).toMatchObject([
      {
        predicate: 'dwithin',
        metresOf: 'b',
        sides: [
          { sql: 'SELECT p.rowid, (p.geom) FROM points p' },
          { sql: 'SELECT s.rowid, (s.geom), (s.reach * 2)::DOUBLE FROM sensors s' },
        ],
      },
    ]);
  });

  it('may be a comparison of a distance, which then decides itself', () => {
    expect(rewritten('SELECT 1 FROM sensors s JOIN points p ON ST_Distance(s.geom, p.geom) < 40')).toBe(
      'SELECT 1 FROM sensors s JOIN (_pairs_1 JOIN points p ON _b_1 = p.rowid) ON (_a_1 = s.rowid AND ST_Distance(s.geom, p.geom) < 40)',
    );
  });

  it('finds unqualified columns where only one table has them', () => {
    expect(read('SELECT 1 FROM "odd one" o JOIN points ON ST_Contains(ST_Buffer("a ""b""", 5), geom)')).toEqual([
      'SELECT o.rowid, (ST_Buffer("a ""b""", 5)) FROM "odd one" o | SELECT points.rowid, (geom) FROM points',
    ]);
  });

  it('is planned in what a table is made of, and in what is inserted', () => {
    expect(
      rewritten('CREATE OR REPLACE TABLE mine AS FROM points p SEMI JOIN districts d ON ST_Within(p.geom, d.geom)'),
    ).toBe(
      'CREATE OR REPLACE TABLE mine AS FROM points p SEMI JOIN (_pairs_1 JOIN districts d ON _b_1 = d.rowid) ON _a_1 = p.rowid',
    );
    expect(
      rewritten('INSERT INTO mine (a) SELECT p.id FROM points p, districts d WHERE ST_Within(p.geom, d.geom)'),
    ).toBe(
      'INSERT INTO mine (a) SELECT p.id FROM points p, districts d, _pairs_1 WHERE _a_1 = p.rowid AND _b_1 = d.rowid',
    );
  });
});

describe('a star', () => {
  const from = 'FROM points p JOIN districts d ON ST_Within(p.geom, d.geom)';
  const planned = 'FROM points p JOIN (_pairs_1 JOIN districts d ON _b_1 = d.rowid) ON _a_1 = p.rowid';
  it.each([
    [`SELECT * ${from}`, `SELECT * EXCLUDE (_a_1, _b_1) ${planned}`],
    [`SELECT p.*, 2 * 3 ${from}`, `SELECT p.*, 2 * 3 ${planned}`],
    [`SELECT DISTINCT *, 1 ${from}`, `SELECT DISTINCT * EXCLUDE (_a_1, _b_1), 1 ${planned}`],
    [`SELECT * EXCLUDE (id) ${from}`, `SELECT * EXCLUDE (_a_1, _b_1, id) ${planned}`],
    [`SELECT * EXCLUDE id ${from}`, `SELECT * EXCLUDE (_a_1, _b_1, id) ${planned}`],
    [`SELECT * REPLACE (1 AS id) ${from}`, `SELECT * EXCLUDE (_a_1, _b_1) REPLACE (1 AS id) ${planned}`],
    [from, `SELECT * EXCLUDE (_a_1, _b_1) ${planned}`],
  ])('does not show the hidden columns: %s', (sql, expected) => {
    expect(rewritten(sql)).toBe(expected);
  });

  it.each([`SELECT COLUMNS('g.*') ${from}`, `SELECT struct_pack(*) ${from}`, `SELECT * LIKE 'g%' ${from}`])(
    'that is not understood leaves the statement as it is: %s',
    (sql) => {
      expect(rewritten(sql)).toBe('as it was');
    },
  );
});

describe('rows without a number of their own', () => {
  it('are made once: a subquery', () => {
    const sql = 'SELECT 1 FROM (SELECT geom FROM points WHERE id > 3) p JOIN districts d ON ST_Within(p.geom, d.geom)';
    expect(read(sql)?.[0]).toBe('_rows_1: FROM (SELECT geom FROM points WHERE id > 3)');
    expect(rewritten(sql)).toBe(
      'SELECT 1 FROM _rows_1 p JOIN (_pairs_2 JOIN districts d ON _b_2 = d.rowid) ON _a_2 = p.rowid',
    );
  });

  it('are made once: a view', () => {
    const sql = 'SELECT my_view.id FROM my_view JOIN districts d ON ST_Within(my_view.geom, d.geom)';
    expect(read(sql)?.[0]).toBe('_rows_1: FROM my_view');
    expect(rewritten(sql)).toContain('FROM _rows_1 AS my_view JOIN');
  });

  it('are made once: a WITH, for all who name it', () => {
    const sql = `WITH big AS (FROM districts WHERE population > 9), near AS (FROM big)
      SELECT count(*) FROM near n JOIN points p ON ST_Contains(n.geom, p.geom), near`;
    expect(read(sql)?.[0]).toBe(
      '_rows_1: WITH big AS (FROM districts WHERE population > 9), near AS (FROM big) FROM near',
    );
    expect(rewritten(sql)).toBe(`WITH big AS (FROM districts WHERE population > 9), near AS (FROM _rows_1)
      SELECT count(*) FROM _rows_1 n JOIN (_pairs_2 JOIN points p ON _b_2 = p.rowid) ON _a_2 = n.rowid, near`);
  });
});

describe('a condition on one table alone', () => {
  const where = (sql: string) => read(sql)?.[0]?.match(/WHERE [^|]*?(?= \||$)/g) ?? [];

  it('spares the other rows of that table', () => {
    expect(
      where(
        "SELECT 1 FROM points p JOIN districts d ON ST_Within(p.geom, d.geom) WHERE p.kind = 'tree' AND d.name <> 'x'",
      ),
    ).toEqual(["WHERE (p.kind = 'tree')", "WHERE (d.name <> 'x')"]);
  });

  it('does not where a missing row could pass it', () => {
    expect(
      where(
        'SELECT 1 FROM points p LEFT JOIN districts d ON ST_Within(p.geom, d.geom) WHERE d.name IS NULL AND p.id = 1',
      ),
    ).toEqual(['WHERE (p.id = 1)']);
  });

  it('does not where it calls a function', () => {
    expect(where('SELECT 1 FROM points p, districts d WHERE ST_Within(p.geom, d.geom) AND random() < p.id')).toEqual(
      [],
    );
  });
});

describe('a statement stays as it is', () => {
  it.each([
    ['a condition beside OR', 'SELECT 1 FROM points p JOIN districts d ON ST_Within(p.geom, d.geom) OR p.id = 1'],
    ['a negated condition', 'SELECT 1 FROM points p JOIN districts d ON NOT ST_Within(p.geom, d.geom)'],
    [
      'a condition inside CASE',
      'SELECT 1 FROM points p, districts d WHERE CASE WHEN p.id = 1 AND ST_Within(p.geom, d.geom) THEN true END',
    ],
    ['an end of BETWEEN', 'SELECT 1 FROM points p, districts d WHERE p.ok BETWEEN false AND ST_Within(p.geom, d.geom)'],
    [
      'a side of both tables',
      'SELECT 1 FROM points p, districts d WHERE ST_Within(ST_Point(p.id, d.population), d.geom)',
    ],
    ['one table twice', 'SELECT 1 FROM points p, districts d WHERE ST_Within(p.geom, p.geom)'],
    [
      'a function that is not known',
      'SELECT 1 FROM points p, districts d WHERE ST_Within(coalesce(p.geom, p.geom), d.geom)',
    ],
    ['a column of several tables', 'SELECT 1 FROM points p JOIN districts d ON ST_Within(geom, d.geom)'],
    ['a table that is not known', 'SELECT 1 FROM elsewhere e JOIN districts d ON ST_Within(e.geom, d.geom)'],
    ['a table function', 'SELECT 1 FROM range(3) e JOIN districts d ON ST_Within(e.geom, d.geom)'],
    ['LATERAL', 'SELECT 1 FROM districts d, LATERAL (SELECT d.geom) e WHERE ST_Within(e.geom, d.geom)'],
    ['a column called rowid', 'SELECT 1 FROM numbered n JOIN districts d ON ST_Within(n.geom, d.geom)'],
    [
      'more than the condition in a FULL JOIN',
      'SELECT 1 FROM points p FULL JOIN districts d ON ST_Within(p.geom, d.geom) AND p.id = 1',
    ],
    ['a sample', 'SELECT 1 FROM points p TABLESAMPLE 10% JOIN districts d ON ST_Within(p.geom, d.geom)'],
    [
      'joins nested without brackets',
      'SELECT 1 FROM points p JOIN districts d JOIN sensors s ON true ON ST_Within(p.geom, d.geom)',
    ],
    [
      'WITH RECURSIVE',
      'WITH RECURSIVE r AS (FROM points) SELECT 1 FROM r JOIN districts d ON ST_Within(r.geom, d.geom)',
    ],
    ['the text of a view', 'CREATE VIEW v AS SELECT 1 FROM points p JOIN districts d ON ST_Within(p.geom, d.geom)'],
    ['an UPDATE', 'UPDATE mine SET a = 1 FROM points p, districts d WHERE ST_Within(p.geom, d.geom)'],
    ['the hidden names', 'SELECT 1 AS spatial_join_x FROM points p JOIN districts d ON ST_Within(p.geom, d.geom)'],
    ['no join', "SELECT 'ST_Within(p.geom, d.geom)' FROM points p JOIN districts d ON p.id = d.population"],
  ])('with %s', (_what, sql) => {
    expect(rewritten(sql)).toBe('as it was');
  });
});

describe('a place in the rewritten statement', () => {
  it('is known in the original', () => {
    const sql = 'SELECT *, nope FROM points p JOIN districts d ON ST_Within(p.geom, d.geom) WHERE nope';
    const { text, originalOffset } = plan(sql)!.statement;
    const places = ['nope', 'points', 'districts', 'spatial_join_a_1 =', 'WHERE nope'].map((word) =>
      originalOffset(text.indexOf(word)),
    );
    expect(places).toEqual(['nope', 'points', 'districts', 'ST_Within', 'WHERE nope'].map((word) => sql.indexOf(word)));
  });
});
