import type { ScheduledFault } from '../core/stream/fault-message.ts';
import type { AppContext } from './app-context.ts';
import type { ChangeRecord } from './change-record.ts';
import { jumpClock } from './jump-clock.ts';
import { pickSensor } from './pick-sensor.ts';

/** How long before a fault one arrives, to see the sensor in good health first. */
const BEFORE_MS = 10 * 60_000;

/** Sets the clock to shortly before a planned fault and picks its sensor. */
export function jumpToFault(app: AppContext, fault: ScheduledFault): ChangeRecord {
  pickSensor(app, fault.sensorId);
  return jumpClock(app, fault.fromMs - BEFORE_MS);
}
