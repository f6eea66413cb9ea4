import { avoidedDeathsPerYear, type Interval } from '../core/models/exposure/health-impact.ts';

export interface HealthOfScenario {
  readonly no2: Interval;
  readonly pm25: Interval;
  readonly people: number;
}

/** Deaths a year that changes of yearly means would avoid among so many residents; negative where they add some. */
export function readHealth(people: number, no2ChangeUgM3: number, pm25ChangeUgM3: number): HealthOfScenario {
  return {
    no2: avoidedDeathsPerYear('no2', people, -no2ChangeUgM3),
    pm25: avoidedDeathsPerYear('pm25', people, -pm25ChangeUgM3),
    people,
  };
}
