import { readFileSync } from 'node:fs';
import { beforeAll, describe, expect, it } from 'vitest';
import type { CityToStream } from '../../../app/core/stream/port-protocol.ts';
import {
  CITY_TABLES,
  type City,
  type CityFiles,
  carrierLine,
  HISTORY_MS,
  runIdOf,
} from '../../../simulators/city/index.ts';
import { createSession } from '../../../simulators/embedded/session.ts';
import {
  CITY_FINGERPRINT,
  FINGERPRINT_FROM_MS,
  FINGERPRINT_SEED,
  FINGERPRINT_TO_MS,
  fingerprintCity,
  fingerprintOf,
} from '../../support/city-fingerprint.ts';

const HOUR = 3_600_000;
const decoder = new TextDecoder();

function shippedFiles(): CityFiles {
  const tables = CITY_TABLES.map((table) => {
    const file = new URL(`../../../datasets/eixample/${table}.geojson`, import.meta.url);
    return [table, JSON.parse(readFileSync(file, 'utf8'))] as const;
  });
  return Object.fromEntries(tables) as unknown as CityFiles;
}

describe('the shipped city', () => {
  let city: City;
  beforeAll(() => {
    city = fingerprintCity(shippedFiles());
  });

  it('says the bytes that the fingerprint was taken of', async () => {
    expect(await fingerprintOf(city)).toBe(CITY_FINGERPRINT);
  });

  it('says about fifty thousand messages a day from at least two hundred devices', () => {
    const day = city.messagesBetween('r', FINGERPRINT_FROM_MS - HISTORY_MS, FINGERPRINT_FROM_MS);
    expect(city.deviceCount).toBeGreaterThanOrEqual(200);
    expect(day.length).toBeGreaterThan(45_000);
    expect(day.length).toBeLessThan(55_000);
  });

  it('has between two and six percent of its readings wrong in some way', () => {
    const truth = city.truthBetween(FINGERPRINT_FROM_MS - HISTORY_MS, FINGERPRINT_FROM_MS);
    const wrong = truth.filter((record) => record.faults.length > 0).length / truth.length;
    expect(wrong).toBeGreaterThan(0.02);
    expect(wrong).toBeLessThan(0.06);
    expect(truth.every((record) => Number.isFinite(record.value))).toBe(true);
  });

  it('sends through the page’s worker the bytes that stand in the NDJSON file', () => {
    const runId = runIdOf(FINGERPRINT_SEED, 1);
    const heard: { topic: string; payload: string }[] = [];
    let wallMs = 0;
    let received = 0;
    const session = createSession({
      city,
      begin: { run: 1, virtualMs: FINGERPRINT_TO_MS, speed: 60, paused: false },
      wall: { now: () => wallMs },
      send: (message: CityToStream) => {
        if (message.type !== 'deliveries') return;
        received += message.deliveries.length;
        for (const { topic, payload } of message.deliveries) heard.push({ topic, payload: decoder.decode(payload) });
      },
    });
    session.receive({ type: 'start' });
    for (let turn = 0; turn < 100; turn++) {
      wallMs += session.step()!;
      session.receive({ type: 'stored', deliveries: received });
    }

    // The file is written an hour at a time.
    const lines = city.retainedMessages(runId, FINGERPRINT_TO_MS - HISTORY_MS).map(carrierLine);
    for (let at = FINGERPRINT_TO_MS - HISTORY_MS; at < FINGERPRINT_TO_MS; at += HOUR) {
      lines.push(...city.messagesBetween(runId, at, at + HOUR).map(carrierLine));
    }
    const written = lines.map((line) => {
      const { topic, payload } = JSON.parse(line);
      return { topic, payload };
    });
    expect(heard.length).toBeGreaterThan(written.length);
    expect(heard.slice(0, written.length)).toEqual(written);
  });
});
