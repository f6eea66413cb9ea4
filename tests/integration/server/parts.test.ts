import { mkdtempSync, writeFileSync } from 'node:fs';
import { tmpdir } from 'node:os';
import path from 'node:path';
import { crc32, gunzipSync } from 'node:zlib';
import { describe, expect, it } from 'vitest';
import { readAccounts } from '../../../simulators/server/accounts.ts';
import { combineCrc32, GZIP_HEADER, gzipTrailer, makeBlock } from '../../../simulators/server/gzip-blocks.ts';
import { helpText, optionsProblem, readOptions } from '../../../simulators/server/option-list.mjs';
import { nodeProblem } from '../../../simulators/server/prepare.mjs';
import { readRunState, writeRunState } from '../../../simulators/server/run-state.ts';

const folder = mkdtempSync(path.join(tmpdir(), 'maqueta-parts-'));

describe('options', () => {
  it('have defaults', () => {
    expect(readOptions([]).options).toMatchObject({
      port: 8080,
      mqttPort: 1883,
      host: '0.0.0.0',
      speed: 60,
      seed: 20241107,
    });
  });
  it('are read as two words or one', () => {
    const reading = readOptions(['--port', '9000', '--speed=360']);
    expect([reading.options?.port, reading.options?.speed, reading.options && reading.given]).toEqual([
      9000,
      360,
      ['port', 'speed'],
    ]);
  });
  it.each([
    [['--prot', '1'], 'There is no option --prot'],
    [['--port'], '--port needs a value'],
    [['--port', '--speed'], '--port needs a value'],
    [['--port', '99999'], 'a port is a whole number up to 65535'],
    [['--port', '80a'], 'a port is a whole number'],
    [['--speed', '0'], 'the speed is a number from 1 to 3600'],
    [['--seed', '-4'], 'a seed is a whole number'],
    [['--start', 'yesterday'], 'a time looks like 2024-11-07T08:00:00Z'],
    [['--broker', 'example.org'], 'begins with mqtt://'],
    [['--broker', 'mqtt://example.org'], 'Pages reach a broker over WebSocket only'],
    [['--page-broker', 'ws://example.org'], '--page-broker goes with --broker'],
    [['--port', '5000', '--mqtt-port', '5000'], 'are both 5000'],
  ])('that are wrong are answered by a sentence: %j', (parameters, sentence) => {
    expect(optionsProblem(parameters)).toContain(sentence);
  });
  it('are all in the help', () => {
    for (const flag of ['--port', '--mqtt-port', '--host', '--speed', '--seed', '--start', '--broker'])
      expect(helpText()).toContain(flag);
  });
});

describe('a Node that is too old', () => {
  it('gets one sentence', () => {
    expect(nodeProblem('18.20.1')).toContain('needs Node 20.19.0 or newer; this is 18.20.1');
    expect([nodeProblem('20.19.0'), nodeProblem('22.0.0')]).toEqual([null, null]);
  });
});

describe('gzip from parts', () => {
  it('joins blocks that were compressed apart into one stream', async () => {
    const texts = ['first\n', '', 'ñ'.repeat(70_000), 'last\n'];
    const blocks = await Promise.all(texts.map(makeBlock));
    const whole = Buffer.concat([GZIP_HEADER, ...blocks.map(({ deflated }) => deflated), gzipTrailer(blocks)]);
    expect(gunzipSync(whole).toString() === texts.join('')).toBe(true);
    expect(gunzipSync(Buffer.concat([GZIP_HEADER, gzipTrailer([])])).toString()).toBe('');
  });
  it('combines checksums as if the texts had been one', () => {
    for (const [a, b] of [
      ['abc', 'def'],
      ['', 'x'],
      ['x', ''],
      ['a'.repeat(999), 'b'.repeat(12_345)],
    ] as const) {
      expect(combineCrc32(crc32(a), crc32(b), b.length)).toBe(crc32(a + b));
    }
  });
});

describe('the remembered run', () => {
  const state = {
    cityId: 'eixample',
    seed: 7,
    savedAtMs: 5,
    faults: [],
    hostToken: 'x'.repeat(24),
    runNumber: 3,
    virtualMs: 9,
    speed: 60,
    paused: true,
  };
  it('comes back as it was written', () => {
    const file = path.join(folder, 'deep', 'run.json');
    writeRunState(file, state);
    expect(readRunState(file)).toEqual(state);
  });
  it.each([
    '',
    '{',
    '[]',
    '{"cityId":"eixample"}',
    JSON.stringify({ ...state, speed: 1e9 }),
    JSON.stringify({ ...state, hostToken: '' }),
  ])('is forgotten where the file holds %s', (text) => {
    const file = path.join(folder, 'broken.json');
    writeFileSync(file, text);
    expect(readRunState(file)).toBeNull();
  });
});

describe('accounts', () => {
  const file = path.join(folder, 'accounts.json');
  const read = (content: unknown) => {
    writeFileSync(file, JSON.stringify(content));
    return readAccounts(file, 'eixample');
  };
  it('give a device its own topics', () => {
    expect(read([{ username: 'a', password: '12345678', role: 'device', device: 'air-007' }])).toEqual([
      { username: 'a', password: '12345678', role: { type: 'device', city: 'eixample', device: 'air-007' } },
    ]);
  });
  it.each([
    [{}, 'a list of accounts is expected'],
    [[{ username: 'host', password: '12345678', role: 'admin' }], 'needs a username'],
    [[{ username: 'a', password: 'short', role: 'admin' }], 'needs a password of eight characters'],
    [[{ username: 'a', password: '12345678', role: 'king' }], 'has no known role'],
    [[null], 'needs a username'],
  ])('that are wrong are answered by a sentence: %j', (content, sentence) => {
    expect(() => read(content)).toThrow(sentence);
  });
});
