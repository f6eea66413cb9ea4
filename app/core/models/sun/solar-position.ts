/**
 * Where the sun stands, seen from a place.
 *
 * Mean longitude and anomaly → equation of the centre → apparent longitude λ (aberration, nutation in Ω) → right
 * ascension and declination → hour angle from sidereal time → altitude and azimuth. True altitude is geometric; the
 * apparent one adds refraction, 1.02'/tan(h + 10.3/(h + 5.11)), at 10 °C and 1010 hPa.
 * Angles in degrees, azimuth from north over east. Error below 0.02° from 1950 to 2050 (true altitude, azimuth away from
 * the zenith); the observer's parallax, 0.002°, is left out.
 *
 * Source: J. Meeus, Astronomical Algorithms, 2nd ed. (1998), ch. 12, 13, 16, 25.
 */
import { atan2, cos, sin } from '../../base/portable-math.ts';

export interface SunPosition {
  readonly azimuthDeg: number;
  /** Geometric. */
  readonly altitudeDeg: number;
  /** As seen through the air; the same as `altitudeDeg` 2° and more below the horizon. */
  readonly apparentAltitudeDeg: number;
}

const RADIANS = Math.PI / 180;
const DEGREES = 180 / Math.PI;
const MS_PER_DAY = 86_400_000;
const JULIAN_DAY_OF_1970 = 2_440_587.5;
const JULIAN_DAY_OF_2000 = 2_451_545;

/** The steps between a time and a direction, degrees, so that each can be compared with a published one. */
export interface SunSteps {
  /** Geocentric, seen from the Earth. */
  readonly trueLongitudeDeg: number;
  /** With aberration and nutation. */
  readonly apparentLongitudeDeg: number;
  readonly meanObliquityDeg: number;
  readonly obliquityDeg: number;
  readonly ascensionDeg: number;
  readonly declinationDeg: number;
  /** At Greenwich. */
  readonly meanSiderealDeg: number;
  readonly siderealDeg: number;
  /** Of the place, west positive. */
  readonly hourAngleDeg: number;
}

/** `timeMs` UTC; longitude east positive. Angles are not brought into one turn. */
export function sunSteps(timeMs: number, lonDeg: number): SunSteps {
  const days = timeMs / MS_PER_DAY + JULIAN_DAY_OF_1970 - JULIAN_DAY_OF_2000;
  const t = days / 36_525;
  const anomaly = (357.52911 + t * (35_999.05029 - 0.0001537 * t)) * RADIANS;
  const centre =
    (1.914602 - t * (0.004817 + 0.000014 * t)) * sin(anomaly) +
    (0.019993 - 0.000101 * t) * sin(2 * anomaly) +
    0.000289 * sin(3 * anomaly);
  const node = (125.04 - 1934.136 * t) * RADIANS;
  const nutation = -0.00478 * sin(node);
  const trueLongitudeDeg = 280.46646 + t * (36_000.76983 + 0.0003032 * t) + centre;
  const apparentLongitudeDeg = trueLongitudeDeg - 0.00569 + nutation;
  const longitude = apparentLongitudeDeg * RADIANS;
  const meanObliquityDeg = 23.4392911 - t * (0.0130042 + t * (1.64e-7 - 5.04e-7 * t));
  const obliquityDeg = meanObliquityDeg + 0.00256 * cos(node);
  const obliquity = obliquityDeg * RADIANS;
  const ascension = atan2(cos(obliquity) * sin(longitude), cos(longitude));
  const sinDeclination = sin(obliquity) * sin(longitude);
  const meanSiderealDeg = 280.46061837 + 360.98564736629 * days + t * t * (0.000387933 - t / 38_710_000);
  const siderealDeg = meanSiderealDeg + nutation * cos(obliquity);
  return {
    trueLongitudeDeg,
    apparentLongitudeDeg,
    meanObliquityDeg,
    obliquityDeg,
    ascensionDeg: ascension * DEGREES,
    declinationDeg: atan2(sinDeclination, Math.sqrt(1 - sinDeclination * sinDeclination)) * DEGREES,
    meanSiderealDeg,
    siderealDeg,
    hourAngleDeg: siderealDeg + lonDeg - ascension * DEGREES,
  };
}

/** `timeMs` UTC; longitude east positive. */
export function sunPosition(timeMs: number, lonDeg: number, latDeg: number): SunPosition {
  const { declinationDeg, hourAngleDeg } = sunSteps(timeMs, lonDeg);
  const sinDeclination = sin(declinationDeg * RADIANS);
  const cosDeclination = cos(declinationDeg * RADIANS);
  const hourAngle = hourAngleDeg * RADIANS;
  const sinLatitude = sin(latDeg * RADIANS);
  const cosLatitude = cos(latDeg * RADIANS);
  const sinAltitude = sinLatitude * sinDeclination + cosLatitude * cosDeclination * cos(hourAngle);
  const altitudeDeg = atan2(sinAltitude, Math.sqrt(Math.max(0, 1 - sinAltitude * sinAltitude))) * DEGREES;
  const azimuth = atan2(
    -sin(hourAngle) * cosDeclination,
    sinDeclination * cosLatitude - cosDeclination * cos(hourAngle) * sinLatitude,
  );
  return {
    azimuthDeg: (azimuth * DEGREES + 360) % 360,
    altitudeDeg,
    apparentAltitudeDeg: altitudeDeg + refractionDeg(altitudeDeg),
  };
}

function refractionDeg(altitudeDeg: number): number {
  if (altitudeDeg < -2) return 0;
  const angle = (altitudeDeg + 10.3 / (altitudeDeg + 5.11)) * RADIANS;
  return (1.02 * cos(angle)) / sin(angle) / 60;
}
