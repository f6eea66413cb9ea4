import type { DuckDBBindings } from '@duckdb/duckdb-wasm/blocking';
import { describe, expect, it } from 'vitest';
import { Connections, DatabaseCrash } from '../../../../app/adapters/duckdb/connections.ts';

/** Bindings whose probe of a given-back connection fails as the test wants. */
function connectionsOver(probe: { error: Error | null }): Connections {
  let handles = 0;
  const bindings = {
    connect: () => ({ useUnsafe: (use: (bindings: unknown, handle: number) => number) => use(null, ++handles) }),
    runQuery: (_handle: number, sql: string) => {
      if (sql === 'SELECT 1' && probe.error !== null) throw probe.error;
      return new Uint8Array();
    },
    cancelPendingQuery: () => true,
  };
  return new Connections(bindings as unknown as DuckDBBindings, [], () => undefined);
}

async function takeAll(connections: Connections): Promise<number[]> {
  return Promise.all(Array.from({ length: 8 }, () => connections.take()));
}

describe('giving a connection back', () => {
  it('makes it free for others though the probe of it failed', async () => {
    const probe = { error: new Error('Out of Memory Error: could not allocate') };
    const connections = connectionsOver(probe);
    const [first, ...rest] = await takeAll(connections);
    const waiting = connections.take();
    expect(() => connections.release(first!)).not.toThrow();
    expect(await waiting).toBe(first);
    for (const handle of rest) connections.release(handle);
    expect(await connections.take()).toBe(rest.at(-1));
  });

  it.each([
    new WebAssembly.RuntimeError('unreachable'),
    new Error('FATAL Error: Failed: database has been invalidated'),
    new Error('{"exception_type":"FATAL","exception_message":"Failed"}'),
  ])('tells of a crash, and who waits is let go on to meet it: $message', async (error) => {
    const connections = connectionsOver({ error });
    const [first] = await takeAll(connections);
    const waiting = connections.take();
    expect(() => connections.release(first!)).toThrow(DatabaseCrash);
    expect(await waiting).toBe(first);
  });

  it('takes no other error for a crash, whatever its text', async () => {
    const text =
      '{"exception_type":"Invalid Input","exception_message":"FATAL Error: {\\"exception_type\\":\\"FATAL\\""}';
    const connections = connectionsOver({ error: new Error(text) });
    const [first] = await takeAll(connections);
    expect(() => connections.release(first!)).not.toThrow();
  });
});
