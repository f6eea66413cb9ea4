import { avoidedDeathsPerYear, type Interval } from '../core/models/exposure/health-impact.ts';

export interface HealthOfScenario {
  readonly no2: Interval;
  readonly pm25: Interval;
  readonly people: number;
}

/** A change of a yearly mean, µg/m³; low and high are the change itself where nothing was drawn. */
export type MeanChange = Interval;

/**
 * Deaths a year that changes of yearly means would avoid among so many residents; negative where they add some. The range
 * is the widest of the risks' and the change's.
 */
export function readHealth(people: number, no2Change: MeanChange, pm25Change: MeanChange): HealthOfScenario {
  return { no2: avoided('no2', people, no2Change), pm25: avoided('pm25', people, pm25Change), people };
}

function avoided(pollutant: 'no2' | 'pm25', people: number, change: MeanChange): Interval {
  const ends = [change.low, change.high].flatMap((rise) => {
    const { low, high } = avoidedDeathsPerYear(pollutant, people, -rise);
    return [low, high];
  });
  const { central } = avoidedDeathsPerYear(pollutant, people, -change.central);
  return { central, low: Math.min(...ends), high: Math.max(...ends) };
}
