import type { FaultParameters, FaultType } from '../core/stream/fault-catalogue.ts';
import type { FaultWish } from '../core/stream/fault-message.ts';
import { virtualNow } from '../state/effective-time.ts';
import type { AppContext } from './app-context.ts';
import type { ChangeRecord } from './change-record.ts';
import { giveNotice } from './give-notice.ts';

const MS_PER_MINUTE = 60_000;

export interface FaultPlan {
  readonly sensorId: string;
  readonly type: FaultType;
  /** Null leaves it to the city: the first property that the fault can befall. */
  readonly property?: string | null;
  /** Minutes of the city's time; null until it is stopped. */
  readonly minutes: number | null;
  /** Minutes of the city's time from now; 0 at once. */
  readonly afterMinutes?: number;
  readonly parameters?: FaultParameters;
}

/** Breaks a sensor, on the host's page. What stands in the way is said. */
export function startFault(app: AppContext, plan: FaultPlan): ChangeRecord {
  const { sensorId, type, property = null, minutes, afterMinutes = 0, parameters = {} } = plan;
  const nowMs = virtualNow(app.store.getState().clock, app.ports.clock.now());
  const fromMs = afterMinutes > 0 && nowMs !== null ? Math.round(nowMs + afterMinutes * MS_PER_MINUTE) : null;
  wishForFault(app, { type: 'start', fault: type, sensorId, property, fromMs, minutes, parameters });
  return { label: 'change.fault' };
}

/** Passes a wish on; a refusal becomes a notice that names what it was about. */
export function wishForFault(app: AppContext, wish: FaultWish): void {
  app.ports.stream.requestFault(wish).then(
    ({ problem, detail }) => {
      if (problem !== null) giveNotice(app, 'warning', `notice.fault-${problem}`, { detail });
    },
    () => giveNotice(app, 'warning', 'notice.fault-no-answer'),
  );
}
