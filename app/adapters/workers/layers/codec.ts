/** What the page and the layers worker say to each other. Geometry is transferred; rows go to the database's own port. */
import type { DatasetManifest } from '../../../core/catalogue/dataset-manifest.ts';
import type { LayerGeometry } from '../../../core/twins/scene-renderer.ts';

/** Why a dataset or one of its files could not be loaded; the page turns the code into a sentence. */
export type LayerProblem =
  | 'manifest-unreachable'
  | 'manifest-invalid'
  | 'file-unreachable'
  | 'file-not-geojson'
  | 'not-stored'
  | 'worker-failed';

/** Loading could not go on: the manifest, or the worker itself. */
export class LayersError extends Error {
  override readonly name = 'LayersError';
  constructor(
    readonly problem: LayerProblem,
    detail: string,
  ) {
    super(detail);
  }
}

export type LayerStep = 'waiting' | 'fetching' | 'reading' | 'storing' | 'ready' | 'failed';

/** How far one table has come. Bytes are of the unpacked file. */
export interface LayerProgress {
  readonly table: string;
  readonly step: LayerStep;
  readonly loadedBytes: number;
  readonly totalBytes: number;
  readonly features: number;
  /** Tables that are ready or failed, of all. */
  readonly doneTables: number;
  readonly allTables: number;
  readonly problem?: LayerProblem;
  readonly detail?: string;
}

export interface LoadedTable {
  readonly table: string;
  readonly features: number;
}

/** What came of a dataset once every file was tried. */
export interface LoadedLayers {
  readonly manifest: DatasetManifest;
  readonly tables: readonly LoadedTable[];
  readonly problems: readonly { readonly table: string; readonly problem: LayerProblem; readonly detail: string }[];
  readonly elapsedMs: number;
}

export type ToLayersWorker = {
  readonly type: 'load';
  /** Absolute: a worker resolves addresses against its own script. */
  readonly manifestUrl: string;
  readonly ingestPort: MessagePort;
};

export type FromLayersWorker =
  | { readonly type: 'manifest'; readonly manifest: DatasetManifest }
  | { readonly type: 'progress'; readonly progress: LayerProgress }
  /** Said once a second while nothing keeps the worker busy. */
  | { readonly type: 'pulse' }
  | { readonly type: 'geometry'; readonly geometry: LayerGeometry }
  | { readonly type: 'loaded'; readonly loaded: LoadedLayers }
  | { readonly type: 'failed'; readonly problem: LayerProblem; readonly detail: string };

/** The buffers of a layer that move instead of being copied. A chunk's views share the buffer of its GLB. */
export function transferOf(geometry: LayerGeometry): Transferable[] {
  const buffers: ArrayBufferLike[] = [];
  for (const { mesh, edges } of geometry.chunks ?? []) {
    buffers.push(mesh.glb.buffer);
    if (edges !== null) buffers.push(edges.glb.buffer);
  }
  if (geometry.points !== undefined) buffers.push(geometry.points.buffer);
  return buffers as Transferable[];
}
