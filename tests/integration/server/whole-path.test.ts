import { afterEach, describe, expect, it } from 'vitest';
import { encodeColumns } from '../../../app/adapters/duckdb/arrow-codec.ts';
import { createMqttSource } from '../../../app/adapters/mqtt/mqtt-source.ts';
import { StreamApi } from '../../../app/adapters/workers/stream/api.ts';
import type { IngestAnswer } from '../../../app/core/store/ingest-protocol.ts';
import type { MaquetaServer } from '../../../simulators/server/maqueta-server.ts';
import { fakeCity } from '../../builders/fake-city.ts';
import { sandboxMessage } from '../../builders/messages.ts';
import { openTestDatabase, type TestDatabase } from '../duckdb-support.ts';
import { client, START_MS, serve, temporaryFolder, webSocketUrl } from './served.ts';

let stops: (() => Promise<unknown>)[] = [];
afterEach(async () => {
  for (const stop of stops.reverse()) await stop();
  stops = [];
});

/** A page without the page: source, readers, batches and DuckDB, all real. */
async function openPage(server: MaquetaServer) {
  const database = await openTestDatabase();
  let answer = (_: IngestAnswer) => {};
  const api = new StreamApi({
    source: createMqttSource({
      url: webSocketUrl(server),
      city: 'eixample',
      clientId: 'whole-path',
      historyUrl: `http://127.0.0.1:${server.port}/history.ndjson`,
      keepSession: false,
    }),
    carrier: { type: 'mqtt', address: webSocketUrl(server) },
    database: {
      send(message) {
        if (message.type !== 'ingest') return;
        const { id, batches } = message;
        void database.engine.ingest(batches).then(
          () => answer({ type: 'ingested', id, elapsedMs: 0 }),
          (error: Error) => answer({ type: 'ingest-failed', id, detail: error.message }),
        );
      },
      listen: (listener) => {
        answer = listener;
      },
    },
    encode: encodeColumns,
    sensorIds: [],
    now: () => Date.now(),
  });
  const stepping = setInterval(() => api.step(), 20);
  stops.push(async () => {
    clearInterval(stepping);
    await api.stop();
  });
  api.start();
  /** Looks at the worker's own statistics each time something was stored. */
  const until = (condition: () => boolean) =>
    new Promise<void>((resolve) => {
      const look = setInterval(() => {
        if (!condition()) return;
        clearInterval(look);
        resolve();
      }, 20);
    });
  return { api, database, until };
}

const countOf = async (database: TestDatabase, table: string) =>
  Number((await database.rows(`SELECT count(*)::INTEGER AS n FROM ${table}`))[0]!.n);

const gaps = (database: TestDatabase) =>
  database.rows(`
    SELECT count(*)::INTEGER AS rows, count(DISTINCT (run_id, sensor_id, property, phenomenon_time))::INTEGER AS keys,
           (10 * (date_diff('minute', min(phenomenon_time), max(phenomenon_time)) + 1))::INTEGER AS expected
    FROM observations WHERE phenomenon_time < (SELECT max(phenomenon_time) FROM observations)`);

describe('from the broker into DuckDB', () => {
  it('has neither gap nor duplicate, over history, live stream and a restart of the server', async () => {
    const stateFile = `${temporaryFolder()}/run.json`;
    const first = await serve({ stateFile, speed: 3600 });
    const { api, database, until } = await openPage(first);
    await until(() => api.statistics().status.state === 'live' && api.statistics().observationsStored > 16_000);
    const { port } = first;
    await first.close();
    await until(() => api.statistics().status.state === 'reconnecting');
    const before = api.statistics().observationsStored;
    const second = await serve({ stateFile, port });
    stops.unshift(() => second.close());
    await until(() => api.statistics().status.state === 'live' && api.statistics().observationsStored > before + 2_000);
    await api.stop();
    const { received } = api.statistics();
    while ((await countOf(database, 'messages_raw')) < received) await new Promise(setImmediate);
    const [found] = await gaps(database);
    expect(found!.rows).toBe(found!.expected);
    expect(found!.keys).toBe(found!.expected);
    expect(Number(found!.rows)).toBeGreaterThan(10 * 60 * 24);
    const statistics = api.statistics();
    expect(statistics).toMatchObject({ devices: 10, rejected: 0 });
    expect(statistics.lagP95Ms).toBeLessThan(5_000);
  });

  it('puts what is malformed, oversized, foreign or hostile into rejected_messages, and nothing of it elsewhere', async () => {
    const account = {
      username: 'lab',
      password: 'a long password',
      role: { type: 'device', city: 'eixample', device: 'air-001' },
    } as const;
    // Its history is one message, at midnight.
    const quiet = fakeCity({ devices: 1, cadenceMs: 86_400_000 });
    const server = await serve({ city: quiet, startMs: START_MS, speed: 1, accounts: [account] });
    stops.push(() => server.close());
    const { api, database, until } = await openPage(server);
    await until(() => api.statistics().status.state === 'live');
    const topic = 'city/eixample/air/lowcost/air-001/obs';
    const sound = { device: 'air-001', run: '7-1' };
    const ahead = new Date(START_MS + 26 * 3_600_000).toISOString();
    const payloads: readonly (readonly [string, string | Buffer])[] = [
      ['not-json', '<img src=x onerror=alert(1)>'],
      ['not-json', "'; DROP TABLE observations; --"],
      ['not-utf8', Buffer.from([0xff, 0xfe, 0x00])],
      ['too-large', `{"x":"${'y'.repeat(70_000)}"}`],
      ['too-large', '['.repeat(5_000)],
      ['unknown-dialect', '{"__proto__":{"observations":[]},"constructor":{"prototype":{"polluted":1}}}'],
      [
        'wrong-type',
        JSON.stringify(sandboxMessage({ ...sound, observations: [{ property: 'no2', value: '41,2', unit: 'ug/m3' }] })),
      ],
      [
        'wrong-type',
        JSON.stringify(sandboxMessage({ ...sound, observations: [{ property: '<b>', value: 1, unit: '1' }] })),
      ],
      ['far-future', JSON.stringify(sandboxMessage({ ...sound, phenomenonTime: ahead }))],
      [
        'unknown-unit',
        JSON.stringify(sandboxMessage({ ...sound, observations: [{ property: 'no2', value: 1, unit: 'parsec' }] })),
      ],
      ['not-allowed', JSON.stringify(sandboxMessage({ ...sound, device: 'air-002' }))],
      ['not-allowed', JSON.stringify(sandboxMessage({ ...sound, run: 'rogue' }))],
    ];
    const device = await client(webSocketUrl(server), { username: account.username, password: account.password });
    stops.push(() => device.endAsync(true));
    for (const [, payload] of payloads) await device.publishAsync(topic, payload, { qos: 1 });
    await device.publishAsync(topic, JSON.stringify(sandboxMessage(sound)), { qos: 1 });
    await until(() => api.statistics().rejected === payloads.length && api.statistics().observationsStored === 2);
    // The last one waited for a clock that might have named its run: its batch comes after it was counted.
    while ((await countOf(database, 'rejected_messages')) < payloads.length) await new Promise(setImmediate);
    const rejected = await database.rows('SELECT reason, detail, payload_head, payload_bytes FROM rejected_messages');
    expect(rejected.map(({ reason }) => reason).sort()).toEqual(payloads.map(([reason]) => reason).sort());
    expect(rejected.find(({ payload_bytes: bytes }) => bytes === 70_008)!.payload_head).toHaveLength(4_096);
    expect(rejected.map(({ payload_head: head }) => head)).toContain("'; DROP TABLE observations; --");
    const counts = await database.rows(`SELECT
      (SELECT count(*)::INTEGER FROM observations) AS observations,
      (SELECT count(*)::INTEGER FROM messages_raw WHERE NOT accepted) AS refused`);
    expect(counts).toEqual([{ observations: 2, refused: payloads.length }]);
    expect(api.statistics().rejectedByReason).toMatchObject({ 'not-json': 2, 'too-large': 2, 'not-allowed': 2 });
    expect(({} as Record<string, unknown>).polluted).toBeUndefined();
  });
});
