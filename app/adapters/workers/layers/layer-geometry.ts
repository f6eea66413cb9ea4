/** Features into the geometry that a renderer draws. */
import type { Feature, Geometry } from '../../../core/geo/geojson.ts';
import { pointsOf } from '../../../core/geo/geojson.ts';
import type { LocalFrame } from '../../../core/geo/local-frame.ts';
import type { FacesOfRow } from '../../../core/geo/triangulate.ts';
import { glyphOfDomain } from '../../../core/twins/glyphs.ts';
import { layerChunks, MOST_SIGNS } from '../../../core/twins/layer-chunks.ts';
import type { LayerShape } from '../../../core/twins/layer-spec.ts';
import type { LayerGeometry } from '../../../core/twins/scene-renderer.ts';
import { featureIdOf } from './layer-columns.ts';

type Features = readonly Feature<Geometry | null>[];

export interface GeometryOptions {
  /** Height of points above the ground where a feature does not say `height_m`; 0 unless told. */
  readonly pointHeightM?: number;
  /** Real roofs and walls, by row. */
  readonly faces?: FacesOfRow;
  readonly onProgress?: (features: number) => void;
}

function heightOf(feature: Feature<Geometry | null>, fallbackM: number): number {
  const height = feature.properties?.height_m;
  return typeof height === 'number' && Number.isFinite(height) ? height : fallbackM;
}

function signs(features: Features, pointHeightM: number): { points: Float64Array; glyphs: string[] } {
  const points = new Float64Array(features.length * 3);
  for (const [row, feature] of features.entries()) {
    const place = feature.geometry === null ? undefined : pointsOf(feature.geometry)[0];
    points.set([place?.[0] ?? Number.NaN, place?.[1] ?? Number.NaN, heightOf(feature, pointHeightM)], row * 3);
  }
  const glyphs = features.map((feature) => glyphOfDomain(String(feature.properties?.domain ?? '')));
  return { points, glyphs };
}

/** The layer's id is its table's name: the geometry of a table is drawn once, whatever colours it. */
export function layerGeometry(
  table: string,
  shape: LayerShape,
  features: Features,
  frame: LocalFrame,
  options: GeometryOptions = {},
): LayerGeometry {
  const { faces, pointHeightM = 0, onProgress } = options;
  const common = { layerId: table, shape, origin: frame.origin, featureIds: features.map(featureIdOf) };
  if (shape === 'point' && features.length <= MOST_SIGNS) return { ...common, ...signs(features, pointHeightM) };
  const chunks = layerChunks(
    shape,
    features,
    frame,
    (row) => heightOf(features[row]!, pointHeightM),
    onProgress,
    faces,
  );
  return { ...common, chunks, ...(faces === undefined ? {} : { hasRoofs: true }) };
}
