/**
 * What the wind carries from street to street, mixed at the crossings, in the manner of SIRANE.
 *
 * Each street is the well-mixed box of `box.ts`; air comes in at its upwind crossing and leaves at the other end:
 *   c = (Q·L + F·n) / (u_d·W·L + F),   F = H·W·U·|cos θ|·(1 − e^{−a})/a    m³/s
 *   n = Σ_in F·c / max(Σ_in F, Σ_out F): where more leaves a crossing than comes, clean air sinks in; where less leaves,
 *   the rest rises out of it
 * c above the background µg/m³, Q line source µg/(m·s), L W H the street's length, width and height m, θ between wind and
 * street. All streets flow towards lower ground of one plane, the wind's, so there are no circles and one pass from the
 * windward edge solves it. The mean of five directions within ±0.5 rad stands for a wind that wavers.
 * Linear in Q: with no traffic nothing is added, and more traffic nowhere makes less.
 * Valid for connected canyons of similar height. Each crossing mixes evenly; eddies behind corners are not in it.
 *
 * Source: L. Soulhac et al., Atmos. Environ. 45 (2011) 7379–7395 (SIRANE), with even mixing instead of its angle by angle.
 */
import { cos, sin } from '../../base/portable-math.ts';
import { alongProfile, boxFrictionMS, roofExchangeMS } from './box.ts';
import type { Canyon, Wind } from './street-air.ts';
import type { WindRose } from './wind-rose.ts';

/** A street between two crossings; the canyon's axis leads from `from` to `to`. */
export interface CrossedStreet {
  readonly from: number;
  readonly to: number;
  readonly canyon: Canyon;
}

const SECTOR_HALF_WIDTH_RAD = 0.5;
const DIRECTIONS = 5;
const RADIANS = Math.PI / 180;

interface Flowing {
  readonly street: number;
  readonly upwind: number;
  readonly downwind: number;
  /** m³/s along the street, and what the roof takes. */
  readonly alongM3S: number;
  readonly roofM3S: number;
  readonly lengthM: number;
}

/** µg/m³ above the background in each street at sources in µg/(m·s) by street. */
export interface WindInStreets {
  (sources: ArrayLike<number>): Float64Array;
  /** The same without what comes from other streets. */
  alone(sources: ArrayLike<number>): Float64Array;
}

export interface StreetExchange {
  under(wind: Wind): WindInStreets;
}

export function createStreetExchange(
  streets: readonly CrossedStreet[],
  nodeXM: Float64Array,
  nodeYM: Float64Array,
): StreetExchange {
  const nodeCount = nodeXM.length;
  /** Streets in the order in which a wind from `fromRad` passes them. */
  const flowingIn = (fromRad: number, roofMS: number): Flowing[] => {
    const east = -sin(fromRad);
    const north = -cos(fromRad);
    const far = (node: number) => nodeXM[node]! * east + nodeYM[node]! * north;
    return streets
      .map(({ from, to, canyon }, street): Flowing => {
        const { widthM, heightM, halfLengthM } = canyon;
        const forward = far(to) >= far(from);
        const dx = nodeXM[to]! - nodeXM[from]!;
        const dy = nodeYM[to]! - nodeYM[from]!;
        const along = Math.abs(dx * east + dy * north) / (Math.sqrt(dx * dx + dy * dy) || 1);
        const lengthM = 2 * halfLengthM;
        return {
          street,
          upwind: forward ? from : to,
          downwind: forward ? to : from,
          alongM3S: heightM * widthM * roofMS * along * alongProfile(canyon),
          roofM3S: roofExchangeMS(boxFrictionMS(roofMS), heightM) * widthM * lengthM,
          lengthM,
        };
      })
      .sort((a, b) => far(a.upwind) - far(b.upwind) || a.street - b.street);
  };
  /** What each crossing mixes with, m³/s: the larger of what comes in and what goes out. */
  const mixingAt = (flowing: readonly Flowing[]): Float64Array => {
    const inflow = new Float64Array(nodeCount);
    const outflow = new Float64Array(nodeCount);
    for (const { upwind, downwind, alongM3S } of flowing) {
      inflow[downwind]! += alongM3S;
      outflow[upwind]! += alongM3S;
    }
    return inflow.map((value, node) => Math.max(value, outflow[node]!));
  };
  return {
    under({ roofMS, fromDeg }) {
      const directions = Array.from({ length: DIRECTIONS }, (_, i) => {
        const off = SECTOR_HALF_WIDTH_RAD * ((2 * (i + 0.5)) / DIRECTIONS - 1);
        const flowing = flowingIn(fromDeg * RADIANS + off, roofMS);
        return { flowing, mixing: mixingAt(flowing) };
      });
      const carried = new Float64Array(nodeCount);
      const mean = (sources: ArrayLike<number>, carries: 0 | 1): Float64Array => {
        const made = new Float64Array(streets.length);
        for (const { flowing, mixing } of directions) {
          carried.fill(0);
          for (const { street, upwind, downwind, alongM3S, roofM3S, lengthM } of flowing) {
            const arriving = mixing[upwind]! > 0 ? carried[upwind]! / mixing[upwind]! : 0;
            const c = (sources[street]! * lengthM + alongM3S * arriving) / (roofM3S + alongM3S);
            carried[downwind]! += carries * alongM3S * c;
            made[street]! += c / DIRECTIONS;
          }
        }
        return made;
      };
      const inStreets = (sources: ArrayLike<number>) => mean(sources, 1);
      return Object.assign(inStreets, { alone: (sources: ArrayLike<number>) => mean(sources, 0) });
    },
  };
}

/**
 * Yearly mean of what every street's source of 1 µg/(m·s) makes in every other, s/m²: `[receiving * streets + sending]`. A
 * street's effect on itself is left at 0: its own model tells it.
 */
export function carriedOver(streets: readonly CrossedStreet[], exchange: StreetExchange, rose: WindRose): Float64Array {
  const count = streets.length;
  const matrix = new Float64Array(count * count);
  const source = new Float64Array(count);
  for (const { fromDeg, roofMS, share } of rose) {
    if (share === 0) continue;
    const concentrations = exchange.under({ fromDeg, roofMS });
    for (let sending = 0; sending < count; sending++) {
      source.fill(0);
      source[sending] = 1;
      const made = concentrations(source);
      for (let receiving = 0; receiving < count; receiving++) {
        if (receiving !== sending) matrix[receiving * count + sending]! += share * made[receiving]!;
      }
    }
  }
  return matrix;
}
