import { execFile } from 'node:child_process';
import { mkdtemp, readFile, rm } from 'node:fs/promises';
import { tmpdir } from 'node:os';
import path from 'node:path';
import { afterAll, beforeAll, describe, expect, it } from 'vitest';
import { carrierLine, runIdOf, truthLine } from '../../simulators/city/index.ts';
import { shippedCity } from '../support/app-server.ts';

const root = path.join(import.meta.dirname, '..', '..');
const FROM = '2024-11-07T07:50:00Z';
const TO = '2024-11-07T08:00:00Z';

interface Outcome {
  readonly code: number;
  readonly out: string;
  readonly error: string;
}

/** `npm run city -- …` without npm. */
function city(...parameters: string[]): Promise<Outcome> {
  const command = ['--import', 'tsx', path.join('simulators', 'server', 'ndjson.ts'), ...parameters];
  return new Promise((resolve) => {
    execFile(process.execPath, command, { cwd: root, maxBuffer: 1e8 }, (error, out, errorText) => {
      resolve({ code: typeof error?.code === 'number' ? error.code : 0, out, error: errorText });
    });
  });
}

describe('the NDJSON carrier', () => {
  let folder: string;
  beforeAll(async () => {
    folder = await mkdtemp(path.join(tmpdir(), 'maqueta-city-'));
  });
  afterAll(() => rm(folder, { recursive: true }));

  it('writes what the city says: retained messages first, then those of the interval', async () => {
    const { out, code } = await city('--from', FROM, '--to', TO);
    const shipped = await shippedCity();
    const runId = runIdOf(shipped.seed, 1);
    const expected = [
      ...shipped.retainedMessages(runId, Date.parse(FROM)),
      ...shipped.messagesBetween(runId, Date.parse(FROM), Date.parse(TO)),
    ].map((message) => `${carrierLine(message)}\n`);
    expect(code).toBe(0);
    expect(out).toBe(expected.join(''));
  });

  it('writes the truth to a file when asked for it', async () => {
    const file = path.join(folder, 'truth.ndjson');
    const { out, code } = await city('--from', FROM, '--to', TO, '--truth', '--out', file);
    const records = (await shippedCity()).truthBetween(Date.parse(FROM), Date.parse(TO));
    expect([code, out]).toEqual([0, '']);
    expect(await readFile(file, 'utf8')).toBe(records.map((record) => `${truthLine(record)}\n`).join(''));
  });

  it.each([
    [['--from', 'yesterday'], '--from "yesterday" is not a time such as 2024-11-07T08:00:00Z'],
    [['--from', TO, '--to', FROM], '--to must be later than --from'],
    [['--seed', 'x'], '--seed "x" is not a whole number'],
    [['--speed', '3'], "Unknown option '--speed'"],
  ])('refuses %j in one sentence and shows its options', async (parameters, sentence) => {
    const { code, error } = await city(...parameters);
    expect(code).toBe(2);
    expect(error).toContain(sentence);
    expect(error).toContain('Usage: npm run city');
  });
});
