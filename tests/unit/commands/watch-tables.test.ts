import { afterEach, beforeEach, describe, expect, it, vi } from 'vitest';
import { watchTables } from '../../../app/commands/watch-tables.ts';
import { fakeDatabase } from '../../builders/ui-ports.ts';

beforeEach(() => void vi.useFakeTimers());
afterEach(() => void vi.useRealTimers());

describe('watching tables', () => {
  it('reads at once, rests, and reads once more however often the table changed', async () => {
    const database = fakeDatabase();
    const seen: number[] = [];
    let reads = 0;
    const stop = watchTables(
      { ports: { database } },
      { tables: ['observations'], everyMs: 1000 },
      async () => ++reads,
      { next: (value) => seen.push(value), failed: () => {} },
    );
    await vi.advanceTimersByTimeAsync(0);
    expect(seen).toEqual([1]);
    for (let i = 0; i < 10; i++) database.change('observations');
    await vi.advanceTimersByTimeAsync(999);
    expect(seen).toEqual([1]);
    await vi.advanceTimersByTimeAsync(1001);
    expect(seen).toEqual([1, 2]);
    stop();
  });

  it('leaves other tables alone', async () => {
    const database = fakeDatabase();
    let reads = 0;
    const stop = watchTables({ ports: { database } }, { tables: ['sensors'], everyMs: 10 }, async () => ++reads, {
      next: () => {},
      failed: () => {},
    });
    await vi.advanceTimersByTimeAsync(50);
    database.change('observations');
    await vi.advanceTimersByTimeAsync(50);
    expect(reads).toBe(1);
    stop();
  });

  it('tells a failure and tries again with the next change', async () => {
    const database = fakeDatabase();
    const heard: string[] = [];
    let works = false;
    const read = async () => {
      if (!works) throw new Error('no such table');
      return 'rows';
    };
    const stop = watchTables({ ports: { database } }, { tables: ['*'], everyMs: 10 }, read, {
      next: (value) => heard.push(value),
      failed: (detail) => heard.push(detail),
    });
    await vi.advanceTimersByTimeAsync(20);
    works = true;
    database.change('anything');
    await vi.advanceTimersByTimeAsync(20);
    expect(heard).toEqual(['no such table', 'rows']);
    stop();
  });

  it('says nothing after it was stopped', async () => {
    const database = fakeDatabase();
    const seen: string[] = [];
    const stop = watchTables({ ports: { database } }, { tables: ['*'], everyMs: 10 }, async () => 'late', {
      next: (value) => seen.push(value),
      failed: () => {},
    });
    stop();
    await vi.advanceTimersByTimeAsync(50);
    expect(seen).toEqual([]);
  });
});
