/** A shape cut where it passes ±180° of longitude; loaded only for a file that needs it. */

import { mapPositions } from '../../crs.ts';
import type { Geometry, Position } from '../../geojson.ts';
import { linesOf, polygonsOf } from '../../geojson.ts';
import { cutAtAntimeridian, joinedAtAntimeridian } from '../../spatial/antimeridian.ts';
import type { Bounds } from '../../spatial/ellipsoid-scale.ts';
import { collected, intersectionOf, isEmptyGeometry } from '../../spatial/overlay.ts';
import { madeValid } from '../../spatial/validity.ts';

/**
 * Null where the shape does not pass it. Within ±180° it does where an edge would otherwise go more than half round the world:
 * a wide shape has corners on its way, and one that has been cut already has parts on both sides and no such edge.
 */
export function cutWhereItPasses(geometry: Geometry): Geometry | null {
  const given = boundsOf(geometry);
  // Longitudes beyond ±180° say themselves that it passes there; within, only a jump across does.
  const isBeyond = given.minX < -180 || given.maxX > 180;
  if (!isBeyond && !hasLongEdge(geometry)) return null;
  const whole = isBeyond ? geometry : joinedAtAntimeridian(geometry, given);
  const bounds = isBeyond ? given : boundsOf(whole);
  if (bounds.minX >= -180 && bounds.maxX <= 180) return null;
  const cut = cutAtAntimeridian(
    madeValid(whole),
    bounds,
    (shape, box) => sameKind(geometry, intersectionOf(shape, box)),
    (a, b) => collected([a, b].filter((shape) => !isEmptyGeometry(shape))),
  );
  return isEmptyGeometry(cut) ? null : cut;
}

/** From −180° to 180° is the border of the whole world, not a jump. */
function hasLongEdge(geometry: Geometry): boolean {
  const isLong = (path: readonly Position[]) =>
    path.some((to, i) => {
      const span = i === 0 ? 0 : Math.abs(to[0]! - path[i - 1]![0]!);
      return span > 180 && span < 360;
    });
  return linesOf(geometry).some(isLong) || polygonsOf(geometry).some((rings) => rings.some(isLong));
}

/** What a cut leaves of a lower dimension (a corner on the line itself) is no part of the shape. */
function sameKind(like: Geometry, geometry: Geometry): Geometry {
  if (like.type === 'Polygon' || like.type === 'MultiPolygon') {
    return { type: 'MultiPolygon', coordinates: polygonsOf(geometry) as never };
  }
  if (like.type === 'LineString' || like.type === 'MultiLineString') {
    return { type: 'MultiLineString', coordinates: linesOf(geometry) as never };
  }
  return geometry;
}

function boundsOf(geometry: Geometry): Bounds {
  let [minX, minY, maxX, maxY] = [Infinity, Infinity, -Infinity, -Infinity];
  mapPositions(geometry, (position) => {
    minX = Math.min(minX, position[0]!);
    maxX = Math.max(maxX, position[0]!);
    minY = Math.min(minY, position[1]!);
    maxY = Math.max(maxY, position[1]!);
    return position;
  });
  return { minX, minY, maxX, maxY };
}
