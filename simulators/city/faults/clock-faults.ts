/** Faults of a device's own clock: by how much the times it writes are off, in whole seconds. */
import { MS_PER_HOUR, MS_PER_SECOND } from '../../../app/core/base/clock.ts';
import { utcOffsetMs } from '../local-time.ts';
import { type Fault, numberOf } from './fault.ts';

/** A cheap quartz gains this much on top of where it stands, share of the time that passes. */
const QUARTZ = 40e-6;

/** What a device adds to the times it writes, ms. */
export function clockErrorMs(faults: readonly Fault[], timeMs: number): number {
  let error = 0;
  for (const fault of faults) {
    switch (fault.type) {
      case 'clock-skew': {
        const seconds = numberOf(fault, 'seconds');
        const drifted = (Math.sign(seconds) * QUARTZ * (timeMs - fault.fromMs)) / MS_PER_SECOND;
        error += Math.round(seconds + drifted) * MS_PER_SECOND;
        break;
      }
      case 'local-as-utc':
        error += utcOffsetMs(timeMs);
        break;
      case 'dst-fold':
        error -= MS_PER_HOUR;
        break;
    }
  }
  return error;
}
