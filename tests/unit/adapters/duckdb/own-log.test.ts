import { expect, it } from 'vitest';
import { OwnLog, PAGE_ROOM } from '../../../../app/adapters/duckdb/keeping/own-log.ts';
import type { KeptWorkAccess } from '../../../../app/adapters/duckdb/kept-work.ts';

it('a table dropped while another is read is left out, and whatever else goes wrong is told', async () => {
  const objects = ['first', 'second'].map((name) => ({
    name,
    kind: 'table' as const,
    sql: `CREATE TABLE ${name} (n INT)`,
  }));
  const piece = { ipc: new Uint8Array(1), rows: 0 };
  const work = {
    ownObjects: () => [...objects],
    async exportTable(name: string, take: (rows: typeof piece) => Promise<boolean>) {
      if (name === 'second') throw new Error('there is no such table');
      objects.splice(1);
      await take(piece);
      return ['n'];
    },
  } as unknown as KeptWorkAccess;
  const { put, removed } = await new OwnLog().change(work, false, PAGE_ROOM);
  expect([put.map(({ name }) => name), removed]).toEqual([['first'], []]);

  objects[0] = { ...objects[0]!, name: 'second' };
  await expect(new OwnLog().change(work, false, PAGE_ROOM)).rejects.toThrow('no such table');
});
