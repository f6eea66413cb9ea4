/** Points and polygons of the join benchmark, and what other ways to join them say. Runs in Node and in a browser. */
import { booleanPointInPolygon, bbox as boundsOf, point } from '@turf/turf';
import Flatbush from 'flatbush';
import type { Feature, Polygon, Position } from 'geojson';
import { randomFrom } from '../../app/core/base/random.ts';
import { writeWkb } from '../../app/core/geo/wkb.ts';
import type { Column, ColumnBatch } from '../../app/core/store/column-batch.ts';

const COLUMNS = 40;
const ROWS = 25;
const WEST = 2;
const SOUTH = 41.2;
const CELL_DEGREES = 0.01;
const STREETS = 20_000;

export interface JoinCity {
  readonly points: readonly Position[];
  readonly polygons: readonly Feature<Polygon>[];
  readonly streets: readonly (readonly Position[])[];
}

/** 1,000 polygons of 8 to 24 corners that overlap their neighbours a little, and points all over them. */
export function joinCity(pointCount: number): JoinCity {
  const random = randomFrom(20_241_107, 'join');
  const polygons: Feature<Polygon>[] = [];
  for (let row = 0; row < ROWS; row++) {
    for (let column = 0; column < COLUMNS; column++) {
      const corners = 8 + random.below(17);
      const ring = Array.from({ length: corners }, (_none, i): Position => {
        const angle = (2 * Math.PI * i) / corners;
        const radius = CELL_DEGREES * (0.4 + 0.25 * random.uniform());
        const x = WEST + (column + 0.5) * CELL_DEGREES + radius * Math.cos(angle);
        return [x, SOUTH + (row + 0.5) * CELL_DEGREES + radius * Math.sin(angle)];
      });
      const coordinates = [[...ring, ring[0]!]];
      polygons.push({ type: 'Feature', properties: {}, geometry: { type: 'Polygon', coordinates } });
    }
  }
  const anywhere = (): Position => [
    WEST + random.uniform() * COLUMNS * CELL_DEGREES,
    SOUTH + random.uniform() * ROWS * CELL_DEGREES,
  ];
  const points = Array.from({ length: pointCount }, anywhere);
  const turn = () => (random.uniform() - 0.5) * 0.003;
  const streets = Array.from({ length: STREETS }, (): Position[] => {
    const [x, y] = anywhere() as [number, number];
    return [
      [x, y],
      [x + turn(), y + turn()],
      [x + turn(), y + turn()],
    ];
  });
  return { points, polygons, streets };
}

export function joinTables({ points, polygons, streets }: JoinCity): readonly ColumnBatch[] {
  const numbers = (name: string, count: number): Column => ({
    name,
    type: 'integer',
    values: Int32Array.from({ length: count }, (_none, i) => i),
  });
  const doubles = (name: string, values: readonly number[]): Column => ({
    name,
    type: 'double',
    values: Float64Array.from(values),
  });
  const boxes = polygons.map((polygon) => boundsOf(polygon));
  return [
    {
      table: 'points',
      rowCount: points.length,
      columns: [
        numbers('id', points.length),
        doubles(
          'lon',
          points.map(([x]) => x!),
        ),
        doubles(
          'lat',
          points.map(([, y]) => y!),
        ),
        {
          name: 'geom',
          type: 'blob',
          values: points.map((coordinates) => writeWkb({ type: 'Point', coordinates })),
        },
      ],
    },
    {
      table: 'polygons',
      rowCount: polygons.length,
      columns: [
        numbers('id', polygons.length),
        ...['min_lon', 'min_lat', 'max_lon', 'max_lat'].map((name, side) =>
          doubles(
            name,
            boxes.map((box) => box[side]!),
          ),
        ),
        { name: 'geom', type: 'blob', values: polygons.map(({ geometry }) => writeWkb(geometry)) },
      ],
    },
    {
      table: 'streets',
      rowCount: streets.length,
      columns: [
        numbers('id', streets.length),
        {
          name: 'geom',
          type: 'blob',
          values: streets.map((line) => writeWkb({ type: 'LineString', coordinates: [...line] })),
        },
      ],
    },
  ];
}

/** Points in each polygon by Turf alone: every pair is tested. */
export function countByTurf({ polygons }: JoinCity, points: readonly Position[]): Uint32Array {
  const counts = new Uint32Array(polygons.length);
  const features = points.map((position) => point(position as number[]));
  polygons.forEach((polygon, i) => {
    for (const feature of features) if (booleanPointInPolygon(feature, polygon)) counts[i]!++;
  });
  return counts;
}

/** The same with flatbush over the polygons' boxes, packed anew each time. */
export function countByTurfAndFlatbush({ polygons }: JoinCity, points: readonly Position[]): Uint32Array {
  const counts = new Uint32Array(polygons.length);
  const tree = new Flatbush(polygons.length);
  for (const polygon of polygons) {
    const [minX, minY, maxX, maxY] = boundsOf(polygon);
    tree.add(minX, minY, maxX, maxY);
  }
  tree.finish();
  for (const position of points) {
    const [x, y] = position as [number, number];
    for (const i of tree.search(x, y, x, y)) if (booleanPointInPolygon(position, polygons[i]!)) counts[i]!++;
  }
  return counts;
}
