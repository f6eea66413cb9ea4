/**
 * Transverse Mercator on GRS80 with portable functions: the same bits in every engine, which proj4 (Math.sin and its
 * like) cannot promise. For whatever must be reproduced to the byte; everything else goes through crs.ts.
 *
 * Krüger's series in the third flattening n to order 4 (as in Karney 2011, J. Geodesy 85, 475–485): below 10 µm within
 * 3,000 km of the central meridian.
 */
import { atan2, cos, exp, ln, sin } from '../base/portable-math.ts';
import { RADIANS_PER_DEGREE } from './ellipsoid.ts';

export interface TransverseMercator {
  readonly centralMeridianDeg: number;
  readonly scale: number;
  readonly falseEastingM: number;
  readonly falseNorthingM: number;
}

/** UTM zone 31 north, as EPSG:25831 uses it. */
export const UTM_31_NORTH: TransverseMercator = {
  centralMeridianDeg: 3,
  scale: 0.9996,
  falseEastingM: 500_000,
  falseNorthingM: 0,
};

const SEMI_MAJOR_M = 6_378_137;
const FLATTENING = 1 / 298.257222101;
const n = FLATTENING / (2 - FLATTENING);
const n2 = n * n;
const n3 = n2 * n;
const n4 = n3 * n;
const ECCENTRICITY = Math.sqrt(FLATTENING * (2 - FLATTENING));
const RECTIFYING_RADIUS_M = (SEMI_MAJOR_M / (1 + n)) * (1 + n2 / 4 + n4 / 64);
const ALPHA = [
  n / 2 - (2 * n2) / 3 + (5 * n3) / 16 + (41 * n4) / 180,
  (13 * n2) / 48 - (3 * n3) / 5 + (557 * n4) / 1440,
  (61 * n3) / 240 - (103 * n4) / 140,
  (49561 * n4) / 161280,
];
const BETA = [
  n / 2 - (2 * n2) / 3 + (37 * n3) / 96 - n4 / 360,
  n2 / 48 + n3 / 15 - (437 * n4) / 1440,
  (17 * n3) / 480 - (37 * n4) / 840,
  (4397 * n4) / 161280,
];
const DELTA = [
  2 * n - (2 * n2) / 3 - 2 * n3 + (116 * n4) / 45,
  (7 * n2) / 3 - (8 * n3) / 5 - (227 * n4) / 45,
  (56 * n3) / 15 - (136 * n4) / 35,
  (4279 * n4) / 630,
];

/** Degrees to metres. */
export function toEastingNorthing(
  projection: TransverseMercator,
  lon: number,
  lat: number,
): readonly [easting: number, northing: number] {
  const phi = lat * RADIANS_PER_DEGREE;
  const lambda = (lon - projection.centralMeridianDeg) * RADIANS_PER_DEGREE;
  const sinPhi = sin(phi);
  const conformalTangent = sinh(atanh(sinPhi) - ECCENTRICITY * atanh(ECCENTRICITY * sinPhi));
  const xi0 = atan2(conformalTangent, cos(lambda));
  const eta0 = atanh(sin(lambda) / Math.sqrt(1 + conformalTangent * conformalTangent));
  let xi = xi0;
  let eta = eta0;
  for (const [index, alpha] of ALPHA.entries()) {
    const twice = 2 * (index + 1);
    xi += alpha * sin(twice * xi0) * cosh(twice * eta0);
    eta += alpha * cos(twice * xi0) * sinh(twice * eta0);
  }
  const radius = projection.scale * RECTIFYING_RADIUS_M;
  return [projection.falseEastingM + radius * eta, projection.falseNorthingM + radius * xi];
}

/** Metres to degrees. */
export function toLonLat(
  projection: TransverseMercator,
  easting: number,
  northing: number,
): readonly [lon: number, lat: number] {
  const radius = projection.scale * RECTIFYING_RADIUS_M;
  const xi = (northing - projection.falseNorthingM) / radius;
  const eta = (easting - projection.falseEastingM) / radius;
  let xi0 = xi;
  let eta0 = eta;
  for (const [index, beta] of BETA.entries()) {
    const twice = 2 * (index + 1);
    xi0 -= beta * sin(twice * xi) * cosh(twice * eta);
    eta0 -= beta * cos(twice * xi) * sinh(twice * eta);
  }
  const sinConformal = sin(xi0) / cosh(eta0);
  const conformal = atan2(sinConformal, Math.sqrt(1 - sinConformal * sinConformal));
  let phi = conformal;
  for (const [index, delta] of DELTA.entries()) phi += delta * sin(2 * (index + 1) * conformal);
  const lambda = atan2(sinh(eta0), cos(xi0));
  return [projection.centralMeridianDeg + lambda / RADIANS_PER_DEGREE, phi / RADIANS_PER_DEGREE];
}

function sinh(x: number): number {
  return (exp(x) - exp(-x)) / 2;
}

function cosh(x: number): number {
  return (exp(x) + exp(-x)) / 2;
}

function atanh(x: number): number {
  return ln((1 + x) / (1 - x)) / 2;
}
