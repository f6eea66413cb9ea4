import { beforeEach, describe, expect, it } from 'vitest';
import type { CityToStream } from '../../../../app/core/stream/port-protocol.ts';
import type { ClockRequest, VirtualClockState } from '../../../../app/core/stream/virtual-clock.ts';
import { virtualTimeAt } from '../../../../app/core/stream/virtual-clock.ts';
import { type City, createCity, readCityDataset } from '../../../../simulators/city/index.ts';
import { createSession, type Session } from '../../../../simulators/embedded/session.ts';
import { smallCityFiles } from '../../../builders/small-city.ts';

const MINUTE = 60_000;
const HOUR = 60 * MINUTE;
const START = Date.UTC(2024, 10, 7, 8);
const decoder = new TextDecoder();

const city: City = createCity(readCityDataset(smallCityFiles()).value!, { seed: 20241107 });

/** A session with a wall clock of its own and a stream that stores at once unless told otherwise. */
class Bench {
  wallMs = 1_000_000;
  storing = true;
  readonly heard: CityToStream[] = [];
  readonly session: Session;
  delivered = 0;

  constructor({ speed = 60, of = city }: { speed?: number; of?: City } = {}) {
    this.session = createSession({
      city: of,
      begin: { run: 1, virtualMs: START, speed, paused: false },
      wall: { now: () => this.wallMs },
      send: (message) => {
        this.heard.push(message);
        if (message.type === 'deliveries') this.delivered += message.deliveries.length;
      },
    });
  }

  /** Lets wall time pass, calling the session as often as it asks. */
  pass(wallMs: number): void {
    const until = this.wallMs + wallMs;
    while (this.wallMs < until) {
      const wait = this.session.step();
      if (wait === null) return;
      if (this.storing) this.session.receive({ type: 'stored', deliveries: this.delivered });
      this.wallMs += Math.max(1, wait);
    }
  }

  start(): void {
    this.session.receive({ type: 'start' });
    this.pass(500);
  }

  ask(request: ClockRequest): boolean {
    this.session.receive({ type: 'clock-request', id: 7, request });
    const answer = this.heard.filter((message) => message.type === 'clock-answer').at(-1)!;
    expect(answer.id).toBe(7);
    return answer.accepted;
  }

  get clock(): VirtualClockState {
    return this.heard.filter((message) => message.type === 'clock').at(-1)!.clock;
  }

  get states(): string[] {
    return this.heard.flatMap((message) => (message.type === 'status' ? [message.status.state] : []));
  }

  get payloads(): string[] {
    return this.heard.flatMap((message) =>
      message.type === 'deliveries' ? message.deliveries.map(({ payload }) => decoder.decode(payload)) : [],
    );
  }
}

function payloadsOf(runId: string, fromMs: number, toMs: number): string[] {
  return city.messagesBetween(runId, fromMs, toMs).map((message) => message.payload);
}

/** What a broker would hold: who is there, and now and then a reading kept by mistake. */
function retainedCount(atMs: number): number {
  return city.retainedMessages('20241107-1', atMs).length;
}

describe('a session with the embedded city', () => {
  let bench: Bench;
  beforeEach(() => {
    bench = new Bench();
  });

  it('says nothing before it is asked to start', () => {
    bench.pass(2_000);
    expect(bench.heard).toEqual([]);
  });

  it('sends what a broker holds, then the last 24 virtual hours, then goes live', () => {
    bench.start();
    const retained = city.retainedMessages('20241107-1', START - 24 * HOUR).map((message) => message.payload);
    const history = payloadsOf('20241107-1', START - 24 * HOUR, START);
    expect(bench.payloads.slice(0, retained.length + history.length)).toEqual([...retained, ...history]);
    expect(bench.states[0]).toBe('catching-up');
    expect(bench.states.at(-1)).toBe('live');
    const received = bench.heard.flatMap((message) =>
      message.type === 'status' && message.status.state === 'catching-up' ? [message.status.received] : [],
    );
    expect(received).toEqual([...received].sort((a, b) => a - b));
  });

  it('keeps its clock at the start until the history is handed over', () => {
    bench.start();
    const live = bench.heard.findIndex((message) => message.type === 'status' && message.status.state === 'live');
    const clocks = bench.heard.slice(0, live).filter((message) => message.type === 'clock');
    expect(new Set(clocks.map((message) => message.clock.virtualAnchorMs))).toEqual(new Set([START]));
  });

  it('goes on at its speed: ten wall seconds at ×60 are ten virtual minutes, nothing left out or said twice', () => {
    bench.start();
    bench.pass(10_000);
    const history = retainedCount(START - 24 * HOUR) + payloadsOf('20241107-1', START - 24 * HOUR, START).length;
    const heard = bench.payloads.slice(history);
    expect(heard.length).toBeGreaterThan(20);
    expect(heard).toEqual(payloadsOf('20241107-1', START, START + HOUR).slice(0, heard.length));
    expect(virtualTimeAt(bench.clock, bench.wallMs) - START).toBeGreaterThan(10 * MINUTE);
    expect(virtualTimeAt(bench.clock, bench.wallMs) - START).toBeLessThan(11 * MINUTE);
  });

  it('tells the clock every wall second', () => {
    bench.start();
    const before = bench.heard.filter((message) => message.type === 'clock').length;
    bench.pass(10_000);
    const told = bench.heard.filter((message) => message.type === 'clock').length - before;
    expect(told).toBeGreaterThanOrEqual(9);
    expect(told).toBeLessThanOrEqual(11);
  });

  it('stands while it is paused and goes on where it stood', () => {
    bench.start();
    expect(bench.ask({ type: 'pause' })).toBe(true);
    const stood = virtualTimeAt(bench.clock, bench.wallMs);
    bench.pass(1_000);
    const before = bench.payloads.length;
    bench.pass(5_000);
    expect(bench.payloads.length).toBe(before);
    expect(bench.clock.paused).toBe(true);
    bench.ask({ type: 'resume' });
    expect(virtualTimeAt(bench.clock, bench.wallMs)).toBe(stood);
  });

  it('changes its speed from where it is, within ×1 and ×3600', () => {
    bench.start();
    const here = virtualTimeAt(bench.clock, bench.wallMs);
    expect(bench.ask({ type: 'speed', speed: 3600 })).toBe(true);
    expect(bench.clock).toMatchObject({ speed: 3600, runId: '20241107-1' });
    expect(virtualTimeAt(bench.clock, bench.wallMs)).toBe(here);
    bench.ask({ type: 'speed', speed: 1e9 });
    expect(bench.clock.speed).toBe(3600);
  });

  it('starts a new run with its own history when the clock jumps', () => {
    bench.start();
    const before = bench.payloads.length;
    const to = Date.UTC(2024, 11, 24, 12);
    expect(bench.ask({ type: 'jump', toMs: to })).toBe(true);
    bench.pass(300);
    expect(bench.clock.runId).toBe('20241107-2');
    const history = payloadsOf('20241107-2', to - 24 * HOUR, to);
    expect(bench.payloads.slice(before + retainedCount(to - 24 * HOUR)).slice(0, history.length)).toEqual(history);
    expect(bench.states.at(-1)).toBe('live');
  });

  it.each([
    { type: 'speed', speed: Number.NaN },
    { type: 'jump', toMs: Number.NaN },
    { type: 'jump', toMs: 9e15 },
    { type: 'jump', toMs: -1 },
  ] as const)('refuses %o and stays where it is', (request) => {
    bench.start();
    const { clock } = bench;
    expect(bench.ask(request)).toBe(false);
    expect(bench.clock).toEqual(clock);
  });

  it('does not play back the time that the page slept', () => {
    bench.start();
    bench.pass(1_000);
    const before = virtualTimeAt(bench.clock, bench.wallMs);
    bench.wallMs += 3_600_000;
    bench.pass(2_000);
    expect(virtualTimeAt(bench.clock, bench.wallMs) - before).toBeLessThan(6 * MINUTE);
  });

  it('goes on at its speed when the wall clock is put back', () => {
    bench.start();
    bench.pass(1_000);
    const before = virtualTimeAt(bench.clock, bench.wallMs);
    const told = bench.heard.filter((message) => message.type === 'clock').length;
    bench.wallMs -= 900_000;
    bench.pass(10_000);
    expect(virtualTimeAt(bench.clock, bench.wallMs) - before).toBeGreaterThan(9 * MINUTE);
    expect(virtualTimeAt(bench.clock, bench.wallMs) - before).toBeLessThan(11 * MINUTE);
    expect(bench.heard.filter((message) => message.type === 'clock').length - told).toBeGreaterThanOrEqual(9);
    bench.wallMs -= 50_000;
    bench.ask({ type: 'pause' });
    expect(virtualTimeAt(bench.clock, bench.wallMs) - before).toBeGreaterThan(9 * MINUTE);
  });

  it('brings the last 24 virtual hours again when it is asked to start again, up to where its clock stands', () => {
    bench.start();
    bench.pass(10_000);
    const here = Math.floor(virtualTimeAt(bench.clock, bench.wallMs));
    expect(here).toBeGreaterThan(START + 9 * MINUTE);
    const before = bench.payloads.length;
    bench.delivered = 0;
    bench.session.receive({ type: 'start' });
    expect(bench.clock).toMatchObject({ runId: '20241107-1', virtualAnchorMs: here });
    bench.pass(300);
    const again = bench.payloads.slice(before + retainedCount(here - 24 * HOUR));
    const history = payloadsOf('20241107-1', here - 24 * HOUR, here);
    expect(again.slice(0, history.length)).toEqual(history);
    expect(bench.states.at(-1)).toBe('live');
  });

  it('does not let its clock run before it is asked to start', () => {
    bench.pass(60_000);
    bench.ask({ type: 'speed', speed: 600 });
    bench.start();
    expect(bench.heard.filter((message) => message.type === 'clock').at(0)!.clock.virtualAnchorMs).toBe(START);
  });

  it('is over after stop', () => {
    bench.start();
    bench.session.receive({ type: 'stop' });
    expect(bench.session.step()).toBeNull();
    expect(bench.states.at(-1)).toBe('stopped');
    expect(bench.ask({ type: 'pause' })).toBe(false);
  });
});

describe('a stream that cannot keep up', () => {
  /** Messages in a virtual minute: far more than anyone stores. */
  const PER_MINUTE = 800;
  const flood: City = {
    ...city,
    retainedMessages: () => [],
    messagesBetween: (_run, fromMs, toMs) =>
      Array.from({ length: Math.round(((toMs - fromMs) / MINUTE) * (fromMs < START ? 1 : PER_MINUTE)) }, () => ({
        topic: 'city/eixample/traffic/loop/loop-001/obs',
        payload: '{}',
        qos: 1,
        retain: false,
        dueMs: fromMs,
      })),
  };

  it('is waited for in the history', () => {
    const heavy: City = {
      ...flood,
      messagesBetween: (run, fromMs, toMs) => flood.messagesBetween(run, fromMs + 48 * HOUR, toMs + 48 * HOUR),
    };
    const bench = new Bench({ of: heavy });
    bench.storing = false;
    bench.start();
    bench.pass(5_000);
    expect(bench.delivered).toBe(24_000);
    expect(bench.states.at(-1)).toBe('catching-up');
    bench.storing = true;
    bench.session.receive({ type: 'stored', deliveries: 24_000 });
    bench.pass(100);
    expect(bench.delivered).toBeGreaterThan(24_000);
  });

  it('slows the clock, which says so, and at last makes it stand', () => {
    const bench = new Bench({ of: flood, speed: 1200 });
    bench.start();
    bench.storing = false;
    bench.pass(3_000);
    expect(bench.clock.throttled).toBe(true);
    expect(bench.clock.speed).toBeLessThan(1200);
    bench.pass(60_000);
    const stood = bench.delivered;
    bench.pass(10_000);
    expect(bench.delivered).toBe(stood);
    expect(stood).toBeLessThan(60_000);
    expect(bench.clock.throttled).toBe(true);
  });

  it('gets its speed back once it has caught up', () => {
    const bench = new Bench({ of: flood, speed: 1200 });
    bench.start();
    bench.storing = false;
    bench.pass(3_000);
    expect(bench.clock.speed).toBeLessThan(1200);
    bench.storing = true;
    bench.pass(20_000);
    expect(bench.clock).toMatchObject({ speed: 1200, throttled: false });
  });

  it('forgets the throttle when another speed is asked for', () => {
    const bench = new Bench({ of: flood, speed: 1200 });
    bench.start();
    bench.storing = false;
    bench.pass(3_000);
    bench.ask({ type: 'speed', speed: 10 });
    expect(bench.clock).toMatchObject({ speed: 10, throttled: false });
  });
});

describe('faults that the page of the embedded city starts', () => {
  const start = (request: string, sensorId = 'air-001') =>
    ({
      type: 'start',
      request,
      fault: 'gap',
      sensorId,
      property: null,
      fromMs: null,
      minutes: null,
      parameters: {},
    }) as const;
  const reports = (bench: Bench) =>
    bench.heard.flatMap((message) => (message.type === 'faults' ? [message.report] : []));
  const answers = (bench: Bench) =>
    bench.heard.flatMap((message) => (message.type === 'fault-answer' ? [message.answer] : []));

  it('are answered, told, heard in the stream, and there again when the past is brought again', () => {
    const sound = createCity(readCityDataset(smallCityFiles()).value!, { seed: 20241107, ownFaults: false });
    const bench = new Bench({ speed: 600, of: sound });
    bench.start();
    expect(reports(bench).at(-1)!.manual).toEqual([]);
    bench.session.receive({ type: 'fault-request', request: start('r-1') });
    expect(answers(bench)).toEqual([{ request: 'r-1', id: 'host-1', problem: null, detail: '' }]);
    const { fromMs } = reports(bench).at(-1)!.manual[0]!;
    expect(fromMs).toBeGreaterThanOrEqual(START);
    bench.pass(20_000);
    const times = (payloads: readonly string[]) =>
      payloads
        .filter((payload) => payload.startsWith('{"device":"air-001","run"'))
        .map((payload) => Date.parse(JSON.parse(payload).phenomenonTime))
        .filter((timeMs) => timeMs >= fromMs);
    expect(bench.payloads.some((payload) => payload.includes('"online":false'))).toBe(true);
    expect(times(bench.payloads)).toEqual([]);
    const before = bench.payloads.length;
    bench.delivered = 0;
    bench.session.receive({ type: 'start' });
    bench.pass(500);
    expect(bench.payloads.length).toBeGreaterThan(before + 4_000);
    expect(times(bench.payloads.slice(before))).toEqual([]);
    expect(bench.session.position().faults).toEqual(reports(bench).at(-1)!.manual);
  });

  it('are refused with a reason, stopped, and gone with the run', () => {
    const bench = new Bench();
    bench.start();
    bench.session.receive({ type: 'fault-request', request: start('r-1', 'air-999') });
    expect(answers(bench).at(-1)).toMatchObject({ problem: 'unknown-sensor', detail: 'air-999' });
    bench.session.receive({ type: 'fault-request', request: start('r-2') });
    bench.pass(5_000);
    bench.session.receive({ type: 'fault-request', request: { type: 'stop', request: 'r-3', id: 'host-1' } });
    expect(reports(bench).at(-1)!.manual[0]!.toMs).toBeGreaterThan(START);
    bench.session.receive({ type: 'fault-request', request: start('r-4') });
    bench.ask({ type: 'jump', toMs: START + 48 * HOUR });
    bench.pass(500);
    expect(reports(bench).at(-1)).toMatchObject({ run: '20241107-2', manual: [] });
  });
});
