import { describe, expect, it } from 'vitest';
import {
  clockPayload,
  clockRequestPayload,
  readClockPayload,
  readClockRequest,
  readPublishedUntil,
} from '../../../../app/core/stream/clock-message.ts';
import { virtualTimeAt } from '../../../../app/core/stream/virtual-clock.ts';

const start = Date.UTC(2024, 10, 7, 8);
const state = { runId: 'run-1', virtualAnchorMs: start, wallAnchorMs: 5_000, speed: 60, paused: false };

describe('the clock on the wire', () => {
  it('says where the clock stands when it is sent', () => {
    expect(clockPayload(state, 6_000, start)).toBe(
      '{"run":"run-1","virtualTime":"2024-11-07T08:01:00.000Z","speed":60,"paused":false,"throttled":false,"until":"2024-11-07T08:00:00.000Z"}',
    );
  });
  it('says up to when everything was published', () => {
    expect(readPublishedUntil(clockPayload(state, 6_000, start))).toBe(start);
    expect([readPublishedUntil('{}'), readPublishedUntil('x'), readPublishedUntil('{"until":5}')]).toEqual([
      null,
      null,
      null,
    ]);
  });
  it("is anchored again at the receiver's own wall clock", () => {
    const received = readClockPayload(clockPayload(state, 6_000, start), 900_000)!;
    expect(virtualTimeAt(received, 901_000)).toBe(start + 120_000);
  });
  it.each(['', 'null', '{}', '{"run":"a","virtualTime":"yesterday","speed":60,"paused":false}', '[1]'])(
    'is not %s',
    (text) => {
      expect(readClockPayload(text, 0)).toBeNull();
    },
  );
  it('refuses a speed beyond ×3600 or below nothing', () => {
    for (const speed of [-1, 0, 3601, '60', null]) {
      const text = JSON.stringify({ run: 'a', virtualTime: '2024-11-07T08:00:00Z', speed, paused: false });
      expect(readClockPayload(text, 0)).toBeNull();
    }
  });
});

describe('what a host may ask', () => {
  it.each([
    { type: 'pause' },
    { type: 'resume' },
    { type: 'speed', speed: 360 },
    { type: 'jump', toMs: start },
  ] as const)('$type comes back as it was sent', (request) => {
    expect(readClockRequest(clockRequestPayload(request))).toEqual(request);
  });
  it.each([
    '{"type":"speed","speed":0.5}',
    '{"type":"speed","speed":99999}',
    '{"type":"jump","toMs":-1}',
    '{"type":"stop"}',
    'x',
  ])('nothing is made of %s', (text) => {
    expect(readClockRequest(text)).toBeNull();
  });
});
