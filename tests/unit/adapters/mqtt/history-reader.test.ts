import { describe, expect, it } from 'vitest';
import { readHistory } from '../../../../app/adapters/mqtt/history-reader.ts';

const NOON = Date.UTC(2024, 10, 7, 12);

/** Asks for what is missing since noon of run a, of a server that stands where it is told. */
async function ask(servedRun: string, until: string) {
  const started: string[] = [];
  const answer = await readHistory({
    url: 'http://city.test/history.ndjson',
    sinceMs: NOON,
    runId: 'a',
    onStart: (runId) => started.push(runId),
    signal: new AbortController().signal,
    fetch: async () => new Response('', { headers: { 'x-maqueta-run': servedRun, 'x-maqueta-until': until } }),
    now: () => 0,
    onChunk: () => {},
  });
  return { type: answer.type, started };
}

describe('history since a kept time', () => {
  it('goes on where the server is in the same run, also where it stands a little before', async () => {
    expect(await ask('a', '2024-11-07T15:00:00.000Z')).toEqual({ type: 'whole', started: ['a'] });
    expect(await ask('a', '2024-11-07T11:30:00.000Z')).toEqual({ type: 'whole', started: ['a'] });
  });

  it('begins anew where the server is in another run, or began the run again', async () => {
    expect(await ask('b', '2024-11-07T15:00:00.000Z')).toEqual({ type: 'other-run', started: [] });
    expect(await ask('a', '2024-11-07T08:00:00.000Z')).toEqual({ type: 'other-run', started: [] });
  });
});
