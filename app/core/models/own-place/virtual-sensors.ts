/**
 * Virtual sensors: devices of the sandbox placed on features of a city's own, so that the simulator has something to speak
 * for. They are rows of a `sensors` table like the shipped ones; nobody should take them for devices that stand there.
 */

import { randomFrom } from '../../base/random.ts';
import { fail, type Issue, type Result } from '../../base/result.ts';
import type { Position } from '../../geo/geojson.ts';
import {
  type Feature,
  type FeatureCollection,
  type Geometry,
  linesOf,
  type Point,
  pointsOf,
  polygonsOf,
} from '../../geo/geojson.ts';
import { createLocalFrame, type LocalFrame } from '../../geo/local-frame.ts';
import type { SENSOR_KINDS, SensorKind } from '../../stream/sensor-kinds.ts';

export type VirtualSensorKind = keyof typeof SENSOR_KINDS;

export interface VirtualSensorWish {
  readonly kind: VirtualSensorKind;
  /** How many at most; they are spread over the features, each time a new one as far as there are enough. */
  readonly most: number;
  /** No two of this kind stand nearer to each other, m. */
  readonly apartM: number;
  readonly seed: number;
}

export type VirtualSensorIssue = 'sensors-no-features' | 'sensors-bad-number' | 'sensors-fewer';

/** A class's laptop takes this many without slowing the clock. */
export const MOST_VIRTUAL_SENSORS = 500;

/** Metres above the ground, as the shipped devices hang. */
const HEIGHTS_M: Readonly<Record<VirtualSensorKind, number>> = {
  loop: 0,
  air: 3,
  airReference: 3,
  noise: 4,
  weather: 10,
  bike: 0.5,
  bin: 1.2,
  parking: 0,
};

export const VIRTUAL_SENSOR_KINDS = Object.keys(HEIGHTS_M) as readonly VirtualSensorKind[];

export type SensorFeature = Feature<Point>;

/**
 * Places devices of one kind: on points where they are, half way along lines and along the outlines of polygons.
 * `definition` is the kind's (core/stream/sensor-kinds); `taken` are ids that other devices have. Issues: no feature with a place, a number out of range, fewer placed than asked for
 * because there are too few features or they lie too near to each other.
 */
export function placeVirtualSensors(
  features: readonly Feature<Geometry | null>[],
  wish: VirtualSensorWish,
  definition: SensorKind,
  taken: ReadonlySet<string> = new Set(),
): Result<FeatureCollection<Point>, VirtualSensorIssue> {
  const { kind, most, apartM, seed } = wish;
  if (!(Number.isInteger(most) && most >= 1 && most <= MOST_VIRTUAL_SENSORS))
    return fail('sensors-bad-number', `${most}`);
  if (!(apartM >= 0 && apartM <= 100_000)) return fail('sensors-bad-number', `${apartM}`);
  const places = features.flatMap((feature) => {
    const position = feature.geometry === null ? null : placeOn(feature.geometry);
    return position === null ? [] : [{ position, feature }];
  });
  const first = places[0];
  if (first === undefined) return fail('sensors-no-features');
  const frame = createLocalFrame({ lon: first.position[0]!, lat: first.position[1]! });
  const order = shuffled(places, seed, kind);
  const chosen: { readonly place: (typeof places)[number]; readonly at: readonly [number, number] }[] = [];
  const near = createNearness(apartM);
  for (const place of order) {
    if (chosen.length === most) break;
    const at = metres(frame, place.position);
    if (!near.add(at)) continue;
    chosen.push({ place, at });
  }
  const ids = createIds(kind, taken);
  const issues: Issue<VirtualSensorIssue>[] =
    chosen.length < most ? [{ code: 'sensors-fewer', severity: 'info', detail: String(chosen.length) }] : [];
  return {
    value: {
      type: 'FeatureCollection',
      features: chosen.map(({ place }): SensorFeature => {
        const id = ids();
        return {
          type: 'Feature',
          properties: {
            feature_id: id,
            sensor_id: id,
            name: nameOf(place.feature, id),
            domain: definition.domain,
            kind: definition.kind,
            model: definition.model,
            street_id: null,
            height_m: HEIGHTS_M[kind],
            cadence_s: definition.cadenceS,
            properties: definition.properties.join(','),
            dialect: definition.dialect,
            spaces: null,
          },
          geometry: { type: 'Point', coordinates: [place.position[0]!, place.position[1]!] },
        };
      }),
    },
    issues,
  };
}

function metres(frame: LocalFrame, position: Position): readonly [number, number] {
  const [east, north] = frame.toLocal(position[0]!, position[1]!);
  return [east, north];
}

/** A place on the feature itself; null for one without any. */
function placeOn(geometry: Geometry): Position | null {
  const point = pointsOf(geometry)[0];
  if (point !== undefined) return usable(point);
  const lines = linesOf(geometry);
  if (lines.length > 0) return alongLine(longest(lines));
  const ring = longest(polygonsOf(geometry).map(([shell]) => shell ?? []));
  return ring.length === 0 ? null : alongLine(ring);
}

function usable(position: Position): Position | null {
  const [lon, lat] = position;
  const isOnEarth = Math.abs(lon!) <= 180 && Math.abs(lat!) <= 90;
  return isOnEarth ? position : null;
}

function longest(lines: readonly (readonly Position[])[]): readonly Position[] {
  return lines.reduce((best, line) => (line.length > best.length ? line : best), [] as readonly Position[]);
}

/** Half way along a line, or along an outline: a device on a building hangs at its wall. */
function alongLine(line: readonly Position[]): Position | null {
  const start = line[0];
  if (start === undefined || usable(start) === null) return null;
  const frame = createLocalFrame({ lon: start[0]!, lat: start[1]! });
  const path = line.map((position) => metres(frame, position));
  const lengths = path.slice(1).map(([east, north], i) => length(east - path[i]![0], north - path[i]![1]));
  let left = lengths.reduce((sum, one) => sum + one, 0) / 2;
  for (const [i, stretch] of lengths.entries()) {
    if (left <= stretch && stretch > 0) {
      const share = left / stretch;
      const [a, b] = [line[i]!, line[i + 1]!];
      return usable([a[0]! + (b[0]! - a[0]!) * share, a[1]! + (b[1]! - a[1]!) * share]);
    }
    left -= stretch;
  }
  return start;
}

function length(east: number, north: number): number {
  return Math.sqrt(east * east + north * north);
}

/** A grid of squares as wide as the distance: only the nine around a place can hold one that is too near. */
function createNearness(apartM: number): { add(at: readonly [number, number]): boolean } {
  const cells = new Map<string, (readonly [number, number])[]>();
  const side = Math.max(apartM, 0.01);
  return {
    add(at) {
      const [column, row] = [Math.floor(at[0] / side), Math.floor(at[1] / side)];
      for (let i = column - 1; i <= column + 1; i++)
        for (let j = row - 1; j <= row + 1; j++)
          for (const other of cells.get(`${i} ${j}`) ?? [])
            if (length(at[0] - other[0], at[1] - other[1]) < side) return false;
      const key = `${column} ${row}`;
      cells.set(key, [...(cells.get(key) ?? []), at]);
      return true;
    },
  };
}

/** Every order equally likely, the same for the same seed and kind (Fisher and Yates). */
function shuffled<T>(items: readonly T[], seed: number, kind: string): T[] {
  const random = randomFrom(seed, 'virtual-sensors', kind);
  const order = [...items];
  for (let last = order.length - 1; last > 0; last--) {
    const other = random.below(last + 1);
    [order[last], order[other]] = [order[other]!, order[last]!];
  }
  return order;
}

function createIds(kind: string, taken: ReadonlySet<string>): () => string {
  const prefix = `virtual-${kind.toLowerCase()}`;
  let number = 0;
  return () => {
    let id: string;
    do {
      number += 1;
      id = `${prefix}-${String(number).padStart(3, '0')}`;
    } while (taken.has(id));
    return id;
  };
}

/** The feature's own name where it has one; a device is called after the place it stands at. */
function nameOf({ properties }: Feature<Geometry | null>, id: string): string {
  const named = properties?.name ?? properties?.street_name ?? properties?.feature_id;
  return named === undefined || named === null ? id : String(named).slice(0, 80);
}
