import type { Delivery } from '../../core/stream/message.ts';
import { backOffMs, pause } from './back-off.ts';
import type { Coverage } from './coverage.ts';
import { HistoryRefused, readHistory } from './history-reader.ts';

export interface CatchUp {
  readonly url: string;
  /** Virtual time from which on messages are missing; null for all of them. */
  readonly sinceMs: number | null;
  /** Told how far history has come, and asked where to go on after a failure. */
  readonly coverage: Coverage;
  readonly onDeliveries: (deliveries: readonly Delivery[]) => void | Promise<void>;
  /** A chunk was taken in. */
  readonly onProgress: (deliveries: number) => void;
  readonly signal: AbortSignal;
  readonly fetch: typeof fetch;
  readonly now: () => number;
  /** Uniform in [0, 1). */
  readonly random: () => number;
}

/** Refusals in a row after which a place is taken to have no history. */
const MOST_REFUSALS = 3;

/**
 * Fetches what is missing until it is whole, going on after every failure where it broke. A place that refuses has no
 * history; a network that fails is asked again, ever more seldom, while live messages go on.
 */
export async function catchUp(request: CatchUp): Promise<'whole' | 'refused' | 'called-off'> {
  const { coverage, signal } = request;
  let { sinceMs } = request;
  let failures = 0;
  let refusals = 0;
  while (!signal.aborted) {
    try {
      const answer = await readHistory({
        url: request.url,
        sinceMs,
        runId: coverage.runId,
        onStart: (runId) => coverage.onHistoryStart(runId, sinceMs),
        signal,
        fetch: request.fetch,
        now: request.now,
        onChunk: async (deliveries, dueMs) => {
          await request.onDeliveries(deliveries);
          if (signal.aborted) return;
          coverage.onHistoryChunk(dueMs);
          failures = 0;
          refusals = 0;
          request.onProgress(deliveries.length);
        },
      });
      if (signal.aborted) break;
      if (answer.type === 'whole') {
        coverage.onHistoryEnd(answer.untilMs);
        return 'whole';
      }
      sinceMs = null;
    } catch (error) {
      if (signal.aborted) break;
      failures++;
      refusals = error instanceof HistoryRefused ? refusals + 1 : 0;
      if (refusals >= MOST_REFUSALS) return 'refused';
      sinceMs = coverage.missingFromMs;
      await pause(backOffMs(failures, request.random()), signal);
    }
  }
  return 'called-off';
}
