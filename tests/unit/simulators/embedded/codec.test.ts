import { describe, expect, it } from 'vitest';
import { encodeDeliveries } from '../../../../simulators/embedded/codec.ts';

const message = (topic: string, payload: string) => ({ topic, payload, qos: 1, retain: false, dueMs: 5 }) as const;

describe('deliveries of the embedded city', () => {
  it('carry topic, UTF-8 bytes and the time of arrival', () => {
    const { deliveries } = encodeDeliveries(
      [message('a/b', '{"unit":"µg/m³"}'), message('c', ''), message('d', '{}')],
      42,
    );
    expect(deliveries.map(({ topic, receivedAtMs }) => [topic, receivedAtMs])).toEqual([
      ['a/b', 42],
      ['c', 42],
      ['d', 42],
    ]);
    expect(deliveries.map(({ payload }) => [...payload])).toEqual([
      [...Buffer.from('{"unit":"µg/m³"}', 'utf8')],
      [],
      [123, 125],
    ]);
  });

  it('are views of one buffer, so that one transfer moves them all', () => {
    const { deliveries, buffer } = encodeDeliveries([message('a', '{}'), message('b', '[]')], 0);
    expect(deliveries.every(({ payload }) => payload.buffer === buffer)).toBe(true);
    expect(buffer.byteLength).toBe(4);
  });
});
