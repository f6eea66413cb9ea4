/** Faces in space into triangles: the roofs and walls of buildings as they are. */
import earcut from 'earcut';
import { type BuildingFaces, ringNormal } from './building-faces.ts';
import type { Rings } from './geojson.ts';
import type { LocalFrame, LocalPosition } from './local-frame.ts';
import type { MeshBuilder } from './mesh.ts';

/** Twice the area (m²) under which a face is a slip of the pen. */
const LEAST_AREA_M2 = 1e-4;

/** Walls under the number of the feature, roofs under another. Roofs look up, however their rings run. */
export function addFaces(
  builder: MeshBuilder,
  { roofs, walls }: BuildingFaces,
  numbers: { readonly wall: number; readonly roof: number },
  frame: LocalFrame,
): void {
  for (const rings of walls) addFace(builder, rings, numbers.wall, frame, false);
  for (const rings of roofs) addFace(builder, rings, numbers.roof, frame, true);
}

function addFace(builder: MeshBuilder, rings: Rings, feature: number, frame: LocalFrame, looksUp: boolean): void {
  const local = rings.map((ring) => openRing(ring.map(([lon, lat, heightM]) => frame.toLocal(lon!, lat!, heightM!))));
  const outer = local[0] ?? [];
  let [nx, ny, nz] = ringNormal(outer);
  const length = Math.sqrt(nx * nx + ny * ny + nz * nz);
  // Written so that what is no number counts as no area.
  if (outer.length < 3 || !(length > LEAST_AREA_M2)) return;
  const sign = looksUp && nz < 0 ? -1 : 1;
  [nx, ny, nz] = [(sign * nx) / length, (sign * ny) / length, (sign * nz) / length];
  // Seen along the axis to which the face is squarest, so that no triangle is flattened.
  const [ax, ay, az] = [Math.abs(nx), Math.abs(ny), Math.abs(nz)];
  const [first, second] = az >= ax && az >= ay ? [0, 1] : ax >= ay ? [1, 2] : [0, 2];
  const flat: number[] = [];
  const holes: number[] = [];
  const start = builder.vertexCount;
  for (const ring of local) {
    if (ring.length < 3) continue;
    if (flat.length > 0) holes.push(flat.length / 2);
    for (const point of ring) {
      flat.push(point[first]!, point[second]!);
      builder.addVertex(point[0], point[1], point[2], nx, ny, nz, feature);
    }
  }
  const corners = local.filter((ring) => ring.length >= 3).flat();
  const triangles = earcut(flat, holes, 2);
  for (let i = 0; i < triangles.length; i += 3) {
    const [a, b, c] = [triangles[i]!, triangles[i + 1]!, triangles[i + 2]!];
    const facing = dot(cross(corners[a]!, corners[b]!, corners[c]!), [nx, ny, nz]);
    if (facing >= 0) builder.addTriangle(start + a, start + b, start + c);
    else builder.addTriangle(start + a, start + c, start + b);
  }
}

function openRing(ring: LocalPosition[]): readonly LocalPosition[] {
  const [first, last] = [ring[0], ring.at(-1)];
  const isClosed = ring.length > 1 && first!.every((value, axis) => Math.abs(value - last![axis]!) < 1e-6);
  return isClosed ? ring.slice(0, -1) : ring;
}

type Three = readonly [number, number, number];

function cross(a: Three, b: Three, c: Three): Three {
  const [ux, uy, uz] = [b[0] - a[0], b[1] - a[1], b[2] - a[2]];
  const [vx, vy, vz] = [c[0] - a[0], c[1] - a[1], c[2] - a[2]];
  return [uy * vz - uz * vy, uz * vx - ux * vz, ux * vy - uy * vx];
}

const dot = (a: Three, b: Three): number => a[0] * b[0] + a[1] * b[1] + a[2] * b[2];
