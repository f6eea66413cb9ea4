/**
 * Equilibrium flows of every hour of every type of day, each made when it is first asked for. All start from the solution
 * of one hour, the busiest of a working day, so that no hour depends on what was asked before; to a relative gap of 1e-6.
 */
import type { DemandModel } from '../demand.ts';
import type { DayType } from '../demand-profile.ts';
import { type Equilibrium, findEquilibrium } from './equilibrium.ts';
import type { AssignmentNetwork } from './network.ts';

const RELATIVE_GAP = 1e-6;
const START = { dayType: 'weekday', hour: 18 } as const;

/** Flow of each link in veh/h in an hour (0–23) of a type of day. */
export type HourlyFlows = (dayType: DayType, hour: number) => Float64Array;

/** Trips without a way are left out. The flows throw RangeError on a network that cannot be assigned at all. */
export function createHourlyFlows(network: AssignmentNetwork, demand: Pick<DemandModel, 'tripsOf'>): HourlyFlows {
  const known: Record<DayType, (Float64Array | undefined)[]> = { weekday: [], saturday: [], sunday: [] };
  const assigned = (dayType: DayType, hour: number, from: Equilibrium | null): Equilibrium => {
    const { value, issues } = findEquilibrium(network, demand.tripsOf(dayType, hour), {
      relativeGap: RELATIVE_GAP,
      unreachable: 'leave-out',
      ...(from === null ? {} : { start: from }),
    });
    if (value === null) throw new RangeError(`assignment: ${issues[0]?.code} ${issues[0]?.detail ?? ''}`);
    return value;
  };
  let start: Equilibrium | null = null;
  return (dayType, hour) => {
    const flows = known[dayType][hour];
    if (flows !== undefined) return flows;
    start ??= assigned(START.dayType, START.hour, null);
    const { flowVehPerHour } = assigned(dayType, hour, start);
    known[dayType][hour] = flowVehPerHour;
    return flowVehPerHour;
  };
}
