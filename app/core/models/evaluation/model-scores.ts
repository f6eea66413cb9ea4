/**
 * How well a model meets measurements, in the figures the air quality field uses.
 *
 * bias = mean(M − O);  RMSE = √mean((M − O)²);  r correlation;  FAC2 share with 0.5 ≤ M/O ≤ 2
 * FB = 2(Ō − M̄)/(Ō + M̄);  NMSE = mean((O − M)²)/(Ō·M̄)
 * An urban model is acceptable at FAC2 ≥ 0.30, |FB| ≤ 0.67, NMSE ≤ 6 (the limits from memory: an assumption).
 *
 * Source: J. Chang, S. Hanna, Meteorol. Atmos. Phys. 87 (2004) 167–196; S. Hanna, J. Chang, Meteorol. Atmos. Phys. 116
 * (2012) 133–146.
 */
import { correlationOf } from '../uncertainty/tornado.ts';

export interface ModelScores {
  readonly pairs: number;
  readonly bias: number;
  readonly rmse: number;
  readonly correlation: number;
  readonly fac2: number;
  readonly fractionalBias: number;
  readonly nmse: number;
  readonly acceptable: boolean;
}

/** Pairs in which one is not a number are left out; null without any. */
export function modelScores(observed: ArrayLike<number>, modelled: ArrayLike<number>): ModelScores | null {
  const o: number[] = [];
  const m: number[] = [];
  for (let i = 0; i < observed.length; i++) {
    if (!Number.isFinite(observed[i]!) || !Number.isFinite(modelled[i]!)) continue;
    o.push(observed[i]!);
    m.push(modelled[i]!);
  }
  if (o.length === 0) return null;
  let meanO = 0;
  let meanM = 0;
  let squares = 0;
  let within = 0;
  for (let i = 0; i < o.length; i++) {
    meanO += o[i]! / o.length;
    meanM += m[i]! / o.length;
    squares += ((m[i]! - o[i]!) * (m[i]! - o[i]!)) / o.length;
    const ratio = m[i]! / o[i]!;
    if (ratio >= 0.5 && ratio <= 2) within++;
  }
  const sum = meanO + meanM;
  const product = meanO * meanM;
  const fractionalBias = sum === 0 ? 0 : (2 * (meanO - meanM)) / sum;
  const nmse = product === 0 ? (squares === 0 ? 0 : Number.POSITIVE_INFINITY) : squares / product;
  const fac2 = within / o.length;
  return {
    pairs: o.length,
    bias: meanM - meanO,
    rmse: Math.sqrt(squares),
    correlation: correlationOf(o, m),
    fac2,
    fractionalBias,
    nmse,
    acceptable: fac2 >= 0.3 && Math.abs(fractionalBias) <= 0.67 && nmse <= 6,
  };
}
