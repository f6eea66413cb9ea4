/** Places a person puts on the map one after the other: to measure, or to draw a feature of a layer of their own. */
import type { Position } from '../core/geo/geojson.ts';
import { areaM2 } from '../core/geo/measures.ts';
import { geodesicM } from '../core/geo/spatial/geodesic.ts';
import { type LonLat, ringProblem } from '../core/models/scenario/superblock-ring.ts';

export type SketchShape = 'point' | 'line' | 'area';

export interface Sketch {
  readonly shape: SketchShape;
  readonly points: readonly LonLat[];
  /** The layer that is drawn in; null while measuring. */
  readonly layerId: string | null;
  /** The feature that is changed; null for a new one. */
  readonly featureId: string | null;
}

export interface SketchMeasures {
  /** Metres of each leg; an area's last leg closes it. */
  readonly legsM: readonly number[];
  readonly lengthM: number;
  /** m²; null for what is no area yet, or one that crosses itself. */
  readonly areaM2: number | null;
  readonly isCrossed: boolean;
}

/** Along geodesics of the WGS84 ellipsoid; areas with edges straight in degrees, as GeoJSON has them. */
export function measureSketch({ shape, points }: Pick<Sketch, 'shape' | 'points'>): SketchMeasures {
  const isArea = shape === 'area' && points.length > 2;
  const path = isArea ? [...points, points[0]!] : points;
  const legsM = path.slice(1).map(([lon, lat], i) => geodesicM(path[i]![0], path[i]![1], lon, lat));
  const isCrossed = isArea && ringProblem(points) === 'crossed';
  const ring: Position[] = path.map(([lon, lat]) => [lon, lat]);
  return {
    legsM,
    lengthM: legsM.reduce((sum, leg) => sum + leg, 0),
    areaM2: isArea && !isCrossed ? areaM2({ type: 'Polygon', coordinates: [ring] }) : null,
    isCrossed,
  };
}

/** Places that make a feature of this shape. */
export const LEAST_POINTS: Readonly<Record<SketchShape, number>> = { point: 1, line: 2, area: 3 };
