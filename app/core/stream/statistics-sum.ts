import type { StreamStatistics } from './live-stream.ts';

type Sums = Pick<
  StreamStatistics,
  'received' | 'receivedBytes' | 'accepted' | 'rejected' | 'rejectedByReason' | 'observationsStored' | 'batchesStored'
>;

/** The statistics of a worker that took over from another: its sums go on from those, all else is its own. */
export function onTopOf(earlier: Sums | null, now: StreamStatistics): StreamStatistics {
  if (earlier === null) return now;
  const rejectedByReason = { ...earlier.rejectedByReason };
  for (const [reason, count] of Object.entries(now.rejectedByReason)) {
    const key = reason as keyof typeof rejectedByReason;
    rejectedByReason[key] = (rejectedByReason[key] ?? 0) + count;
  }
  return {
    ...now,
    received: earlier.received + now.received,
    receivedBytes: earlier.receivedBytes + now.receivedBytes,
    accepted: earlier.accepted + now.accepted,
    rejected: earlier.rejected + now.rejected,
    rejectedByReason,
    observationsStored: earlier.observationsStored + now.observationsStored,
    batchesStored: earlier.batchesStored + now.batchesStored,
  };
}
