import { describe, expect, it } from 'vitest';
import { readClockPayload } from '../../../app/core/stream/clock-message.ts';
import type { Publication } from '../../../simulators/server/broker.ts';
import { CityRunner, type CityRunnerOptions } from '../../../simulators/server/city-runner.ts';
import { fakeCity } from '../../builders/fake-city.ts';

const start = Date.UTC(2024, 10, 7, 8);

function runnerAt(change: Partial<CityRunnerOptions> = {}) {
  const published: Publication[] = [];
  const runner = new CityRunner({
    city: fakeCity({ devices: 2 }),
    publish: (message) => published.push(message),
    position: { runNumber: 1, virtualMs: start, speed: 60, paused: false },
    wallMs: 0,
    ...change,
  });
  const observations = () => published.filter(({ topic }) => topic.endsWith('/obs'));
  const clocks = () =>
    published.filter(({ topic }) => topic.endsWith('/clock')).map(({ payload }) => readClockPayload(payload, 0)!);
  return { runner, published, observations, clocks };
}

describe('the city runner', () => {
  it('begins with the clock and what a broker keeps of every device', () => {
    const { runner, published } = runnerAt();
    runner.begin(0);
    expect(published.map(({ topic, retain }) => [topic.split('/').at(-1), retain])).toEqual([
      ['clock', true],
      ['meta', true],
      ['status', true],
      ['meta', true],
      ['status', true],
    ]);
  });
  it('publishes each message once, when virtual time has passed it', () => {
    const { runner, observations } = runnerAt();
    runner.tick(0);
    expect(observations()).toHaveLength(0);
    runner.tick(1); // one wall millisecond is 60 virtual ones: past 08:00:00.000
    expect(observations()).toHaveLength(2);
    runner.tick(1_000);
    expect(observations()).toHaveLength(2);
    runner.tick(1_001);
    expect(observations()).toHaveLength(4);
    expect(runner.publishedUntilMs).toBe(start + 60_060);
  });
  it('says where the clock stands once per wall second', () => {
    const { runner, clocks } = runnerAt();
    for (let wall = 0; wall <= 3_000; wall += 100) runner.tick(wall);
    expect(clocks().map(({ virtualAnchorMs }) => (virtualAnchorMs - start) / 1_000)).toEqual([0, 60, 120, 180]);
  });
  it('stands still while paused and changes speed without a new run', () => {
    const { runner, observations, clocks } = runnerAt();
    runner.request({ type: 'pause' }, 0);
    runner.tick(60_000);
    expect(observations()).toHaveLength(0);
    runner.request({ type: 'resume' }, 60_000);
    runner.request({ type: 'speed', speed: 3600 }, 60_000);
    runner.tick(60_100);
    expect(runner.publishedUntilMs).toBe(start + 360_000);
    expect(new Set(clocks().map(({ runId }) => runId)).size).toBe(1);
  });
  it('begins a new run at a jump, with the clock and the kept messages again', () => {
    let runs = 0;
    const { runner, published, observations } = runnerAt({ onNewRun: () => runs++ });
    runner.begin(0);
    runner.request({ type: 'jump', toMs: Date.UTC(2025, 0, 1) }, 1_000);
    expect([runner.runId, runs, runner.publishedUntilMs]).toEqual(['7-2', 1, Date.UTC(2025, 0, 1)]);
    expect(published.filter(({ topic }) => topic.endsWith('/meta'))).toHaveLength(4);
    runner.tick(1_001);
    expect(JSON.parse(observations().at(-1)!.payload)).toMatchObject({
      run: '7-2',
      phenomenonTime: '2025-01-01T00:00:00.000Z',
    });
  });
  it('slows the clock and says so when the stream would be more than a page can take', () => {
    const { runner, clocks } = runnerAt({
      city: fakeCity({ devices: 100, cadenceMs: 60_000 }), // 100 messages a virtual minute
      maxMessagesPerSecond: 1_000,
      position: { runNumber: 1, virtualMs: start, speed: 3600, paused: false },
    });
    runner.begin(0);
    expect(clocks().at(-1)).toMatchObject({ speed: 600, throttled: true });
    runner.request({ type: 'speed', speed: 300 }, 1_000);
    expect(clocks().at(-1)).toMatchObject({ speed: 300, throttled: false });
    runner.request({ type: 'speed', speed: 3600 }, 2_000);
    expect(runner.position.speed).toBe(3600);
    expect(clocks().at(-1)).toMatchObject({ speed: 600, throttled: true });
  });
  it('waits while another broker is away, then leaves nothing out', () => {
    let ready = false;
    const { runner, observations } = runnerAt({ ready: () => ready });
    for (let wall = 0; wall <= 120_000; wall += 1_000) runner.tick(wall);
    expect(observations()).toHaveLength(0);
    ready = true;
    runner.tick(120_000);
    expect(runner.publishedUntilMs).toBe(start + 3_600_000); // one step is one virtual hour at most
    runner.tick(120_000);
    expect(observations()).toHaveLength(2 * 120);
    expect(new Set(observations().map(({ topic, payload }) => topic + payload)).size).toBe(2 * 120);
  });
  it('goes on at its speed when the wall clock is put back', () => {
    const { runner, clocks } = runnerAt({ wallMs: 7_200_000 });
    for (let wall = 7_200_000; wall <= 7_210_000; wall += 500) runner.tick(wall);
    expect(runner.publishedUntilMs).toBe(start + 600_000);
    const told = clocks().length;
    for (let wall = 3_610_000; wall <= 3_620_000; wall += 500) runner.tick(wall); // one hour back
    expect(runner.publishedUntilMs).toBe(start + 1_200_000);
    expect(clocks().length - told).toBe(11);
    runner.request({ type: 'pause' }, 10_000); // and another
    expect(clocks().at(-1)).toMatchObject({ paused: true, virtualAnchorMs: start + 1_200_000 });
  });
  it('does not make up for hours that the machine slept', () => {
    const { runner, observations } = runnerAt();
    runner.tick(1_000);
    const before = observations().length;
    runner.tick(8 * 3_600_000);
    expect(runner.publishedUntilMs).toBe(start + 180_000); // two seconds of it, as after any long tick
    runner.tick(8 * 3_600_000 + 1_000);
    expect(runner.publishedUntilMs).toBe(start + 240_000);
    expect(observations().length - before).toBe(2 * 3);
  });
});
