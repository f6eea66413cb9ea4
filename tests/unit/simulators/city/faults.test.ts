import { beforeAll, describe, expect, it } from 'vitest';
import type { CityMessage } from '../../../../app/core/stream/message.ts';
import {
  type City,
  createCity,
  type Fault,
  type FaultType,
  readCityDataset,
} from '../../../../simulators/city/index.ts';
import { smallCityFiles } from '../../../builders/small-city.ts';

const MINUTE = 60_000;
const HOUR = 60 * MINUTE;
const RUN = '20241107-1';
/** Thursday 2024-11-07, local midnight. */
const MIDNIGHT = Date.UTC(2024, 10, 6, 23);
const TYPES: readonly FaultType[] = ['gap', 'stuck', 'spike', 'drift', 'duplicate', 'late', 'unit-mixup'];

describe('faults', () => {
  let city: City;
  let faults: readonly Fault[];
  beforeAll(() => {
    const files = smallCityFiles({ devices: { 'air/lowcost': 40, 'noise/class2': 40, 'traffic/loop': 40 } });
    city = createCity(readCityDataset(files).value!, { seed: 20241107 });
    faults = city.faultsBetween(MIDNIGHT, MIDNIGHT + 24 * HOUR);
  });

  /** A planned fault that no other fault of the same device disturbs. */
  const undisturbed = (type: FaultType, test: (fault: Fault) => boolean = () => true): Fault =>
    faults.find(
      (fault) =>
        fault.type === type &&
        test(fault) &&
        !faults.some(
          (other) =>
            other !== fault &&
            other.sensorId === fault.sensorId &&
            other.fromMs < fault.toMs + HOUR &&
            other.toMs > fault.fromMs - HOUR,
        ),
    )!;

  const observationsOf = (sensorId: string, fromMs: number, toMs: number): CityMessage[] =>
    city
      .messagesBetween(RUN, fromMs, toMs + 3 * HOUR)
      .filter((message) => message.topic.endsWith(`/${sensorId}/obs`))
      .filter((message) => phenomenonMs(message) >= fromMs && phenomenonMs(message) < toMs);

  it('begin in every two hours, at least one of every type', () => {
    for (let block = 0; block < 12; block++) {
      const from = MIDNIGHT + block * 2 * HOUR;
      // A fault waits for its device's next reading.
      const begun = faults.filter((fault) => fault.fromMs >= from && fault.fromMs < from + 3 * HOUR);
      expect(new Set(begun.map((fault) => fault.type))).toEqual(new Set(TYPES));
    }
  });

  it('that are planned come at the same local time to the same device every day', () => {
    const plan = (midnight: number) =>
      city
        .faultsBetween(midnight, midnight + 24 * HOUR)
        .filter((fault) => fault.planned && fault.fromMs >= midnight)
        .map((fault) => [fault.type, fault.sensorId, fault.fromMs - midnight]);
    const planned = plan(MIDNIGHT);
    expect(planned.length).toBeGreaterThanOrEqual(20);
    expect(plan(MIDNIGHT + 24 * HOUR)).toEqual(planned);
  });

  it('keep their local time when summer time ends', () => {
    const at = (midnight: number) =>
      city
        .faultsBetween(midnight + 9 * HOUR, midnight + 10 * HOUR)
        .find((fault) => fault.planned && fault.type === 'spike')!.fromMs - midnight;
    // 2024-10-26 and 2024-10-28, either side of the change on Sunday the 27th.
    expect(at(Date.UTC(2024, 9, 25, 22))).toBe(at(Date.UTC(2024, 9, 27, 23)));
  });

  it('are found by any interval they touch', () => {
    for (const fault of faults.slice(0, 40)) {
      const middle = (fault.fromMs + fault.toMs) / 2;
      expect(city.faultsBetween(middle, middle + 1)).toContainEqual(fault);
    }
  });

  it('gap: the device says nothing', () => {
    const fault = undisturbed('gap');
    expect(observationsOf(fault.sensorId, fault.fromMs, fault.toMs)).toEqual([]);
    expect(observationsOf(fault.sensorId, fault.fromMs - HOUR, fault.fromMs).length).toBeGreaterThan(0);
  });

  it('gap: a device counts as back only when all of its gaps are over', () => {
    // Few devices and many days: gaps of one device overlap.
    const few = createCity(readCityDataset(smallCityFiles({ devices: { 'air/lowcost': 3 } })).value!, { seed: 7 });
    const until = MIDNIGHT + 4 * 24 * HOUR;
    const statuses = few.messagesBetween(RUN, MIDNIGHT, until).filter(({ topic }) => topic.endsWith('/status'));
    const gaps = few.faultsBetween(MIDNIGHT - 24 * HOUR, until + 24 * HOUR).filter(({ type }) => type === 'gap');
    const gapsAt = (sensorId: string, timeMs: number) =>
      gaps.filter((gap) => gap.sensorId === sensorId && gap.fromMs <= timeMs && timeMs < gap.toMs);
    const overlapping = gaps.filter((gap) => gapsAt(gap.sensorId, gap.toMs).length > 0);
    expect(overlapping.length).toBeGreaterThanOrEqual(3);
    for (const { topic, payload, dueMs } of statuses) {
      const silent = gapsAt(topic.split('/')[4]!, dueMs).length > 0;
      expect([topic, dueMs, JSON.parse(payload).online]).toEqual([topic, dueMs, !silent]);
    }
    for (const device of new Set(statuses.map(({ topic }) => topic))) {
      const said = statuses.filter(({ topic }) => topic === device).map(({ payload }) => JSON.parse(payload).online);
      for (let i = 1; i < said.length; i++) expect(said[i]).toBe(!said[i - 1]);
    }
    for (const gap of overlapping) {
      const kept = few.retainedMessages(RUN, gap.toMs).find(({ topic }) => topic.endsWith(`/${gap.sensorId}/status`))!;
      expect(JSON.parse(kept.payload).online).toBe(false);
    }
  });

  it('stuck: the first value is repeated', () => {
    const fault = undisturbed('stuck');
    const values = observationsOf(fault.sensorId, fault.fromMs, fault.toMs).map((message) =>
      valueIn(message, fault.property!),
    );
    expect(values.length).toBeGreaterThan(2);
    expect(new Set(values).size).toBe(1);
  });

  it('spike: one reading is far off', () => {
    const fault = undisturbed('spike', (item) => item.property === 'laeq');
    const values = observationsOf(fault.sensorId, fault.fromMs - 15 * MINUTE, fault.toMs + 15 * MINUTE).map((message) =>
      valueIn(message, 'laeq'),
    );
    const sorted = [...values].sort((a, b) => a - b);
    expect(sorted.at(-1)! - sorted.at(-2)!).toBeGreaterThan(12);
  });

  it('drift: the error grows from nothing', () => {
    const fault = undisturbed('drift', (item) => item.property === 'laeq');
    const truth = city.truthBetween(fault.fromMs, fault.toMs).filter((record) => record.sensorId === fault.sensorId);
    const sent = observationsOf(fault.sensorId, fault.fromMs, fault.toMs);
    const error = sent.map((message) => {
      const record = truth.find((item) => item.phenomenonTimeMs === phenomenonMs(message))!;
      return valueIn(message, 'laeq') - record.value;
    });
    const third = Math.floor(error.length / 3);
    expect(mean(error.slice(-third)) - mean(error.slice(0, third))).toBeGreaterThan(3);
  });

  it('duplicate: every message comes twice, byte for byte, the second within 20 s', () => {
    const fault = undisturbed('duplicate');
    const byPayload = new Map<string, number[]>();
    for (const { payload, dueMs } of observationsOf(fault.sensorId, fault.fromMs, fault.toMs)) {
      byPayload.set(payload, [...(byPayload.get(payload) ?? []), dueMs]);
    }
    expect(byPayload.size).toBeGreaterThan(0);
    for (const [first, second, ...more] of byPayload.values()) {
      expect(more).toEqual([]);
      expect(second! - first!).toBeGreaterThan(0);
      expect(second! - first!).toBeLessThanOrEqual(20_000);
    }
  });

  it('late: messages come a minute to two hours after their time', () => {
    const fault = undisturbed('late');
    const delays = observationsOf(fault.sensorId, fault.fromMs, fault.toMs).map(
      (message) => message.dueMs - phenomenonMs(message),
    );
    expect(delays.length).toBeGreaterThan(0);
    expect(Math.min(...delays)).toBeGreaterThan(MINUTE);
    expect(Math.max(...delays)).toBeLessThan(2 * HOUR + 30_000);
  });

  it('unit mix-up: the number is in ppb and the label says µg/m³', () => {
    const fault = undisturbed('unit-mixup', (item) => item.property === 'no2' && item.sensorId.startsWith('air-0'));
    const during = observationsOf(fault.sensorId, fault.fromMs, fault.toMs);
    const truth = city.truthBetween(fault.fromMs, fault.toMs);
    const ratio = during.map((message) => {
      const record = truth.find(
        (item) =>
          item.sensorId === fault.sensorId &&
          item.property === 'no2' &&
          item.phenomenonTimeMs === phenomenonMs(message),
      )!;
      expect(JSON.parse(message.payload).observations[0]).toMatchObject({ property: 'no2', unit: 'ug/m3' });
      return (valueIn(message, 'no2') * 1.913 + 1) / (record.value + 1);
    });
    expect(mean(ratio)).toBeGreaterThan(0.6);
    expect(mean(ratio)).toBeLessThan(1.6);
  });

  it('are labelled in the truth, on the property they touch', () => {
    const fault = undisturbed('stuck');
    const records = city.truthBetween(fault.fromMs, fault.toMs).filter((record) => record.sensorId === fault.sensorId);
    for (const record of records) expect(record.faults).toEqual(record.property === fault.property ? ['stuck'] : []);
  });

  it('do not touch the truth of a gap: what was not sent is known all the same', () => {
    const fault = undisturbed('gap');
    const records = city.truthBetween(fault.fromMs, fault.toMs).filter((record) => record.sensorId === fault.sensorId);
    expect(records.length).toBeGreaterThan(0);
    expect(records.every((record) => Number.isFinite(record.value) && record.faults.includes('gap'))).toBe(true);
  });
});

function mean(values: readonly number[]): number {
  return values.reduce((sum, value) => sum + value, 0) / values.length;
}

function phenomenonMs(message: CityMessage): number {
  const body = JSON.parse(message.payload);
  return Date.parse(body.phenomenonTime ?? body.dateObserved.value['@value']);
}

function valueIn(message: CityMessage, property: string): number {
  const body = JSON.parse(message.payload);
  if (body.result !== undefined) return body.result;
  if (body.observations === undefined) return body[property].value;
  return body.observations.find((item: { property: string }) => item.property === property).value;
}
