/** Functions that look into geometry: its kind, its numbers and its parts. */
import { mapPositions } from '../../geo/crs.ts';
import type { Geometry, Position } from '../../geo/geojson.ts';
import { partsOf } from '../../geo/spatial/overlay.ts';
import type { PreparedGeometry } from '../../geo/spatial/prepared.ts';
import { SpatialError } from '../../geo/spatial/spatial-error.ts';
import type { Definition } from './vector-call.ts';

type G = PreparedGeometry;

export function pointOf(geom: G): Position {
  if (geom.geometry.type === 'Point') return geom.geometry.coordinates;
  throw new SpatialError(`takes a point, got a ${geom.geometry.type}`);
}

const bound = (label: string, side: 'minX' | 'minY' | 'maxX' | 'maxY'): Definition => ({
  label,
  takes: ['geometry'],
  returns: 'double',
  call: (geom: G) => geom.bounds?.[side] ?? null,
});

function coordinate(label: string, axis: 0 | 1): Definition {
  return { label, takes: ['geometry'], returns: 'double', call: (geom: G) => pointOf(geom)[axis] ?? null };
}

function vertexCount(geometry: Geometry): number {
  let count = 0;
  mapPositions(geometry, (at) => {
    count++;
    return at;
  });
  return count;
}

export function pointAt(position: Position | undefined): Geometry | null {
  return position === undefined || position.length === 0 ? null : { type: 'Point', coordinates: position };
}

export const INSPECTING: readonly Definition[] = [
  { label: 'ST_GeometryType', takes: ['geometry'], returns: 'text', call: (geom: G) => `ST_${geom.geometry.type}` },
  {
    label: 'ST_NumPoints',
    takes: ['geometry'],
    returns: 'integer',
    call: ({ geometry }: G) => (geometry.type === 'LineString' ? geometry.coordinates.length : null),
  },
  { label: 'ST_NPoints', takes: ['geometry'], returns: 'integer', call: (geom: G) => vertexCount(geom.geometry) },
  {
    label: 'ST_NumGeometries',
    takes: ['geometry'],
    returns: 'integer',
    call: (geom: G) => partsOf(geom.geometry).length,
  },
  {
    label: 'ST_GeometryN',
    takes: ['geometry', 'integer'],
    returns: 'blob',
    call: (geom: G, n: number) => partsOf(geom.geometry)[n - 1] ?? null,
  },
  {
    label: 'ST_StartPoint',
    takes: ['geometry'],
    returns: 'blob',
    call: ({ geometry }: G) => (geometry.type === 'LineString' ? pointAt(geometry.coordinates[0]) : null),
  },
  {
    label: 'ST_EndPoint',
    takes: ['geometry'],
    returns: 'blob',
    call: ({ geometry }: G) => (geometry.type === 'LineString' ? pointAt(geometry.coordinates.at(-1)) : null),
  },
  {
    label: 'ST_ExteriorRing',
    takes: ['geometry'],
    returns: 'blob',
    call: ({ geometry }: G): Geometry | null =>
      geometry.type === 'Polygon' ? { type: 'LineString', coordinates: geometry.coordinates[0] ?? [] } : null,
  },
  { label: 'ST_IsEmpty', takes: ['geometry'], returns: 'boolean', call: (geom: G) => geom.bounds === null },
  coordinate('ST_X', 0),
  coordinate('ST_Y', 1),
  bound('ST_XMin', 'minX'),
  bound('ST_XMax', 'maxX'),
  bound('ST_YMin', 'minY'),
  bound('ST_YMax', 'maxY'),
];
