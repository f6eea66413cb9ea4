import type { Clock } from '../core/base/clock.ts';
import type { Scheduler } from '../core/store/live-query.ts';

/** Wall time for core's live queries. */
export function wallScheduler(clock: Clock): Scheduler {
  return {
    now: () => clock.now(),
    after(delayMs, work) {
      const timer = setTimeout(work, delayMs);
      return () => clearTimeout(timer);
    },
  };
}
