import type { FaultReport } from '../../core/stream/fault-message.ts';
import { virtualNow } from '../../state/effective-time.ts';
import { useApp, useAppState, useWallTime } from '../app-context.tsx';

export interface FaultView {
  readonly report: FaultReport;
  /** Virtual time, ms UTC. */
  readonly nowMs: number;
}

/** What is broken, on the host's page; null on everybody else's. */
export function useFaults(): FaultView | null {
  const { ports } = useApp();
  const report = useAppState((state) => state.faults);
  const clock = useAppState((state) => state.clock);
  const nowMs = virtualNow(clock, useWallTime(1000));
  if (report === null || nowMs === null || !ports.stream.mayRequestClock) return null;
  return { report, nowMs };
}
