import { DeviceDirectory } from '../../app/core/stream/device-directory.ts';
import type { Delivery } from '../../app/core/stream/message.ts';
import type { ReadingContext } from '../../app/core/stream/read-delivery.ts';

/** Messages as devices send them, with one thing changed where a test asks for it. */
export const VIRTUAL_NOW_MS = Date.UTC(2024, 10, 7, 8, 6, 0);

export function delivery(topic: string, payload: string | Uint8Array, receivedAtMs = 1_000): Delivery {
  const bytes = typeof payload === 'string' ? new TextEncoder().encode(payload) : payload;
  return { topic, payload: bytes, receivedAtMs };
}

export const AIR_TOPIC = 'city/eixample/air/lowcost/air-007/obs';
export const NOISE_TOPIC = 'city/eixample/noise/class2/noise-012/obs';
export const REFERENCE_TOPIC = 'city/eixample/air/reference/air-ref-01/obs';

export function sandboxMessage(change: Record<string, unknown> = {}): Record<string, unknown> {
  return {
    device: 'air-007',
    run: 'run-1',
    seq: 812,
    phenomenonTime: '2024-11-07T08:05:00Z',
    resultTime: '2024-11-07T08:05:02Z',
    observations: [{ property: 'no2', value: 41.2, unit: 'ug/m3' }],
    ...change,
  };
}

export function sensorThingsMessage(change: Record<string, unknown> = {}): Record<string, unknown> {
  return {
    '@iot.id': 'noise-012:laeq:812',
    phenomenonTime: '2024-11-07T08:05:00Z',
    resultTime: '2024-11-07T08:05:01Z',
    result: 63.1,
    parameters: { run: 'run-1', seq: 812 },
    Datastream: {
      '@iot.id': 'noise-012:laeq',
      unitOfMeasurement: { name: 'decibel A', symbol: 'dB(A)', definition: 'dB[A]' },
      ObservedProperty: { name: 'laeq' },
    },
    ...change,
  };
}

export function ngsiNormalised(change: Record<string, unknown> = {}): Record<string, unknown> {
  return {
    id: 'urn:ngsi-ld:AirQualityObserved:air-ref-01',
    type: 'AirQualityObserved',
    '@context': ['https://uri.etsi.org/ngsi-ld/v1/ngsi-ld-core-context.jsonld'],
    dateObserved: { type: 'Property', value: { '@type': 'DateTime', '@value': '2024-11-07T08:00:00Z' } },
    location: { type: 'GeoProperty', value: { type: 'Point', coordinates: [2.16, 41.39] } },
    no2: { type: 'Property', value: 38.4, unitCode: 'GQ', observedAt: '2024-11-07T08:00:00Z' },
    relativeHumidity: { type: 'Property', value: 0.64, unitCode: 'C62' },
    run: { type: 'Property', value: 'run-1' },
    seq: { type: 'Property', value: 9 },
    ...change,
  };
}

export function ngsiKeyValues(change: Record<string, unknown> = {}): Record<string, unknown> {
  return {
    id: 'urn:ngsi-ld:AirQualityObserved:air-ref-01',
    type: 'AirQualityObserved',
    dateObserved: '2024-11-07T08:00:00Z',
    no2: 38.4,
    pm10: 22,
    run: 'run-1',
    seq: 9,
    ...change,
  };
}

export function metaMessage(device: string, properties: readonly (readonly [string, string])[]): string {
  const list = properties.map(([property, unit]) => ({ property, unit }));
  return JSON.stringify({ device, cadence_s: 300, properties: list, lon: 2.16, lat: 41.39 });
}

/** A reader's context that knows the three devices above. */
export function readingContext(change: Partial<ReadingContext> = {}): ReadingContext {
  const directory = new DeviceDirectory();
  directory.addSensors(['air-007', 'noise-012', 'air-ref-01']);
  return {
    directory,
    virtualNowMs: VIRTUAL_NOW_MS,
    runId: 'clock-run',
    knowsRun: () => true,
    flagOf: () => 1,
    ...change,
  };
}
