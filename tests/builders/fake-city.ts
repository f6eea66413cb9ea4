import type { CityMessage } from '../../app/core/stream/message.ts';
import { deviceTopic } from '../../app/core/stream/topics.ts';
import type { BreakableCity } from '../../simulators/server/fault-host.ts';
import { metaMessage } from './messages.ts';

export interface FakeCityOptions {
  readonly devices?: number;
  /** Virtual milliseconds between two messages of one device. */
  readonly cadenceMs?: number;
}

export const fakeDevice = (index: number) => `air-${String(index + 1).padStart(3, '0')}`;

/** A city whose every device says its own index and time at a steady cadence; the same however an interval is cut. */
export function fakeCity({ devices = 10, cadenceMs = 60_000 }: FakeCityOptions = {}): BreakableCity {
  const topic = (index: number, leaf: 'obs' | 'meta' | 'status') =>
    deviceTopic({ city: 'eixample', domain: 'air', kind: 'lowcost', device: fakeDevice(index), leaf });
  const observation = (runId: string, index: number, slot: number): CityMessage => {
    const time = new Date(slot * cadenceMs).toISOString();
    const payload = JSON.stringify({
      device: fakeDevice(index),
      run: runId,
      seq: slot % 1_000_000,
      phenomenonTime: time,
      resultTime: time,
      observations: [{ property: 'no2', value: (slot + index) % 200, unit: 'ug/m3' }],
    });
    return { topic: topic(index, 'obs'), payload, qos: 1, retain: false, dueMs: slot * cadenceMs };
  };
  const each = <T>(make: (index: number) => T) => Array.from({ length: devices }, (_, index) => make(index));
  const city: BreakableCity = {
    id: 'eixample',
    seed: 7,
    sensors: each((index) => ({
      id: fakeDevice(index),
      domain: 'air',
      properties: ['no2'],
      cadenceSeconds: cadenceMs / 1000,
    })),
    faultsBetween: () => [],
    // It is what it is: what faults do to a city is the real one's.
    withFaults: () => city,
    retainedMessages: (_runId, atMs) =>
      each((index): CityMessage[] => [
        {
          topic: topic(index, 'meta'),
          payload: metaMessage(fakeDevice(index), [['no2', 'ug/m3']]),
          qos: 1,
          retain: true,
          dueMs: atMs,
        },
        { topic: topic(index, 'status'), payload: '{"online":true}', qos: 1, retain: true, dueMs: atMs },
      ]).flat(),
    messagesBetween(runId, fromMs, toMs) {
      const messages: CityMessage[] = [];
      for (let slot = Math.ceil(fromMs / cadenceMs); slot * cadenceMs < toMs; slot++) {
        messages.push(...each((index) => observation(runId, index, slot)));
      }
      return messages;
    },
  };
  return city;
}
