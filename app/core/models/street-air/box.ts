/**
 * A street as one well-mixed box, in the manner of SIRANE: the traffic fills it, turbulence at the roof and the wind
 * along the street empty it.
 *
 * C/Q = L / (u_d·W·L + U_st·H·W)           s/m², the same at both façades and at every height
 * u_d = σ_w / (√2·π), σ_w = 1.3·u*·(1 − 0.8·H/h)   exchange at the roof in neutral air
 * U_st = U·|cos θ|·(1 − e^{−a})/a, a = H/W          mean wind along the street, exponential profile; |cos θ| is its
 *                                                  mean over ±0.5 rad, since no wind stands exactly across
 * u* = 0.12·U; h = 800 m mixing height.
 *
 * Valid for canyons with H/W above about 0.3 in a continuous quarter. It cannot tell one façade from the other, nor what
 * flows in at the junctions: each street stands alone (`crossings.ts` joins them).
 *
 * Source: L. Soulhac et al., Atmos. Environ. 45 (2011) 7379–7395 (SIRANE). The share of u* in U, h and the profile are assumptions.
 */

import { cos, exp } from '../../base/portable-math.ts';
import type { Assumption } from '../assumption.ts';
import { type Canyon, type StreetAirModel, windToAxisDeg } from './street-air.ts';

const MIXING_HEIGHT_M = 800;
const FRICTION_PER_ROOF_WIND = 0.12;
const LEAST_FRICTION_MS = 0.02;
const SECTOR_HALF_WIDTH_RAD = 0.5;
const DIRECTIONS = 10;
const RADIANS = Math.PI / 180;

export const BOX_ASSUMPTIONS: readonly Assumption[] = [
  {
    key: 'street-air.mixing-height',
    value: MIXING_HEIGHT_M,
    unit: 'm',
    range: [200, 1500],
    source: 'Usual daytime value over a city; judgement',
    kind: 'assumption',
  },
  {
    key: 'street-air.friction-per-roof-wind',
    value: FRICTION_PER_ROOF_WIND,
    unit: '1',
    range: [0.08, 0.16],
    source: 'Logarithmic wind profile over a city with a roughness of about 1 m; judgement',
    kind: 'assumption',
  },
];

/** Exchange at the roof u_d, m/s. */
export function roofExchangeMS(frictionMS: number, heightM: number, mixingHeightM = MIXING_HEIGHT_M): number {
  const turbulence = 1.3 * frictionMS * (1 - (0.8 * Math.min(heightM, mixingHeightM)) / mixingHeightM);
  return turbulence / (Math.SQRT2 * Math.PI);
}

/** Friction velocity of a wind above the roofs, m/s. */
export function boxFrictionMS(roofMS: number): number {
  return Math.max(LEAST_FRICTION_MS, FRICTION_PER_ROOF_WIND * roofMS);
}

/** Mean wind along a street over the component above the roofs: (1 − e^{−a})/a, a = H/W. */
export function alongProfile({ heightM, widthM }: Pick<Canyon, 'heightM' | 'widthM'>): number {
  const aspect = heightM / widthM;
  return (1 - exp(-aspect)) / aspect;
}

/** Dilution of one street in s/m² at friction velocity u* and mean wind along the street, both m/s. */
export function boxDilutionSPerM2(
  { widthM, heightM, halfLengthM }: Pick<Canyon, 'widthM' | 'heightM' | 'halfLengthM'>,
  frictionMS: number,
  alongMS: number,
  mixingHeightM = MIXING_HEIGHT_M,
): number {
  const exchangeMS = roofExchangeMS(frictionMS, heightM, mixingHeightM);
  const lengthM = 2 * halfLengthM;
  return lengthM / (exchangeMS * widthM * lengthM + alongMS * heightM * widthM);
}

function meanAlongShare(middleRad: number): number {
  let sum = 0;
  for (let i = 0; i < DIRECTIONS; i++) {
    sum += Math.abs(cos(middleRad + SECTOR_HALF_WIDTH_RAD * ((2 * (i + 0.5)) / DIRECTIONS - 1)));
  }
  return sum / DIRECTIONS;
}

export const BOX: StreetAirModel = {
  id: 'box',
  dilutionSPerM2(canyon, _side, _heightM, wind) {
    const alongShare = meanAlongShare(windToAxisDeg(canyon.axisDeg, wind.fromDeg) * RADIANS);
    const alongMS = wind.roofMS * alongShare * alongProfile(canyon);
    return boxDilutionSPerM2(canyon, boxFrictionMS(wind.roofMS), alongMS);
  },
};
