/**
 * A local tangent plane: metres east, north and up of an origin on the ellipsoid, exact (through Earth-centred
 * coordinates), so a city 30 km wide still fits. Away from the origin the ground falls below the plane by d²/2R:
 * 8 cm at 1 km, 8 m at 10 km; `toLocal` returns that as a negative `up`.
 *
 * Portable functions only: models use this frame too, and must give the same bytes in every engine.
 */
import { atan2, cos, hypot, sin } from '../base/portable-math.ts';
import {
  ECCENTRICITY_SQUARED as E2,
  FLATTENING,
  MEAN_RADIUS_M,
  RADIANS_PER_DEGREE,
  SEMI_MAJOR_M,
} from './ellipsoid.ts';

export interface LocalOrigin {
  readonly lon: number;
  readonly lat: number;
}

/** Metres east, north, up. */
export type LocalPosition = readonly [east: number, north: number, up: number];

export interface LocalFrame {
  readonly origin: LocalOrigin;
  /** Degrees and metres above the ellipsoid to metres east, north, up of the origin. */
  toLocal(lon: number, lat: number, heightM?: number): LocalPosition;
  /** The reverse; without `up`, the point on the ground (height 0) at that east and north. */
  toLonLat(east: number, north: number, up?: number): readonly [lon: number, lat: number, heightM: number];
}

export function createLocalFrame(origin: LocalOrigin): LocalFrame {
  const sinLon = sin(origin.lon * RADIANS_PER_DEGREE);
  const cosLon = cos(origin.lon * RADIANS_PER_DEGREE);
  const sinLat = sin(origin.lat * RADIANS_PER_DEGREE);
  const cosLat = cos(origin.lat * RADIANS_PER_DEGREE);
  const [x0, y0, z0] = toEarthCentred(origin.lon, origin.lat, 0);

  const toLocal = (lon: number, lat: number, heightM = 0): LocalPosition => {
    const [x, y, z] = toEarthCentred(lon, lat, heightM);
    const dx = x - x0;
    const dy = y - y0;
    const dz = z - z0;
    const outward = cosLon * dx + sinLon * dy;
    return [-sinLon * dx + cosLon * dy, -sinLat * outward + cosLat * dz, cosLat * outward + sinLat * dz];
  };

  const fromLocal = (east: number, north: number, up: number) => {
    const outward = cosLat * up - sinLat * north;
    return toGeodetic(
      x0 - sinLon * east + cosLon * outward,
      y0 + cosLon * east + sinLon * outward,
      z0 + cosLat * north + sinLat * up,
    );
  };

  const toLonLat = (east: number, north: number, up?: number) => {
    if (up !== undefined) return fromLocal(east, north, up);
    let groundUp = -(east * east + north * north) / (2 * MEAN_RADIUS_M);
    let position = fromLocal(east, north, groundUp);
    // Three rounds bring the height below a millimetre within 100 km.
    for (let round = 0; round < 3; round++) {
      groundUp -= position[2];
      position = fromLocal(east, north, groundUp);
    }
    return position;
  };

  return { origin, toLocal, toLonLat };
}

/** Degrees and metres above the ellipsoid to Earth-centred, Earth-fixed metres. */
export function toEarthCentred(lon: number, lat: number, heightM: number): readonly [number, number, number] {
  const sinLat = sin(lat * RADIANS_PER_DEGREE);
  const cosLat = cos(lat * RADIANS_PER_DEGREE);
  const primeVertical = SEMI_MAJOR_M / Math.sqrt(1 - E2 * sinLat * sinLat);
  const fromAxis = (primeVertical + heightM) * cosLat;
  return [
    fromAxis * cos(lon * RADIANS_PER_DEGREE),
    fromAxis * sin(lon * RADIANS_PER_DEGREE),
    (primeVertical * (1 - E2) + heightM) * sinLat,
  ];
}

/** Bowring's method, two rounds: error below a nanometre near the surface. */
function toGeodetic(x: number, y: number, z: number): readonly [lon: number, lat: number, heightM: number] {
  const semiMinor = SEMI_MAJOR_M * (1 - FLATTENING);
  const secondEccentricitySquared = E2 / (1 - E2);
  const fromAxis = hypot(x, y);
  let latitude = 0;
  let parametric = atan2(z * SEMI_MAJOR_M, fromAxis * semiMinor);
  for (let round = 0; round < 2; round++) {
    const s = sin(parametric);
    const c = cos(parametric);
    latitude = atan2(z + secondEccentricitySquared * semiMinor * s * s * s, fromAxis - E2 * SEMI_MAJOR_M * c * c * c);
    parametric = atan2((1 - FLATTENING) * sin(latitude), cos(latitude));
  }
  const sinLat = sin(latitude);
  const cosLat = cos(latitude);
  const primeVertical = SEMI_MAJOR_M / Math.sqrt(1 - E2 * sinLat * sinLat);
  // Well-behaved at the poles as well as at the equator.
  const heightM = fromAxis * cosLat + z * sinLat - (SEMI_MAJOR_M * SEMI_MAJOR_M) / primeVertical;
  return [atan2(y, x) / RADIANS_PER_DEGREE, latitude / RADIANS_PER_DEGREE, heightM];
}
