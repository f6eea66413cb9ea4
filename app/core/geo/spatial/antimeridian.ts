/**
 * Shapes at the antimeridian. At rest they are cut there (RFC 7946, 3.1.9); work in metres needs them whole, so they are put
 * together beyond 180° for it and cut again afterwards.
 */
import { mapPositions } from '../crs.ts';
import type { Geometry, Position } from '../geojson.ts';
import type { Bounds } from './ellipsoid-scale.ts';

const shifted = (geometry: Geometry, degrees: number): Geometry =>
  mapPositions(geometry, ([x, y, ...rest]) => [x! + degrees, y!, ...rest]);

/** With western longitudes put beyond 180° where that makes it narrower than half the world; else as it is. */
export function joinedAtAntimeridian(geometry: Geometry, bounds: Bounds): Geometry {
  if (bounds.maxX - bounds.minX <= 180) return geometry;
  let west = Number.POSITIVE_INFINITY;
  let east = Number.NEGATIVE_INFINITY;
  const whole = mapPositions(geometry, ([x, y, ...rest]: Position) => {
    const moved = x! < 0 ? x! + 360 : x!;
    west = Math.min(west, moved);
    east = Math.max(east, moved);
    return [moved, y!, ...rest];
  });
  return east - west < bounds.maxX - bounds.minX ? whole : geometry;
}

/** A box of all latitudes between two longitudes. */
const band = (west: number, east: number): Geometry => ({
  type: 'Polygon',
  coordinates: [
    [
      [west, -90],
      [east, -90],
      [east, 90],
      [west, 90],
      [west, -90],
    ],
  ],
});

/** Cut where it passes ±180°, the parts moved back into the world. `cut` intersects, `join` puts parts side by side. */
export function cutAtAntimeridian(
  geometry: Geometry,
  bounds: Bounds | null,
  cut: (geometry: Geometry, box: Geometry) => Geometry,
  join: (a: Geometry, b: Geometry) => Geometry,
): Geometry {
  if (bounds === null || (bounds.minX >= -180 && bounds.maxX <= 180)) return geometry;
  if (bounds.minX >= 180) return shifted(geometry, -360);
  if (bounds.maxX <= -180) return shifted(geometry, 360);
  const inside = cut(geometry, band(-180, 180));
  const beyond =
    bounds.maxX > 180 ? shifted(cut(geometry, band(180, 540)), -360) : shifted(cut(geometry, band(-540, -180)), 360);
  return join(inside, beyond);
}
