/**
 * What a link costs at a flow, and how fast that rises: the BPR function with any power, plus a fixed part.
 *
 * Cost       c(v) = t0 · (1 + B · (v/C)^p) + f          s; v flow and C capacity in veh/h, f tolls and distance in s
 * Slope      c'(v) = t0 · B · p / C · (v/C)^(p−1)       s per veh/h
 * Integral   ∫0..v c = t0 · (v + B · C/(p+1) · (v/C)^(p+1)) + f · v
 *
 * B = 0, p = 0 and t0 = 0 make a link of constant cost: t0 · (1 + B) + f for p = 0, t0 + f otherwise. For p < 1 the slope
 * is infinite at v = 0; it is taken at a millionth of the capacity there, which only shortens a step.
 *
 * Source: BPR, Traffic Assignment Manual (1964); the format of B and p as in the TNTP collection.
 */
import { pow } from '../../base/portable-math.ts';
import { USUAL_BPR_FACTOR, USUAL_BPR_POWER } from './assumptions.ts';
import type { AssignmentNetwork } from './network.ts';

/** Up to here an integer power is multiplied out, which is much quicker than `pow`. */
const LARGEST_MULTIPLIED_POWER = 32;
const SMALL_SATURATION = 1e-6;

export interface LinkCosts {
  /** Generalised cost of each link in s, as of its last `set`. */
  readonly costS: Float64Array;
  /** Its slope, s per veh/h. */
  readonly slope: Float64Array;
  /** Brings cost and slope of one link to a flow in veh/h. */
  set(link: number, flow: number): void;
  setAll(flow: Float64Array): void;
  costAt(link: number, flow: number): number;
  slopeAt(link: number, flow: number): number;
  /** Σ ∫0..v c over all links (Beckmann's objective), s · veh/h. */
  objective(flow: Float64Array): number;
  /** Travel time alone, without the fixed part, s. */
  timeAt(link: number, flow: number): number;
}

export function createLinkCosts(network: AssignmentNetwork): LinkCosts {
  const { linkCount, freeFlowTimeS: freeTime, capacityVehPerHour: capacity } = network;
  const factor = network.bprFactor ?? new Float64Array(linkCount).fill(USUAL_BPR_FACTOR);
  const power = network.bprPower ?? new Float64Array(linkCount).fill(USUAL_BPR_POWER);
  const fixed = network.fixedCostS ?? new Float64Array(linkCount);
  const costS = new Float64Array(linkCount);
  const slope = new Float64Array(linkCount);
  /** 0: constant; n ≥ 1: power n multiplied out; −1: any other power. */
  const kind = new Int8Array(linkCount);
  for (let a = 0; a < linkCount; a++) {
    const p = power[a]!;
    if (factor[a] === 0 || p === 0 || freeTime[a] === 0) kind[a] = 0;
    else kind[a] = Number.isInteger(p) && p <= LARGEST_MULTIPLIED_POWER ? p : -1;
  }

  /** (v/C)^(p−1), from which both cost and slope follow. */
  const lowerPower = (link: number, saturation: number): number => {
    const whole = kind[link]!;
    if (whole < 0) {
      const p = power[link]!;
      return pow(p < 1 ? Math.max(saturation, SMALL_SATURATION) : saturation, p - 1);
    }
    let product = 1;
    let square = saturation;
    for (let rest = whole - 1; rest > 0; rest >>= 1) {
      if ((rest & 1) === 1) product *= square;
      square *= square;
    }
    return product;
  };
  const constantTime = (link: number): number =>
    power[link] === 0 ? freeTime[link]! * (1 + factor[link]!) : freeTime[link]!;

  const timeAt = (link: number, flow: number): number => {
    if (kind[link] === 0) return constantTime(link);
    const saturation = flow > 0 ? flow / capacity[link]! : 0;
    const rise = kind[link]! < 0 ? pow(saturation, power[link]!) : lowerPower(link, saturation) * saturation;
    return freeTime[link]! * (1 + factor[link]! * rise);
  };

  const set = (link: number, flow: number): void => {
    if (kind[link] === 0) return;
    const c = capacity[link]!;
    const saturation = flow > 0 ? flow / c : 0;
    const p = power[link]!;
    const lower = lowerPower(link, saturation);
    const rise = p < 1 ? pow(saturation, p) : lower * saturation;
    const steep = freeTime[link]! * factor[link]!;
    costS[link] = freeTime[link]! + steep * rise + fixed[link]!;
    slope[link] = (steep * p * lower) / c;
  };
  for (let a = 0; a < linkCount; a++) {
    if (kind[a] === 0) costS[a] = constantTime(a) + fixed[a]!;
    else set(a, 0);
  }

  return {
    costS,
    slope,
    set,
    setAll(flow) {
      for (let a = 0; a < linkCount; a++) set(a, flow[a]!);
    },
    timeAt,
    costAt: (link, flow) => timeAt(link, flow) + fixed[link]!,
    slopeAt(link, flow) {
      if (kind[link] === 0) return 0;
      const c = capacity[link]!;
      return (freeTime[link]! * factor[link]! * power[link]! * lowerPower(link, flow > 0 ? flow / c : 0)) / c;
    },
    objective(flow) {
      let total = 0;
      for (let a = 0; a < linkCount; a++) {
        const v = flow[a]!;
        if (kind[a] === 0) {
          total += (constantTime(a) + fixed[a]!) * v;
          continue;
        }
        const rise = timeAt(a, v) - freeTime[a]!;
        total += (freeTime[a]! + fixed[a]!) * v + (rise * v) / (power[a]! + 1);
      }
      return total;
    },
  };
}

/** BPR time alone of one link at a flow in veh/h, s: for whoever asks for single links, without preparing all. */
export function linkTimeS(network: AssignmentNetwork, link: number, flow: number): number {
  const factor = network.bprFactor === undefined ? USUAL_BPR_FACTOR : network.bprFactor[link]!;
  const power = network.bprPower === undefined ? USUAL_BPR_POWER : network.bprPower[link]!;
  const saturation = flow / network.capacityVehPerHour[link]!;
  const rise = power === 4 ? saturation * saturation * saturation * saturation : pow(saturation, power);
  return network.freeFlowTimeS[link]! * (1 + factor * rise);
}
