/**
 * Traffic on every link at any moment. Between the middles of two hours the equilibrium flows run linearly, and days
 * and streets scatter smoothly around them.
 */
import { MS_PER_HOUR } from '../../app/core/base/clock.ts';
import { createHourlyFlows } from '../../app/core/models/assignment/hourly-flows.ts';
import { linkTimeS } from '../../app/core/models/assignment/link-costs.ts';
import { type AssignableStreets, networkOfStreets } from '../../app/core/models/assignment/network.ts';
import { createDemand, type DemandSite } from '../../app/core/models/demand.ts';
import { hoursAround, trafficLevel } from '../../app/core/models/demand-profile.ts';
import { findGates } from '../../app/core/models/gates.ts';
import { localMoment } from './local-time.ts';
import { keyOf, smoothAt } from './seeded-noise.ts';

const JUNCTION_DELAY_S = 10;
/** Slower than any queue moves; below, speeds of an overloaded link are no speeds. */
const SLOWEST_KMH = 5;

export interface CityTraffic {
  flowVehPerHour(link: number, timeMs: number): number;
  /** Mean speed over the whole link including its junction at a flow in veh/h, km/h: what emission depends on. */
  journeySpeedKmh(link: number, flowVehPerHour: number): number;
  /** Speed in the middle of the link at a flow in veh/h, km/h: what a loop sees and what tyres sound like. */
  spotSpeedKmh(link: number, flowVehPerHour: number): number;
  /** Traffic of the whole city, 1 in the busiest hour of a working day. */
  level(timeMs: number): number;
}

export function createTraffic(
  streets: AssignableStreets,
  nodeXM: Float64Array,
  nodeYM: Float64Array,
  sites: readonly DemandSite[],
  seed: number,
): CityTraffic {
  const network = networkOfStreets(streets, JUNCTION_DELAY_S);
  const demand = createDemand({ nodeXM, nodeYM, gates: findGates(network, nodeXM, nodeYM), sites });
  const dayKey = keyOf(seed, 'traffic', 'day');
  const linkKeys = Int32Array.from({ length: streets.linkCount }, (_, link) => keyOf(seed, 'traffic', link));
  const flowsOf = createHourlyFlows(network, demand);

  return {
    flowVehPerHour(link, timeMs) {
      const { day, hours } = localMoment(timeMs);
      const { earlierType, earlierHour, laterType, laterHour, share } = hoursAround(day, hours);
      const earlier = flowsOf(earlierType, earlierHour)[link]!;
      const later = flowsOf(laterType, laterHour)[link]!;
      const scatter =
        1 +
        0.04 * smoothAt(dayKey, timeMs, 9 * MS_PER_HOUR) +
        0.05 * smoothAt(linkKeys[link]!, timeMs, 0.7 * MS_PER_HOUR);
      return (earlier + share * (later - earlier)) * Math.max(0.5, scatter);
    },
    journeySpeedKmh: (link, flow) =>
      Math.max(SLOWEST_KMH, (streets.lengthM[link]! / linkTimeS(network, link, flow)) * 3.6),
    spotSpeedKmh: (link, flow) =>
      (streets.lengthM[link]! / Math.max(1, linkTimeS(network, link, flow) - JUNCTION_DELAY_S)) * 3.6,
    level(timeMs) {
      const { day, hours } = localMoment(timeMs);
      return trafficLevel(hoursAround(day, hours));
    },
  };
}
