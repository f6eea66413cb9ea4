import fc from 'fast-check';
import { beforeEach, describe, expect, it } from 'vitest';
import { FAULT_KINDS } from '../../../../../app/core/stream/fault-catalogue.ts';
import {
  type FaultRequest,
  faultReportPayload,
  readFaultReport,
} from '../../../../../app/core/stream/fault-message.ts';
import { FaultDesk, MOST_FAULTS, MOST_REQUESTS } from '../../../../../simulators/city/faults/desk.ts';
import { createCity, readCityDataset } from '../../../../../simulators/city/index.ts';
import { BROKEN_AT, HOUR, MINUTE, RUN, soundCity } from '../../../../builders/broken-city.ts';
import { smallCityFiles } from '../../../../builders/small-city.ts';

const START: Extract<FaultRequest, { type: 'start' }> = {
  type: 'start',
  request: 'r-1',
  fault: 'gap',
  sensorId: 'air-003',
  property: null,
  fromMs: null,
  minutes: 60,
  parameters: {},
};

describe('the desk of faults', () => {
  let desk: FaultDesk;
  let wallMs = 0;
  beforeEach(() => {
    desk = new FaultDesk(soundCity());
    wallMs = 0;
  });
  const ask = (request: FaultRequest | null, nowMs = BROKEN_AT) => {
    wallMs += 1_000;
    return desk.request(request, nowMs, wallMs);
  };

  it('starts what is asked, from now on, and answers with its name', () => {
    expect(ask(START)).toEqual({ request: 'r-1', id: 'host-1', problem: null, detail: '' });
    expect(desk.manual).toEqual([
      {
        id: 'host-1',
        type: 'gap',
        sensorId: 'air-003',
        property: null,
        fromMs: BROKEN_AT,
        toMs: BROKEN_AT + HOUR,
        parameters: {},
      },
    ]);
    ask({ ...START, minutes: null, fault: 'stuck' });
    expect(desk.manual[1]).toMatchObject({ id: 'host-2', property: 'no2', toMs: null });
  });

  it.each([
    ['unknown-sensor', { sensorId: 'air-999' }],
    ['unknown-type', { fault: 'rust' }],
    ['unknown-type', { fault: 'constructor' }],
    ['not-possible', { fault: 'counter-rollover' }],
    ['bad-property', { fault: 'stuck', property: 'flow' }],
    ['bad-property', { property: 'no2' }],
    ['bad-time', { fromMs: BROKEN_AT - 1 }],
    ['bad-time', { fromMs: BROKEN_AT + 25 * HOUR }],
    ['bad-length', { minutes: 0 }],
    ['bad-length', { minutes: 25 * 60 }],
    ['bad-parameter', { fault: 'clock-skew', parameters: { seconds: 301 } }],
    ['bad-parameter', { fault: 'sentinel', parameters: { code: '<b>' } }],
    ['bad-parameter', { fault: 'stuck', parameters: { constructor: 1 } }],
    ['bad-parameter', { parameters: { seconds: 3 } }],
  ] as const)('refuses with %s: %j', (problem, change) => {
    expect(ask({ ...START, ...change })).toMatchObject({ request: 'r-1', id: null, problem });
    expect(desk.manual).toEqual([]);
  });

  it('refuses what cannot be read, what does not run, and too much at once', () => {
    expect(ask(null)).toMatchObject({ problem: 'unreadable' });
    expect(ask({ type: 'stop', request: 'r', id: 'host-7' })).toMatchObject({
      problem: 'unknown-fault',
      detail: 'host-7',
    });
    for (let i = 0; i < MOST_FAULTS; i++) expect(ask(START).problem).toBeNull();
    expect(ask(START).problem).toBe('too-many');
    for (let i = 0; i < MOST_REQUESTS; i++) desk.request(START, BROKEN_AT, 1e9);
    expect(desk.request(START, BROKEN_AT, 1e9).problem).toBe('too-fast');
    expect(desk.request({ type: 'stop-all', request: 'r' }, BROKEN_AT, 1e9 + 10_000).problem).toBeNull();
  });

  it('stops one or all where the city stands; what was to come never was', () => {
    ask(START);
    ask({ ...START, fromMs: BROKEN_AT + 3 * HOUR });
    ask({ ...START, sensorId: 'air-004' });
    ask({ type: 'stop', request: 'r', id: 'host-1' }, BROKEN_AT + 10 * MINUTE);
    expect(desk.manual.map(({ id, toMs }) => [id, toMs])).toEqual([
      ['host-1', BROKEN_AT + 10 * MINUTE],
      ['host-2', BROKEN_AT + 4 * HOUR],
      ['host-3', BROKEN_AT + HOUR],
    ]);
    ask({ type: 'stop-all', request: 'r' }, BROKEN_AT + 20 * MINUTE);
    expect(desk.manual.map(({ id, toMs }) => [id, toMs])).toEqual([
      ['host-1', BROKEN_AT + 10 * MINUTE],
      ['host-3', BROKEN_AT + 20 * MINUTE],
    ]);
  });

  it('never changes what was said already, whatever is started and stopped meanwhile', () => {
    const types = FAULT_KINDS.map(({ type }) => type);
    fc.assert(
      fc.property(
        fc.array(
          fc.record({ step: fc.integer({ min: 1, max: 20 }), type: fc.constantFrom(...types), stop: fc.boolean() }),
          { maxLength: 8 },
        ),
        (wishes) => {
          const fresh = new FaultDesk(soundCity());
          const heard: string[] = [];
          let nowMs = BROKEN_AT;
          const ask = (request: FaultRequest) => {
            wallMs += 10_000;
            fresh.request(request, nowMs, wallMs);
          };
          const said = (fromMs: number, toMs: number) =>
            fresh.city
              .messagesBetween(RUN, fromMs, toMs)
              .filter(({ topic }) => topic.includes('/air-003/'))
              .map((m) => `${m.dueMs} ${m.payload}`);
          for (const { step, type, stop } of wishes) {
            heard.push(...said(nowMs, nowMs + step * MINUTE));
            nowMs += step * MINUTE;
            ask({ ...START, fault: type, minutes: 30 });
            if (!stop) continue;
            // Stopped at once, before anything more was said.
            ask({ type: 'stop-all', request: 's' });
          }
          expect(said(BROKEN_AT, nowMs)).toEqual(heard);
        },
      ),
      { seed: 20241107, numRuns: 40 },
    );
  });

  it('forgets what no history can show any more, and all of it in a new run', () => {
    ask(START);
    ask({ ...START, sensorId: 'air-004' }, BROKEN_AT + 36 * HOUR);
    expect(desk.manual.map(({ sensorId }) => sensorId)).toEqual(['air-004']);
    desk.clear();
    expect(desk.manual).toEqual([]);
  });

  it('goes on with what a restart remembers, sensors that are gone left out', () => {
    ask(START);
    const known = desk.manual[0]!;
    const next = new FaultDesk(soundCity(), [known, { ...known, id: 'host-9', sensorId: 'gone-001' }]);
    expect(next.manual).toEqual([known]);
    const said = (of: FaultDesk) => of.city.messagesBetween(RUN, BROKEN_AT, BROKEN_AT + HOUR);
    expect(said(next)).toEqual(said(desk));
    expect(next.request({ ...START, sensorId: 'air-005' }, BROKEN_AT, 0).id).toBe('host-2');
  });

  it('reports what runs, the planned day either way and chance two hours either way; it comes through the wire whole', () => {
    desk = new FaultDesk(createCity(readCityDataset(smallCityFiles()).value!, { seed: 20241107 }));
    expect(ask({ ...START, sensorId: 'air-001' }).problem).toBeNull();
    const report = desk.report(RUN, BROKEN_AT);
    expect(report.manual).toHaveLength(1);
    expect(report.answers).toHaveLength(1);
    const planned = report.scheduled.filter((fault) => fault.planned);
    expect(planned.some(({ fromMs }) => fromMs < BROKEN_AT - 20 * HOUR)).toBe(true);
    expect(planned.some(({ fromMs }) => fromMs > BROKEN_AT + 20 * HOUR)).toBe(true);
    const chance = report.scheduled.filter((fault) => !fault.planned);
    expect(chance.length).toBeGreaterThan(50);
    expect(chance.every(({ fromMs, toMs }) => fromMs < BROKEN_AT + 2 * HOUR && toMs > BROKEN_AT - 2 * HOUR)).toBe(true);
    const payload = faultReportPayload(report);
    expect(readFaultReport(payload)).toEqual(report);
    expect(payload.length).toBeLessThan(60_000);
  });
});
