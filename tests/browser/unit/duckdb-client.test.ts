import { afterAll, beforeAll, describe, expect, it } from 'vitest';
import { encodeColumns } from '../../../app/adapters/duckdb/arrow-codec.ts';
import { type DuckDb, openDuckDb } from '../../../app/adapters/duckdb/client.ts';
import { QueryError } from '../../../app/core/store/database.ts';

describe('the database in its worker', () => {
  let database: DuckDb;
  beforeAll(async () => {
    database = await openDuckDb();
  });
  afterAll(() => database.close());

  it('answers a query', async () => {
    const result = await database.query('SELECT 42 AS answer, $$ñ$$ AS letter');
    expect([result.cell(0, 0), result.cell(0, 1), result.columns[1]?.sqlType]).toEqual([42, 'ñ', 'VARCHAR']);
  });
});
void encodeColumns;
void QueryError;
