import { describe, expect, it } from 'vitest';
import { readDelivery } from '../../../../app/core/stream/read-delivery.ts';
import {
  AIR_TOPIC,
  delivery,
  metaMessage,
  NOISE_TOPIC,
  ngsiKeyValues,
  ngsiNormalised,
  REFERENCE_TOPIC,
  readingContext,
  sandboxMessage,
  sensorThingsMessage,
} from '../../../builders/messages.ts';

const read = (topic: string, message: unknown, context = readingContext()) =>
  readDelivery(delivery(topic, JSON.stringify(message)), context);
const reasonOf = (topic: string, message: unknown) => read(topic, message).issues[0]?.code;

describe('the sandbox dialect', () => {
  it('gives one observation per value', () => {
    expect(read(AIR_TOPIC, sandboxMessage()).observations).toEqual([
      {
        runId: 'run-1',
        sensorId: 'air-007',
        property: 'no2',
        phenomenonTimeMs: Date.UTC(2024, 10, 7, 8, 5, 0),
        resultTimeMs: Date.UTC(2024, 10, 7, 8, 5, 2),
        receivedAtMs: 1000,
        value: 41.2,
        unit: 'ug/m3',
        qualityFlag: 1,
        seq: 812,
        source: 'sandbox',
      },
    ]);
  });
  it('takes null for a value that the device knows it is missing, flag 9', () => {
    const observations = [{ property: 'no2', value: null, unit: 'ug/m3' }];
    expect(read(AIR_TOPIC, sandboxMessage({ observations })).observations).toMatchObject([
      { value: null, qualityFlag: 9 },
    ]);
  });
  it('keeps the good values of a message beside the issues of the bad ones', () => {
    const observations = [
      { property: 'no2', value: '41,2', unit: 'ug/m3' },
      { property: 'o3', value: 60, unit: 'µg/m³' },
      { property: 'pm10', value: 12, unit: 'furlong' },
    ];
    const result = read(AIR_TOPIC, sandboxMessage({ observations }));
    expect(result.type).toBe('observations');
    expect(result.observations.map(({ property, unit }) => [property, unit])).toEqual([['o3', 'ug/m3']]);
    expect(result.issues.map(({ code }) => code)).toEqual(['wrong-type', 'unknown-unit']);
  });
  it('takes the unit from the device meta when the message names none', () => {
    const context = readingContext();
    const meta = readDelivery(
      delivery('city/eixample/air/lowcost/air-007/meta', metaMessage('air-007', [['no2', 'ug/m3']])),
      context,
    );
    context.directory.learn(meta.meta!);
    const observations = [{ property: 'no2', value: 1 }];
    expect(read(AIR_TOPIC, sandboxMessage({ observations }), context).observations[0]?.unit).toBe('ug/m3');
    expect(reasonOf(AIR_TOPIC, sandboxMessage({ observations }))).toBe('missing-field');
  });
  it('turns away a run that the clock never named, and says that it may be known shortly', () => {
    const result = read(
      AIR_TOPIC,
      sandboxMessage({ run: 'rogue' }),
      readingContext({ knowsRun: (run) => run === 'run-1' }),
    );
    expect([result.issues[0]?.code, result.issues[0]?.detail, result.mayWait]).toEqual([
      'not-allowed',
      'unknown run "rogue"',
      true,
    ]);
  });
  it('takes the run of the clock where a message names none', () => {
    expect(read(AIR_TOPIC, sandboxMessage({ run: undefined })).observations[0]?.runId).toBe('clock-run');
  });
  it.each([
    [
      'text where a number belongs',
      { observations: [{ property: 'no2', value: '41.2', unit: 'ug/m3' }] },
      'wrong-type',
    ],
    ['true where a number belongs', { observations: [{ property: 'no2', value: true, unit: 'ug/m3' }] }, 'wrong-type'],
    ['no value at all', { observations: [{ property: 'no2', unit: 'ug/m3' }] }, 'missing-field'],
    ['a property that is markup', { observations: [{ property: '<img src=x>', value: 1, unit: '1' }] }, 'wrong-type'],
    ['observations that are no list', { observations: 'DROP TABLE observations' }, 'wrong-type'],
    ['no observations', { observations: [] }, 'missing-field'],
    ['another device', { device: 'air-008' }, 'not-allowed'],
    ['no device', { device: undefined }, 'missing-field'],
    ['a time without a zone', { phenomenonTime: '2024-11-07T08:05:00' }, 'bad-time'],
    ['a day the calendar lacks', { phenomenonTime: '2024-02-30T08:05:00Z' }, 'bad-time'],
    ['a time that is a number', { phenomenonTime: 1730966700 }, 'bad-time'],
    ['no time', { phenomenonTime: undefined }, 'missing-field'],
    ['a time more than a day ahead', { phenomenonTime: '2024-11-08T08:06:01Z', resultTime: undefined }, 'far-future'],
    ['a result time more than a day ahead', { resultTime: '2034-01-01T00:00:00Z' }, 'far-future'],
    ['a unit that is an object', { observations: [{ property: 'no2', value: 1, unit: {} }] }, 'unknown-unit'],
    ['a run that is SQL', { run: "'; DROP TABLE x; --" }, 'wrong-type'],
    ['more observations than a message may hold', { observations: new Array(257).fill({}) }, 'too-large'],
  ])('turns away %s', (_, change, reason) => {
    const result = read(AIR_TOPIC, sandboxMessage(change));
    expect(result.type).toBe('rejected');
    expect(result.issues[0]?.code).toBe(reason);
  });
  it('accepts a time just inside a day ahead, and any time while the virtual clock is unknown', () => {
    const inside = sandboxMessage({ phenomenonTime: '2024-11-08T08:06:00Z', resultTime: undefined });
    expect(read(AIR_TOPIC, inside).type).toBe('observations');
    const later = sandboxMessage({ phenomenonTime: '2034-01-01T00:00:00Z', resultTime: undefined });
    expect(read(AIR_TOPIC, later, readingContext({ virtualNowMs: null })).type).toBe('observations');
  });
  it('ignores a number in sequence that is none', () => {
    for (const seq of [-1, 1.5, '7', 1e300])
      expect(read(AIR_TOPIC, sandboxMessage({ seq })).observations[0]?.seq).toBeNull();
  });
});

describe('OGC SensorThings', () => {
  it('gives its one result', () => {
    expect(read(NOISE_TOPIC, sensorThingsMessage()).observations).toMatchObject([
      {
        sensorId: 'noise-012',
        property: 'laeq',
        value: 63.1,
        unit: 'dB[A]',
        runId: 'run-1',
        seq: 812,
        source: 'sensorthings',
      },
    ]);
  });
  it('reads a notification without expansion by the datastream id and the device meta', () => {
    const context = readingContext();
    context.directory.learn({
      device: 'noise-012',
      domain: 'noise',
      kind: 'class2',
      units: new Map([['laeq', 'dB[A]']]),
      cadenceSeconds: 60,
    });
    const message = sensorThingsMessage({ Datastream: { '@iot.id': 'noise-012:laeq' }, resultTime: null });
    expect(read(NOISE_TOPIC, message, context).observations).toMatchObject([{ property: 'laeq', unit: 'dB[A]' }]);
  });
  it('takes a unit from its definition address, else from its symbol', () => {
    const withUnit = (unitOfMeasurement: unknown) =>
      read(
        NOISE_TOPIC,
        sensorThingsMessage({ Datastream: { ObservedProperty: { name: 'temperature' }, unitOfMeasurement } }),
      ).observations[0]?.unit;
    expect(withUnit({ definition: 'https://example.org/ucum/Cel' })).toBe('Cel');
    expect(withUnit({ definition: 'https://example.org/degrees', symbol: '°C' })).toBe('Cel');
    expect(withUnit({ definition: 'https://example.org/x', symbol: 'parsec' })).toBeUndefined();
  });
  it('counts an interval by its end', () => {
    const message = sensorThingsMessage({ phenomenonTime: '2024-11-07T08:00:00Z/2024-11-07T08:05:00Z' });
    expect(read(NOISE_TOPIC, message).observations[0]?.phenomenonTimeMs).toBe(Date.UTC(2024, 10, 7, 8, 5));
  });
  it.each([
    ['a result in text', { result: '63.1' }, 'wrong-type'],
    ['no datastream', { Datastream: undefined }, 'missing-field'],
    ['a datastream of another device', { Datastream: { '@iot.id': 'air-007:no2' } }, 'not-allowed'],
    ['no property', { Datastream: {} }, 'missing-field'],
  ])('turns away %s', (_, change, reason) => {
    expect(reasonOf(NOISE_TOPIC, sensorThingsMessage(change))).toBe(reason);
  });
});

describe('NGSI-LD', () => {
  it('reads the normalised form: one observation per attribute that measures', () => {
    const time = Date.UTC(2024, 10, 7, 8, 0);
    expect(read(REFERENCE_TOPIC, ngsiNormalised()).observations).toMatchObject([
      {
        property: 'no2',
        value: 38.4,
        unit: 'ug/m3',
        phenomenonTimeMs: time,
        runId: 'run-1',
        seq: 9,
        source: 'ngsi-ld',
      },
      { property: 'humidity', value: 0.64, unit: '1', phenomenonTimeMs: time },
    ]);
  });
  it('reads key-values, with the units of the data model', () => {
    expect(read(REFERENCE_TOPIC, ngsiKeyValues()).observations.map((o) => [o.property, o.value, o.unit])).toEqual([
      ['no2', 38.4, 'ug/m3'],
      ['pm10', 22, 'ug/m3'],
    ]);
  });
  it('maps UN/CEFACT codes and takes 2N on a sound level for A-weighted', () => {
    const message = ngsiNormalised({
      no2: { type: 'Property', value: 20, unitCode: '61' },
      LAeq: { value: 60, unitCode: '2N' },
    });
    expect(read(REFERENCE_TOPIC, message).observations.map((o) => [o.property, o.unit])).toEqual([
      ['no2', '[ppb]'],
      ['humidity', '1'],
      ['laeq', 'dB[A]'],
    ]);
  });
  it.each([
    ['a time without a zone', { dateObserved: '2024-11-07T08:00:00' }, 'bad-time'],
    ['no time', { dateObserved: undefined }, 'missing-field'],
    ['an unknown unit code', { no2: { value: 1, unitCode: 'XYZ' }, pm10: undefined }, 'unknown-unit'],
    ['the id of another device', { id: 'urn:ngsi-ld:AirQualityObserved:air-007' }, 'not-allowed'],
    ['nothing that measures', { no2: undefined, pm10: undefined }, 'missing-field'],
    ['a decimal comma', { no2: '38,4' }, 'wrong-type'],
  ])('turns away %s', (_, change, reason) => {
    expect(reasonOf(REFERENCE_TOPIC, ngsiKeyValues(change))).toBe(reason);
  });
});

describe('whatever else comes by', () => {
  const bytes = (text: string) => new TextEncoder().encode(text);
  it.each([
    ['bytes that are no UTF-8', AIR_TOPIC, new Uint8Array([0x7b, 0xff, 0xfe]), 'not-utf8'],
    ['an overlong UTF-8 form', AIR_TOPIC, new Uint8Array([0xc0, 0xaf]), 'not-utf8'],
    ['half a message', AIR_TOPIC, bytes('{"device":"air-007","obs'), 'not-json'],
    ['more than 64 KB', AIR_TOPIC, bytes(`"${'x'.repeat(65_536)}"`), 'too-large'],
    ['deep nesting', AIR_TOPIC, bytes('['.repeat(30_000)), 'too-large'],
    ['a list', AIR_TOPIC, bytes('[1,2]'), 'unknown-dialect'],
    ['a shape nobody knows', AIR_TOPIC, bytes('{"temp":21}'), 'unknown-dialect'],
    ['a topic outside the grammar', 'city/eixample/air/obs', bytes('{}'), 'unknown-topic'],
    ['HTML', AIR_TOPIC, bytes('<script>alert(1)</script>'), 'not-json'],
  ])('is turned away: %s', (_, topic, payload, reason) => {
    const result = readDelivery(delivery(topic, payload), readingContext());
    expect([result.type, result.issues[0]?.code]).toEqual(['rejected', reason]);
  });
  it('turns away a device nobody announced', () => {
    const topic = 'city/eixample/air/lowcost/air-999/obs';
    expect(reasonOf(topic, sandboxMessage({ device: 'air-999' }))).toBe('unknown-device');
  });
  it('leaves __proto__ and constructor without effect', () => {
    const text = `{"__proto__":{"observations":[{"property":"no2","value":1,"unit":"1"}]},"constructor":{"prototype":{"polluted":1}}}`;
    const result = readDelivery(delivery(AIR_TOPIC, text), readingContext());
    expect(result.issues[0]?.code).toBe('unknown-dialect');
    expect(({} as Record<string, unknown>).polluted).toBeUndefined();
    const attribute = read(
      REFERENCE_TOPIC,
      JSON.parse(JSON.stringify(ngsiKeyValues()).replace('{', '{"__proto__":{"run":"x"},')),
    );
    expect(attribute.observations).toHaveLength(2);
  });
  it('refuses an infinite number', () => {
    const text = JSON.stringify(sandboxMessage()).replace('41.2', '1e999');
    expect(readDelivery(delivery(AIR_TOPIC, text), readingContext()).issues[0]?.code).toBe('wrong-type');
  });
  it('reads text beyond ASCII', () => {
    const observations = [{ property: 'no2', value: 1, unit: 'µg/m³' }];
    expect(read(AIR_TOPIC, sandboxMessage({ observations, note: 'Plaça de Tetuan 🌳' })).observations[0]?.unit).toBe(
      'ug/m3',
    );
  });
  it('knows meta and status, and an empty retained message that takes one back', () => {
    const context = readingContext();
    const topic = 'city/eixample/air/lowcost/air-042';
    const meta = readDelivery(delivery(`${topic}/meta`, metaMessage('air-042', [['no2', 'ug/m3']])), context);
    expect([meta.type, meta.meta?.units.get('no2'), meta.meta?.cadenceSeconds]).toEqual(['meta', 'ug/m3', 300]);
    expect(readDelivery(delivery(`${topic}/status`, '{"online":true}'), context).type).toBe('status');
    expect(readDelivery(delivery(`${topic}/status`, ''), context).type).toBe('status');
    const takenBack = readDelivery(delivery(`${topic}/obs`, ''), context);
    expect([takenBack.type, takenBack.observations, takenBack.issues]).toEqual(['control', [], []]);
    expect(readDelivery(delivery(`${topic}/status`, '{"online":"yes"}'), context).issues[0]?.code).toBe(
      'missing-field',
    );
    expect(readDelivery(delivery(`${topic}/meta`, metaMessage('air-043', [])), context).issues[0]?.code).toBe(
      'not-allowed',
    );
    expect(readDelivery(delivery('city/eixample/control/clock', '{}'), context).type).toBe('control');
  });
  it('knows what an announced device measures even where its place is none', () => {
    const announced = (place: object) =>
      readDelivery(
        delivery(
          'city/eixample/air/lowcost/air-042/meta',
          JSON.stringify({ ...JSON.parse(metaMessage('air-042', [['no2', 'ug/m3']])), ...place }),
        ),
        readingContext(),
      );
    const outcome = (place: object) => {
      const { type, meta, issues } = announced(place);
      return [type, meta?.units.get('no2'), ...issues.map(({ code, detail }) => `${code}: ${detail}`)];
    };
    expect(outcome({ lon: 2.16, lat: 41.39 })).toEqual(['meta', 'ug/m3']);
    expect(outcome({ lon: 41.39, lat: 2.16 })).toEqual(['meta', 'ug/m3']);
    expect(outcome({ lon: 430123.4, lat: 4582000 })).toEqual([
      'meta',
      'ug/m3',
      'wrong-type: lon is 430123.4, no degrees',
    ]);
    expect(outcome({ lon: 2.16, lat: '41,39' })).toEqual(['meta', 'ug/m3', 'wrong-type: lat is "41,39", no degrees']);
  });
});
