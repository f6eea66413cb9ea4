import { describe, expect, it } from 'vitest';
import { AIR_TOPIC, delivery, metaMessage, sandboxMessage, VIRTUAL_NOW_MS } from '../../../../builders/messages.ts';
import { message, values, workbench } from '../../../../builders/stream-bench.ts';

const META = 'city/eixample/air/lowcost/air-007/meta';

describe('the stream worker', () => {
  it('sends one batch after 250 ms, with raw messages, observations and what was turned away together', () => {
    const bench = workbench();
    bench.tell();
    bench.deliver(message(1), message(2), delivery(AIR_TOPIC, '<b>no</b>', 0));
    bench.at(249);
    expect(bench.database.requests).toHaveLength(0);
    bench.at(250);
    expect(bench.database.requests).toHaveLength(1);
    const [request] = bench.database.requests;
    expect(request!.batches.map(({ table, mode, rowCount }) => [table, mode, rowCount])).toEqual([
      ['messages_raw', 'append', 3],
      ['observations', 'upsert-observations', 2],
      ['rejected_messages', 'append', 1],
    ]);
    const tables = bench.tables(request!);
    expect(values(tables.observations, 'seq')).toEqual([1, 2]);
    expect(values(tables.observations, 'quality_flag')).toEqual([1, 1]);
    expect(values(tables.rejected_messages, 'reason')).toEqual(['not-json']);
    expect(values(tables.messages_raw, 'accepted')).toEqual([true, true, false]);
    expect(values(tables.messages_raw, 'payload').at(2)).toBe('<b>no</b>');
  });

  it('has at most two requests under way and leaves nothing out', () => {
    const bench = workbench();
    bench.tell();
    for (let i = 0; i < 5; i++) bench.deliver(...Array.from({ length: 4_096 }, (_, k) => message(i * 4_096 + k)));
    bench.at(300);
    expect(bench.database.requests).toHaveLength(2);
    for (let id = 1; id <= 5; id++) bench.database.answer(id);
    expect(bench.database.requests).toHaveLength(5);
    const seqs = bench.database.requests.flatMap((request) => values(bench.tables(request).observations, 'seq'));
    expect(new Set(seqs).size).toBe(5 * 4_096);
    expect(bench.storedCredits).toEqual([4_096, 8_192, 12_288, 16_384, 20_480]);
  });

  it('asks a source to hold back while too much waits, and lets it go on when that is over', async () => {
    const bench = workbench();
    bench.tell();
    expect(bench.deliver(message(1))).toBeUndefined();
    const relief = bench.deliver(...Array.from({ length: 20_000 }, (_, k) => message(k)));
    expect(relief).toBeInstanceOf(Promise);
    let relieved = false;
    void (relief as Promise<void>).then(() => {
      relieved = true;
    });
    bench.at(250);
    bench.database.answer(1);
    await Promise.resolve();
    expect(relieved).toBe(false);
    bench.database.answer(2);
    bench.database.answer(3);
    await Promise.resolve();
    expect(relieved).toBe(true);
  });

  it('sends a batch again that the database could not store', () => {
    const bench = workbench();
    bench.tell();
    bench.deliver(message(1));
    bench.at(250);
    bench.database.fail(1);
    bench.at(1_249);
    expect(bench.database.requests).toHaveLength(1);
    bench.at(1_250);
    expect(values(bench.tables(bench.database.requests[1]!).observations, 'seq')).toEqual([1]);
  });

  it('gives a new database what the old one had not confirmed, and asks for the past again', () => {
    const bench = workbench();
    bench.tell();
    bench.deliver(message(1));
    bench.at(250);
    bench.deliver(message(2));
    const successor = bench.makeDatabase();
    bench.api.replaceDatabase(successor.line);
    expect(values(bench.tables(successor.requests[0]!).observations, 'seq')).toEqual([1]);
    expect(bench.refills()).toBe(1);
    bench.database.answer(1); // too late: nobody counts it
    expect(bench.api.statistics().observationsStored).toBe(0);
    successor.answer(2);
    bench.at(500);
    successor.answer(3);
    expect(bench.api.statistics().observationsStored).toBe(2);
  });

  it('lets a message wait for the meta of its device', () => {
    const bench = workbench({ sensorIds: [] });
    bench.tell();
    bench.deliver(message(1));
    bench.at(300);
    expect(bench.database.requests).toHaveLength(0);
    bench.deliver(delivery(META, metaMessage('air-007', [['no2', 'ug/m3']]), 0));
    bench.at(600);
    expect(bench.api.statistics()).toMatchObject({ received: 2, accepted: 2, rejected: 0, devices: 1 });
  });

  it('turns a message away whose device nobody announced within three seconds', () => {
    const bench = workbench({ sensorIds: [] });
    bench.tell();
    bench.deliver(message(1));
    bench.at(2_999);
    expect(bench.api.statistics().rejected).toBe(0);
    bench.at(3_000);
    expect(bench.api.statistics()).toMatchObject({ rejected: 1, rejectedByReason: { 'unknown-device': 1 } });
  });

  it('turns a run away that the clock never named, but takes any where there is no clock', () => {
    const withClock = workbench();
    withClock.tell();
    withClock.deliver(message(1, { run: 'rogue' }));
    withClock.at(3_000);
    expect(withClock.api.statistics().rejectedByReason).toEqual({ 'not-allowed': 1 });
    const without = workbench();
    without.at(VIRTUAL_NOW_MS);
    without.deliver(message(1, { run: 'foreign' }));
    without.at(VIRTUAL_NOW_MS + 3_000);
    expect(without.api.statistics()).toMatchObject({ accepted: 1, rejected: 0 });
  });

  it('measures far-future by wall time where there is no clock', () => {
    const bench = workbench();
    const wallMs = VIRTUAL_NOW_MS;
    bench.at(wallMs);
    const far = { run: undefined, phenomenonTime: '2099-01-01T00:00:00Z', resultTime: '2099-01-01T00:00:00Z' };
    bench.deliver(message(1, { run: undefined }), message(2, far));
    bench.at(wallMs + 300);
    expect(values(bench.tables(bench.database.requests[0]!).observations, 'seq')).toEqual([1]);
    bench.at(wallMs + 3_000);
    expect(bench.api.statistics().rejectedByReason).toEqual({ 'far-future': 1 });
    bench.deliver(message(3, far));
    expect(bench.api.statistics().rejectedByReason).toEqual({ 'far-future': 2 });
  });

  it('lets a city live in a time of its own, as soon as its clock says so', () => {
    const bench = workbench();
    // By wall time it is 1970, and the city's messages are more than fifty years ahead.
    bench.deliver(message(1));
    bench.at(300);
    expect(bench.database.requests).toHaveLength(0);
    bench.tell();
    bench.at(600);
    expect(bench.api.statistics()).toMatchObject({ accepted: 1, rejected: 0 });
  });

  it('gives every message its own three seconds', () => {
    const bench = workbench({ sensorIds: [] });
    bench.tell();
    bench.deliver(message(1));
    bench.at(2_900);
    bench.deliver(message(2));
    bench.at(3_000);
    expect(bench.api.statistics().rejected).toBe(1);
    bench.at(5_899);
    expect(bench.api.statistics().rejected).toBe(1);
    bench.at(5_900);
    expect(bench.api.statistics().rejected).toBe(2);
  });

  it('knows the sensors of the dataset when they are told later, and what waited for them goes on', () => {
    const bench = workbench({ sensorIds: [] });
    bench.tell();
    bench.deliver(message(1));
    bench.at(1_000);
    bench.api.knowSensors(['air-007']);
    bench.at(1_250);
    expect(values(bench.tables(bench.database.requests[0]!).observations, 'seq')).toEqual([1]);
    bench.at(4_000);
    expect(bench.api.statistics()).toMatchObject({ accepted: 1, rejected: 0 });
  });

  it('keeps the first four kilobytes of a payload, and no character cut in two', () => {
    const bench = workbench();
    bench.tell();
    const payload = JSON.stringify(sandboxMessage({ note: 'é'.repeat(10_000) }));
    bench.deliver(delivery(AIR_TOPIC, payload, 0));
    bench.at(250);
    const raw = bench.tables(bench.database.requests[0]!).messages_raw;
    const [kept] = values(raw, 'payload') as string[];
    expect(payload.startsWith(kept!)).toBe(true);
    const keptBytes = new TextEncoder().encode(kept).length;
    expect(keptBytes).toBeGreaterThan(4_092);
    expect(keptBytes).toBeLessThanOrEqual(4_096);
    expect(values(raw, 'bytes')).toEqual([new TextEncoder().encode(payload).length]);
  });

  it('counts the observations that the database says it stored', () => {
    const bench = workbench();
    bench.tell();
    bench.deliver(message(1), message(2), message(3));
    bench.at(250);
    bench.database.answer(1, 2);
    expect(bench.api.statistics().observationsStored).toBe(2);
  });

  it('says live only once the past is stored, and stays with it', () => {
    const bench = workbench();
    bench.tell();
    bench.status({ state: 'live' });
    bench.deliver(...Array.from({ length: 4_000 }, (_, k) => message(k)));
    expect(bench.api.statistics().status).toEqual({ state: 'catching-up', received: 4_000 });
    bench.at(300);
    bench.database.answer(1);
    expect(bench.api.statistics().status).toEqual({ state: 'live' });
    bench.deliver(...Array.from({ length: 4_000 }, (_, k) => message(4_000 + k)));
    expect(bench.api.statistics().status).toEqual({ state: 'live' });
  });

  it('counts every station of the path', () => {
    const bench = workbench();
    bench.tell();
    bench.status({ state: 'live' });
    bench.deliver(...Array.from({ length: 50 }, (_, k) => message(k)), delivery('city/x', 'x', 0));
    bench.at(250);
    bench.at(400);
    bench.database.answer(1);
    const statistics = bench.api.statistics();
    expect(statistics).toMatchObject({
      status: { state: 'live' },
      clock: { runId: 'run-1' },
      received: 51,
      accepted: 50,
      rejected: 1,
      rejectedByReason: { 'unknown-topic': 1 },
      observationsStored: 50,
      batchesStored: 1,
      messagesPerSecond: 51,
    });
    expect(statistics.lagMedianMs).toBeGreaterThan(360);
    expect(statistics.lagMedianMs).toBeLessThan(440);
    bench.at(70_000);
    expect(bench.api.statistics()).toMatchObject({ lagMedianMs: null, messagesPerSecond: 0 });
  });

  it("passes the host's wishes on", async () => {
    const bench = workbench();
    expect(await bench.api.requestClock({ type: 'pause' })).toBe(true);
    expect(await bench.api.requestClock({ type: 'resume' })).toBe(false);
    expect(bench.api.mayRequestClock).toBe(true);
  });
});
