/**
 * Light by virtual time at one place. The sun stands where it stood (Cesium's Simon 1994 ephemeris); below the horizon
 * a quiet moonlight takes over, so that the model never goes black. Open ground keeps its tone all day.
 */
import { Cartesian3, JulianDate, Matrix3, Matrix4, Simon1994PlanetaryPositions, Transforms } from 'cesium';
import type { MatteLight } from './matte-shader.ts';

const DEGREE = Math.PI / 180;
/** A fixed moon, south-east and halfway up: local east, north, up. */
const MOON = Cartesian3.normalize(new Cartesian3(0.5, -0.5, 0.75), new Cartesian3());
const SUN_COLOUR = new Cartesian3(1.0, 0.955, 0.87);
const SKY_COLOUR = new Cartesian3(0.87, 0.95, 1.09);
const NIGHT_TONE = new Cartesian3(0.3, 0.345, 0.46);
/** Shadows of a lower sun would cross the whole district. */
const LOWEST_LIGHT = Math.sin(9 * DEGREE);

/** Unit vector towards the sun in the local frame (east, north, up). */
export function sunDirection(timeMs: number, frame: Matrix4): Cartesian3 {
  const time = JulianDate.fromDate(new Date(timeMs));
  const inertial = Simon1994PlanetaryPositions.computeSunPositionInEarthInertialFrame(time, new Cartesian3());
  const toFixed = Transforms.computeTemeToPseudoFixedMatrix(time, new Matrix3());
  const fixed = Matrix3.multiplyByVector(toFixed ?? Matrix3.IDENTITY, inertial, new Cartesian3());
  const inverse = Matrix4.inverseTransformation(frame, new Matrix4());
  const local = Matrix4.multiplyByPointAsVector(inverse, fixed, new Cartesian3());
  return Cartesian3.normalize(local, local);
}

function smoothstep(from: number, to: number, value: number): number {
  const t = Math.min(1, Math.max(0, (value - from) / (to - from)));
  return t * t * (3 - 2 * t);
}

export function daylight(timeMs: number, frame: Matrix4): MatteLight {
  const sun = sunDirection(timeMs, frame);
  const elevation = Math.asin(sun.z) / DEGREE;
  const day = smoothstep(-5, 6, elevation);
  const direction = Cartesian3.lerp(MOON, sun, day, new Cartesian3());
  direction.z = Math.max(direction.z, LOWEST_LIGHT);
  Cartesian3.normalize(direction, direction);

  const sunStrength = 0.34 + 0.36 * day;
  const skyStrength = 0.6;
  // Per channel, so that open ground gets exactly its own tone back.
  const ground = Cartesian3.add(
    Cartesian3.multiplyByScalar(SKY_COLOUR, skyStrength, new Cartesian3()),
    Cartesian3.multiplyByScalar(SUN_COLOUR, sunStrength * direction.z, new Cartesian3()),
    new Cartesian3(),
  );
  const share = (colour: Cartesian3, strength: number) =>
    Cartesian3.divideComponents(
      Cartesian3.multiplyByScalar(colour, strength, new Cartesian3()),
      ground,
      new Cartesian3(),
    );
  return {
    direction,
    sun: share(SUN_COLOUR, sunStrength),
    sky: share(SKY_COLOUR, skyStrength),
    tone: Cartesian3.lerp(NIGHT_TONE, Cartesian3.ONE, day, new Cartesian3()),
  };
}
