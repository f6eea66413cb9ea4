import { expect, it } from 'vitest';
import type { StreamStatistics } from '../../../../app/core/stream/live-stream.ts';
import { onTopOf } from '../../../../app/core/stream/statistics-sum.ts';

const counted = (change: Partial<StreamStatistics>): StreamStatistics => ({
  status: { state: 'live' },
  carrier: { type: 'mqtt', address: 'ws://city/mqtt' },
  clock: null,
  devices: 200,
  received: 0,
  receivedBytes: 0,
  messagesPerSecond: 0,
  accepted: 0,
  rejected: 0,
  rejectedByReason: {},
  observationsStored: 0,
  batchesStored: 0,
  lagMedianMs: null,
  lagP95Ms: null,
  ...change,
});

it('sums go on over the workers that counted them, all else is of the last one', () => {
  const first = counted({
    received: 10,
    receivedBytes: 1_000,
    accepted: 7,
    rejected: 3,
    rejectedByReason: { 'not-json': 2, 'too-large': 1 },
    observationsStored: 9,
    batchesStored: 2,
    messagesPerSecond: 5,
    lagMedianMs: 40,
  });
  const second = counted({
    status: { state: 'catching-up', received: 4 },
    received: 4,
    receivedBytes: 400,
    accepted: 3,
    rejected: 1,
    rejectedByReason: { 'not-json': 1 },
    observationsStored: 5,
    batchesStored: 1,
    devices: 20,
  });
  expect(onTopOf(first, second)).toEqual({
    ...second,
    received: 14,
    receivedBytes: 1_400,
    accepted: 10,
    rejected: 4,
    rejectedByReason: { 'not-json': 3, 'too-large': 1 },
    observationsStored: 14,
    batchesStored: 3,
  });
  expect(onTopOf(null, second)).toBe(second);
});
