/**
 * A road without walls: an endless Gaussian line source.
 *
 * C/Q = 2 / (√(2π) · σ_z · U · sin θ)     s/m², on the downwind side; 0 upwind
 * σ_z = √(σ_B(x)² + 1.5²), Briggs' urban curves: A–B 0.24·x·√(1+0.001x), C 0.20·x, D 0.14·x/√(1+0.0003x),
 *       E–F 0.08·x/√(1+0.0015x); x along the wind from road to receptor, m; 1.5 m is the wake of the cars
 * Valid for x of 5–1,000 m, U over 1 m/s; sin θ held at 0.3 and above, since an endless line fails for wind along it.
 *
 * Source: F. Pasquill, F. B. Smith, Atmospheric Diffusion (1983); G. Briggs (1973). The initial 1.5 m is an assumption.
 */
import { sin } from '../../base/portable-math.ts';

export type StabilityClass = 'A-B' | 'C' | 'D' | 'E-F';

const WAKE_M = 1.5;
const LEAST_CROSSING = 0.3;
const LEAST_WIND_MS = 0.5;

function briggsUrbanM(stability: StabilityClass, xM: number): number {
  switch (stability) {
    case 'A-B':
      return 0.24 * xM * Math.sqrt(1 + 0.001 * xM);
    case 'C':
      return 0.2 * xM;
    case 'D':
      return (0.14 * xM) / Math.sqrt(1 + 0.0003 * xM);
    case 'E-F':
      return (0.08 * xM) / Math.sqrt(1 + 0.0015 * xM);
  }
}

/** Dilution in s/m² `distanceM` from the road on its downwind side; `angleRad` between wind and road. */
export function openRoadDilutionSPerM2(
  distanceM: number,
  windMS: number,
  angleRad: number,
  stability: StabilityClass = 'D',
): number {
  const crossing = Math.max(LEAST_CROSSING, Math.abs(sin(angleRad)));
  const spread = briggsUrbanM(stability, distanceM / crossing);
  const sigmaM = Math.sqrt(spread * spread + WAKE_M * WAKE_M);
  return 2 / (Math.sqrt(2 * Math.PI) * sigmaM * Math.max(LEAST_WIND_MS, windMS) * crossing);
}
