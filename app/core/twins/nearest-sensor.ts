/**
 * Which sensor stands nearest to each building, measured from the sensor to the nearest wall. It says where a value is
 * borrowed from; it does not make the borrowed value a measurement of the building.
 */
import type { Feature, Geometry } from '../geo/geojson.ts';
import { pointsOf, polygonsOf } from '../geo/geojson.ts';
import type { LocalFrame } from '../geo/local-frame.ts';

export interface NearestSensor {
  readonly featureId: string;
  readonly sensorId: string;
  readonly distanceM: number;
}

type Point = readonly [x: number, y: number];

function distanceToSegment(point: Point, a: Point, b: Point): number {
  const dx = b[0] - a[0];
  const dy = b[1] - a[1];
  const squared = dx * dx + dy * dy;
  const along = squared === 0 ? 0 : ((point[0] - a[0]) * dx + (point[1] - a[1]) * dy) / squared;
  const t = Math.min(1, Math.max(0, along));
  const x = point[0] - a[0] - t * dx;
  const y = point[1] - a[1] - t * dy;
  return Math.sqrt(x * x + y * y);
}

function idOf(feature: Feature<Geometry | null>, row: number): string {
  const id = feature.properties?.feature_id;
  return typeof id === 'string' ? id : `row-${row + 1}`;
}

/** One row per building with a geometry; empty where there is no sensor. Distances in metres, to the decimetre. */
export function nearestSensors(
  buildings: readonly Feature<Geometry | null>[],
  sensors: readonly Feature<Geometry | null>[],
  frame: LocalFrame,
): NearestSensor[] {
  const places = sensors.flatMap((sensor, row) => {
    const place = sensor.geometry === null ? undefined : pointsOf(sensor.geometry)[0];
    if (place === undefined) return [];
    const [x, y] = frame.toLocal(place[0]!, place[1]!);
    return [{ id: idOf(sensor, row), at: [x, y] as Point }];
  });
  const nearest: NearestSensor[] = [];
  for (const [row, building] of buildings.entries()) {
    if (building.geometry === null) continue;
    const rings = polygonsOf(building.geometry).map((polygon) =>
      (polygon[0] ?? []).map((position): Point => {
        const [x, y] = frame.toLocal(position[0]!, position[1]!);
        return [x, y];
      }),
    );
    let best: { id: string; distance: number } | null = null;
    for (const place of places) {
      for (const ring of rings) {
        for (let i = 0; i + 1 < ring.length; i++) {
          const distance = distanceToSegment(place.at, ring[i]!, ring[i + 1]!);
          if (best === null || distance < best.distance) best = { id: place.id, distance };
        }
      }
    }
    if (best === null) continue;
    nearest.push({
      featureId: idOf(building, row),
      sensorId: best.id,
      distanceM: Math.round(best.distance * 10) / 10,
    });
  }
  return nearest;
}
