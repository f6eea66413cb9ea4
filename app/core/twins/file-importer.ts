/**
 * The port through which a city's own file becomes a table and a layer: first examined, which leaves nothing behind, then
 * stored as a person wishes. adapters/workers/import implements it in a worker of its own.
 */
import type { HeightChoice } from '../geo/doctor/attributes/height.ts';
import type { ReadProgress } from '../geo/doctor/feature-source.ts';
import type { DoctorReport } from '../geo/doctor/report.ts';
import type { ColumnChoice } from '../geo/reading/csv/geometry-columns.ts';
import type { CancelSignal } from '../store/database.ts';
import type { LayerShape } from './layer-spec.ts';
import type { LayerGeometry } from './scene-renderer.ts';

/** One of the files that were dropped together; a browser's `File` is one. */
export interface ImportPart {
  readonly name: string;
  readonly size: number;
  arrayBuffer(): Promise<ArrayBuffer>;
}

/** What a person decides about reading a file; left out: by the doctor's rules. */
export interface ImportWishes {
  /** `EPSG:25831`. */
  readonly crs?: string;
  /** The northing or the latitude stands first. */
  readonly axesSwapped?: boolean;
  /** Layer of a file with several. */
  readonly layer?: string;
  readonly height?: HeightChoice;
  /** Columns of a table that say where its rows are. */
  readonly columns?: ColumnChoice;
}

/** How a feature stands on the map; a collection as its first part does. */
export type Stand = 'surface' | 'line' | 'point';

/** Where a feature lies that the report names. */
export interface FeaturePlace {
  /** Its number in the file, from 1. */
  readonly feature: number;
  /** WGS 84, degrees. */
  readonly bbox: readonly [west: number, south: number, east: number, north: number];
}

export interface Examination {
  readonly report: DoctorReport;
  /** Longitude and latitude of at most `PREVIEW_PLACES` places spread over the file, one pair after the other. */
  readonly places: Float32Array;
  /** Of the features that the findings name, those that have a place; by number. */
  readonly named: readonly FeaturePlace[];
  /** Features by how they stand on the map; a layer draws one kind, the table holds all. */
  readonly shapes: Readonly<Record<Stand, number>>;
  readonly memory: ImportMemory;
}

export const PREVIEW_PLACES = 2_000;

/** Bytes, estimated before they are taken. */
export interface ImportMemory {
  readonly tableBytes: number;
  readonly pictureBytes: number;
}

export interface ImportPlan {
  /** Also the layer's id. Must be free. */
  readonly table: string;
  /** Safe names of the file's columns that are stored; the house's own come with every table. */
  readonly columns: readonly string[];
  /** What the layer draws of a file with several kinds of shapes; left out: the most frequent kind. */
  readonly draw?: Stand;
  /** Further tables of the same file, each of a kind of its own: `table` then holds the other kinds and what has no place. */
  readonly others?: readonly { readonly table: string; readonly draw: Stand }[];
}

export interface ImportedLayer {
  readonly geometry: LayerGeometry;
  readonly shape: LayerShape;
  readonly rows: number;
  /** Features that the layer draws. */
  readonly drawn: number;
  /** Of the plan's further tables, in its order. */
  readonly others?: readonly ImportedLayer[];
}

export interface ImportOptions {
  readonly signal?: CancelSignal;
  readonly onProgress?: (progress: ReadProgress) => void;
}

/** One file, or several that belong together, open in a worker until it is closed. */
export interface ImportSession {
  /** Rejects with an Error in technical words where the worker failed; what is wrong with a file stands in the report. */
  examine(wishes: ImportWishes, options?: ImportOptions): Promise<Examination>;
  /**
   * Makes the table and the layer's geometry of what was examined last. Rejects where rows cannot be stored; nothing of
   * them is there then. An abort ends the session: rows may have been stored or not.
   */
  store(plan: ImportPlan, options?: ImportOptions): Promise<ImportedLayer>;
  close(): void;
}

export interface FileImporter {
  open(parts: readonly ImportPart[]): ImportSession;
}
