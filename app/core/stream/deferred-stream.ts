import type { FaultReport } from './fault-message.ts';
import type { LiveStream, StreamStatistics } from './live-stream.ts';

/** What is told while nobody knows yet where the stream comes from. */
const WAITING: StreamStatistics = {
  status: { state: 'connecting' },
  carrier: { type: 'mqtt', address: '' },
  clock: null,
  devices: 0,
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
};

/**
 * A stream that can be handed out before it exists: it says `connecting` until the real one takes over, and `failed`
 * with the reason if there will be none.
 */
export function deferredStream(coming: Promise<LiveStream>): LiveStream {
  const listeners = new Set<(statistics: StreamStatistics) => void>();
  const faultListeners = new Set<(report: FaultReport) => void>();
  let stream: LiveStream | null = null;
  let lastReport: FaultReport | null = null;
  let last = WAITING;
  const tell = (statistics: StreamStatistics) => {
    last = statistics;
    for (const listener of listeners) listener(statistics);
  };
  coming.then(
    (arrived) => {
      stream = arrived;
      arrived.onStatistics(tell);
      arrived.onFaults((report) => {
        lastReport = report;
        for (const listener of faultListeners) listener(report);
      });
    },
    (error: unknown) => {
      const detail = error instanceof Error ? error.message : String(error);
      tell({ ...WAITING, status: { state: 'failed', detail } });
    },
  );
  return {
    onStatistics(listener) {
      listeners.add(listener);
      listener(last);
      return () => listeners.delete(listener);
    },
    get mayRequestClock() {
      return stream?.mayRequestClock ?? false;
    },
    requestClock: async (request) => (await coming).requestClock(request),
    onFaults(listener) {
      faultListeners.add(listener);
      if (lastReport !== null) listener(lastReport);
      return () => faultListeners.delete(listener);
    },
    requestFault: async (wish) => (await coming).requestFault(wish),
    stop: async () => (await coming).stop(),
  };
}
