import { beforeAll, describe, expect, it } from 'vitest';
import { DeviceDirectory } from '../../../../app/core/stream/device-directory.ts';
import type { CityMessage } from '../../../../app/core/stream/message.ts';
import { readDelivery } from '../../../../app/core/stream/read-delivery.ts';
import { createCity, readCityDataset } from '../../../../simulators/city/index.ts';
import { smallCityFiles } from '../../../builders/small-city.ts';

const HOUR = 3_600_000;
const START = Date.UTC(2024, 10, 7, 8);

describe('dialects of the city’s devices', () => {
  let messages: readonly CityMessage[];
  beforeAll(() => {
    const city = createCity(readCityDataset(smallCityFiles()).value!, { seed: 20241107, ownFaults: false });
    messages = [
      ...city.retainedMessages('20241107-1', START - 2 * HOUR),
      ...city.messagesBetween('20241107-1', START - 2 * HOUR, START),
    ];
  });
  const first = (device: string) =>
    JSON.parse(messages.find((message) => message.topic.endsWith(`/${device}/obs`))!.payload);

  it('write the sandbox’s own JSON', () => {
    expect(first('loop-001')).toEqual({
      device: 'loop-001',
      run: '20241107-1',
      seq: expect.any(Number),
      phenomenonTime: expect.stringMatching(/^2024-11-07T0[5-7]:\d\d:\d\dZ$/),
      resultTime: expect.stringMatching(/^2024-11-07T0[5-7]:\d\d:\d\dZ$/),
      observations: [
        { property: 'flow', value: expect.any(Number), unit: '{veh}/h' },
        { property: 'speed', value: expect.any(Number), unit: 'km/h' },
        { property: 'occupancy', value: expect.any(Number), unit: '1' },
      ],
    });
  });

  it('write OGC SensorThings observations', () => {
    expect(first('noise-001')).toEqual({
      '@iot.id': expect.stringMatching(/^noise-001:laeq:\d+$/),
      phenomenonTime: expect.any(String),
      resultTime: expect.any(String),
      result: expect.any(Number),
      parameters: { run: '20241107-1', seq: expect.any(Number) },
      Datastream: {
        '@iot.id': 'noise-001:laeq',
        unitOfMeasurement: { name: 'A-weighted decibel', symbol: 'dB(A)', definition: 'dB[A]' },
        ObservedProperty: { name: 'laeq' },
      },
    });
  });

  it('write NGSI-LD entities of the Smart Data Models', () => {
    expect(first('air-ref-001')).toMatchObject({
      id: 'urn:ngsi-ld:AirQualityObserved:air-ref-001',
      type: 'AirQualityObserved',
      dateObserved: { type: 'Property', value: { '@type': 'DateTime', '@value': expect.any(String) } },
      location: {
        type: 'GeoProperty',
        value: { type: 'Point', coordinates: [expect.any(Number), expect.any(Number)] },
      },
      no2: { type: 'Property', value: expect.any(Number), unitCode: 'GQ', observedAt: expect.any(String) },
      run: { type: 'Property', value: '20241107-1' },
      seq: { type: 'Property', value: expect.any(Number) },
    });
  });

  it('are read by the stream room without a single issue, every property of every device', () => {
    const directory = new DeviceDirectory();
    const context = {
      directory,
      virtualNowMs: START,
      runId: 'none',
      knowsRun: (run: string) => run === '20241107-1',
      flagOf: () => 2 as const,
    };
    const seen = new Set<string>();
    for (const { topic, payload, dueMs } of messages) {
      const delivery = { topic, payload: new TextEncoder().encode(payload), receivedAtMs: dueMs };
      const { meta, observations, issues } = readDelivery(delivery, context);
      expect(issues).toEqual([]);
      if (meta !== null) directory.learn(meta);
      for (const { property, unit, source, runId } of observations) {
        expect(runId).toBe('20241107-1');
        seen.add(`${topic.split('/').slice(2, 4).join('/')} ${property} ${unit} ${source}`);
      }
    }
    expect([...seen].sort()).toEqual([
      'air/lowcost no2 ug/m3 sandbox',
      'air/lowcost o3 ug/m3 sandbox',
      'air/lowcost pm10 ug/m3 sandbox',
      'air/lowcost pm25 ug/m3 sandbox',
      'air/reference no ug/m3 ngsi-ld',
      'air/reference no2 ug/m3 ngsi-ld',
      'air/reference o3 ug/m3 ngsi-ld',
      'air/reference pm10 ug/m3 ngsi-ld',
      'air/reference pm25 ug/m3 ngsi-ld',
      'mobility/bike-counter bikes {bike}/h sandbox',
      'noise/class2 laeq dB[A] sensorthings',
      'parking/onstreet free {space} sandbox',
      'parking/onstreet occupancy 1 sandbox',
      'traffic/loop flow {veh}/h sandbox',
      'traffic/loop occupancy 1 sandbox',
      'traffic/loop speed km/h sandbox',
      'waste/bin fill 1 sandbox',
      'weather/station humidity % sandbox',
      'weather/station pressure hPa sandbox',
      'weather/station rain mm/h sandbox',
      'weather/station temperature Cel sandbox',
      'weather/station wind_direction deg sandbox',
      'weather/station wind_speed m/s sandbox',
    ]);
  });
});
