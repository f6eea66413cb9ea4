/**
 * OSPM, the Operational Street Pollution Model: a plume from the traffic straight to the façade, and a vortex that
 * carries the rest around.
 *
 * Leeward (the wind comes over this façade): direct plume over the width of the vortex, and over what lies beyond with
 * weight R = max(cos 2rθ, 0), plus recirculation. Windward: recirculation, and the plume of the part of the road that
 * the vortex does not reach.
 *
 * C_dir = √(2/π)/(W·σ_w) · { ln((σ_z(d)+h0)/Z1) + (σ_w/σ_t)·(1 − e^{−σ_t·d'/(u_b·H)}) },  σ_z(x) = σ_w·x/u_b
 * C_rec = (1/W)·d1·sin θ / (σ_t·d2 + u_s·d3)
 * with the vortex length L_rec = 2H·r, r = 1 above 2 m/s, else √(u/2); street wind u_b, turbulence σ_w in the street and
 * σ_t at the roof, all as below. The mean over ±0.5 rad of wind direction (±0.5/u rad below 1 m/s, at most all of it).
 *
 * Units: m, m/s; result s/m² (dilution). Valid for canyons with H/W about 0.3–3, H over 3 m, roof wind 0.5–15 m/s,
 * receptors below the roof. It cannot tell: side streets, junctions, trees, uneven façades, calm air.
 *
 * Source: R. Berkowicz, Environ. Monit. Assess. 65 (2000) 323–331; T.-B. Ottosen et al., Geosci. Model Dev. 8 (2015)
 * 3231–3241.
 */
import { cos, exp, ln, sin } from '../../base/portable-math.ts';
import { type Canyon, type StreetAirModel, windToAxisDeg } from './street-air.ts';

const INITIAL_MIXING_M = 2;
const ROUGHNESS_M = 0.6;
/** Share of the wind speed that is turbulence. */
const TURBULENT_SHARE = 0.1;
const SECTOR_HALF_WIDTH_RAD = 0.5;
/** Directions in the mean over the sector: with 40 the result is within 0.5 % of 4,000. */
const DIRECTIONS = 40;
const LEAST_WIND_MS = 0.2;
const LEAST_HEIGHT_M = 3;
const RADIANS = Math.PI / 180;

/** What of the model depends on wind and canyon but not on the façade. */
export interface OspmFlow {
  readonly streetWindMS: number;
  readonly streetTurbulenceMS: number;
  readonly roofTurbulenceMS: number;
  readonly vortexM: number;
  readonly vortexStrength: number;
}

/** `angleRad` between wind and axis, 0 to π/2. */
export function ospmFlow(canyon: Canyon, roofMS: number, angleRad: number, turbulenceMS: number): OspmFlow {
  const { heightM } = canyon;
  const across = sin(angleRad);
  const streetWindMS =
    ((roofMS * ln(INITIAL_MIXING_M / ROUGHNESS_M)) / ln(heightM / ROUGHNESS_M)) * (1 - 0.2 * across * across);
  const streetPart = TURBULENT_SHARE * streetWindMS;
  const roofPart = TURBULENT_SHARE * roofMS;
  const vortexStrength = roofMS > 2 ? 1 : Math.sqrt(roofMS / 2);
  return {
    streetWindMS,
    streetTurbulenceMS: Math.sqrt(streetPart * streetPart + turbulenceMS * turbulenceMS),
    roofTurbulenceMS: Math.sqrt(roofPart * roofPart + 0.4 * turbulenceMS * turbulenceMS),
    vortexM: 2 * heightM * vortexStrength,
    vortexStrength,
  };
}

/** Dilution by the plume over the stretch from `fromM` to `toM` upwind of the façade, without its leading factor. */
function plumeOver(canyon: Canyon, flow: OspmFlow, lowestM: number, fromM: number, toM: number): number {
  if (!(toM > fromM)) return 0;
  const { streetWindMS, streetTurbulenceMS, roofTurbulenceMS } = flow;
  const spread = streetTurbulenceMS / streetWindMS;
  // Where the plume reaches the roof it begins to leave the street.
  const leavesM = (streetWindMS * (canyon.heightM - INITIAL_MIXING_M)) / streetTurbulenceMS;
  let sum = 0;
  const insideTo = Math.min(toM, leavesM);
  if (insideTo > fromM) {
    const near = Math.max(lowestM, spread * fromM + INITIAL_MIXING_M);
    const far = Math.max(lowestM, spread * insideTo + INITIAL_MIXING_M);
    sum += ln(far / near);
  }
  if (toM > leavesM) {
    const rate = roofTurbulenceMS / (streetWindMS * canyon.heightM);
    const begin = Math.max(0, fromM - leavesM);
    sum += (streetTurbulenceMS / roofTurbulenceMS) * (exp(-rate * begin) - exp(-rate * (toM - leavesM)));
  }
  return sum;
}

function recirculation(canyon: Canyon, flow: OspmFlow, roofMS: number, angleRad: number, turbulenceMS: number): number {
  const { widthM, heightM } = canyon;
  const across = sin(angleRad);
  if (!(across > 1e-6)) return 0;
  const { vortexM, streetWindMS, roofTurbulenceMS } = flow;
  const acrossM = widthM / across;
  const bottomM = Math.min(acrossM, vortexM);
  const topM = Math.min(acrossM, vortexM / 2);
  const slopeMostM = Math.sqrt(heightM * heightM + (vortexM * vortexM) / 4);
  const cutHeightM = (2 * heightM * (vortexM - bottomM)) / vortexM;
  const slopeM = (slopeMostM * (heightM - Math.min(cutHeightM, heightM))) / heightM;
  const below = Math.sqrt(streetWindMS * streetWindMS + turbulenceMS * turbulenceMS);
  const sideMS = (slopeM * below + slopeMostM * roofMS) / (slopeM + slopeMostM);
  return (bottomM * across) / (widthM * (roofTurbulenceMS * topM + sideMS * slopeM));
}

/** Dilution for one wind direction, s/m²: at the leeward and at the windward façade. */
export function ospmDirection(
  canyon: Canyon,
  heightM: number,
  roofMS: number,
  angleRad: number,
  turbulenceMS: number,
): { readonly leeward: number; readonly windward: number } {
  const flow = ospmFlow(canyon, roofMS, angleRad, turbulenceMS);
  const across = sin(angleRad);
  const along = cos(angleRad);
  const acrossM = across > 1e-6 ? canyon.widthM / across : Number.POSITIVE_INFINITY;
  const alongM = along > 1e-6 ? canyon.halfLengthM / along : Number.POSITIVE_INFINITY;
  const longestM = Math.min(acrossM, alongM);
  const lowestM = Math.max(INITIAL_MIXING_M, heightM);
  const factor = Math.sqrt(2 / Math.PI) / (canyon.widthM * flow.streetTurbulenceMS);
  const inVortexM = Math.min(longestM, flow.vortexM);
  const beyond = Math.max(0, cos(2 * flow.vortexStrength * angleRad));
  const circling = recirculation(canyon, flow, roofMS, angleRad, turbulenceMS);
  const leeward =
    factor *
    (plumeOver(canyon, flow, lowestM, 0, inVortexM) + beyond * plumeOver(canyon, flow, lowestM, inVortexM, longestM));
  const open = Math.min(acrossM - flow.vortexM, alongM);
  const windward = open > 0 ? factor * plumeOver(canyon, flow, lowestM, 0, open) : 0;
  return { leeward: leeward + circling, windward: windward + circling };
}

export const OSPM: StreetAirModel = {
  id: 'ospm',
  dilutionSPerM2(canyon, side, heightM, wind, turbulenceMS) {
    const roofMS = Math.max(LEAST_WIND_MS, wind.roofMS);
    const shaped: Canyon = { ...canyon, heightM: Math.max(LEAST_HEIGHT_M, canyon.heightM) };
    const middleRad = windToAxisDeg(canyon.axisDeg, wind.fromDeg) * RADIANS;
    const halfRad = Math.min(Math.PI / 2, SECTOR_HALF_WIDTH_RAD / Math.min(1, roofMS));
    let sum = 0;
    for (let i = 0; i < DIRECTIONS; i++) {
      const angle = middleRad + halfRad * ((2 * (i + 0.5)) / DIRECTIONS - 1);
      const across = sin(angle);
      const folded = Math.abs(angle) % Math.PI;
      const acute = folded > Math.PI / 2 ? Math.PI - folded : folded;
      const { leeward, windward } = ospmDirection(shaped, heightM, roofMS, acute, turbulenceMS);
      // Wind from the right comes over the right façade: that one is in the lee.
      sum += (side === 'right') === across > 0 ? leeward : windward;
    }
    return sum / DIRECTIONS;
  },
};
