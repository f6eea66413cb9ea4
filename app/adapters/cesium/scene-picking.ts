/** What lies under a place of the canvas: points first, since they are drawn over everything, then the nearest mesh. */
import { Cartesian2, Cartesian3, Math as CesiumMath, Ellipsoid, Matrix4, type Scene } from 'cesium';
import type { PickedFeature } from '../../core/twins/scene-renderer.ts';
import { layerOfPart } from '../../core/twins/scene-state.ts';
import { MeshLayer } from './mesh-layer.ts';
import type { SceneLayer } from './scene-layers.ts';

export function lonLatOf(place: Cartesian3): { readonly lon: number; readonly lat: number } {
  const found = Ellipsoid.WGS84.cartesianToCartographic(place);
  return { lon: CesiumMath.toDegrees(found.longitude), lat: CesiumMath.toDegrees(found.latitude) };
}

/** `split` is the line between the two sides, 0–1 from the left, or null. Null for the bare ground and the sky. */
export function pickFeature(
  scene: Scene,
  layers: ReadonlyMap<string, SceneLayer>,
  split: number | null,
  x: number,
  y: number,
): PickedFeature | null {
  const side = split === null || x < split * scene.canvas.clientWidth ? 'left' : 'right';
  const seen = [...layers].filter(
    ([, layer]) => layer.visible && (split === null || layer.side === 'both' || layer.side === side),
  );
  for (const [layerId, layer] of [...seen].reverse()) {
    if (layer instanceof MeshLayer) continue;
    const found = layer.nearest(x, y);
    if (found === null) continue;
    const featureId = layer.geometry.featureIds[found.feature]!;
    return { layerId: layerOfPart(layerId), featureId, ...lonLatOf(found.position) };
  }
  const ray = scene.camera.getPickRay(new Cartesian2(x, y));
  if (ray === undefined) return null;
  let best: PickedFeature | null = null;
  let nearest = Number.POSITIVE_INFINITY;
  for (const [layerId, layer] of seen) {
    if (!(layer instanceof MeshLayer)) continue;
    const toLocal = Matrix4.inverseTransformation(layer.placed(), new Matrix4());
    const origin = Matrix4.multiplyByPoint(toLocal, ray.origin, new Cartesian3());
    const direction = Matrix4.multiplyByPointAsVector(toLocal, ray.direction, new Cartesian3());
    const hit = layer.pick([origin.x, origin.y, origin.z], [direction.x, direction.y, direction.z], nearest);
    if (hit === null) continue;
    nearest = hit.distance;
    const along = Cartesian3.multiplyByScalar(ray.direction, hit.distance, new Cartesian3());
    const featureId = layer.geometry.featureIds[hit.feature]!;
    best = { layerId: layerOfPart(layerId), featureId, ...lonLatOf(Cartesian3.add(ray.origin, along, along)) };
  }
  return best;
}
