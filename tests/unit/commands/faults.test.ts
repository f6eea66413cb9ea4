import { describe, expect, it } from 'vitest';
import {
  chanceNow,
  faultsFor,
  openFaults,
  plannedAhead,
  propertiesFor,
  readBreakableSensors,
} from '../../../app/commands/fault-choices.ts';
import { jumpToFault } from '../../../app/commands/jump-to-fault.ts';
import { startFault } from '../../../app/commands/start-fault.ts';
import { stopAllFaults } from '../../../app/commands/stop-all-faults.ts';
import { stopFault } from '../../../app/commands/stop-fault.ts';
import { FAULT_KINDS } from '../../../app/core/stream/fault-catalogue.ts';
import type { FaultProblem, FaultReport, ManualFault, ScheduledFault } from '../../../app/core/stream/fault-message.ts';
import { en } from '../../../app/ui/i18n/en.ts';
import { noticeKeys, testApp } from '../../builders/app-context.ts';
import { resultTable } from '../../builders/result-table.ts';
import { fakeDatabase, fakeStream, STATISTICS, VIRTUAL_NOW_MS } from '../../builders/ui-ports.ts';

const MINUTE = 60_000;
const PROBLEMS: Record<FaultProblem, true> = {
  unreadable: true,
  'unknown-sensor': true,
  'unknown-type': true,
  'not-possible': true,
  'bad-property': true,
  'bad-time': true,
  'bad-length': true,
  'bad-parameter': true,
  'too-many': true,
  'too-fast': true,
  'unknown-fault': true,
  'not-host': true,
  'no-answer': true,
};

describe('breaking a sensor', () => {
  it('passes the wish on: now, for as long as asked, what is left open left to the city', () => {
    const stream = fakeStream();
    startFault(testApp({ stream }), { sensorId: 'air-007', type: 'stuck', minutes: 60 });
    expect(stream.requests).toEqual([
      { type: 'start', fault: 'stuck', sensorId: 'air-007', property: null, fromMs: null, minutes: 60, parameters: {} },
    ]);
  });

  it('counts a later beginning from the city’s time', () => {
    const stream = fakeStream();
    startFault(testApp({ stream }), { sensorId: 'air-007', type: 'gap', minutes: null, afterMinutes: 10 });
    expect(stream.requests).toMatchObject([{ fromMs: VIRTUAL_NOW_MS + 10 * MINUTE, minutes: null }]);
  });

  it('stops one, and all', () => {
    const stream = fakeStream();
    const app = testApp({ stream });
    stopFault(app, 'host-3');
    stopAllFaults(app);
    expect(stream.requests).toEqual([{ type: 'stop', id: 'host-3' }, { type: 'stop-all' }]);
  });

  it.each(Object.keys(PROBLEMS) as FaultProblem[])('says why not: %s', async (problem) => {
    const app = testApp({ stream: fakeStream(STATISTICS, true, { problem }) });
    startFault(app, { sensorId: 'air-007', type: 'stuck', minutes: 60 });
    await new Promise<void>((resolve) => queueMicrotask(() => queueMicrotask(resolve)));
    expect(noticeKeys(app)).toEqual([`notice.fault-${problem}`]);
    expect(Object.keys(en)).toContain(`notice.fault-${problem}`);
  });

  it('goes to ten minutes before a planned one and picks its sensor', () => {
    const stream = fakeStream();
    const app = testApp({ stream });
    jumpToFault(app, scheduled({ sensorId: 'air-031', fromMs: VIRTUAL_NOW_MS + 90 * MINUTE }));
    expect(stream.requests).toEqual([{ type: 'jump', toMs: VIRTUAL_NOW_MS + 80 * MINUTE }]);
    expect(app.store.getState().selected).toMatchObject({ featureId: 'air-031' });
  });
});

describe('what there is to choose', () => {
  it('is what can befall the sensor', () => {
    const bin = { id: 'bin-001', domain: 'waste', properties: ['fill'], cadenceSeconds: 3600 };
    const types = faultsFor(bin).map(({ type }) => type);
    expect(types).toContain('unit-mixup');
    expect(types).toContain('swapped-axes');
    expect(types).not.toContain('counter-reset');
    expect(types).not.toContain('drift');
    expect(propertiesFor('unit-mixup', bin)).toEqual(['fill']);
    expect(propertiesFor('gap', bin)).toEqual([]);
    expect(propertiesFor('rust', bin)).toEqual([]);
  });

  it('has a name, an explanation and a look for every kind, and words for every parameter', () => {
    const keys = new Set(Object.keys(en));
    const wanted = FAULT_KINDS.flatMap(({ type, family, parameters }) => [
      `fault.${type}`,
      `fault.${type}.what`,
      `fault.${type}.see`,
      `fault.family.${family}`,
      ...Object.entries(parameters).flatMap(([name, parameter]) => [
        `fault.parameter.${name}`,
        ...('choices' in parameter ? parameter.choices.map((choice) => `fault.${name}.${choice}`) : []),
      ]),
    ]);
    expect(wanted.filter((key) => !keys.has(key))).toEqual([]);
  });

  it('comes from the table of sensors', async () => {
    const text = (name: string) => [name, 'text'] as const;
    const columns = [
      ...['sensor_id', 'name', 'domain', 'kind', 'properties'].map(text),
      ['cadence_s', 'number'] as const,
    ];
    const table = resultTable(columns, [['air-007', 'Carrer de Menta', 'air', 'lowcost', 'no2,o3', 300]]);
    const database = fakeDatabase([[/FROM sensors/, table]]);
    expect(await readBreakableSensors(database)).toEqual([
      {
        id: 'air-007',
        name: 'Carrer de Menta',
        domain: 'air',
        kind: 'lowcost',
        properties: ['no2', 'o3'],
        cadenceSeconds: 300,
      },
    ]);
  });

  it('tells open faults from those that are over, planned ones ahead from those past, and chance of just now', () => {
    const now = VIRTUAL_NOW_MS;
    const report: FaultReport = {
      run: 'run-1',
      atMs: now,
      manual: [manual('host-1', -60, -30), manual('host-2', 10, 20), manual('host-3', -5, null)],
      scheduled: [
        scheduled({ fromMs: now + 40 * MINUTE, sensorId: 'air-032' }),
        scheduled({ fromMs: now + 23 * 60 * MINUTE + 50 * MINUTE }),
        scheduled({ fromMs: now - 10 * MINUTE }),
        scheduled({ fromMs: now - 90 * MINUTE }),
        scheduled({ fromMs: now - 10 * MINUTE, planned: false }),
        scheduled({ fromMs: now + 10 * MINUTE, planned: false }),
      ],
      answers: [],
    };
    expect(openFaults(report, now).map(({ id }) => id)).toEqual(['host-3', 'host-2']);
    expect(plannedAhead(report, now).map(({ fromMs }) => (fromMs - now) / MINUTE)).toEqual([-10, 40]);
    expect(chanceNow(report, now).map(({ fromMs }) => (fromMs - now) / MINUTE)).toEqual([-10]);
  });
});

function manual(id: string, fromMinutes: number, toMinutes: number | null): ManualFault {
  const at = (minutes: number) => VIRTUAL_NOW_MS + minutes * MINUTE;
  const toMs = toMinutes === null ? null : at(toMinutes);
  return { id, type: 'gap', sensorId: 'air-007', property: null, fromMs: at(fromMinutes), toMs, parameters: {} };
}

function scheduled(change: Partial<ScheduledFault>): ScheduledFault {
  const fromMs = change.fromMs ?? VIRTUAL_NOW_MS;
  return {
    type: 'gap',
    sensorId: 'air-031',
    property: null,
    planned: true,
    toMs: fromMs + 60 * MINUTE,
    ...change,
    fromMs,
  };
}
