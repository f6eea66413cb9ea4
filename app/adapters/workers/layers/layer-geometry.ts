/** Features into the flat buffers that a renderer draws. */
import type { Feature, Geometry } from '../../../core/geo/geojson.ts';
import { pointsOf } from '../../../core/geo/geojson.ts';
import type { LocalFrame } from '../../../core/geo/local-frame.ts';
import { triangulateFeatures } from '../../../core/geo/triangulate.ts';
import { glyphOfDomain } from '../../../core/twins/glyphs.ts';
import type { LayerShape } from '../../../core/twins/layer-spec.ts';
import { meshEdges } from '../../../core/twins/mesh-edges.ts';
import type { LayerGeometry } from '../../../core/twins/scene-renderer.ts';
import { featureIdOf } from './layer-columns.ts';

type Features = readonly Feature<Geometry | null>[];

function heightOf(feature: Feature<Geometry | null>): number {
  const height = feature.properties?.height_m;
  return typeof height === 'number' && Number.isFinite(height) ? height : 0;
}

function pointGeometry(features: Features): { points: Float64Array; glyphs: string[] } {
  const points = new Float64Array(features.length * 3);
  for (const [row, feature] of features.entries()) {
    const place = feature.geometry === null ? undefined : pointsOf(feature.geometry)[0];
    points.set([place?.[0] ?? Number.NaN, place?.[1] ?? Number.NaN, heightOf(feature)], row * 3);
  }
  const glyphs = features.map((feature) => glyphOfDomain(String(feature.properties?.domain ?? '')));
  return { points, glyphs };
}

/** The layer's id is its table's name: the geometry of a table is drawn once, whatever colours it. */
export function layerGeometry(table: string, shape: LayerShape, features: Features, frame: LocalFrame): LayerGeometry {
  const common = { layerId: table, shape, origin: frame.origin, featureIds: features.map(featureIdOf) };
  if (shape === 'point') return { ...common, ...pointGeometry(features) };
  const mesh = triangulateFeatures(shape, features, frame);
  if (shape === 'extrusion') return { ...common, mesh, edges: meshEdges(mesh) };
  // The borders of areas lie on the ground.
  return shape === 'surface'
    ? { ...common, mesh, edges: meshEdges(mesh, Number.NEGATIVE_INFINITY) }
    : { ...common, mesh };
}
