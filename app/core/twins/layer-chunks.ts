/** Features into what a renderer draws: chunks by place, triangulated and packed. Made in a worker. */
import { type FeatureRows, linesOf, type Position, pointsOf, polygonsOf } from '../geo/geojson.ts';
import type { LocalFrame } from '../geo/local-frame.ts';
import type { MeshBuffers } from '../geo/mesh.ts';
import { packLines, packPoints, packTriangles } from '../geo/packed-mesh.ts';
import { chunksByPlace } from '../geo/place-chunks.ts';
import { type FacesOfRow, triangulateFeatures } from '../geo/triangulate.ts';
import type { LayerShape } from './layer-spec.ts';
import { meshEdges } from './mesh-edges.ts';
import type { LayerChunk } from './scene-renderer.ts';

/** Up to so many points are signs, each of its own kind; more are dots in chunks. */
export const MOST_SIGNS = 3_000;

/** One chunk of triangles with its outlines; areas keep those on the ground, where their borders lie. */
export function meshChunk(shape: LayerShape, mesh: MeshBuffers, featureCount: number): LayerChunk {
  const outlined = shape === 'extrusion' || shape === 'surface';
  const edges = outlined ? meshEdges(mesh, shape === 'surface' ? Number.NEGATIVE_INFINITY : undefined) : null;
  return {
    mesh: packTriangles(mesh, featureCount),
    edges: edges === null || edges.featureOfVertex.length === 0 ? null : packLines(edges, featureCount),
  };
}

/**
 * The chunks of a layer. `heightM` is a point's height above the ground, by row; `onProgress` is told how many features
 * are done. Features without geometry are in no chunk.
 */
export function layerChunks(
  shape: LayerShape,
  features: FeatureRows,
  frame: LocalFrame,
  heightM: (row: number) => number,
  onProgress?: (features: number) => void,
  /** Real roofs and walls; roofs then have numbers of their own (see MeshSizes). */
  faces?: FacesOfRow,
): LayerChunk[] {
  const { x, y, coordinates } = placesOf(features, frame);
  let done = 0;
  return chunksByPlace(x, y, coordinates).map((rows) => {
    const chunk =
      shape === 'point'
        ? pointChunk(features, rows, frame, heightM)
        : meshChunk(
            shape,
            triangulateFeatures(shape, features, frame, faces === undefined ? {} : { faces }, rows),
            faces === undefined ? features.length : features.length * 2,
          );
    done += rows.length;
    onProgress?.(done);
    return chunk;
  });
}

function pointChunk(
  features: FeatureRows,
  rows: Uint32Array,
  frame: LocalFrame,
  heightM: (row: number) => number,
): LayerChunk {
  const positions: number[] = [];
  const owners: number[] = [];
  for (const row of rows) {
    for (const [lon, lat] of pointsOf(features.at(row)!.geometry!)) {
      const [east, north, up] = frame.toLocal(lon!, lat!);
      if (!Number.isFinite(east)) continue;
      positions.push(east, north, up + heightM(row));
      owners.push(row);
    }
  }
  return { mesh: packPoints(Float32Array.from(positions), Uint32Array.from(owners), features.length), edges: null };
}

/** Middles of features in degrees of latitude, NaN where there is no geometry, and how many coordinates each has. */
function placesOf(
  features: FeatureRows,
  frame: LocalFrame,
): { readonly x: Float64Array; readonly y: Float64Array; readonly coordinates: Uint32Array } {
  const narrowing = Math.cos((frame.origin.lat * Math.PI) / 180);
  const x = new Float64Array(features.length).fill(Number.NaN);
  const y = new Float64Array(features.length).fill(Number.NaN);
  const coordinates = new Uint32Array(features.length);
  for (let row = 0; row < features.length; row++) {
    const { geometry } = features.at(row)!;
    if (geometry === null) continue;
    let count = 0;
    let west = Infinity;
    let south = Infinity;
    let east = -Infinity;
    let north = -Infinity;
    const visit = (positions: readonly Position[]) => {
      count += positions.length;
      for (const [lon, lat] of positions) {
        west = Math.min(west, lon!);
        east = Math.max(east, lon!);
        south = Math.min(south, lat!);
        north = Math.max(north, lat!);
      }
    };
    for (const polygon of polygonsOf(geometry)) polygon.forEach(visit);
    linesOf(geometry).forEach(visit);
    visit(pointsOf(geometry));
    coordinates[row] = count;
    if (count === 0) continue;
    x[row] = ((west + east) / 2) * narrowing;
    y[row] = (south + north) / 2;
  }
  return { x, y, coordinates };
}
