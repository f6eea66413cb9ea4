/**
 * Whose air it is: concentrations weighted by the people who live behind each façade.
 *
 * Population-weighted mean  PWC = Σ pop_i · C_i / Σ pop_i, µg/m³; C at the façade, not in the middle of the street
 * Above a limit             Σ pop_i over all i with C_i > limit, persons
 * Homes only: where people work, learn and walk is not in it.
 */

export interface PopulationExposure {
  readonly population: number;
  /** NaN never: 0 where nobody lives. */
  readonly meanUgM3: number;
  readonly mostUgM3: number;
}

/** `populations` and `concentrationsUgM3` by receptor. Throws RangeError where they differ in length. */
export function populationExposure(populations: Float64Array, concentrationsUgM3: Float64Array): PopulationExposure {
  if (populations.length !== concentrationsUgM3.length) {
    throw new RangeError(`${populations.length} populations for ${concentrationsUgM3.length} concentrations`);
  }
  let people = 0;
  let most = 0;
  for (let i = 0; i < populations.length; i++) {
    const here = populations[i]!;
    if (!(here > 0)) continue;
    people += here;
    most = Math.max(most, concentrationsUgM3[i]!);
  }
  return { population: people, meanUgM3: populationMean(populations, concentrationsUgM3), mostUgM3: most };
}

/** Mean of any value by receptor, weighted by its people; 0 where nobody lives. */
export function populationMean(populations: Float64Array, values: Float64Array): number {
  let people = 0;
  let weighted = 0;
  for (let i = 0; i < populations.length; i++) {
    const here = populations[i]!;
    if (!(here > 0)) continue;
    people += here;
    weighted += here * values[i]!;
  }
  return people > 0 ? weighted / people : 0;
}

/** Persons who live where the concentration is above the limit. */
export function peopleAbove(populations: Float64Array, concentrationsUgM3: Float64Array, limitUgM3: number): number {
  let people = 0;
  for (let i = 0; i < populations.length; i++) if (concentrationsUgM3[i]! > limitUgM3) people += populations[i]!;
  return people;
}
