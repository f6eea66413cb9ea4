/**
 * Hours of direct sun on façades and open ground on one day, by geometry: clear sky, flat ground, buildings as prisms,
 * no trees. The renderer's shadows are a picture; this is the calculation.
 *
 * Every `stepMinutes` the sun's position is taken at the middle of the step; a receptor has sun when the sun is above the
 * horizon of the buildings in that direction and, on a façade, before its wall.
 * Error about one step at each sunrise behind a roof edge; sun below `leastAltitudeDeg` is not counted.
 *
 * Source of the criterion often asked of dwellings, 1.5 h on 21 March: EN 17037:2018 (from memory, an assumption).
 */
import { atan2, cos, sin } from '../../base/portable-math.ts';
import type { Obstacles } from './obstacles.ts';
import { sunPosition } from './solar-position.ts';

export interface SunReceptors {
  readonly count: number;
  readonly xM: Float64Array;
  readonly yM: Float64Array;
  readonly zM: Float64Array;
  /** Compass direction a façade looks; NaN for open ground, which looks up. */
  readonly facingDeg: Float64Array;
}

export interface SunDay {
  /** Midnight UTC of the day, ms; the day is the 24 h after it. */
  readonly dayStartMs: number;
  readonly lonDeg: number;
  readonly latDeg: number;
  /** 15 unless told. */
  readonly stepMinutes?: number;
  /** 2° unless told: lower sun is behind what stands beyond the district. */
  readonly leastAltitudeDeg?: number;
}

const RADIANS = Math.PI / 180;
const MS_PER_MINUTE = 60_000;

/** A day that goes on when asked to, so that whoever follows it can show it and drop it. */
export interface SunRun {
  /** Hours by receptor, of the steps taken so far. */
  readonly hours: Float64Array;
  /** One step of the sun; returns the share of the day that is done, 1 at its end. */
  next(): number;
}

export function startSunHours(obstacles: Obstacles, receptors: SunReceptors, day: SunDay): SunRun {
  const { stepMinutes = 15, leastAltitudeDeg = 2 } = day;
  const hours = new Float64Array(receptors.count);
  const steps = Math.round((24 * 60) / stepMinutes);
  let step = 0;
  return {
    hours,
    next() {
      if (step >= steps) return 1;
      const timeMs = day.dayStartMs + (step + 0.5) * stepMinutes * MS_PER_MINUTE;
      const sun = sunPosition(timeMs, day.lonDeg, day.latDeg);
      step++;
      if (sun.apparentAltitudeDeg < leastAltitudeDeg) return step / steps;
      const altitude = sun.apparentAltitudeDeg * RADIANS;
      const tangent = sin(altitude) / cos(altitude);
      for (let i = 0; i < receptors.count; i++) {
        const facing = receptors.facingDeg[i]!;
        if (!Number.isNaN(facing) && !(cos((facing - sun.azimuthDeg) * RADIANS) > 1e-3)) continue;
        const horizon = obstacles.horizonTangent(receptors.xM[i]!, receptors.yM[i]!, receptors.zM[i]!, sun.azimuthDeg);
        if (tangent > horizon) hours[i]! += stepMinutes / 60;
      }
      return step / steps;
    },
  };
}

/** Hours by receptor, the whole day at once. */
export function sunHours(obstacles: Obstacles, receptors: SunReceptors, day: SunDay): Float64Array {
  const run = startSunHours(obstacles, receptors, day);
  while (run.next() < 1);
  return run.hours;
}

/**
 * Share of the sky that is seen from open ground, weighted as it lights level ground: SVF = mean over azimuths of
 * cos²(horizon angle) = 1/(1 + tan²). 1 in the open; cos(atan(2H/W)) in the middle of an endless street.
 */
export function skyViewFactor(obstacles: Obstacles, xM: number, yM: number, zM: number, directions = 72): number {
  let sum = 0;
  for (let i = 0; i < directions; i++) {
    const tangent = obstacles.horizonTangent(xM, yM, zM, ((i + 0.5) * 360) / directions);
    sum += 1 / (1 + tangent * tangent);
  }
  return sum / directions;
}

/** Length in metres of the shadow of something `heightM` high; Infinity when the sun is not up. */
export function shadowLengthM(heightM: number, altitudeDeg: number): number {
  if (!(altitudeDeg > 0)) return Number.POSITIVE_INFINITY;
  return heightM / (sin(altitudeDeg * RADIANS) / cos(altitudeDeg * RADIANS));
}

/** Compass direction in degrees that a wall faces whose outside lies to the right of the way from a to b. */
export function facingOfWallDeg(ax: number, ay: number, bx: number, by: number): number {
  // The right-hand normal of (dx, dy) is (dy, −dx).
  return (atan2(by - ay, -(bx - ax)) / RADIANS + 360) % 360;
}
