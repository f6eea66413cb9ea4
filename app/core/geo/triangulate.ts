/** Features into flat triangle buffers: the one entry for a layer's worker; the shapes are in mesh-*.ts. */
import type { BuildingFaces } from './building-faces.ts';
import type { FeatureRows } from './geojson.ts';
import type { LocalFrame } from './local-frame.ts';
import { createMeshBuilder, type MeshBuffers } from './mesh.ts';
import { addFaces } from './mesh-faces.ts';
import { addExtrusion, addSurface } from './mesh-polygons.ts';
import { addRibbon, crossingLiftM } from './mesh-ribbons.ts';
import { addTree } from './mesh-trees.ts';

export type MeshShape = 'extrusion' | 'surface' | 'line' | 'tree';

/** Sizes in metres. A number holds for all features; a function is asked with the feature's properties and row. */
export interface MeshSizes {
  /** Height of the underside above the ellipsoid. Default 0; for a line, 0–7 cm by its direction, so that crossings don't flicker. */
  readonly baseM?: Size;
  /** Height of extrusions and trees above the base. Default: column `height_m`, else 3. */
  readonly heightM?: Size;
  /** Width of ribbons. Default: column `carriageway_m`, else `width_m`, else 4. */
  readonly widthM?: Size;
  /** Diameter of tree crowns. Default: column `crown_m`, else 4. */
  readonly crownM?: Size;
  /**
   * The real shapes of an extrusion layer, by row; null for a building that stands as a block. Where given, roofs have
   * numbers of their own in the mesh: that of row i is i + the number of features.
   */
  readonly faces?: FacesOfRow;
}
export type FacesOfRow = (row: number) => BuildingFaces | null;
export type Size = number | ((properties: Readonly<Record<string, unknown>>, row: number) => number);

/**
 * Triangulates a layer, or those `rows` of it that make one chunk. Row i of `features` becomes feature i of the mesh; a
 * feature with no geometry, or of another shape than asked for, gets no triangles but keeps its row.
 */
export function triangulateFeatures(
  shape: MeshShape,
  features: FeatureRows,
  frame: LocalFrame,
  sizes: MeshSizes = {},
  rows?: Uint32Array,
): MeshBuffers {
  const count = rows?.length ?? features.length;
  const builder = createMeshBuilder(Math.max(256, count * 24));
  for (let i = 0; i < count; i++) {
    const row = rows === undefined ? i : rows[i]!;
    const { geometry, properties } = features.at(row)!;
    if (geometry === null) continue;
    const columns = properties ?? {};
    const size = (wanted: Size | undefined, fallback: () => number) =>
      wanted === undefined ? fallback() : typeof wanted === 'number' ? wanted : wanted(columns, row);
    switch (shape) {
      case 'extrusion': {
        const faces = sizes.faces?.(row) ?? null;
        const roof = sizes.faces === undefined ? row : row + features.length;
        if (faces !== null) {
          addFaces(builder, faces, { wall: row, roof }, frame);
          break;
        }
        const block = {
          baseM: size(sizes.baseM, () => 0),
          heightM: size(sizes.heightM, () => positive(columns.height_m) ?? 3),
        };
        addExtrusion(builder, geometry, row, frame, block, roof);
        break;
      }
      case 'surface':
        addSurface(builder, geometry, row, frame, { baseM: size(sizes.baseM, () => 0) });
        break;
      case 'line':
        addRibbon(builder, geometry, row, frame, {
          baseM: size(sizes.baseM, () => crossingLiftM(geometry)),
          widthM: size(sizes.widthM, () => positive(columns.carriageway_m) ?? positive(columns.width_m) ?? 4),
        });
        break;
      case 'tree':
        addTree(builder, geometry, row, frame, {
          baseM: size(sizes.baseM, () => 0),
          heightM: size(sizes.heightM, () => positive(columns.height_m) ?? 3),
          crownM: size(sizes.crownM, () => positive(columns.crown_m) ?? 4),
        });
    }
  }
  return builder.finish();
}

function positive(value: unknown): number | null {
  return typeof value === 'number' && value > 0 && Number.isFinite(value) ? value : null;
}
