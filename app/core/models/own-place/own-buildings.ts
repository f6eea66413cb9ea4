/** Buildings of a city's own layer: outline, height and the zone they stand in. */
import { cos } from '../../base/portable-math.ts';
import { doubleSignedArea, type Geometry, type Position, polygonsOf } from '../../geo/geojson.ts';
import { createLocalFrame } from '../../geo/local-frame.ts';
import { PointGrid } from '../../geo/point-grid.ts';
import type { OwnZone } from './zones.ts';

export interface BuildingRow {
  readonly geometry: Geometry | null;
  /** Metres; the default where it is not known is already in it. */
  readonly heightM: number;
}

export interface OwnBuilding {
  readonly id: string;
  /** The zone whose people live here; '' where it stands in none. */
  readonly zoneId: string;
  readonly heightM: number;
  /** Footprint times storeys, m². */
  readonly floorM2: number;
  readonly geometry: Extract<Geometry, { type: 'MultiPolygon' }>;
}

const STOREY_M = 3;

/** Outlines without an area are left out. Where zones are points, people live in the buildings nearest to each. */
export function ownBuildings(rows: readonly BuildingRow[], zones: readonly OwnZone[]): OwnBuilding[] {
  const zoneAt = zoneFinder(zones);
  return rows.flatMap(({ geometry, heightM }, row) => {
    const polygons = geometry === null ? [] : polygonsOf(geometry);
    const ring = polygons[0]?.[0];
    if (ring === undefined || ring.length < 4) return [];
    const [lon, lat] = ring[0]! as [number, number];
    if (!(Math.abs(lon) <= 180 && Math.abs(lat) <= 90)) return [];
    const frame = createLocalFrame({ lon, lat });
    const area = Math.abs(doubleSignedArea(ring.map((at) => frame.toLocal(at[0]!, at[1]!) as unknown as Position))) / 2;
    if (!(area > 0)) return [];
    const corners = ring.slice(0, -1);
    const mean = (axis: 0 | 1) => corners.reduce((sum, at) => sum + at[axis]!, 0) / corners.length;
    return [
      {
        id: `building-${row + 1}`,
        zoneId: zoneAt(mean(0), mean(1)),
        heightM,
        floorM2: area * Math.max(1, Math.floor(heightM / STOREY_M)),
        geometry: { type: 'MultiPolygon' as const, coordinates: polygons as Position[][][] },
      },
    ];
  });
}

function zoneFinder(zones: readonly OwnZone[]): (lon: number, lat: number) => string {
  const points = zones.filter(({ geometry }) => geometry.type === 'Point');
  if (points.length === zones.length) {
    return (lon, lat) => {
      const narrow = cos((lat * Math.PI) / 180);
      let best = '';
      let least = Number.POSITIVE_INFINITY;
      for (const { id, geometry } of points) {
        const [x, y] = (geometry as Extract<Geometry, { type: 'Point' }>).coordinates as [number, number];
        const away = (x - lon) * (x - lon) * narrow * narrow + (y - lat) * (y - lat);
        if (away < least) {
          least = away;
          best = id;
        }
      }
      return best;
    };
  }
  const boxes = new Float64Array(zones.length * 4);
  zones.forEach(({ geometry }, zone) => {
    boxes.set([1, 1, 0, 0], zone * 4);
    for (const [outer] of polygonsOf(geometry)) {
      const lons = outer!.map((at) => at[0]!);
      const lats = outer!.map((at) => at[1]!);
      const isEmpty = boxes[zone * 4]! > boxes[zone * 4 + 2]!;
      const low = (axis: number, values: readonly number[]) =>
        values.reduce(
          (least, value) => Math.min(least, value),
          isEmpty ? Number.POSITIVE_INFINITY : boxes[zone * 4 + axis]!,
        );
      const high = (axis: number, values: readonly number[]) =>
        values.reduce(
          (most, value) => Math.max(most, value),
          isEmpty ? Number.NEGATIVE_INFINITY : boxes[zone * 4 + axis]!,
        );
      boxes.set([low(0, lons), low(1, lats), high(2, lons), high(3, lats)], zone * 4);
    }
  });
  const grid = new PointGrid(boxes);
  return (lon, lat) => {
    const count = grid.look(lon, lat);
    for (let i = 0; i < count; i++) {
      const zone = zones[grid.found[i]!]!;
      if (polygonsOf(zone.geometry).some((rings) => isInside(rings, lon, lat))) return zone.id;
    }
    return '';
  };
}

function isInside(rings: readonly (readonly Position[])[], lon: number, lat: number): boolean {
  let odd = false;
  for (const ring of rings) {
    for (let i = 0, j = ring.length - 1; i < ring.length; j = i++) {
      const [ax, ay] = ring[i]! as [number, number];
      const [bx, by] = ring[j]! as [number, number];
      if (ay > lat !== by > lat && lon < ((bx - ax) * (lat - ay)) / (by - ay) + ax) odd = !odd;
    }
  }
  return odd;
}
