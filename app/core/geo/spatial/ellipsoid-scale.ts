/** How many metres a degree is on the WGS84 ellipsoid, and boxes of degrees grown by metres. */
import { ECCENTRICITY_SQUARED, RADIANS_PER_DEGREE, SEMI_MAJOR_M } from '../ellipsoid.ts';

/** Metres per degree eastwards (of the parallel) and northwards (of the meridian) at a latitude. */
export function metresPerDegree(latitude: number): { readonly east: number; readonly north: number } {
  const sine = Math.sin(latitude * RADIANS_PER_DEGREE);
  const root = Math.sqrt(1 - ECCENTRICITY_SQUARED * sine * sine);
  const primeVertical = SEMI_MAJOR_M / root;
  const meridional = (SEMI_MAJOR_M * (1 - ECCENTRICITY_SQUARED)) / (root * root * root);
  return {
    // Never nothing, so that a scale can be taken back at the poles too.
    east: Math.max(primeVertical * Math.cos(latitude * RADIANS_PER_DEGREE), 1e-3) * RADIANS_PER_DEGREE,
    north: meridional * RADIANS_PER_DEGREE,
  };
}

export interface Bounds {
  readonly minX: number;
  readonly minY: number;
  readonly maxX: number;
  readonly maxY: number;
}

/** Smallest radius of curvature of the ellipsoid (the meridian's, at the equator), m. */
const SMALLEST_RADIUS_M = SEMI_MAJOR_M * (1 - ECCENTRICITY_SQUARED);

/**
 * The box grown so that whatever is within `metres` of anything in it lies inside: a little too large, never too small.
 * Over a pole, and across the antimeridian, it takes in all longitudes, a turn beyond ±180 as well.
 */
export function boundsGrownBy(bounds: Bounds, metres: number): Bounds {
  if (!(metres > 0)) return bounds;
  const angle = (metres / SMALLEST_RADIUS_M) * (1 + 1e-9) + 1e-12;
  const degrees = angle / RADIANS_PER_DEGREE;
  const minY = bounds.minY - degrees;
  const maxY = bounds.maxY + degrees;
  const around = { minX: -540, maxX: 540 };
  const steepest = Math.max(Math.abs(bounds.minY), Math.abs(bounds.maxY)) * RADIANS_PER_DEGREE;
  const share = Math.sin(Math.min(angle, Math.PI / 2)) / Math.cos(steepest);
  if (minY <= -90 || maxY >= 90 || !(share < 1)) {
    return { ...around, minY: Math.min(minY, -90), maxY: Math.max(maxY, 90) };
  }
  const sideways = Math.asin(share) / RADIANS_PER_DEGREE;
  const minX = bounds.minX - sideways;
  const maxX = bounds.maxX + sideways;
  return minX < -180 || maxX > 180 ? { ...around, minY, maxY } : { minX, minY, maxX, maxY };
}
