/** Points are found by their distance on the screen. */
import { type Cartesian3, Matrix4, type Scene } from 'cesium';

/** A feature and where it stands, in the world's coordinates. */
export interface FoundPoint {
  readonly feature: number;
  readonly position: Cartesian3;
}

/**
 * The point of `positions` (east, north, up of `frame`) that is drawn nearest to a place of the canvas, in CSS pixels;
 * null where none is nearer than `reachPx`. One multiplication a point: a hundred thousand take a few milliseconds.
 */
export function nearestOnScreen(
  scene: Scene,
  frame: Matrix4,
  positions: Float32Array,
  x: number,
  y: number,
  reachPx: number,
  isDrawn: (point: number) => boolean,
): { readonly point: number; readonly distancePx: number } | null {
  const { camera, canvas } = scene;
  const toView = Matrix4.multiply(camera.viewMatrix, frame, new Matrix4());
  const m = Matrix4.multiply(camera.frustum.projectionMatrix, toView, new Matrix4()) as unknown as ArrayLike<number>;
  const halfWidth = canvas.clientWidth / 2;
  const halfHeight = canvas.clientHeight / 2;
  let least = reachPx * reachPx;
  let best = -1;
  for (let point = 0, i = 0; i < positions.length; point++, i += 3) {
    const px = positions[i]!;
    const py = positions[i + 1]!;
    const pz = positions[i + 2]!;
    const w = m[3]! * px + m[7]! * py + m[11]! * pz + m[15]!;
    if (w <= 0) continue;
    const dx = halfWidth * (1 + (m[0]! * px + m[4]! * py + m[8]! * pz + m[12]!) / w) - x;
    const dy = halfHeight * (1 - (m[1]! * px + m[5]! * py + m[9]! * pz + m[13]!) / w) - y;
    const distance = dx * dx + dy * dy;
    if (distance >= least || !isDrawn(point)) continue;
    least = distance;
    best = point;
  }
  return best < 0 ? null : { point: best, distancePx: Math.sqrt(least) };
}
