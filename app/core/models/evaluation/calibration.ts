/**
 * Fitting a few physical multipliers to measurements: never one factor a street, which would fit anything.
 *
 * Minimises Σ_i w_i·(O_i − Σ_k θ_k·X_ik)² + λ·Σ_k (θ_k − prior_k)², θ_k ≥ 0
 * X_ik is what term k contributes at observation i with multiplier 1 (traffic's increment, the background, …), in the
 * unit of O. λ is a ridge towards the prior (1 unless told), in units of the mean squared column.
 * Leave-one-station-out: each station is predicted from a fit to all others.
 * Valid where every term varies between stations or in time: terms that move together cannot be told apart, and
 * their standard errors say so.
 *
 * Source: ridge regression with non-negative coordinate descent; G. Golub, C. Van Loan, Matrix Computations.
 */

export interface CalibrationData {
  /** Names of the multipliers. */
  readonly terms: readonly string[];
  /** Row after row: `contributions[i * terms + k]`. */
  readonly contributions: Float64Array;
  readonly observed: Float64Array;
  /** Station of each row, for leaving one out. */
  readonly station: readonly string[];
}

export interface CalibrationOptions {
  readonly ridge?: number;
  readonly prior?: readonly number[];
}

export interface Calibration {
  readonly terms: readonly string[];
  readonly multipliers: readonly number[];
  /** Standard error of each multiplier from the residuals, ignoring their correlation in time: a lower bound. */
  readonly standardErrors: readonly number[];
  readonly rows: number;
}

const SWEEPS = 500;

/** Null where there are fewer usable rows than terms. Rows with a number missing are left out. */
export function calibrate(data: CalibrationData, options: CalibrationOptions = {}): Calibration | null {
  return fit(data, options, null);
}

export interface LeftOutStation {
  readonly station: string;
  readonly observedMean: number;
  readonly predictedMean: number;
  readonly rows: number;
}

/** Each station as the others predict it; stations whose others do not suffice are left out. */
export function leaveOneStationOut(data: CalibrationData, options: CalibrationOptions = {}): LeftOutStation[] {
  const stations = [...new Set(data.station)];
  return stations.flatMap((station) => {
    const fitted = fit(data, options, station);
    if (fitted === null) return [];
    let observed = 0;
    let predicted = 0;
    let rows = 0;
    for (const i of usableRows(data)) {
      if (data.station[i] !== station) continue;
      observed += data.observed[i]!;
      predicted += predictionOf(data, i, fitted.multipliers);
      rows++;
    }
    return rows === 0 ? [] : [{ station, observedMean: observed / rows, predictedMean: predicted / rows, rows }];
  });
}

function predictionOf({ terms, contributions }: CalibrationData, row: number, multipliers: readonly number[]): number {
  let sum = 0;
  for (let k = 0; k < terms.length; k++) sum += multipliers[k]! * contributions[row * terms.length + k]!;
  return sum;
}

function usableRows({ terms, contributions, observed }: CalibrationData): number[] {
  const rows: number[] = [];
  for (let i = 0; i < observed.length; i++) {
    let sum = observed[i]!;
    for (let k = 0; k < terms.length; k++) sum += contributions[i * terms.length + k]!;
    if (Number.isFinite(sum)) rows.push(i);
  }
  return rows;
}

function fit(data: CalibrationData, options: CalibrationOptions, without: string | null): Calibration | null {
  const { terms, contributions, observed, station } = data;
  const count = terms.length;
  const { ridge = 0, prior = new Array<number>(count).fill(1) } = options;
  const rows = usableRows(data).filter((i) => station[i] !== without);
  if (rows.length < count) return null;
  const normal = new Float64Array(count * count);
  const right = new Float64Array(count);
  for (const i of rows) {
    for (let k = 0; k < count; k++) {
      const x = contributions[i * count + k]!;
      right[k]! += x * observed[i]!;
      for (let l = 0; l < count; l++) normal[k * count + l]! += x * contributions[i * count + l]!;
    }
  }
  for (let k = 0; k < count; k++) {
    const weight = ridge * normal[k * count + k]!;
    normal[k * count + k]! += weight;
    right[k]! += weight * prior[k]!;
  }
  const multipliers = [...prior];
  for (let sweep = 0; sweep < SWEEPS; sweep++) {
    let moved = 0;
    for (let k = 0; k < count; k++) {
      const own = normal[k * count + k]!;
      if (!(own > 0)) continue;
      let rest = right[k]!;
      for (let l = 0; l < count; l++) if (l !== k) rest -= normal[k * count + l]! * multipliers[l]!;
      const value = Math.max(0, rest / own);
      moved = Math.max(moved, Math.abs(value - multipliers[k]!));
      multipliers[k] = value;
    }
    if (moved < 1e-12) break;
  }
  let squares = 0;
  for (const i of rows) {
    const residual = observed[i]! - predictionOf(data, i, multipliers);
    squares += residual * residual;
  }
  const variance = squares / Math.max(1, rows.length - count);
  const inverse = inverseOf(normal, count);
  const standardErrors = multipliers.map((_, k) =>
    inverse === null ? Number.POSITIVE_INFINITY : Math.sqrt(Math.max(0, variance * inverse[k * count + k]!)),
  );
  return { terms, multipliers, standardErrors, rows: rows.length };
}

/** Gauss–Jordan with the largest pivot; null for a matrix that cannot be inverted. */
function inverseOf(matrix: Float64Array, n: number): Float64Array | null {
  const a = matrix.slice();
  const inverse = new Float64Array(n * n);
  for (let i = 0; i < n; i++) inverse[i * n + i] = 1;
  for (let column = 0; column < n; column++) {
    let pivot = column;
    for (let row = column + 1; row < n; row++) {
      if (Math.abs(a[row * n + column]!) > Math.abs(a[pivot * n + column]!)) pivot = row;
    }
    const value = a[pivot * n + column]!;
    if (!(Math.abs(value) > 1e-300)) return null;
    for (let k = 0; k < n; k++) {
      for (const m of [a, inverse]) {
        const held = m[column * n + k]!;
        m[column * n + k] = m[pivot * n + k]! / value;
        if (pivot !== column) m[pivot * n + k] = held;
      }
    }
    for (let row = 0; row < n; row++) {
      const factor = row === column ? 0 : a[row * n + column]!;
      if (factor === 0) continue;
      for (let k = 0; k < n; k++) {
        a[row * n + k]! -= factor * a[column * n + k]!;
        inverse[row * n + k]! -= factor * inverse[column * n + k]!;
      }
    }
  }
  return inverse;
}
