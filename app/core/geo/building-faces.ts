/** The real shape of a building: its roofs and walls as faces in space. */
import type { Rings } from './geojson.ts';

/** Closed rings of longitude, latitude and metres above the ground under the building; the outer one first. */
export interface BuildingFaces {
  readonly roofs: readonly Rings[];
  readonly walls: readonly Rings[];
}

/** Steeper faces of which nothing is said are walls: the vertical part of their unit normal. */
const LEVEL = 0.05;
/** What looks down and lies so low is the bottom, which nobody sees. */
const BOTTOM_M = 0.5;

/**
 * Normal of a ring in any one unit of length, not of unit length (Newell's method); closed or not. Nothing for a ring
 * without area.
 */
export function ringNormal(ring: readonly (readonly number[])[]): readonly [x: number, y: number, z: number] {
  let [x, y, z] = [0, 0, 0];
  for (let i = 0; i < ring.length; i++) {
    const a = ring[i]!;
    const b = ring[(i + 1) % ring.length]!;
    x += (a[1]! - b[1]!) * (a[2]! + b[2]!);
    y += (a[2]! - b[2]!) * (a[0]! + b[0]!);
    z += (a[0]! - b[0]!) * (a[1]! + b[1]!);
  }
  return [x, y, z];
}

/**
 * What a face is, by what the file says, else by how it stands; null for what is not drawn: the bottom. `ring` in metres,
 * heights above the ground.
 */
export function partOf(meaning: string | null, ring: readonly (readonly number[])[]): 'roof' | 'wall' | null {
  switch (meaning) {
    case 'RoofSurface':
      return 'roof';
    case 'GroundSurface':
      return null;
    case 'WallSurface':
    case 'OuterCeilingSurface':
    case 'ClosureSurface':
    case 'Door':
    case 'Window':
      return 'wall';
    case 'OuterFloorSurface':
      return 'roof';
    default: {
      const [x, y, z] = ringNormal(ring);
      const upright = z / Math.sqrt(x * x + y * y + z * z);
      if (upright > LEVEL) return 'roof';
      const highest = ring.reduce((most, point) => Math.max(most, point[2]!), Number.NEGATIVE_INFINITY);
      return upright < -LEVEL && highest < BOTTOM_M ? null : 'wall';
    }
  }
}
