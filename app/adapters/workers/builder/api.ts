/** One layer from a text or from columns. Everything it touches comes as an argument; the worker is only its shell. */
import { type Feature, type Geometry, polygonsOf, type Rings } from '../../../core/geo/geojson.ts';
import { createLocalFrame } from '../../../core/geo/local-frame.ts';
import { centroid } from '../../../core/geo/measures.ts';
import type { FacesOfRow } from '../../../core/geo/triangulate.ts';
import { readWkb } from '../../../core/geo/wkb.ts';
import type { ColumnBatch } from '../../../core/store/column-batch.ts';
import type {
  BuildProgress,
  BuiltLayer,
  LayerRequest,
  LayerSource,
  WkbRows,
} from '../../../core/twins/layer-builder.ts';
import type { LayerShape } from '../../../core/twins/layer-spec.ts';
import { layerColumns } from '../layers/layer-columns.ts';
import { layerGeometry } from '../layers/layer-geometry.ts';
import { parseFeatures } from './parse-features.ts';

type Features = readonly Feature<Geometry | null>[];

export interface BuildContext {
  /** Makes the table; resolves once its rows can be queried. */
  store(batch: ColumnBatch): Promise<void>;
  onProgress(progress: BuildProgress): void;
}

const bare = (geometry: Geometry | null, properties: Feature['properties'] = null): Feature<Geometry | null> => ({
  type: 'Feature',
  geometry,
  properties,
});

function featuresOf(source: LayerSource): Features {
  switch (source.type) {
    case 'geojson':
      return parseFeatures(source.text);
    case 'wkb':
      return Array.from(source.ends, (end, row) => {
        const from = row === 0 ? 0 : source.ends[row - 1]!;
        const geometry = end === from ? null : readWkb(source.bytes.subarray(from, end)).value;
        const { featureIds, heightM, widthM } = source;
        return featureIds === undefined && heightM === undefined && widthM === undefined
          ? bare(geometry)
          : bare(geometry, { feature_id: featureIds?.[row], height_m: heightM?.[row], width_m: widthM?.[row] });
      });
    case 'points':
      return Array.from(source.lon, (lon, row) => {
        const lat = source.lat[row]!;
        const placed = Math.abs(lon) <= 180 && Math.abs(lat) <= 90;
        return bare(placed ? { type: 'Point', coordinates: [lon, lat] } : null);
      });
  }
}

/** Polygons of a row; none where it has none that can be read. */
function polygonsAt(rows: WkbRows | undefined, row: number): readonly Rings[] {
  if (rows === undefined) return [];
  const { bytes, ends } = rows;
  const from = row === 0 ? 0 : ends[row - 1]!;
  const geometry = ends[row] === from ? null : readWkb(bytes.subarray(from, ends[row])).value;
  return geometry === null ? [] : polygonsOf(geometry);
}

function facesOf(source: LayerSource): FacesOfRow | null {
  if (source.type !== 'wkb' || (source.roofs === undefined && source.walls === undefined)) return null;
  return (row) => {
    const [roofs, walls] = [polygonsAt(source.roofs, row), polygonsAt(source.walls, row)];
    return roofs.length + walls.length === 0 ? null : { roofs, walls };
  };
}

function shapeOf(geometry: Geometry): LayerShape {
  if (geometry.type === 'GeometryCollection') {
    return geometry.geometries[0] === undefined ? 'surface' : shapeOf(geometry.geometries[0]);
  }
  if (geometry.type.endsWith('Point')) return 'point';
  return geometry.type.endsWith('LineString') ? 'line' : 'surface';
}

/** Rejects where the text is no GeoJSON or its rows cannot be stored. */
export async function buildLayer(request: LayerRequest, context: BuildContext): Promise<BuiltLayer> {
  const { layerId, source } = request;
  context.onProgress({ step: 'reading', features: 0, allFeatures: 0 });
  const features = featuresOf(source);
  const allFeatures = features.length;
  let placed = 0;
  let first: { readonly geometry: Geometry; readonly middle: readonly [number, number] } | null = null;
  for (const { geometry } of features) {
    if (geometry === null) continue;
    placed += 1;
    if (first !== null) continue;
    const middle = centroid(geometry);
    if (middle !== null) first = { geometry, middle };
  }
  const shape = request.shape ?? (first === null ? 'surface' : shapeOf(first.geometry));
  const origin = request.origin ?? { lon: first?.middle[0] ?? 0, lat: first?.middle[1] ?? 0 };
  const faces = shape === 'extrusion' ? facesOf(source) : null;
  const options = {
    ...(faces === null ? {} : { faces }),
    ...(request.pointHeightM === undefined ? {} : { pointHeightM: request.pointHeightM }),
    onProgress: (done: number) => context.onProgress({ step: 'building', features: done, allFeatures }),
  };
  const geometry = layerGeometry(layerId, shape, features, createLocalFrame(origin), options);
  if (request.store && source.type === 'geojson' && placed > 0) {
    context.onProgress({ step: 'storing', features: allFeatures, allFeatures });
    await context.store(layerColumns(layerId, shape, features));
  }
  return { geometry, shape, placed };
}
