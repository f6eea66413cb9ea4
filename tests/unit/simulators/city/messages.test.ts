import fc from 'fast-check';
import { beforeAll, describe, expect, it } from 'vitest';
import type { CityMessage } from '../../../../app/core/stream/message.ts';
import { parseTopic } from '../../../../app/core/stream/topics.ts';
import { type City, createCity, readCityDataset } from '../../../../simulators/city/index.ts';
import { smallCityFiles } from '../../../builders/small-city.ts';

const HOUR = 3_600_000;
const START = Date.UTC(2024, 10, 7, 8);
const RUN = '20241107-1';

function cityOf(seed: number, ownFaults = true): City {
  return createCity(readCityDataset(smallCityFiles()).value!, { seed, ownFaults });
}

describe('messages of the city', () => {
  let city: City;
  let day: readonly CityMessage[];
  let soundDay: readonly CityMessage[];
  beforeAll(() => {
    city = cityOf(20241107);
    soundDay = cityOf(20241107, false).messagesBetween(RUN, START - 24 * HOUR, START);
    day = city.messagesBetween(RUN, START - 24 * HOUR, START);
  });

  it('come out the same however the interval is cut', () => {
    const from = START - 3 * HOUR;
    const whole = city.messagesBetween(RUN, from, from + 2 * HOUR);
    fc.assert(
      fc.property(fc.array(fc.integer({ min: 0, max: 2 * HOUR }), { maxLength: 12 }), (cuts) => {
        const edges = [0, ...cuts.sort((a, b) => a - b), 2 * HOUR];
        const parts = edges.slice(1).flatMap((end, i) => city.messagesBetween(RUN, from + edges[i]!, from + end));
        expect(parts).toEqual(whole);
      }),
      { seed: 20241107, numRuns: 25 },
    );
  });

  it('do not depend on what was asked for before', () => {
    const fresh = cityOf(20241107);
    fresh.messagesBetween(RUN, START + 100 * 24 * HOUR, START + 100 * 24 * HOUR + HOUR);
    expect(fresh.messagesBetween(RUN, START - HOUR, START)).toEqual(city.messagesBetween(RUN, START - HOUR, START));
  });

  it('are due within the interval and in order', () => {
    expect(day.every((message) => message.dueMs >= START - 24 * HOUR && message.dueMs < START)).toBe(true);
    expect(day.every((message, i) => i === 0 || message.dueMs >= day[i - 1]!.dueMs)).toBe(true);
  });

  it('are none in an empty or reversed interval', () => {
    expect(city.messagesBetween(RUN, START, START)).toEqual([]);
    expect(city.messagesBetween(RUN, START, START - HOUR)).toEqual([]);
  });

  it('differ with the seed', () => {
    expect(cityOf(1).messagesBetween(RUN, START - HOUR, START)).not.toEqual(
      city.messagesBetween(RUN, START - HOUR, START),
    );
  });

  it('carry the run they were asked for', () => {
    expect(city.messagesBetween('other', START - 600_000, START)[0]!.payload).toContain('"other"');
  });

  it('follow the topic grammar and are JSON where nothing is wrong', () => {
    for (const message of soundDay) {
      expect(parseTopic(message.topic)).toMatchObject({ type: 'device', city: 'eixample' });
      expect(() => JSON.parse(message.payload)).not.toThrow();
    }
  });

  it('flow evenly: the busiest minute has less than twice the mean', () => {
    const perMinute = new Map<number, number>();
    for (const { dueMs } of soundDay)
      perMinute.set(Math.floor(dueMs / 60_000), (perMinute.get(Math.floor(dueMs / 60_000)) ?? 0) + 1);
    const mean = soundDay.length / (24 * 60);
    expect(Math.max(...perMinute.values())).toBeLessThan(mean * 3);
  });

  it('leave seconds after the phenomenon when nothing is wrong', () => {
    const lag = soundDay
      .filter((message) => message.topic.includes('/traffic/loop/') && message.topic.endsWith('/obs'))
      .map((message) => message.dueMs - Date.parse(JSON.parse(message.payload).phenomenonTime))
      .sort((a, b) => a - b);
    expect(lag[0]).toBeGreaterThanOrEqual(400);
    expect(lag[Math.floor(lag.length / 2)]).toBeLessThan(4_000);
    expect(lag[Math.floor(lag.length * 0.9)]).toBeLessThan(30_000);
  });

  it('say a time of result that is not before the phenomenon and not after the message', () => {
    for (const message of soundDay.filter((item) => item.payload.includes('"resultTime"'))) {
      const { phenomenonTime, resultTime } = JSON.parse(message.payload);
      expect(Date.parse(resultTime)).toBeGreaterThanOrEqual(Date.parse(phenomenonTime));
      expect(Date.parse(resultTime)).toBeLessThanOrEqual(message.dueMs);
    }
  });
});

describe('retained messages', () => {
  it('are the meta and the status of every device', () => {
    const city = cityOf(20241107, false);
    const retained = city.retainedMessages(RUN, START);
    expect(retained).toHaveLength(2 * city.deviceCount);
    expect(retained.every((message) => message.retain && message.dueMs === START)).toBe(true);
    const meta = retained.find((message) => message.topic === 'city/eixample/noise/class2/noise-001/meta')!;
    expect(JSON.parse(meta.payload)).toEqual({
      device: 'noise-001',
      name: 'noise-001',
      domain: 'noise',
      kind: 'class2',
      model: 'test',
      cadence_s: 300,
      properties: [{ property: 'laeq', unit: 'dB[A]' }],
      lon: expect.any(Number),
      lat: expect.any(Number),
      height_m: 3,
    });
  });

  it('say that a device in a gap is gone, and its status messages say when it left and came back', () => {
    const city = cityOf(20241107);
    const gap = city.faultsBetween(START, START + 24 * HOUR).find((fault) => fault.type === 'gap')!;
    const statusAt = (atMs: number) =>
      city.retainedMessages(RUN, atMs).find((item) => item.topic.endsWith(`/${gap.sensorId}/status`))!.payload;
    expect(JSON.parse(statusAt(gap.fromMs + 60_000)).online).toBe(false);
    const changes = city
      .messagesBetween(RUN, gap.fromMs, gap.toMs + 1)
      .filter((item) => item.topic.endsWith(`/${gap.sensorId}/status`));
    expect(changes.map((item) => JSON.parse(item.payload).online)).toEqual([false, true]);
    expect(changes.every((item) => item.retain)).toBe(true);
  });
});
