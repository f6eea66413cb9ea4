/** Models that answer what they are told to: four streets around a crossing of two, one of them two-way. */
import type { Scenario } from '../../app/core/models/scenario/edits.ts';
import type { ScenarioTotals } from '../../app/core/models/scenario/results.ts';
import type { Exploration, WhatIfModels, WhatIfOutcome, WhatIfStreet } from '../../app/core/models/scenario/what-if.ts';

const street = (
  id: string,
  name: string,
  fromId: string,
  toId: string,
  oppositeId: string | null = null,
): WhatIfStreet => ({ id, name, fromId, toId, oppositeId, lanes: 2, speedKmh: 30, lon: 2.165, lat: 41.392 });

/** Carrer A runs through the crossing n2, Avinguda B crosses it and is two-way on one stretch. */
export const STREETS: readonly WhatIfStreet[] = [
  street('a-1', 'Carrer A', 'n1', 'n2'),
  street('a-2', 'Carrer A', 'n2', 'n3'),
  street('b-up', 'Avinguda B', 'n4', 'n2', 'b-down'),
  street('b-down', 'Avinguda B', 'n2', 'n4', 'b-up'),
  street('c-1', 'Carrer C', 'n1', 'n5'),
];

export const BEFORE: ScenarioTotals = {
  vehKmPerDay: 812_340,
  vehHoursPerDay: 38_120,
  tripsPerDay: 412_000,
  noxKgPerDay: 402,
  pm25KgPerDay: 21.4,
  co2TonnesPerDay: 164.2,
  no2MeanUgM3: 31.4,
  pm25MeanUgM3: 12.8,
  peopleAboveNo2: 21_340,
  peopleAboveLden: 22_900,
  heatIslandMeanK: 4.2,
  population: 66_514,
};

export const AFTER: ScenarioTotals = {
  vehKmPerDay: 804_120,
  vehHoursPerDay: 38_940,
  tripsPerDay: 412_000,
  noxKgPerDay: 396,
  pm25KgPerDay: 21.1,
  co2TonnesPerDay: 162.8,
  no2MeanUgM3: 30.9,
  pm25MeanUgM3: 12.7,
  peopleAboveNo2: 20_870,
  peopleAboveLden: 22_650,
  heatIslandMeanK: 4.1,
  population: 66_514,
};

const spread = (median: number, low: number, high: number, below: number) => ({
  median,
  low,
  high,
  below,
  above: 1 - below,
  draws: 1000,
});

export const TOTAL_SPREADS: Exploration['totals'] = {
  no2MeanUgM3: spread(-0.5, -1.1, -0.1, 0.97),
  vehKmPerDay: spread(-8_200, -21_000, 3_100, 0.84),
  co2TonnesPerDay: spread(-1.4, -3.9, 0.4, 0.91),
  peopleAboveNo2: spread(-470, -1_050, -60, 0.98),
};

export const TORNADO: Exploration['tornado'] = [
  { parameter: 'dispersion', rankCorrelation: -0.62 },
  { parameter: 'emission', rankCorrelation: 0.31 },
  { parameter: 'street-model', rankCorrelation: 0.2 },
  { parameter: 'flow', rankCorrelation: -0.12 },
  { parameter: 'primary-no2', rankCorrelation: 0.06 },
  { parameter: 'background', rankCorrelation: 0.02 },
];

export interface FakeWhatIf extends WhatIfModels {
  readonly evaluated: readonly Scenario[];
  readonly explored: readonly Scenario[];
}

export function fakeWhatIf(given: Partial<WhatIfModels> = {}): FakeWhatIf {
  const evaluated: Scenario[] = [];
  const explored: Scenario[] = [];
  return {
    evaluated,
    explored,
    streets: async () => STREETS,
    access: async (withinMinutes) => ({
      withinMinutes,
      categories: [{ name: 'school', coverage: 0.82, elderlyCoverage: 0.61, straightCoverage: 0.97 }],
      gini: 0.18,
      withoutWay: 0,
      people: 66_514,
      elapsedMs: 60,
    }),
    sun: async (dayStartMs) => ({
      dayStartMs,
      meanFacadeLowHours: 2.1,
      meanFacadeHighHours: 4.4,
      meanPavementHours: 3.2,
      shareWithEnoughSun: 0.74,
      meanSkyView: 0.47,
      meanHeatIslandK: 3.9,
      elapsedMs: 900,
    }),
    through: async (_scenario, streetIds) => ({
      streetIds,
      vehPerHour: 900,
      byKind: { through: 600, inward: 150, outward: 130, inside: 20 },
      pairs: [
        {
          from: { crossingId: 'n1', name: 'Carrer A × Carrer C', isGate: true, lon: 2.16, lat: 41.39 },
          to: { crossingId: 'n3', name: 'Carrer A', isGate: true, lon: 2.17, lat: 41.39 },
          kind: 'through',
          vehPerHour: 320,
        },
      ],
      pairCount: 214,
      elapsedMs: 90,
    }),
    inside: async () => ({ streetIds: ['a-1', 'b-up', 'b-down'], crossingIds: ['n2'] }),
    async evaluate(scenario): Promise<WhatIfOutcome> {
      evaluated.push(scenario);
      return {
        scenarioId: scenario.id,
        before: BEFORE,
        after: scenario.edits.length === 0 ? BEFORE : AFTER,
        relativeGap: 8e-6,
        streets: [],
        receptors: [],
        issues: [],
        elapsedMs: 420,
      };
    },
    async explore(scenario, { draws = 1000 } = {}): Promise<Exploration> {
      explored.push(scenario);
      return {
        scenarioId: scenario.id,
        draws,
        totals: TOTAL_SPREADS,
        receptors: [],
        evaporation: [
          { share: 0, no2MeanChangeUgM3: -0.2 },
          { share: 0.1, no2MeanChangeUgM3: -0.5 },
          { share: 0.2, no2MeanChangeUgM3: -0.8 },
        ],
        tornado: TORNADO,
        elapsedMs: 14_200,
      };
    },
    ...given,
  };
}
