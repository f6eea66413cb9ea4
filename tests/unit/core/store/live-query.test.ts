import fc from 'fast-check';
import { describe, expect, it } from 'vitest';
import {
  type Database,
  type DatabaseChange,
  QueryError,
  type QueryOptions,
  type ResultTable,
  type TableInfo,
} from '../../../../app/core/store/database.ts';
import { type Scheduler, startLiveQuery } from '../../../../app/core/store/live-query.ts';

const settled = () => new Promise((resolve) => setImmediate(resolve));

/** A clock that is turned by hand. */
class HandClock implements Scheduler {
  nowMs = 0;
  private waiting: { readonly atMs: number; readonly work: () => void }[] = [];

  now(): number {
    return this.nowMs;
  }

  after(delayMs: number, work: () => void): () => void {
    const entry = { atMs: this.nowMs + delayMs, work };
    this.waiting.push(entry);
    return () => {
      this.waiting = this.waiting.filter((other) => other !== entry);
    };
  }

  turn(ms: number): void {
    this.nowMs += ms;
    const due = this.waiting.filter((entry) => entry.atMs <= this.nowMs);
    this.waiting = this.waiting.filter((entry) => entry.atMs > this.nowMs);
    for (const { work } of due) work();
  }
}

interface Flight {
  readonly sql: string;
  /** The state of the data when it started. */
  readonly state: number;
  readonly resolve: () => void;
  readonly reject: (error: Error) => void;
}

/** A database whose answers the test gives; a result's only cell is the state of the data its run began with. */
class HandDatabase implements Database {
  state = 0;
  flights: Flight[] = [];
  mostAtOnce = 0;
  started = 0;
  views: TableInfo[] = [];
  private readonly changeListeners = new Set<(change: DatabaseChange) => void>();
  private readonly restartListeners = new Set<(phase: 'restarting' | 'ready') => void>();

  query(sql: string, options: QueryOptions = {}): Promise<ResultTable> {
    const { state } = this;
    this.started++;
    return new Promise((resolve, reject) => {
      const flight: Flight = {
        sql,
        state,
        resolve: () => {
          this.land(flight);
          resolve({ columns: [], rowCount: 1, truncated: false, elapsedMs: 0, cell: () => state });
        },
        reject: (error) => {
          this.land(flight);
          reject(error);
        },
      };
      options.signal?.addEventListener('abort', () => flight.reject(new QueryError('cancelled', 'cancelled')));
      this.flights.push(flight);
      this.mostAtOnce = Math.max(this.mostAtOnce, this.flights.length);
    });
  }

  private land(flight: Flight): void {
    this.flights = this.flights.filter((other) => other !== flight);
  }

  change(...tables: string[]): void {
    this.state++;
    for (const listener of this.changeListeners) listener({ version: this.state, tables });
  }

  restart(phase: 'restarting' | 'ready'): void {
    for (const listener of this.restartListeners) listener(phase);
  }

  async tables(): Promise<readonly TableInfo[]> {
    const table = (name: string): TableInfo => ({ name, type: 'table', rowCount: 0, columns: [] });
    return [table('observations'), table('streets'), ...this.views];
  }

  async memory() {
    return { usedBytes: 0, limitBytes: 0, wasmBytes: 0 };
  }

  onChange(listener: (change: DatabaseChange) => void): () => void {
    this.changeListeners.add(listener);
    return () => this.changeListeners.delete(listener);
  }

  onRestart(listener: (phase: 'restarting' | 'ready') => void): () => void {
    this.restartListeners.add(listener);
    return () => this.restartListeners.delete(listener);
  }

  async close(): Promise<void> {}
}

async function start(sql = 'FROM observations', views: TableInfo[] = []) {
  const database = new HandDatabase();
  database.views = views;
  const clock = new HandClock();
  const seen: number[] = [];
  const errors: string[] = [];
  const live = startLiveQuery({
    database,
    scheduler: clock,
    sql,
    onResult: (result) => seen.push(result.cell(0, 0) as number),
    onError: (error) => errors.push(error instanceof QueryError ? error.kind : String(error)),
  });
  await settled();
  const answer = async () => {
    database.flights[0]?.resolve();
    await settled();
  };
  return { database, clock, seen, errors, live, answer };
}

describe('a live query', () => {
  it('runs at once and again when a table it reads has changed', async () => {
    const { database, clock, seen, answer } = await start();
    await answer();
    database.change('observations');
    clock.turn(250);
    await answer();
    expect(seen).toEqual([0, 1]);
  });

  it('does not run for tables it does not read', async () => {
    const { database, clock, answer } = await start();
    await answer();
    database.change('streets');
    clock.turn(1_000);
    expect(database.started).toBe(1);
  });

  it('runs for what stands behind a view', async () => {
    const view: TableInfo = { name: 'v', type: 'view', rowCount: null, columns: [], reads: ['observations'] };
    const { database, clock, answer } = await start('FROM v', [view]);
    await answer();
    database.change('observations');
    clock.turn(250);
    expect(database.started).toBe(2);
  });

  it('learns anew what stands behind a view that was replaced, or took the place of a table', async () => {
    const view = (name: string, ...reads: string[]): TableInfo => ({
      name,
      type: 'view',
      rowCount: null,
      columns: [],
      reads,
    });
    const { database, clock, answer } = await start('FROM v', [view('v', 'streets', 'own')]);
    await answer();
    const runsAfter = async (...tables: string[]) => {
      const before = database.started;
      database.change(...tables);
      await settled();
      clock.turn(1_000);
      await answer();
      clock.turn(1_000);
      return database.started - before;
    };
    expect(await runsAfter('observations')).toBe(0);
    database.views = [view('V', 'observations')];
    expect(await runsAfter('v')).toBe(1);
    expect(await runsAfter('observations')).toBe(1);
    database.views = [view('v', 'streets'), view('Streets', 'messages_raw')];
    expect(await runsAfter('v')).toBe(1);
    expect(await runsAfter('messages_raw')).toBe(1);
  });

  it('counts every change while it does not know what stands behind a view', async () => {
    const view: TableInfo = { name: 'v', type: 'view', rowCount: null, columns: [], reads: ['streets'] };
    const { database, clock, answer } = await start('FROM v', [view]);
    await answer();
    database.views = [{ ...view, reads: ['observations'] }];
    database.change('v');
    database.change('observations');
    clock.turn(250);
    await answer();
    expect(database.started).toBe(2);
    database.change('observations');
    clock.turn(1_000);
    expect(database.started).toBe(3);
  });

  it('makes one run of any number of changes during a run', async () => {
    const { database, clock, seen, answer } = await start();
    database.change('observations');
    database.change('observations');
    database.change('observations');
    await answer();
    clock.turn(250);
    await answer();
    clock.turn(1_000);
    expect(seen).toEqual([0, 3]);
    expect(database.started).toBe(2);
  });

  it('starts at most four runs a second', async () => {
    const { database, clock, answer } = await start();
    for (let i = 0; i < 100; i++) {
      await answer();
      database.change('observations');
      clock.turn(10);
    }
    expect(database.started).toBe(5);
  });

  it('rests as long as a slow run took', async () => {
    const { database, clock, answer } = await start();
    clock.turn(2_000);
    database.change('observations');
    await answer();
    clock.turn(1_999);
    expect(database.started).toBe(1);
    clock.turn(1);
    expect(database.started).toBe(2);
  });

  it('reports a failed run and goes on with the next change', async () => {
    const { database, clock, seen, errors, answer } = await start();
    database.flights[0]!.reject(new QueryError('time-limit', 'too slow'));
    await settled();
    database.change('observations');
    clock.turn(250);
    await answer();
    expect([errors, seen]).toEqual([['time-limit'], [1]]);
  });

  it('says nothing of a restart and runs when the database is ready', async () => {
    const { database, clock, seen, errors, answer } = await start();
    database.restart('restarting');
    database.flights[0]!.reject(new QueryError('other', 'restarted', undefined, 'restarted'));
    await settled();
    database.restart('ready');
    clock.turn(250);
    await answer();
    expect([errors, seen]).toEqual([[], [0]]);
  });

  it('cancels the run of an older text and drops its answer', async () => {
    const { database, seen, errors, live, answer } = await start();
    live.setSql('FROM streets');
    await settled();
    expect(database.flights.map((flight) => flight.sql)).toEqual(['FROM streets']);
    await answer();
    expect([seen, errors]).toEqual([[0], []]);
  });

  it('stops: cancels what runs, hears no more changes', async () => {
    const { database, clock, seen, errors, live } = await start();
    live.stop();
    await settled();
    database.change('observations');
    clock.turn(1_000);
    await settled();
    expect([database.flights.length, database.started, seen, errors]).toEqual([0, 1, [], []]);
  });

  it('never runs two at once and always ends on the newest state', async () => {
    const step = fc.oneof(
      fc.record({ do: fc.constant('change' as const) }),
      fc.record({ do: fc.constant('turn' as const), ms: fc.integer({ min: 1, max: 600 }) }),
      fc.record({ do: fc.constant('answer' as const) }),
      fc.record({ do: fc.constant('fail' as const) }),
      fc.record({ do: fc.constant('text' as const), n: fc.integer({ min: 0, max: 2 }) }),
      fc.record({ do: fc.constant('refresh' as const) }),
    );
    await fc.assert(
      fc.asyncProperty(fc.array(step, { maxLength: 40 }), async (steps) => {
        const { database, clock, seen, live, answer } = await start('SELECT 0 FROM observations');
        let sql = 'SELECT 0 FROM observations';
        for (const item of steps) {
          if (item.do === 'change') database.change('observations');
          else if (item.do === 'turn') clock.turn(item.ms);
          else if (item.do === 'answer') await answer();
          else if (item.do === 'fail') database.flights[0]?.reject(new QueryError('other', 'failed'));
          else if (item.do === 'refresh') live.refresh();
          else {
            sql = `SELECT ${item.n} FROM observations`;
            live.setSql(sql);
          }
          await settled();
        }
        // The data rests from here on; every run is answered.
        database.change('observations');
        let lastSql = '';
        for (let i = 0; i < 4; i++) {
          lastSql = database.flights[0]?.sql ?? lastSql;
          await answer();
          clock.turn(60_000);
          await settled();
        }
        expect(database.mostAtOnce).toBe(1);
        expect(seen.at(-1)).toBe(database.state);
        expect(lastSql).toBe(sql);
        expect(database.flights).toEqual([]);
      }),
      { seed: 20241107, numRuns: 150 },
    );
  });
});
