/**
 * The faults of every day, at fixed local times, so that a lesson can name them: docs/faults.md has the same list for
 * people. Each befalls the same device every day.
 */
import type { FaultParameters, FaultType } from '../../../app/core/stream/fault-catalogue.ts';

export interface PlannedFault {
  readonly type: FaultType;
  /** Local hour of the day. */
  readonly hour: number;
  readonly minutes: number;
  /** `domain/kind` of the device it befalls, as in the topics. */
  readonly place: string;
  readonly property?: string;
  readonly parameters?: FaultParameters;
}

const at = (
  clock: string,
  type: FaultType,
  minutes: number,
  place: string,
  more: Pick<PlannedFault, 'property' | 'parameters'> = {},
): PlannedFault => {
  const [hours, past] = clock.split(':');
  return { type, hour: Number(hours) + Number(past) / 60, minutes, place, ...more };
};

export const PLANNED_DAY: readonly PlannedFault[] = [
  // Before the class: seen in the history of the first morning.
  at('02:00', 'dst-fold', 120, 'traffic/loop', { parameters: { minutes: 60 } }),
  at('04:00', 'gap', 120, 'air/reference'),
  at('06:00', 'unit-mixup', 120, 'air/reference', { property: 'no2' }),
  at('07:00', 'swapped-axes', 180, 'air/reference'),
  at('07:30', 'replay', 360, 'mobility/bike-counter'),
  // A day of lessons: one of each between nine and six.
  at('09:15', 'spike', 1, 'noise/class2'),
  at('09:30', 'gap', 60, 'air/lowcost'),
  at('09:40', 'stuck', 120, 'traffic/loop', { property: 'flow' }),
  at('09:50', 'drift', 360, 'air/lowcost', { property: 'no2', parameters: { hours: 6 } }),
  at('10:00', 'duplicate', 30, 'traffic/loop'),
  at('10:10', 'unit-mixup', 120, 'air/lowcost', { property: 'no2' }),
  at('10:20', 'swapped-axes', 90, 'air/lowcost'),
  at('10:30', 'local-as-utc', 60, 'traffic/loop'),
  at('10:40', 'decimal-comma', 30, 'air/lowcost', { property: 'pm10' }),
  at('10:50', 'sentinel', 30, 'weather/station', { property: 'temperature', parameters: { code: '-999' } }),
  at('11:00', 'late', 45, 'air/lowcost'),
  at('11:10', 'noise-burst', 60, 'noise/class2'),
  at('11:20', 'clock-skew', 60, 'noise/class2', { parameters: { seconds: 240 } }),
  at('11:30', 'renamed-key', 45, 'air/lowcost', { property: 'no2' }),
  at('11:40', 'retained-stale', 45, 'parking/onstreet'),
  at('11:50', 'counter-rollover', 1, 'mobility/bike-counter'),
  at('12:00', 'rogue-publisher', 30, 'air/lowcost'),
  at('12:10', 'saturation', 120, 'noise/class2'),
  at('12:20', 'projected-as-degrees', 90, 'noise/class2'),
  at('12:30', 'unit-mixup', 90, 'weather/station', { property: 'temperature' }),
  at('12:40', 'out-of-order', 60, 'traffic/loop'),
  at('12:50', 'string-number', 45, 'parking/onstreet', { property: 'free' }),
  at('13:00', 'replay', 240, 'air/lowcost'),
  at('13:15', 'id-reuse', 120, 'traffic/loop'),
  at('13:30', 'sentinel', 30, 'traffic/loop', { property: 'flow', parameters: { code: '9999' } }),
  at('13:45', 'null-island', 90, 'traffic/loop'),
  at('14:00', 'dst-fold', 60, 'noise/class2', { parameters: { minutes: 30 } }),
  at('14:15', 'counter-reset', 1, 'traffic/loop'),
  at('14:30', 'sentinel', 30, 'air/lowcost', { property: 'o3', parameters: { code: 'NaN' } }),
  at('14:45', 'sentinel', 30, 'noise/class2', { property: 'laeq', parameters: { code: 'empty' } }),
  at('15:00', 'ed50-shift', 90, 'air/lowcost'),
  at('15:15', 'truncated-degrees', 90, 'parking/onstreet'),
  at('15:30', 'unit-mixup', 90, 'traffic/loop', { property: 'speed' }),
  at('15:45', 'unit-mixup', 60, 'parking/onstreet', { property: 'occupancy' }),
  at('16:00', 'stuck', 120, 'air/lowcost', { property: 'pm10', parameters: { dither: 0.005 } }),
  at('16:15', 'spike', 1, 'traffic/loop', { property: 'flow' }),
  at('16:30', 'gap', 90, 'traffic/loop'),
  at('16:45', 'duplicate', 30, 'noise/class2'),
  at('17:00', 'late', 45, 'traffic/loop'),
  at('17:30', 'drift', 240, 'noise/class2', { property: 'laeq', parameters: { hours: 4 } }),
  // The evening.
  at('19:00', 'unit-mixup', 180, 'air/lowcost', { property: 'o3' }),
  at('20:00', 'clock-skew', 60, 'traffic/loop', { parameters: { seconds: -180 } }),
  at('22:00', 'stuck', 90, 'noise/class2', { property: 'laeq' }),
];
