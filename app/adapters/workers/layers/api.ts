/**
 * Loads a place: manifest → files → rows for the database and buffers for the map, one table after the other, buildings
 * first so that something stands at once. Everything it touches comes as an argument; the worker is only its shell.
 */
import {
  type DatasetManifest,
  type LayerFile,
  layerFiles,
  readManifest,
} from '../../../core/catalogue/dataset-manifest.ts';
import type { Feature, Geometry } from '../../../core/geo/geojson.ts';
import { createLocalFrame, type LocalFrame } from '../../../core/geo/local-frame.ts';
import type { ColumnBatch } from '../../../core/store/column-batch.ts';
import { nearestSensors } from '../../../core/twins/nearest-sensor.ts';
import type { LayerGeometry } from '../../../core/twins/scene-renderer.ts';
import { catalogueBatch } from '../catalogue-batch.ts';
import { type LayerProblem, type LayerProgress, type LayerStep, LayersError, type LoadedLayers } from './codec.ts';
import { layerColumns } from './layer-columns.ts';
import { layerGeometry } from './layer-geometry.ts';

export interface LayersContext {
  fetchBytes(url: string, onProgress?: (progress: { readonly loadedBytes: number }) => void): Promise<Uint8Array>;
  /** Makes the table; resolves once its rows can be queried. */
  store(batch: ColumnBatch, mode: 'create' | 'append'): Promise<void>;
  onManifest(manifest: DatasetManifest): void;
  onGeometry(geometry: LayerGeometry): void;
  onProgress(progress: LayerProgress): void;
  nowMs(): number;
}

/** What a person looks at first comes first; the rest in the manifest's order. */
const FIRST = ['buildings', 'streets', 'sensors', 'blocks', 'parks', 'trees'];
/** Tables whose features are not drawn. */
const NOT_DRAWN: ReadonlySet<string> = new Set(['intersections']);
const NEAREST_AIR_TABLE = 'building_nearest_air';

type Features = readonly Feature<Geometry | null>[];

const said = (error: unknown): string => (error instanceof Error ? error.message : String(error));

function inOrder(files: readonly LayerFile[]): LayerFile[] {
  const rank = (file: LayerFile) => {
    const place = FIRST.indexOf(file.table);
    return place < 0 ? FIRST.length : place;
  };
  return files
    .map((file, at) => ({ file, at }))
    .sort((a, b) => rank(a.file) - rank(b.file) || a.at - b.at)
    .map(({ file }) => file);
}

async function fetchManifest(url: string, context: LayersContext): Promise<DatasetManifest> {
  let bytes: Uint8Array;
  try {
    bytes = await context.fetchBytes(url);
  } catch (error) {
    throw new LayersError('manifest-unreachable', said(error));
  }
  const { value, issues } = readManifest(new TextDecoder().decode(bytes));
  if (value === null)
    throw new LayersError('manifest-invalid', issues.map((i) => `${i.code} ${i.detail ?? ''}`).join('; '));
  return value;
}

function parseFeatures(bytes: Uint8Array): Features {
  let parsed: unknown;
  try {
    parsed = JSON.parse(new TextDecoder().decode(bytes));
  } catch (error) {
    throw new LayersError('file-not-geojson', said(error));
  }
  const features = (parsed as { features?: unknown } | null)?.features;
  if (!Array.isArray(features)) throw new LayersError('file-not-geojson', 'no features');
  return features.filter((feature) => typeof feature === 'object' && feature !== null) as Feature<Geometry | null>[];
}

/** Layers are entered under the dataset's own title. */
function layersBatch(manifest: DatasetManifest, nowMs: number): ColumnBatch {
  const entries = layerFiles(manifest).map((file) => ({ ...file, title: manifest.title, crs: manifest.crs }));
  return catalogueBatch(manifest, entries, nowMs);
}

/** Buildings and the nearest sensor that measures NO2: the mapping behind the derived colouring of buildings. */
export function nearestAirBatch(buildings: Features, sensors: Features, frame: LocalFrame): ColumnBatch {
  const measuring = sensors.filter((sensor) =>
    String(sensor.properties?.properties ?? '')
      .split(',')
      .includes('no2'),
  );
  const rows = nearestSensors(buildings, measuring, frame);
  return {
    table: NEAREST_AIR_TABLE,
    rowCount: rows.length,
    columns: [
      { name: 'feature_id', type: 'text', values: rows.map((row) => row.featureId) },
      { name: 'sensor_id', type: 'text', values: rows.map((row) => row.sensorId) },
      { name: 'distance_m', type: 'double', values: Float64Array.from(rows, (row) => row.distanceM) },
    ],
  };
}

export async function loadPlace(manifestUrl: string, context: LayersContext): Promise<LoadedLayers> {
  const startMs = context.nowMs();
  const manifest = await fetchManifest(manifestUrl, context);
  context.onManifest(manifest);
  const frame = createLocalFrame({ lon: manifest.centre[0], lat: manifest.centre[1] });
  const tables: { table: string; features: number }[] = [];
  const problems: { table: string; problem: LayerProblem; detail: string }[] = [];
  const kept = new Map<string, Features>();
  const stored: Promise<void>[] = [];
  const files = inOrder(layerFiles(manifest));

  const tell = (file: LayerFile, step: LayerStep, extra: Partial<LayerProgress> = {}) =>
    context.onProgress({
      table: file.table,
      step,
      loadedBytes: step === 'fetching' ? 0 : file.bytes,
      totalBytes: file.bytes,
      features: file.features,
      doneTables: tables.length + problems.length,
      allTables: files.length,
      ...extra,
    });
  const failed = (file: LayerFile, problem: LayerProblem, detail: string) => {
    problems.push({ table: file.table, problem, detail });
    tell(file, 'failed', { problem, detail });
  };

  // The network is asked for everything at once; the processor takes one file after the other.
  const fetched = files.map((file) =>
    context
      .fetchBytes(new URL(file.path, manifestUrl).href, ({ loadedBytes }) => tell(file, 'fetching', { loadedBytes }))
      .then(
        (bytes) => ({ bytes }),
        (error: unknown) => ({ error }),
      ),
  );
  for (const [at, file] of files.entries()) {
    const answer = await fetched[at]!;
    if ('error' in answer) {
      failed(file, 'file-unreachable', said(answer.error));
      continue;
    }
    try {
      tell(file, 'reading');
      const features = parseFeatures(answer.bytes);
      if (!NOT_DRAWN.has(file.table)) context.onGeometry(layerGeometry(file.table, file.shape, features, frame));
      tell(file, 'storing');
      if (file.table === 'buildings' || file.table === 'sensors') kept.set(file.table, features);
      stored.push(
        context.store(layerColumns(file.table, file.shape, features), 'create').then(
          () => {
            tables.push({ table: file.table, features: features.length });
            tell(file, 'ready', { features: features.length });
          },
          (error: unknown) => failed(file, 'not-stored', said(error)),
        ),
      );
    } catch (error) {
      failed(file, error instanceof LayersError ? error.problem : 'file-not-geojson', said(error));
    }
    const buildings = kept.get('buildings');
    const sensors = kept.get('sensors');
    if (buildings !== undefined && sensors !== undefined) {
      kept.clear();
      stored.push(context.store(nearestAirBatch(buildings, sensors, frame), 'create'));
    }
  }
  stored.push(context.store(layersBatch(manifest, context.nowMs()), 'append'));
  const answers = await Promise.allSettled(stored);
  for (const answer of answers) {
    if (answer.status === 'rejected') {
      problems.push({ table: NEAREST_AIR_TABLE, problem: 'not-stored', detail: said(answer.reason) });
    }
  }
  return { manifest, tables, problems, elapsedMs: context.nowMs() - startMs };
}
