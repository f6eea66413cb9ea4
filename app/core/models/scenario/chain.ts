/**
 * The chain: demand → assignment → emissions → street air → NO2, and noise → people at façades, for a yearly mean day.
 *
 * One assignment of the busiest hour of a working day; the day's flow is the peak's over its share of the day, times the
 * week's mean ((5 + 0.85 + 0.70)/7 of a working day). Day, evening and night (12, 4, 8 h) each have their mean flow, and
 * speeds, emissions and sound of it. Concentrations are dilution × source + background; NO2 by the photostationary state
 * at the year's mean weather. Every random multiplier comes in as a draw: the same draw gives the same result.
 *
 * Valid for a district with through-traffic on a grid, scenarios that leave the buildings standing. It cannot tell: queues,
 * single days, changes of mode or of where people live, the city beyond the gates. No other street's exhaust is added to
 * a street but by the background, which stays the same in every scenario.
 */

import { type Equilibrium, findEquilibrium } from '../assignment/equilibrium.ts';
import { linkTimeS } from '../assignment/link-costs.ts';
import type { TripTable } from '../assignment/network.ts';
import type { SelectedLink } from '../assignment/select-link.ts';
import { streetGases } from '../chemistry.ts';
import { hourlyShare, PEAK_HOUR_SHARE } from '../demand-profile.ts';
import { emissionFactorOf, type FleetFactors, fleetFactors, shareOfKind } from '../emissions/fleet.ts';
import { yearlyLimitUgM3 } from '../exposure/limit-values.ts';
import { peopleAbove, populationExposure, populationMean } from '../exposure/population-exposure.ts';
import { trafficTurbulenceMS } from '../street-air/street-air.ts';
import type { WindRose } from '../street-air/wind-rose.ts';
import { type AppliedEdits, applyEdits, type ScenarioInputs } from './apply-edits.ts';
import { MEDITERRANEAN_CLIMATE, type YearlyClimate } from './climate.ts';
import { createDilutionTable, type DilutionTable } from './dilution-table.ts';
import { displacedShares } from './displaced-trips.ts';
import type { ScenarioEdit } from './edits.ts';
import type { ChainDraw } from './parameters.ts';
import type { WhatIfPlace } from './place.ts';
import {
  type LinkResults,
  NOISE_LIMITS,
  type ReceptorResults,
  type ScenarioResult,
  type ScenarioTotals,
} from './results.ts';
import { streetHeatK } from './street-heat.ts';
import { createStreetNoise, type StreetNoise } from './street-noise.ts';
import { createSolver, type SolvedFlows, solved } from './turn-bans.ts';

/** The busiest hour of a working day, local time. */
const PEAK_HOUR = 18;
const WEEK_FACTOR = (5 + 0.85 + 0.7) / 7;
const SLOWEST_KMH = 5;

/** Parts of the day as noise law has them: hours, and the mean share of a working day's traffic in one of their hours. */
export const DAY_PARTS = [
  { name: 'day', from: 7, hours: 12 },
  { name: 'evening', from: 19, hours: 4 },
  { name: 'night', from: 23, hours: 8 },
].map(({ name, from, hours }) => ({
  name,
  hours,
  hourShare:
    Array.from({ length: hours }, (_, i) => hourlyShare('weekday', (from + i) % 24)).reduce((a, b) => a + b, 0) / hours,
}));

export interface ChainOptions {
  /** 1e-5 unless told. */
  readonly relativeGap?: number;
  readonly onProgress?: (gap: number, iteration: number) => boolean | undefined;
}

/** One version of the place — the baseline or a scenario — ready to be run for many draws. */
export interface PreparedScenario {
  readonly inputs: ScenarioInputs;
  readonly issues: AppliedEdits['issues'];
  run(draw: ChainDraw, options?: ChainOptions): ScenarioResult;
  /** Whose trips are on some links in the busiest hour of a working day, link after link. */
  selectLinks(links: readonly number[], draw: ChainDraw, options?: ChainOptions): readonly SelectedLink[];
}

export interface Chain {
  readonly place: WhatIfPlace;
  /** Edits that cannot be are named in `issues` and left out. */
  prepare(edits: readonly ScenarioEdit[]): PreparedScenario;
}

export function createChain(place: WhatIfPlace, climate: YearlyClimate = MEDITERRANEAN_CLIMATE): Chain {
  const dilution = createDilutionTable(place.receptors, place.segments, climate.rose);
  const trips = place.demand.tripsOf('weekday', PEAK_HOUR);
  const gateNodes = new Set(place.gates.map(({ node }) => node));
  /**
   * The baseline's equilibrium at the middle of everything. Every run begins from it, never from the run before, so that a
   * draw's result depends on the draw alone and a scenario without edits is the baseline to the last bit.
   */
  let baseline: Equilibrium | null = null;
  const baselineOf = (): Equilibrium => {
    baseline ??= solved(findEquilibrium(place.network, trips, { relativeGap: 1e-5, unreachable: 'leave-out' }));
    return baseline;
  };
  return {
    place,
    prepare(edits) {
      const { inputs, issues } = applyEdits(place, edits);
      const of: VersionOfPlace = {
        inputs,
        factors: fleetFactors(inputs.fleet),
        noise: createStreetNoise(inputs.fleet),
        heatK: streetHeatK(place, inputs.treesPlanted),
      };
      const solve = createSolver(inputs.network, inputs.turnRules, trips, baselineOf);
      // Which trips the changed streets displace is asked of the baseline, once.
      let displaced: Float64Array | null = null;
      const displacedOf = (): Float64Array => {
        if (displaced === null) {
          displaced = displacedShares(place.network, trips, baselineOf().costS, inputs.changedLinks);
        }
        return displaced;
      };
      const assign = (draw: ChainDraw, { relativeGap = 1e-5, onProgress }: ChainOptions): SolvedFlows => {
        const demand = demandOf(trips, inputs, draw, gateNodes, displacedOf);
        return solve(demand, {
          relativeGap,
          ...(onProgress === undefined
            ? {}
            : { onIteration: ({ relativeGap: gap, iteration }) => onProgress(gap, iteration) }),
        });
      };
      return {
        inputs,
        issues,
        run: (draw, options = {}) => consequences(place, of, assign(draw, options), dilution, climate, draw),
        selectLinks(selected, draw, options = {}) {
          const { select } = assign(draw, options);
          return selected.map(select);
        },
      };
    },
  };
}

function demandOf(
  trips: TripTable,
  inputs: ScenarioInputs,
  draw: ChainDraw,
  gateNodes: ReadonlySet<number>,
  displacedOf: () => Float64Array,
): TripTable {
  const zones = trips.zoneNode.length;
  const evaporation = inputs.changedLinks.includes(1) ? inputs.evaporation : 0;
  const displaced = evaporation > 0 ? displacedOf() : null;
  const tripsPerHour = new Float64Array(trips.tripsPerHour.length);
  for (let i = 0; i < zones; i++) {
    const fromGate = gateNodes.has(trips.zoneNode[i]!);
    for (let j = 0; j < zones; j++) {
      const cell = i * zones + j;
      const through = fromGate && gateNodes.has(trips.zoneNode[j]!) ? inputs.throughFactor : 1;
      const made = displaced === null ? 1 : 1 - evaporation * displaced[cell]!;
      tripsPerHour[cell] = trips.tripsPerHour[cell]! * draw.flow * inputs.demandFactor * through * made;
    }
  }
  return { zoneNode: trips.zoneNode, tripsPerHour };
}

/** What stays the same in every draw of one version of the place. */
interface VersionOfPlace {
  readonly inputs: ScenarioInputs;
  readonly factors: FleetFactors;
  readonly noise: StreetNoise;
  /** By segment, K. */
  readonly heatK: Float64Array;
}

function consequences(
  place: WhatIfPlace,
  { inputs, factors, noise, heatK }: VersionOfPlace,
  equilibrium: SolvedFlows,
  dilution: DilutionTable,
  climate: YearlyClimate,
  draw: ChainDraw,
): ScenarioResult {
  const { streets, segments, receptors } = place;
  const count = streets.linkCount;
  const column = () => new Float64Array(count);
  const links: LinkResults = {
    vehPerDay: column(),
    peakVehPerHour: equilibrium.flowVehPerHour,
    speedKmh: column(),
    saturation: column(),
    noxGPerDay: column(),
    pm10GPerDay: column(),
    pm25GPerDay: column(),
    co2KgPerDay: column(),
  };
  /** Mean over the day, µg/(m·s). */
  const source = { nox: column(), pm10: column(), pm25: column() };
  const turbulentFlow = column();
  const energies = DAY_PARTS.map(column);
  let vehKm = 0;
  let vehHours = 0;
  for (let link = 0; link < count; link++) {
    const peak = equilibrium.flowVehPerHour[link]!;
    const workday = peak / PEAK_HOUR_SHARE;
    const daily = workday * WEEK_FACTOR;
    const km = streets.lengthM[link]! / 1000;
    let nox = 0;
    let pm10 = 0;
    let pm25 = 0;
    let co2 = 0;
    let daySpeed = 0;
    DAY_PARTS.forEach(({ hours, hourShare }, part) => {
      const flow = workday * WEEK_FACTOR * hourShare;
      const speed = Math.max(SLOWEST_KMH, (streets.lengthM[link]! / linkTimeS(inputs.network, link, flow)) * 3.6);
      if (part === 0) daySpeed = speed;
      const driven = flow * hours;
      nox += driven * emissionFactorOf(factors, 'nox', speed) * draw.emission;
      pm10 += driven * emissionFactorOf(factors, 'pm10', speed) * draw.particles;
      pm25 += driven * emissionFactorOf(factors, 'pm25', speed) * draw.particles;
      co2 += driven * emissionFactorOf(factors, 'co2', speed) * draw.co2;
      vehHours += driven * (km / speed);
      energies[part]![link] = noise.energyPerMetre(flow, Math.min(inputs.freeSpeedKmh[link]!, speed * 1.3));
    });
    links.vehPerDay[link] = daily;
    links.speedKmh[link] = daySpeed;
    links.saturation[link] = peak / inputs.network.capacityVehPerHour[link]!;
    links.noxGPerDay[link] = nox * km;
    links.pm10GPerDay[link] = pm10 * km;
    links.pm25GPerDay[link] = pm25 * km;
    links.co2KgPerDay[link] = (co2 * km) / 1000;
    vehKm += daily * km;
    // g/km·veh/day → µg/(m·s): 1 g/(km·day) = 1e3 µg/(m·day) = 1e3/86,400 µg/(m·s).
    source.nox[link] = nox / 86.4;
    source.pm10[link] = pm10 / 86.4;
    source.pm25[link] = pm25 / 86.4;
    turbulentFlow[link] = workday * WEEK_FACTOR * DAY_PARTS[0]!.hourShare;
  }

  const heavyShare = shareOfKind(inputs.fleet, 'bus');
  const values = () => new Float64Array(receptors.length);
  const results: ReceptorResults = {
    no2UgM3: values(),
    pm10UgM3: values(),
    pm25UgM3: values(),
    ldenDb: values(),
    lnightDb: values(),
    heatIslandK: values(),
  };
  const { background } = climate;
  const roofMS = meanRoofWindMS(climate.rose);
  receptors.forEach(({ segment }, r) => {
    const { links: segmentLinks, canyon } = segments[segment]!;
    let nox = 0;
    let pm10 = 0;
    let pm25 = 0;
    let flow = 0;
    let speed = 0;
    for (const link of segmentLinks) {
      nox += source.nox[link]!;
      pm10 += source.pm10[link]!;
      pm25 += source.pm25[link]!;
      flow += turbulentFlow[link]!;
      speed += turbulentFlow[link]! * links.speedKmh[link]!;
    }
    const turbulence = trafficTurbulenceMS(
      {
        lightVehPerHour: flow * (1 - heavyShare),
        heavyVehPerHour: flow * heavyShare,
        speedKmh: flow > 0 ? speed / flow : 0,
      },
      canyon.widthM,
    );
    const diluted = draw.dispersion * dilution.at(draw.streetModel, r, turbulence);
    const roofExchange = Math.sqrt(0.01 * roofMS * roofMS + 0.4 * turbulence * turbulence);
    results.no2UgM3[r] = streetGases({
      backgroundNoxUgM3: background.noxUgM3 * draw.background,
      backgroundNo2UgM3: background.no2UgM3 * draw.background,
      backgroundO3UgM3: background.o3UgM3,
      addedNoxUgM3: nox * diluted,
      primaryNo2Share: draw.primaryNo2,
      temperatureK: climate.temperatureC + 273.15,
      radiationWM2: climate.radiationWM2,
      residenceS: canyon.heightM / roofExchange,
    }).no2UgM3;
    results.pm10UgM3[r] = background.pm10UgM3 * draw.background + pm10 * diluted;
    results.pm25UgM3[r] = background.pm25UgM3 * draw.background + pm25 * diluted;
    results.heatIslandK[r] = heatK[segment]!;
    const levels = noise.levels(energies, segmentLinks, canyon.widthM);
    results.ldenDb[r] = levels.ldenDb;
    results.lnightDb[r] = levels.lnightDb;
  });

  const totals: ScenarioTotals = {
    vehKmPerDay: vehKm,
    vehHoursPerDay: vehHours,
    tripsPerDay: (equilibrium.servedVehPerHour / PEAK_HOUR_SHARE) * WEEK_FACTOR,
    noxKgPerDay: sumOf(links.noxGPerDay) / 1000,
    pm10KgPerDay: sumOf(links.pm10GPerDay) / 1000,
    pm25KgPerDay: sumOf(links.pm25GPerDay) / 1000,
    co2TonnesPerDay: sumOf(links.co2KgPerDay) / 1000,
    ...exposureTotals(place, results),
  };
  const unservedTripsPerDay = (equilibrium.unservedVehPerHour / PEAK_HOUR_SHARE) * WEEK_FACTOR;
  return { links, receptors: results, totals, relativeGap: equilibrium.relativeGap, unservedTripsPerDay };
}

/** Mean over the wind rose's classes, m/s, as the residence time of NO2 needs it. */
function meanRoofWindMS(rose: WindRose): number {
  let mean = 0;
  for (const { roofMS, share } of rose) mean += roofMS * share;
  return mean;
}

/** Totals of what arrives where people live. */
type ExposureTotals = Omit<
  ScenarioTotals,
  'vehKmPerDay' | 'vehHoursPerDay' | 'tripsPerDay' | 'noxKgPerDay' | 'pm10KgPerDay' | 'pm25KgPerDay' | 'co2TonnesPerDay'
>;

function exposureTotals(place: WhatIfPlace, results: ReceptorResults): ExposureTotals {
  const { no2UgM3, pm10UgM3, pm25UgM3, ldenDb, lnightDb, heatIslandK } = results;
  const people = Float64Array.from(place.receptors, ({ population }) => population);
  const children = Float64Array.from(place.receptors, (receptor) => receptor.children);
  const elderly = Float64Array.from(place.receptors, (receptor) => receptor.elderly);
  const no2Limit = yearlyLimitUgM3('eu-2030', 'no2')!;
  const [lden, ldenEnd, lnight, lnightEnd] = NOISE_LIMITS.map(({ level, valueDb }) =>
    peopleAbove(people, level === 'lden' ? ldenDb : lnightDb, valueDb),
  );
  return {
    no2MeanUgM3: populationExposure(people, no2UgM3).meanUgM3,
    childrenNo2MeanUgM3: populationMean(children, no2UgM3),
    elderlyNo2MeanUgM3: populationMean(elderly, no2UgM3),
    pm10MeanUgM3: populationExposure(people, pm10UgM3).meanUgM3,
    pm25MeanUgM3: populationExposure(people, pm25UgM3).meanUgM3,
    heatIslandMeanK: populationMean(people, heatIslandK),
    population: sumOf(people),
    peopleAboveNo2: peopleAbove(people, no2UgM3, no2Limit),
    childrenAboveNo2: peopleAbove(children, no2UgM3, no2Limit),
    elderlyAboveNo2: peopleAbove(elderly, no2UgM3, no2Limit),
    peopleAboveLden: lden!,
    peopleAboveLdenEnd: ldenEnd!,
    peopleAboveLnight: lnight!,
    peopleAboveLnightEnd: lnightEnd!,
  };
}

function sumOf(values: Float64Array): number {
  let sum = 0;
  for (const value of values) sum += value;
  return sum;
}
