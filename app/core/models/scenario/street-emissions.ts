/** Traffic of a mean day and what it emits and sounds like, link by link; and what the streets' air is made of. */
import { linkTimeS } from '../assignment/link-costs.ts';
import { emissionFactorOf, type FleetFactors } from '../emissions/fleet.ts';
import type { ScenarioInputs } from './apply-edits.ts';
import { DAY_PARTS, DAYTIME_PER_PEAK, MEAN_DAY_PER_PEAK, NOISE_HOURS } from './day-parts.ts';
import type { ChainDraw } from './parameters.ts';
import type { WhatIfPlace } from './place.ts';
import type { LinkResults } from './results.ts';
import type { StreetNoise } from './street-noise.ts';

const SLOWEST_KMH = 5;

export interface StreetEmissions {
  readonly links: LinkResults;
  /** Mean over the day by link, µg/(m·s). */
  readonly source: { readonly nox: Float64Array; readonly pm10: Float64Array; readonly pm25: Float64Array };
  /** Mean flow of the daytime by link, veh/h: what stirs the air. */
  readonly daytimeFlow: Float64Array;
  /** Sound energy by link of day, evening and night. */
  readonly energies: readonly Float64Array[];
  readonly vehKmPerDay: number;
  readonly vehHoursPerDay: number;
}

export interface EmittingFleet {
  readonly factors: FleetFactors;
  /** What cold engines emit besides, and the share of each link's vehicles that has one; null where all are warm. */
  readonly cold: { readonly excess: FleetFactors; readonly shareOfLink: Float64Array } | null;
  readonly noise: StreetNoise;
}

export function streetEmissions(
  { streets }: WhatIfPlace,
  { network, freeSpeedKmh }: ScenarioInputs,
  { factors, cold, noise }: EmittingFleet,
  peakVehPerHour: Float64Array,
  draw: ChainDraw,
): StreetEmissions {
  const count = streets.linkCount;
  const column = () => new Float64Array(count);
  const links: LinkResults = {
    vehPerDay: column(),
    peakVehPerHour,
    speedKmh: column(),
    saturation: column(),
    noxGPerDay: column(),
    pm10GPerDay: column(),
    pm25GPerDay: column(),
    co2KgPerDay: column(),
  };
  const source = { nox: column(), pm10: column(), pm25: column() };
  const daytimeFlow = column();
  const energies = NOISE_HOURS.map(column);
  let vehKmPerDay = 0;
  let vehHoursPerDay = 0;
  for (let link = 0; link < count; link++) {
    const peak = peakVehPerHour[link]!;
    const daily = peak * MEAN_DAY_PER_PEAK;
    const km = streets.lengthM[link]! / 1000;
    const coldShare = cold?.shareOfLink[link] ?? 0;
    const factorOf = (pollutant: keyof FleetFactors, speed: number): number => {
      const warm = emissionFactorOf(factors, pollutant, speed);
      return coldShare === 0 ? warm : warm + coldShare * emissionFactorOf(cold!.excess, pollutant, speed);
    };
    let nox = 0;
    let pm10 = 0;
    let pm25 = 0;
    let co2 = 0;
    /** Vehicles and their hours per kilometre by day. */
    let byDay = 0;
    let byDayHours = 0;
    for (const { hours, perPeak, noise: part } of DAY_PARTS) {
      const flow = peak * perPeak;
      const speed = Math.max(SLOWEST_KMH, (streets.lengthM[link]! / linkTimeS(network, link, flow)) * 3.6);
      const driven = flow * hours;
      nox += driven * factorOf('nox', speed) * draw.emission;
      pm10 += driven * factorOf('pm10', speed) * draw.particles;
      pm25 += driven * factorOf('pm25', speed) * draw.particles;
      co2 += driven * factorOf('co2', speed) * draw.co2;
      vehHoursPerDay += driven * (km / speed);
      if (part === 0) {
        // Weighted by time where nobody drives: the speed of an empty street.
        byDay += flow > 0 ? driven : hours;
        byDayHours += (flow > 0 ? driven : hours) / speed;
      }
      const heard = noise.energyPerMetre(flow, Math.min(freeSpeedKmh[link]!, speed * 1.3));
      energies[part]![link]! += (heard * hours) / NOISE_HOURS[part];
    }
    links.vehPerDay[link] = daily;
    links.speedKmh[link] = byDay / byDayHours;
    links.saturation[link] = peak / network.capacityVehPerHour[link]!;
    links.noxGPerDay[link] = nox * km;
    links.pm10GPerDay[link] = pm10 * km;
    links.pm25GPerDay[link] = pm25 * km;
    links.co2KgPerDay[link] = (co2 * km) / 1000;
    vehKmPerDay += daily * km;
    // g/km·veh/day → µg/(m·s): 1 g/(km·day) = 1e3 µg/(m·day) = 1e3/86,400 µg/(m·s).
    source.nox[link] = nox / 86.4;
    source.pm10[link] = pm10 / 86.4;
    source.pm25[link] = pm25 / 86.4;
    daytimeFlow[link] = peak * DAYTIME_PER_PEAK;
  }
  return { links, source, daytimeFlow, energies, vehKmPerDay, vehHoursPerDay };
}
