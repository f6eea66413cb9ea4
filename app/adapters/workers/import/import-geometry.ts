/** The rows of an examined file into what a renderer draws. Shapes are made when they are asked for, one at a time. */
import type { ExaminedFile } from '../../../core/geo/doctor/examined.ts';
import { type FeatureRows, type Geometry, pointsOf } from '../../../core/geo/geojson.ts';
import { createLocalFrame } from '../../../core/geo/local-frame.ts';
import type { Stand } from '../../../core/twins/file-importer.ts';
import { layerChunks, MOST_SIGNS } from '../../../core/twins/layer-chunks.ts';
import type { LayerShape } from '../../../core/twins/layer-spec.ts';
import type { LayerGeometry } from '../../../core/twins/scene-renderer.ts';
import { featureIdsOf } from './import-columns.ts';

/** Points stand this far above the ground, to be seen between the trees. */
const POINT_HEIGHT_M = 4;
/** A building of unknown height is its own ground plan, just thick enough to be seen. */
const FLAT_M = 0.2;

export function standOf(geometry: Geometry): Stand | null {
  if (geometry.type === 'GeometryCollection') {
    const [first] = geometry.geometries;
    return first === undefined ? null : standOf(first);
  }
  if (geometry.type.endsWith('Point')) return 'point';
  return geometry.type.endsWith('LineString') ? 'line' : 'surface';
}

/** Features of each kind; a layer draws the most frequent one. */
export function countStands(examined: ExaminedFile): Record<Stand, number> {
  const counts: Record<Stand, number> = { surface: 0, line: 0, point: 0 };
  for (let row = 0; row < examined.count; row++) {
    const geometry = examined.geometryAt(row);
    const stand = geometry === null ? null : standOf(geometry);
    if (stand !== null) counts[stand] += 1;
  }
  return counts;
}

/** What a layer of the file is: of the kind that was asked for, where the file has it, else of the most frequent one. */
export function shapeOfFile(counts: Readonly<Record<Stand, number>>, hasHeights: boolean, asked?: Stand): LayerShape {
  const { surface, line, point } = counts;
  const frequent = surface >= line && surface >= point ? 'surface' : line >= point ? 'line' : 'point';
  const stand = asked !== undefined && counts[asked] > 0 ? asked : frequent;
  return stand === 'surface' && hasHeights ? 'extrusion' : stand;
}

export interface BuiltGeometry {
  readonly geometry: LayerGeometry;
  /** Features that are drawn. */
  readonly drawn: number;
}

/** Features that stand otherwise than the layer are left to the table. */
export function importGeometry(
  layerId: string,
  examined: ExaminedFile,
  shape: LayerShape,
  onProgress: (features: number) => void,
): BuiltGeometry {
  const wanted: Stand = shape === 'extrusion' ? 'surface' : (shape as Stand);
  const { count, heightM } = examined;
  const [west, south, east, north] = examined.report.bbox ?? [0, 0, 0, 0];
  const frame = createLocalFrame({ lon: (west + east) / 2, lat: (south + north) / 2 });
  const idOf = featureIdsOf(examined);
  const featureIds = Array.from({ length: count }, (_, row) => idOf(row));
  const common = { layerId, shape, origin: frame.origin, featureIds };
  let drawn = 0;
  const isDrawn = new Uint8Array(count);
  const shownAt = (row: number): Geometry | null => {
    const geometry = examined.geometryAt(row);
    if (geometry === null || standOf(geometry) !== wanted) return null;
    if (isDrawn[row] === 0) drawn += 1;
    isDrawn[row] = 1;
    return geometry;
  };
  if (shape === 'point' && count <= MOST_SIGNS) {
    const points = new Float64Array(count * 3).fill(Number.NaN);
    for (let row = 0; row < count; row++) {
      const geometry = shownAt(row);
      const place = geometry === null ? undefined : pointsOf(geometry)[0];
      if (place !== undefined) points.set([place[0]!, place[1]!, POINT_HEIGHT_M], row * 3);
    }
    return { geometry: { ...common, points, glyphs: featureIds.map(() => 'disc') }, drawn };
  }
  const rows: FeatureRows = {
    length: count,
    at(row) {
      const height = heightM[row]!;
      return {
        type: 'Feature',
        geometry: shownAt(row),
        properties: shape === 'extrusion' ? { height_m: height > FLAT_M ? height : FLAT_M } : null,
      };
    },
  };
  const faces = shape === 'extrusion' && examined.hasFaces ? (row: number) => examined.facesAt(row) : undefined;
  const chunks = layerChunks(shape, rows, frame, () => POINT_HEIGHT_M, onProgress, faces);
  return { geometry: { ...common, chunks, ...(faces === undefined ? {} : { hasRoofs: true }) }, drawn };
}
