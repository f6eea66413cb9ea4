import { describe, expect, it } from 'vitest';
import {
  type Broken,
  breakOne,
  during,
  HOUR,
  MINUTE,
  RUN,
  soundCity,
  stored,
} from '../../../../builders/broken-city.ts';

const rowsOf = (broken: Broken, property: string) => during(broken.heard, broken.fault, property);
const obs = ({ heard, fault }: Broken) =>
  heard.messages.filter(({ topic, payload }) => {
    if (!topic.endsWith('/obs') || topic.includes('rogue')) return false;
    const at = Date.parse(/"phenomenonTime":"([^"]+)"/.exec(payload)?.[1] ?? '');
    return at >= fault.fromMs && at < fault.toMs!;
  });
/** What is stored in the end, whenever it came. */
const table = ({ observations }: Broken['heard']) => stored(observations).map((row) => ({ ...row, receivedAtMs: 0 }));
const labels = ({ truth }: Broken) => truth.filter(({ faults }) => faults.length > 0);

describe('a message on its way', () => {
  it('gap: nothing comes, and the last will says so', () => {
    const broken = breakOne('gap', 'air');
    expect(rowsOf(broken, 'no2')).toEqual([]);
    const status = broken.heard.messages.filter(({ topic }) => topic.endsWith('/status'));
    expect(status.map(({ payload, dueMs }) => [JSON.parse(payload).online, dueMs])).toEqual([
      [false, broken.fault.fromMs + 30_000],
      [true, broken.fault.toMs],
    ]);
    expect(broken.heard.rejected).toEqual([]);
    // What was not said is known all the same.
    expect(labels(broken)).toHaveLength(48);
    expect(labels(broken).every(({ value }) => Number.isFinite(value))).toBe(true);
  });

  it('gap: one that is stopped before anybody noticed says nothing of itself', () => {
    const { city, fault, sensorId } = breakOne('gap', 'air');
    const short = city.withFaults([{ ...fault, toMs: fault.fromMs + 20_000 }]);
    const mine = short
      .messagesBetween(RUN, fault.fromMs, fault.toMs!)
      .filter(({ topic }) => topic.includes(`/${sensorId}/`));
    expect(mine.filter(({ topic }) => topic.endsWith('/status'))).toEqual([]);
  });

  it('duplicate: every message twice, byte for byte, within 20 s; the table keeps one', () => {
    const broken = breakOne('duplicate', 'loop');
    const times = new Map<string, number[]>();
    for (const { payload, dueMs } of obs(broken)) times.set(payload, [...(times.get(payload) ?? []), dueMs]);
    expect(times.size).toBe(12);
    for (const [first, second, ...more] of times.values()) {
      expect(more).toEqual([]);
      expect(second! - first!).toBeGreaterThan(0);
      expect(second! - first!).toBeLessThanOrEqual(20_000);
    }
    expect(table(broken.heard)).toEqual(table(broken.sound));
    expect(labels(broken)).toHaveLength(36);
  });

  it('replay: everything of the fault once more within two minutes of its end; the table stays as it was', () => {
    const broken = breakOne('replay', 'air', { minutes: 180 });
    const { fault } = broken;
    const again = obs(broken).filter(({ dueMs }) => dueMs > fault.toMs! + 1 && dueMs <= fault.toMs! + 2 * MINUTE);
    const first = obs(broken).filter(({ dueMs }) => dueMs <= fault.toMs! + 1);
    expect(first.length + again.length).toBe(2 * 36);
    expect(new Set(again.map(({ payload }) => payload)).size).toBe(again.length);
    expect(table(broken.heard)).toEqual(table(broken.sound));
    expect(labels(broken)).toHaveLength(4 * 36);
  });

  it('replay: of a day, six hours come again', () => {
    const broken = breakOne('replay', 'air', { minutes: 7 * 60 });
    const copies = new Map<string, number>();
    for (const { payload } of obs(broken)) copies.set(payload, (copies.get(payload) ?? 0) + 1);
    const twice = [...copies.values()].filter((count) => count === 2).length;
    expect([copies.size, twice]).toEqual([84, 72]);
  });

  it('late: a minute to two hours after its time, and all of it in the end', () => {
    const broken = breakOne('late', 'air');
    const delays = rowsOf(broken, 'no2').map((row) => row.receivedAtMs - row.phenomenonTimeMs);
    expect(delays).toHaveLength(12);
    expect(Math.min(...delays)).toBeGreaterThan(MINUTE);
    expect(Math.max(...delays)).toBeGreaterThan(20 * MINUTE);
    expect(Math.max(...delays)).toBeLessThan(2 * HOUR + 30_000);
    expect(labels(broken)).toHaveLength(48);
  });

  it('out of order: later readings overtake earlier ones', () => {
    const broken = breakOne('out-of-order', 'loop', { minutes: 180 });
    const arrived = [...rowsOf(broken, 'flow')].sort((a, b) => a.receivedAtMs - b.receivedAtMs);
    const overtaken = arrived.filter((row, i) => i > 0 && row.phenomenonTimeMs < arrived[i - 1]!.phenomenonTimeMs);
    expect(arrived).toHaveLength(36);
    expect(overtaken.length).toBeGreaterThanOrEqual(5);
    expect(labels(broken)).toHaveLength(3 * 36);
  });

  it('retained stale: the same old message again and again, kept by the broker, taken back at the end', () => {
    const broken = breakOne('retained-stale', 'parking');
    const { city, fault, sensorId, heard } = broken;
    const kept = heard.messages.filter(({ topic, retain }) => retain && topic.endsWith('/obs'));
    expect(kept).toHaveLength(13);
    expect(new Set(kept.slice(0, 12).map(({ payload }) => payload)).size).toBe(1);
    expect([kept[12]!.payload, kept[12]!.dueMs]).toEqual(['', fault.toMs]);
    expect(stored(rowsOf(broken, 'free'))).toHaveLength(1);
    expect(heard.rejected).toEqual([]);
    const onBroker = (atMs: number) =>
      city
        .retainedMessages(RUN, atMs)
        .filter(({ topic }) => topic.endsWith(`/${sensorId}/obs`))
        .map(({ payload }) => payload);
    expect(onBroker(fault.fromMs + 30 * MINUTE)).toEqual([kept[0]!.payload]);
    expect(onBroker(fault.toMs!)).toEqual([]);
    // The first reading is what it says it is.
    expect(labels(broken)).toHaveLength(2 * 11);
  });

  it('rogue publisher: forged readings replace the true ones; strangers and liars are turned away', () => {
    const broken = breakOne('rogue-publisher', 'air');
    const rows = stored(rowsOf(broken, 'no2'));
    const honest = during(broken.sound, broken.fault, 'no2');
    expect(rows).toHaveLength(12);
    rows.forEach((row, i) => {
      expect(row.value!).toBeCloseTo(honest[i]!.value! * 0.2, 0);
    });
    const reasons = broken.heard.rejected.map(({ reason }) => reason).sort();
    expect(reasons).toEqual([...new Array(6).fill('not-allowed'), ...new Array(6).fill('unknown-device')]);
    const stranger = broken.heard.rejected.find(({ reason }) => reason === 'unknown-device')!;
    expect([stranger.detail, stranger.topic]).toEqual(['rogue-001', 'city/eixample/air/lowcost/rogue-001/obs']);
    expect(labels(broken)).toHaveLength(48);
  });

  it('several gaps of one device are one silence', () => {
    const city = soundCity();
    const from = Date.UTC(2024, 10, 7, 10);
    const gap = (id: string, fromMs: number, toMs: number) =>
      ({ id, type: 'gap', sensorId: 'air-001', property: null, fromMs, toMs, parameters: {} }) as const;
    const broken = city.withFaults([gap('a', from, from + HOUR), gap('b', from + HOUR / 2, from + 2 * HOUR)]);
    const status = broken
      .messagesBetween(RUN, from, from + 3 * HOUR)
      .filter(({ topic }) => topic.endsWith('/air-001/status'))
      .map(({ payload }) => JSON.parse(payload).online);
    expect(status).toEqual([false, true]);
    const kept = (atMs: number) =>
      broken.retainedMessages(RUN, atMs).find(({ topic }) => topic.endsWith('/air-001/status'))!;
    expect([kept(from + HOUR).payload, kept(from + 2 * HOUR).payload].map((text) => JSON.parse(text).online)).toEqual([
      false,
      true,
    ]);
  });
});
