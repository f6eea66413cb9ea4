import fc from 'fast-check';
import { describe, expect, it } from 'vitest';
import { readClockPayload, readClockRequest } from '../../../../app/core/stream/clock-message.ts';
import { readDelivery } from '../../../../app/core/stream/read-delivery.ts';
import { rejectedMessage } from '../../../../app/core/stream/rejection.ts';
import {
  AIR_TOPIC,
  delivery,
  NOISE_TOPIC,
  ngsiKeyValues,
  ngsiNormalised,
  REFERENCE_TOPIC,
  readingContext,
  sandboxMessage,
  sensorThingsMessage,
} from '../../../builders/messages.ts';

const seed = 20241107;
const topics = [AIR_TOPIC, NOISE_TOPIC, REFERENCE_TOPIC, 'city/eixample/air/lowcost/air-007/meta'] as const;
const valid: readonly (readonly [string, string])[] = [
  [AIR_TOPIC, JSON.stringify(sandboxMessage())],
  [NOISE_TOPIC, JSON.stringify(sensorThingsMessage())],
  [REFERENCE_TOPIC, JSON.stringify(ngsiNormalised())],
  [REFERENCE_TOPIC, JSON.stringify(ngsiKeyValues())],
];

/** Whatever comes, the answer is well formed: finite numbers, short names, or a reason. */
function expectSound(topic: string, payload: Uint8Array): void {
  const given = delivery(topic, payload);
  const result = readDelivery(given, readingContext());
  for (const observation of result.observations) {
    expect(observation.value === null || Number.isFinite(observation.value)).toBe(true);
    expect(Number.isFinite(observation.phenomenonTimeMs) && Number.isFinite(observation.resultTimeMs)).toBe(true);
    expect(observation.property.length).toBeLessThanOrEqual(128);
    expect(observation.property).not.toMatch(/[<>'";\s]/);
  }
  if (result.type === 'rejected') {
    const row = rejectedMessage(given, result.issues);
    expect(row.detail.length).toBeLessThanOrEqual(200);
    expect(row.payloadHead.length).toBeLessThanOrEqual(4096);
    expect(row.payloadHash).toMatch(/^[0-9a-f]{16}$/);
  }
}

describe('a reader never throws', () => {
  it('on arbitrary bytes and topics', () => {
    fc.assert(
      fc.property(fc.oneof(fc.constantFrom(...topics), fc.string()), fc.uint8Array({ maxLength: 400 }), expectSound),
      { seed, numRuns: 2_000 },
    );
  });
  it('on arbitrary JSON', () => {
    fc.assert(
      fc.property(fc.constantFrom(...topics), fc.json(), (topic, text) =>
        expectSound(topic, new TextEncoder().encode(text)),
      ),
      { seed, numRuns: 2_000 },
    );
  });
  it('on valid messages with any value replaced', () => {
    const paths = (value: unknown, path: string[] = []): string[][] =>
      typeof value === 'object' && value !== null
        ? Object.entries(value).flatMap(([key, child]) => [[...path, key], ...paths(child, [...path, key])])
        : [];
    const cases = valid.flatMap(([topic, text]) => paths(JSON.parse(text)).map((path) => ({ topic, text, path })));
    fc.assert(
      fc.property(fc.constantFrom(...cases), fc.jsonValue(), ({ topic, text, path }, replacement) => {
        const message = JSON.parse(text) as Record<string, unknown>;
        let at: Record<string, unknown> = message;
        for (const key of path.slice(0, -1)) at = at[key] as Record<string, unknown>;
        at[path.at(-1)!] = replacement;
        expectSound(topic, new TextEncoder().encode(JSON.stringify(message)));
      }),
      { seed, numRuns: 4_000 },
    );
  });
  it('on valid messages with bytes flipped, cut or doubled', () => {
    const mutation = fc.record({ at: fc.nat(), byte: fc.nat(255), cut: fc.boolean() });
    fc.assert(
      fc.property(
        fc.constantFrom(...valid),
        fc.array(mutation, { minLength: 1, maxLength: 4 }),
        ([topic, text], changes) => {
          let bytes = new TextEncoder().encode(text);
          for (const { at, byte, cut } of changes) {
            const place = at % Math.max(1, bytes.length);
            if (cut) bytes = bytes.slice(0, place);
            else bytes[place] = byte;
          }
          expectSound(topic, bytes);
        },
      ),
      { seed, numRuns: 4_000 },
    );
  });
  it('on arbitrary clock messages', () => {
    fc.assert(
      fc.property(fc.oneof(fc.string(), fc.json()), (text) => {
        readClockPayload(text, 0);
        readClockRequest(text);
      }),
      { seed, numRuns: 2_000 },
    );
  });
});
