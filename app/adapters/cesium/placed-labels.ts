/** The texts of a layer with their places in the world. */
import { Cartesian3, Matrix4 } from 'cesium';
import { labelAnchors } from '../../core/twins/label-anchors.ts';
import type { FeatureLabels, LayerGeometry } from '../../core/twins/scene-renderer.ts';
import type { PlacedLabels } from './scene-labels.ts';

/** Labels of what is drawn in chunks; `frame` places the layer. */
export function chunkLabels(
  geometry: LayerGeometry,
  frame: Matrix4,
  { features, texts }: FeatureLabels,
  raisePx: number,
): PlacedLabels {
  const rows = geometry.featureIds.length;
  const local = labelAnchors(geometry.chunks ?? [], geometry.shape === 'line', features, (feature) => feature % rows);
  const positions = new Float64Array(local.length);
  const place = new Cartesian3();
  for (let at = 0; at < local.length; at += 3) {
    Cartesian3.fromElements(local[at]!, local[at + 1]!, local[at + 2]!, place);
    Matrix4.multiplyByPoint(frame, place, place);
    positions.set([place.x, place.y, place.z], at);
  }
  return { texts, positions, raisePx };
}
