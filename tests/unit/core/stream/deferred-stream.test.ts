import { describe, expect, it } from 'vitest';
import { deferredStream } from '../../../../app/core/stream/deferred-stream.ts';
import type { LiveStream, StreamStatistics } from '../../../../app/core/stream/live-stream.ts';

const statuses = (stream: LiveStream) => {
  const seen: string[] = [];
  stream.onStatistics(({ status }) => seen.push(status.state));
  return seen;
};

describe('a deferred stream', () => {
  it('says connecting, then speaks for the real one', async () => {
    const speakers: ((statistics: StreamStatistics) => void)[] = [];
    const real = {
      onStatistics: (f: (s: StreamStatistics) => void) => speakers.push(f),
      onFaults: () => () => {},
      mayRequestClock: true,
    } as unknown as LiveStream;
    const stream = deferredStream(Promise.resolve(real));
    const seen = statuses(stream);
    let heard: StreamStatistics | null = null;
    stream.onStatistics((statistics) => {
      heard = statistics;
    });
    expect(stream.mayRequestClock).toBe(false);
    await Promise.resolve();
    speakers[0]!({ ...heard!, status: { state: 'live' } });
    expect(seen).toEqual(['connecting', 'live']);
    expect(stream.mayRequestClock).toBe(true);
  });

  it('says failed, and why, where none comes', async () => {
    const stream = deferredStream(Promise.reject(new Error('no connection file')));
    const seen = statuses(stream);
    await new Promise((resolve) => setImmediate(resolve));
    expect(seen).toEqual(['connecting', 'failed']);
  });
});
