/**
 * Trip distribution: a doubly constrained gravity model.
 *
 * T_ij = A_i · O_i · B_j · D_j · w_ij, with A and B such that row sums are O and column sums D (Furness balancing).
 * O, D trips (any period); w_ij ≥ 0 the attraction of the pair, for example exp(−β·distance), dimensionless.
 * Valid where ΣO > 0; D is scaled so that ΣD = ΣO. A row or column whose weights are all zero stays empty.
 *
 * Source: K. P. Furness, "Time function iteration", Traffic Eng. Control 7 (1965) 458–460; J. de D. Ortúzar,
 * L. G. Willumsen, Modelling Transport (2011), ch. 5.
 */
export interface GravityOptions {
  /** Stops when no row sum is off by more than this share of its target; default 1e-6. */
  readonly tolerance?: number;
  /** Default 100. */
  readonly maxIterations?: number;
}

/** Trips row by row: `trips[i * columns + j]`. `weights` has the same shape and is not changed. */
export function distributeTrips(
  origins: Float64Array,
  destinations: Float64Array,
  weights: Float64Array,
  { tolerance = 1e-6, maxIterations = 100 }: GravityOptions = {},
): Float64Array {
  const rows = origins.length;
  const columns = destinations.length;
  if (weights.length !== rows * columns) {
    throw new RangeError(`expected ${rows * columns} weights, got ${weights.length}`);
  }
  const trips = weights.slice();
  const total = sum(origins);
  const scale = total / (sum(destinations) || 1);
  for (let iteration = 0; iteration < maxIterations; iteration++) {
    for (let j = 0; j < columns; j++) {
      let column = 0;
      for (let i = 0; i < rows; i++) column += trips[i * columns + j]!;
      const factor = column > 0 ? (destinations[j]! * scale) / column : 0;
      for (let i = 0; i < rows; i++) trips[i * columns + j]! *= factor;
    }
    let worst = 0;
    for (let i = 0; i < rows; i++) {
      let row = 0;
      for (let j = 0; j < columns; j++) row += trips[i * columns + j]!;
      if (row > 0 && origins[i]! > 0) worst = Math.max(worst, Math.abs(row / origins[i]! - 1));
      const factor = row > 0 ? origins[i]! / row : 0;
      for (let j = 0; j < columns; j++) trips[i * columns + j]! *= factor;
    }
    if (worst <= tolerance) break;
  }
  return trips;
}

function sum(values: Float64Array): number {
  let total = 0;
  for (let i = 0; i < values.length; i++) total += values[i]!;
  return total;
}
