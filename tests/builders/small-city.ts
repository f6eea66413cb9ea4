/** A small city for tests: a grid of one-way streets with one two-way avenue, its people, and devices of every kind. */
import type { Feature, FeatureCollection, Geometry } from 'geojson';
import type { CityFiles } from '../../simulators/city/index.ts';

const LON = 2.1649;
const LAT = 41.3917;
const BLOCK_M = 133.3;
const METRES_PER_DEGREE_LAT = 111_070;
const METRES_PER_DEGREE_LON = 83_640;

export interface SmallCityOptions {
  /** Streets in each direction; blocks are one fewer. */
  readonly streets?: number;
  /** How many of each kind of device. */
  readonly devices?: Partial<Record<DeviceKind, number>>;
}

export type DeviceKind = keyof typeof KINDS;

const KINDS = {
  'traffic/loop': ['flow,speed,occupancy', 300, 'sandbox', 'loop'],
  'air/reference': ['no2,no,o3,pm10,pm25', 3600, 'ngsi-ld', 'air-ref'],
  'air/lowcost': ['no2,o3,pm10,pm25', 300, 'sandbox', 'air'],
  'noise/class2': ['laeq', 300, 'sensorthings', 'noise'],
  'weather/station': ['temperature,humidity,wind_speed,wind_direction,pressure,rain', 600, 'sandbox', 'weather'],
  'mobility/bike-counter': ['bikes', 900, 'sandbox', 'bike'],
  'waste/bin': ['fill', 3600, 'sandbox', 'bin'],
  'parking/onstreet': ['free,occupancy', 300, 'sandbox', 'parking'],
} as const;

/** The tables a city is made from, as GeoJSON objects. */
export function smallCityFiles({ streets: n = 5, devices = {} }: SmallCityOptions = {}): CityFiles {
  const intersections: Feature<Geometry>[] = [];
  const streets: Feature<Geometry>[] = [];
  const sections: Feature<Geometry>[] = [];
  const sensors: Feature<Geometry>[] = [];
  const node = (i: number, j: number) => `x-${i}-${j}`;

  for (let i = 0; i < n; i++) {
    for (let j = 0; j < n; j++) intersections.push(point(node(i, j), i * BLOCK_M, j * BLOCK_M, {}));
  }
  const street = (a: readonly [number, number], b: readonly [number, number], avenue: boolean) => {
    streets.push({
      type: 'Feature',
      geometry: {
        type: 'LineString',
        coordinates: [place(a[0] * BLOCK_M, a[1] * BLOCK_M), place(b[0] * BLOCK_M, b[1] * BLOCK_M)],
      },
      properties: {
        feature_id: `s-${a.join('-')}-${b.join('-')}`,
        name: avenue ? 'Avenue' : `Street ${a[0] === b[0] ? `N${a[0]}` : `E${a[1]}`}`,
        class: avenue ? 'avenue' : 'street',
        from_node: node(...a),
        to_node: node(...b),
        lanes: 3,
        speed_kmh: 30,
        capacity_veh_h: 2400,
        length_m: BLOCK_M,
        width_m: avenue ? 50 : 20,
        canyon_height_m: 20,
      },
    });
  };
  const avenueRow = Math.floor(n / 2);
  for (let k = 0; k < n; k++) {
    for (let step = 0; step + 1 < n; step++) {
      const onAvenue = k === avenueRow;
      // Northward on even columns, southward on odd; eastward on even rows, westward on odd.
      if (k % 2 === 0) street([k, step], [k, step + 1], false);
      else street([k, step + 1], [k, step], false);
      if (k % 2 === 0 || onAvenue) street([step, k], [step + 1, k], onAvenue);
      if (k % 2 === 1 || onAvenue) street([step + 1, k], [step, k], onAvenue);
    }
  }
  for (let i = 0; i + 1 < n; i++) {
    for (let j = 0; j + 1 < n; j++) {
      const corners = [
        [0, 0],
        [1, 0],
        [1, 1],
        [0, 1],
        [0, 0],
      ].map(([di, dj]) => place((i + di!) * BLOCK_M, (j + dj!) * BLOCK_M));
      sections.push({
        type: 'Feature',
        geometry: { type: 'Polygon', coordinates: [corners] },
        properties: { feature_id: `section-${i}-${j}`, population: 600 },
      });
    }
  }
  for (const [kind, [properties, cadence, dialect, prefix]] of Object.entries(KINDS)) {
    const count = devices[kind as DeviceKind] ?? 3;
    for (let index = 0; index < count; index++) {
      const along = streets[(index * 7 + sensors.length) % streets.length]!;
      const [[lon0, lat0], [lon1, lat1]] = (along.geometry as { coordinates: number[][] }).coordinates as [
        number[],
        number[],
      ];
      const id = `${prefix}-${String(index + 1).padStart(3, '0')}`;
      sensors.push({
        type: 'Feature',
        geometry: {
          type: 'Point',
          // 7 m off the middle of the street, to the east and the north of it.
          coordinates: [
            round7((lon0! + lon1!) / 2 + (lat0 === lat1 ? 0 : 7 / METRES_PER_DEGREE_LON)),
            round7((lat0! + lat1!) / 2 + (lat0 === lat1 ? 7 / METRES_PER_DEGREE_LAT : 0)),
          ],
        },
        properties: {
          feature_id: id,
          sensor_id: id,
          name: id,
          domain: kind.split('/')[0],
          kind: kind.split('/')[1],
          model: 'test',
          street_id: along.properties!.feature_id,
          height_m: 3,
          cadence_s: cadence,
          properties,
          dialect,
        },
      });
    }
  }
  return {
    streets: collection(streets),
    intersections: collection(intersections),
    sensors: collection(sensors),
    census_sections: collection(sections),
    facilities: collection([point('f-1', 1.5 * BLOCK_M, 1.5 * BLOCK_M, { name: 'School', category: 'school' })]),
  };
}

function collection(features: Feature<Geometry>[]): FeatureCollection<Geometry> {
  return { type: 'FeatureCollection', features };
}

function point(id: string, xM: number, yM: number, columns: Record<string, unknown>): Feature<Geometry> {
  return {
    type: 'Feature',
    geometry: { type: 'Point', coordinates: place(xM, yM) },
    properties: { feature_id: id, ...columns },
  };
}

function place(xM: number, yM: number): [number, number] {
  return [round7(LON + xM / METRES_PER_DEGREE_LON), round7(LAT + yM / METRES_PER_DEGREE_LAT)];
}

function round7(value: number): number {
  return Math.round(value * 1e7) / 1e7;
}
