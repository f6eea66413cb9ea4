import { avoidedDeathsPerYear, type Interval } from '../core/models/exposure/health-impact.ts';
import type { ScenarioTotals } from '../core/models/scenario/results.ts';

export interface HealthOfScenario {
  readonly no2: Interval;
  readonly pm25: Interval;
  readonly people: number;
}

/** Deaths a year that a scenario would avoid among the residents; negative where it adds some. */
export function readHealth(before: ScenarioTotals, after: ScenarioTotals): HealthOfScenario {
  const people = before.population;
  return {
    no2: avoidedDeathsPerYear('no2', people, before.no2MeanUgM3 - after.no2MeanUgM3),
    pm25: avoidedDeathsPerYear('pm25', people, before.pm25MeanUgM3 - after.pm25MeanUgM3),
    people,
  };
}
