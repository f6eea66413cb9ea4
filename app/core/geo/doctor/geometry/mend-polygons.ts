/**
 * The nearest sound polygons to faulty ones, by JSTS. Each ring is read by even and odd, so that a bow-tie keeps both wings;
 * holes are taken out of their shell, one that lies outside of it becomes a part of its own, and parts that overlap are put
 * together. Loaded only for a file that needs it.
 */
import { type Geometry, type Position, polygonsOf, type Rings } from '../../geojson.ts';
import { differenceOf, intersectionOf, unionOf } from '../../spatial/overlay.ts';
import { madeValid } from '../../spatial/validity.ts';

type Polygonal = Extract<Geometry, { type: 'Polygon' | 'MultiPolygon' }>;

/** Parts smaller than this share of the largest are what rounding leaves of a crossing, not shapes. */
const SMALLEST_SHARE = 1e-10;

/** Null where nothing with an area remains, `failed` where no sound shape was found. */
export function mendedPolygons(geometry: Polygonal): Polygonal | null | 'failed' {
  try {
    const parts: Geometry[] = [];
    for (const rings of polygonsOf(geometry)) parts.push(...mendedPart(rings));
    return withoutSlivers(unionOf(parts));
  } catch {
    return 'failed';
  }
}

function mendedPart(rings: Rings): Geometry[] {
  const shell = areaOfRing(rings[0]!);
  const holes: Geometry[] = [];
  const outside: Geometry[] = [];
  for (const ring of rings.slice(1)) {
    const hole = areaOfRing(ring);
    if (hole === null) continue;
    const shared = shell === null ? 0 : size(intersectionOf(shell, hole));
    if (shared <= size(hole) * SMALLEST_SHARE) outside.push(hole);
    else holes.push(hole);
  }
  if (shell === null) return outside;
  return [holes.length === 0 ? shell : differenceOf(shell, unionOf(holes)), ...outside];
}

function areaOfRing(ring: readonly Position[]): Geometry | null {
  const flat = ring.map(([x, y]): Position => [x!, y!]);
  const areas = polygonsOf(madeValid({ type: 'Polygon', coordinates: [flat] }));
  return areas.length === 0 ? null : { type: 'MultiPolygon', coordinates: areas as Position[][][] };
}

function withoutSlivers(geometry: Geometry): Polygonal | null {
  const polygons = polygonsOf(geometry).map((rings) => ({ rings, size: sizeOfRings(rings) }));
  const largest = Math.max(0, ...polygons.map((polygon) => polygon.size));
  const kept = polygons
    .filter((polygon) => polygon.size > largest * SMALLEST_SHARE)
    .map(({ rings }) => rings as Position[][]);
  if (kept.length === 0) return null;
  return kept.length === 1 ? { type: 'Polygon', coordinates: kept[0]! } : { type: 'MultiPolygon', coordinates: kept };
}

const size = (geometry: Geometry) => polygonsOf(geometry).reduce((sum, rings) => sum + sizeOfRings(rings), 0);

function sizeOfRings(rings: Rings): number {
  return rings.reduce((sum, ring, i) => sum + (i === 0 ? 1 : -1) * Math.abs(shoelace(ring)), 0);
}

function shoelace(ring: readonly Position[]): number {
  const [x0, y0] = ring[0] as [number, number];
  let sum = 0;
  for (let i = 1; i + 1 < ring.length; i++) {
    const [x1, y1] = ring[i] as [number, number];
    const [x2, y2] = ring[i + 1] as [number, number];
    sum += (x1 - x0) * (y2 - y0) - (x2 - x0) * (y1 - y0);
  }
  return sum / 2;
}
