import { describe, expect, it } from 'vitest';
import { DeviceDirectory } from '../../../../app/core/stream/device-directory.ts';
import { parseIsoTime } from '../../../../app/core/stream/iso-time.ts';
import { lossyUtf8, payloadHash, strictUtf8 } from '../../../../app/core/stream/payload-text.ts';
import { rejectedMessage } from '../../../../app/core/stream/rejection.ts';
import { RowBuffer } from '../../../../app/core/stream/row-buffer.ts';
import {
  clockSetTopic,
  clockTopic,
  deviceTopic,
  isTopicLevel,
  parseTopic,
} from '../../../../app/core/stream/topics.ts';
import { ucumUnit, unitFromCode } from '../../../../app/core/stream/units.ts';
import { delivery } from '../../../builders/messages.ts';

const utf8 = (text: string) => new TextEncoder().encode(text);

describe('a time on the wire', () => {
  it.each([
    ['2024-11-07T08:05:00Z', Date.UTC(2024, 10, 7, 8, 5)],
    ['2024-11-07T08:05Z', Date.UTC(2024, 10, 7, 8, 5)],
    ['2024-11-07T09:05:00+01:00', Date.UTC(2024, 10, 7, 8, 5)],
    ['2024-11-07T02:35:00-0530', Date.UTC(2024, 10, 7, 8, 5)],
    ['2024-11-07T08:05:00.123456Z', Date.UTC(2024, 10, 7, 8, 5, 0, 123)],
    ['2024-02-29T00:00:00Z', Date.UTC(2024, 1, 29)],
  ])('%s is read', (text, expected) => {
    expect(parseIsoTime(text)).toBe(expected);
  });
  it.each([
    '2024-11-07',
    '2024-11-07T08:05:00',
    '2023-02-29T00:00:00Z',
    '2024-13-01T00:00:00Z',
    '2024-11-07T24:00:00Z',
    '1969-12-31T00:00:00Z',
    '2024-11-07T08:05:00+99:00',
    ' 2024-11-07T08:05:00Z',
    '',
  ])('"%s" is not a time', (text) => {
    expect(parseIsoTime(text)).toBeNull();
  });
});

describe('a unit on the wire', () => {
  it('is UCUM, or what people write', () => {
    expect(['ug/m3', 'µg/m³', 'ppb', '°C', 'dB(A)', 'parsec', '__proto__'].map(ucumUnit)).toEqual([
      'ug/m3',
      'ug/m3',
      '[ppb]',
      'Cel',
      'dB[A]',
      null,
      null,
    ]);
  });
  it('is a UN/CEFACT code in NGSI-LD', () => {
    expect(['GQ', 'GP', 'KMH', 'CEL', '61', 'C62', 'QQQ'].map((code) => unitFromCode(code, 'no2'))).toEqual([
      'ug/m3',
      'mg/m3',
      'km/h',
      'Cel',
      '[ppb]',
      '1',
      null,
    ]);
    expect([unitFromCode('2N', 'laeq'), unitFromCode('2N', 'gain')]).toEqual(['dB[A]', 'dB']);
  });
});

describe('text from bytes', () => {
  it('agrees with the platform on every length of UTF-8', () => {
    for (const text of [
      '',
      'abc',
      'Plaça µ ²',
      '€ 漢字',
      '🌳 tree 🌳',
      '\u0000\u007f\u0080\u07ff\u0800\uffff\u{10000}\u{10ffff}',
    ]) {
      expect(strictUtf8(utf8(text))).toBe(text);
    }
  });
  it.each([
    [0xff],
    [0xc0, 0x80],
    [0xe0, 0x80, 0x80],
    [0xed, 0xa0, 0x80],
    [0xf4, 0x90, 0x80, 0x80],
    [0xf8, 0x88, 0x80, 0x80, 0x80],
    [0xe2, 0x82],
  ])('refuses %s', (...bytes) => {
    expect(strictUtf8(new Uint8Array(bytes))).toBeNull();
    expect(lossyUtf8(new Uint8Array(bytes))).toContain('\ufffd');
  });
  it('hashes differ where one byte differs', () => {
    expect(payloadHash(utf8('abc'))).toBe(payloadHash(utf8('abc')));
    expect(new Set(['abc', 'abd', 'ab', 'abc\0', ''].map((text) => payloadHash(utf8(text)))).size).toBe(5);
  });
});

describe('the row of a rejected message', () => {
  it('keeps the first 4 KB, the length and a hash of the whole', () => {
    const row = rejectedMessage(delivery('t', 'x'.repeat(9_000), 7), [
      { code: 'not-json', severity: 'error', detail: 'd'.repeat(500) },
      { code: 'wrong-type', severity: 'error' },
    ]);
    expect(row).toMatchObject({ receivedAtMs: 7, topic: 't', reason: 'not-json', payloadBytes: 9_000 });
    expect(row.payloadHead).toBe('x'.repeat(4_096));
    expect(row.detail).toBe(`${'d'.repeat(160)} (and 1 more)`);
  });
});

describe('rows waiting for a batch', () => {
  it('leave after 250 ms or when enough wait', () => {
    const buffer = new RowBuffer<number>(3, 250);
    expect(buffer.isDue(1_000)).toBe(false);
    buffer.add(1, 0);
    expect([buffer.isDue(249), buffer.isDue(250)]).toEqual([false, true]);
    buffer.add(2, 10);
    buffer.add(3, 20);
    expect(buffer.isDue(21)).toBe(true);
    expect([buffer.take(2), buffer.size, buffer.take(), buffer.size]).toEqual([[1, 2], 1, [3], 0]);
  });
});

describe('the device directory', () => {
  it('knows sensors of the dataset, and units once their meta came', () => {
    const directory = new DeviceDirectory(2);
    directory.addSensors(['air-007', 'not a level', 'air-008', 'one-too-many']);
    expect([directory.has('air-007'), directory.has('not a level'), directory.size]).toEqual([true, false, 2]);
    expect(directory.unitOf('air-007', 'no2')).toBeNull();
    directory.learn({
      device: 'air-007',
      domain: 'air',
      kind: 'lowcost',
      units: new Map([['no2', 'ug/m3']]),
      cadenceSeconds: 300,
    });
    expect(directory.unitOf('air-007', 'no2')).toBe('ug/m3');
    directory.learn({ device: 'air-999', domain: 'air', kind: 'lowcost', units: new Map(), cadenceSeconds: null });
    expect(directory.has('air-999')).toBe(false);
  });
});

describe('the topic grammar', () => {
  it('builds and reads device topics', () => {
    const topic = deviceTopic({ city: 'eixample', domain: 'air', kind: 'lowcost', device: 'air-007', leaf: 'obs' });
    expect(topic).toBe('city/eixample/air/lowcost/air-007/obs');
    expect(parseTopic(topic)).toEqual({
      type: 'device',
      city: 'eixample',
      domain: 'air',
      kind: 'lowcost',
      device: 'air-007',
      leaf: 'obs',
    });
  });
  it('knows the clock and the wish for it', () => {
    expect(parseTopic(clockTopic('eixample'))).toEqual({ type: 'clock', city: 'eixample' });
    expect(parseTopic(clockSetTopic('eixample'))).toEqual({ type: 'clock-set', city: 'eixample' });
  });
  it.each([
    '',
    'city',
    '/city/eixample/a/b/c/obs',
    'city/eixample/a/b/c/obs/',
    'city/eixample/a/b/c/other',
    'city/eixample/a/+/c/obs',
    'city/Eixample/a/b/c/obs',
    'city/eixample/control/clock/get',
    'town/eixample/a/b/c/obs',
  ])('"%s" is outside it', (topic) => {
    expect(parseTopic(topic)).toEqual({ type: 'unknown' });
  });
  it('refuses to build a topic from a level that would break it', () => {
    expect(isTopicLevel('a/b')).toBe(false);
    expect(() => deviceTopic({ city: 'x', domain: 'a', kind: 'b', device: 'c/#', leaf: 'obs' })).toThrow(RangeError);
  });
});
