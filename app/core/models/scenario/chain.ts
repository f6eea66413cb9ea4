/**
 * The chain: demand → assignment → emissions → street air → NO2, and noise → people at façades, for a yearly mean day.
 *
 * One assignment of the busiest hour of a working day; the mean day of the year has that hour and three other parts, each
 * with its mean flow, speeds, emissions and sound (`day-parts.ts`). Concentrations are dilution × source + background
 * (`facade-air.ts`). How it calculates where more than one way is defensible comes as settings (`settings.ts`), multipliers
 * fitted to stations among them. Every random multiplier comes in as a draw: the same draw gives the same result.
 *
 * Valid for a district with through-traffic on a grid, scenarios that leave the buildings standing. It cannot tell: queues,
 * single days, changes of mode in answer to a scenario or of where people live, the city beyond the gates. The background
 * stays the same in every scenario.
 */

import type { TripTable } from '../assignment/network.ts';
import { sharesOverLinks } from '../assignment/partial-flows.ts';
import type { SelectedLink } from '../assignment/select-link.ts';
import { coldExcess } from '../emissions/cold-start.ts';
import { type FleetFactors, fleetFactors, shareOfKind } from '../emissions/fleet.ts';
import { yearlyLimitUgM3 } from '../exposure/limit-values.ts';
import { peopleAbove, populationExposure, populationMean } from '../exposure/population-exposure.ts';
import type { UncertainParameter } from '../uncertainty/latin-hypercube.ts';
import { type AppliedEdits, applyEdits, type ScenarioInputs } from './apply-edits.ts';
import { MEDITERRANEAN_CLIMATE, type YearlyClimate } from './climate.ts';
import { coldReach, coldShares, startingPart } from './cold-shares.ts';
import { MEAN_DAY_PER_PEAK, PEAK_HOUR } from './day-parts.ts';
import type { ScenarioEdit } from './edits.ts';
import { createFacadeAir, type FacadeAirOf } from './facade-air.ts';
import { type ChainDraw, chainParameters } from './parameters.ts';
import type { WhatIfPlace } from './place.ts';
import { NOISE_LIMITS, type ReceptorResults, type ScenarioResult, type ScenarioTotals } from './results.ts';
import { type ChainSettings, multipliersOf, USUAL_SETTINGS } from './settings.ts';
import { streetEmissions } from './street-emissions.ts';
import { streetHeatK } from './street-heat.ts';
import { createStreetNoise, type StreetNoise } from './street-noise.ts';
import { createSolver, type SolvedFlows, type SolveProgress, type SolveSteps, StartingPoint } from './turn-bans.ts';

export interface ChainOptions {
  /** 1e-5 unless told. */
  readonly relativeGap?: number;
}

/** A run that goes on when asked to: after its last step it is what `run` gives, to the last bit. */
export interface ScenarioSteps {
  /** One iteration of the assignment. */
  next(): SolveProgress;
  /** What comes of the flows so far; null while `isPreparing`. */
  result(): ScenarioResult | null;
  /**
   * The same ways with other numbers: streets fill and empty as the draw's demand has it, but nobody chooses another way.
   * With the draw it began with it is `result()`. Null while `isPreparing`.
   */
  vary(draw: ChainDraw): ScenarioResult | null;
}

/** One version of the place — the baseline or a scenario — ready to be run for many draws. */
export interface PreparedScenario {
  readonly inputs: ScenarioInputs;
  readonly issues: AppliedEdits['issues'];
  run(draw: ChainDraw, options?: ChainOptions): ScenarioResult;
  begin(draw: ChainDraw, options?: ChainOptions): ScenarioSteps;
  /** Whose trips are on some links in the busiest hour of a working day, link after link. */
  selectLinks(links: readonly number[], draw: ChainDraw, options?: ChainOptions): readonly SelectedLink[];
}

export interface Chain {
  readonly place: WhatIfPlace;
  /** What is not known, by the order of a draw's numbers; less once multipliers were fitted. */
  readonly parameters: readonly UncertainParameter[];
  /** Edits that cannot be are named in `issues` and left out. */
  prepare(edits: readonly ScenarioEdit[]): PreparedScenario;
}

export function createChain(
  place: WhatIfPlace,
  climate: YearlyClimate = MEDITERRANEAN_CLIMATE,
  settings: ChainSettings = USUAL_SETTINGS,
): Chain {
  const airOf = createFacadeAir(place, climate, settings);
  const demand = place.demand.withModes?.(settings) ?? place.demand;
  const usual: UsualDemand = {
    trips: demand.tripsOf('weekday', PEAK_HOUR),
    through: demand.throughOf?.('weekday', PEAK_HOUR) ?? null,
    starting: settings.engines === 'cold' ? (demand.startingOf?.('weekday', PEAK_HOUR) ?? null) : null,
    gateNodes: new Set(place.gates.map(({ node }) => node)),
  };
  const { trips } = usual;
  const multipliers = multipliersOf(settings);
  const calibrated = (draw: ChainDraw): ChainDraw => ({
    ...draw,
    emission: draw.emission * multipliers.emission,
    dispersion: draw.dispersion * multipliers.dispersion,
    background: draw.background * multipliers.background,
  });
  /**
   * The baseline's equilibrium at the middle of everything. Every run begins from it, never from the run before, so that a
   * draw's result depends on the draw alone and a scenario without edits is the baseline to the last bit.
   */
  const baseline = new StartingPoint(place.network, trips);
  const isCold = coldReach(place, climate.temperatureC);
  return {
    place,
    parameters: chainParameters(settings.calibration),
    prepare(edits) {
      const { inputs, issues } = applyEdits(place, edits);
      const of: VersionOfPlace = {
        inputs,
        factors: fleetFactors(inputs.fleet),
        cold: usual.starting === null ? null : coldExcess(inputs.fleet, climate.temperatureC),
        noise: createStreetNoise(inputs.fleet),
        heatK: streetHeatK(place, inputs.treesPlanted),
      };
      const begin = createSolver(inputs.network, inputs.turnRules, trips, baseline);
      // Which trips the changed streets displace is asked of the baseline, once.
      let displaced: Float64Array | null = null;
      const displacedOf = (): Float64Array => {
        displaced ??= sharesOverLinks(place.network, trips, baseline.equilibrium().bushes, inputs.changedLinks);
        return displaced;
      };
      const assignSteps = (draw: ChainDraw, { relativeGap = 1e-5 }: ChainOptions) => {
        let table: TripTable | null = null;
        let steps: SolveSteps | null = null;
        return {
          next(): SolveProgress {
            if (steps === null && displaces(inputs)) {
              const before = baseline.next();
              if (before !== null) return { ...before, done: false, isPreparing: true };
            }
            table ??= demandOf(usual, inputs, draw, displacedOf);
            steps ??= begin(table, { relativeGap });
            return steps.next();
          },
          result(): Assigned | null {
            const flows = steps?.result() ?? null;
            return table === null || flows === null ? null : { table, flows };
          },
        };
      };
      const assign = (draw: ChainDraw, options: ChainOptions): Assigned => {
        const steps = assignSteps(draw, options);
        while (!steps.next().done);
        return steps.result()!;
      };
      const coldShareOf = ({ table, flows }: Assigned): Float64Array => {
        const starting = startingPart(table, trips.tripsPerHour, usual.starting!);
        return coldShares(flows.flowVehPerHour, flows.part(starting, isCold));
      };
      const resultOf = (flows: SolvedFlows, cold: Float64Array | null, draw: ChainDraw): ScenarioResult =>
        consequences(place, of, flows, cold, airOf, calibrated(draw));
      const coldOf = (assigned: Assigned) => (of.cold === null ? null : coldShareOf(assigned));
      return {
        inputs,
        issues,
        run(draw, options = {}) {
          const assigned = assign(draw, options);
          return resultOf(assigned.flows, coldOf(assigned), draw);
        },
        begin(draw, options = {}) {
          const steps = assignSteps(draw, options);
          // Of one state of the flows: it is asked for many draws.
          let known: { readonly assigned: Assigned; readonly cold: Float64Array | null } | null = null;
          const state = () => {
            if (known !== null) return known;
            const assigned = steps.result();
            if (assigned !== null) known = { assigned, cold: coldOf(assigned) };
            return known;
          };
          const vary = (other: ChainDraw): ScenarioResult | null => {
            const at = state();
            return at === null ? null : resultOf(scaled(at.assigned.flows, other.flow / draw.flow), at.cold, other);
          };
          return {
            next() {
              known = null;
              return steps.next();
            },
            result: () => vary(draw),
            vary,
          };
        },
        selectLinks(selected, draw, options = {}) {
          const { select } = assign(draw, options).flows;
          return selected.map(select);
        },
      };
    },
  };
}

/** The demand of the busiest hour before any edit. */
interface UsualDemand {
  readonly trips: TripTable;
  /** The trips of each cell that only pass through; where nobody knows them, those from gate to gate. */
  readonly through: Float64Array | null;
  /** The trips of each cell that begin with a parked car; null where engines are taken as warm. */
  readonly starting: Float64Array | null;
  readonly gateNodes: ReadonlySet<number>;
}

interface Assigned {
  readonly table: TripTable;
  readonly flows: SolvedFlows;
}

/** More or fewer vehicles on the same ways. */
function scaled(flows: SolvedFlows, factor: number): SolvedFlows {
  if (factor === 1) return flows;
  return {
    ...flows,
    flowVehPerHour: flows.flowVehPerHour.map((flow) => flow * factor),
    servedVehPerHour: flows.servedVehPerHour * factor,
    unservedVehPerHour: flows.unservedVehPerHour * factor,
  };
}

function demandOf(
  { trips, through, gateNodes }: UsualDemand,
  inputs: ScenarioInputs,
  draw: ChainDraw,
  displacedOf: () => Float64Array,
): TripTable {
  const zones = trips.zoneNode.length;
  const { evaporation } = inputs;
  const displaced = displaces(inputs) ? displacedOf() : null;
  const tripsPerHour = new Float64Array(trips.tripsPerHour.length);
  for (let i = 0; i < zones; i++) {
    const fromGate = gateNodes.has(trips.zoneNode[i]!);
    for (let j = 0; j < zones; j++) {
      const cell = i * zones + j;
      const all = trips.tripsPerHour[cell]!;
      const passing = through?.[cell] ?? (fromGate && gateNodes.has(trips.zoneNode[j]!) ? all : 0);
      const wanted = Math.max(0, all + (inputs.throughFactor - 1) * passing);
      const made = displaced === null ? 1 : 1 - evaporation * displaced[cell]!;
      tripsPerHour[cell] = wanted * draw.flow * inputs.demandFactor * made;
    }
  }
  return { zoneNode: trips.zoneNode, tripsPerHour };
}

/** Whether some trips are not made because of changed streets: which, the baseline's own routes say. */
function displaces({ evaporation, changedLinks }: ScenarioInputs): boolean {
  return evaporation > 0 && changedLinks.includes(1);
}

/** What stays the same in every draw of one version of the place. */
interface VersionOfPlace {
  readonly inputs: ScenarioInputs;
  readonly factors: FleetFactors;
  /** What cold engines emit besides; null where all are taken as warm. */
  readonly cold: FleetFactors | null;
  readonly noise: StreetNoise;
  /** By segment, K. */
  readonly heatK: Float64Array;
}

function consequences(
  place: WhatIfPlace,
  { inputs, factors, cold: excess, noise, heatK }: VersionOfPlace,
  flows: SolvedFlows,
  coldShareOfLink: Float64Array | null,
  airOf: FacadeAirOf,
  draw: ChainDraw,
): ScenarioResult {
  const { segments, receptors } = place;
  const cold = excess === null || coldShareOfLink === null ? null : { excess, shareOfLink: coldShareOfLink };
  const emissions = streetEmissions(place, inputs, { factors, cold, noise }, flows.flowVehPerHour, draw);
  const { links, energies } = emissions;
  const levels = receptors.map(({ segment }) => {
    const { links: segmentLinks, canyon } = segments[segment]!;
    return noise.levels(energies, segmentLinks, canyon.widthM, draw);
  });
  const results: ReceptorResults = {
    ...airOf(emissions, shareOfKind(inputs.fleet, 'bus'), draw),
    ldenDb: Float64Array.from(levels, ({ ldenDb }) => ldenDb),
    lnightDb: Float64Array.from(levels, ({ lnightDb }) => lnightDb),
    heatIslandK: Float64Array.from(receptors, ({ segment }) => heatK[segment]!),
  };
  const totals: ScenarioTotals = {
    vehKmPerDay: emissions.vehKmPerDay,
    vehHoursPerDay: emissions.vehHoursPerDay,
    tripsPerDay: flows.servedVehPerHour * MEAN_DAY_PER_PEAK,
    noxKgPerDay: sumOf(links.noxGPerDay) / 1000,
    pm10KgPerDay: sumOf(links.pm10GPerDay) / 1000,
    pm25KgPerDay: sumOf(links.pm25GPerDay) / 1000,
    co2TonnesPerDay: sumOf(links.co2KgPerDay) / 1000,
    ...exposureTotals(place, results),
  };
  const unservedTripsPerDay = flows.unservedVehPerHour * MEAN_DAY_PER_PEAK;
  return { links, receptors: results, totals, relativeGap: flows.relativeGap, unservedTripsPerDay };
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
