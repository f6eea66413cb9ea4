/**
 * Who takes the car: a logit of walking, public transport and private vehicle, by the time each takes over a distance.
 *
 * P(m) = e^{V_m} / Σ e^{V},  V = −λ · t_m  (+ c for the private vehicle)
 * t_walk = 60·d/4.8,  t_transit = 9 + 60·d/15,  t_private = 6 + 60·d/14      minutes, d km along the streets
 * λ 0.05 per minute. c is what makes the private share of all trips together what is known of them: found by halving, since
 * the share rises with it.
 * Valid for trips of 0.1–20 km inside a city with dense public transport. It knows no purposes, no cars owned, no money.
 *
 * Source: D. McFadden (1974); J. de D. Ortúzar, L. G. Willumsen, Modelling Transport (2011), ch. 7. λ and the times are
 * assumptions, within the range of published urban models.
 */
import { exp } from '../base/portable-math.ts';
import type { Assumption } from './assumption.ts';

const PER_MINUTE = 0.05;
const WALK_KMH = 4.8;
const TRANSIT_KMH = 15;
const TRANSIT_ACCESS_MIN = 9;
const PRIVATE_KMH = 14;
const PRIVATE_ACCESS_MIN = 6;

const judged = (
  key: string,
  value: number,
  unit: string,
  range: readonly [number, number],
  source: string,
): Assumption => ({
  key: `mode-choice.${key}`,
  value,
  unit,
  range,
  source,
  kind: 'assumption',
});

export const MODE_ASSUMPTIONS: readonly Assumption[] = [
  judged('per-minute', PER_MINUTE, '/min', [0.02, 0.1], 'How much a minute more counts; usual of urban logit models'),
  judged('walk-speed', WALK_KMH, 'km/h', [4, 5.5], 'Usual walking speed'),
  judged('transit-speed', TRANSIT_KMH, 'km/h', [12, 20], 'Bus and metro with their stops; judgement'),
  judged('transit-access', TRANSIT_ACCESS_MIN, 'min', [5, 15], 'To the stop, waiting, from the stop; judgement'),
  judged('private-speed', PRIVATE_KMH, 'km/h', [10, 20], 'Inner-city journey speed; judgement'),
  judged('private-access', PRIVATE_ACCESS_MIN, 'min', [3, 12], 'To the car and looking for a place to park; judgement'),
];

export interface ModeShares {
  readonly walk: number;
  readonly transit: number;
  readonly private: number;
}

/** Shares of the modes over a distance along the streets; `constant` of the private vehicle. They add up to 1. */
export function modeShares(km: number, constant: number): ModeShares {
  const minutes = 60 * Math.max(0, km);
  const walk = exp(-PER_MINUTE * (minutes / WALK_KMH));
  const transit = exp(-PER_MINUTE * (TRANSIT_ACCESS_MIN + minutes / TRANSIT_KMH));
  const own = exp(constant - PER_MINUTE * (PRIVATE_ACCESS_MIN + minutes / PRIVATE_KMH));
  const all = walk + transit + own;
  return { walk: walk / all, transit: transit / all, private: own / all };
}

const LEAST_CONSTANT = -30;
const MOST_CONSTANT = 30;
const HALVINGS = 60;

/** The constant at which trips over `km` with `weights` have a private share of `wanted` (0–1) together. */
export function constantFor(wanted: number, km: ArrayLike<number>, weights: ArrayLike<number>): number {
  let total = 0;
  for (let i = 0; i < weights.length; i++) total += weights[i]!;
  let low = LEAST_CONSTANT;
  let high = MOST_CONSTANT;
  for (let step = 0; step < HALVINGS; step++) {
    const middle = (low + high) / 2;
    let own = 0;
    for (let i = 0; i < weights.length; i++)
      if (weights[i]! > 0) own += weights[i]! * modeShares(km[i]!, middle).private;
    if (own < wanted * total) low = middle;
    else high = middle;
  }
  return (low + high) / 2;
}
