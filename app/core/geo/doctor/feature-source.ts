/**
 * What every reader of a file gives the doctor: features in the order of the file, as the file has them and unchecked.
 * Readers of open text are in core/geo; those that need a library are in adapters/files.
 */
import type { Issue } from '../../base/result.ts';
import type { DoctorCode } from './report.ts';

export type FileFormat =
  | 'geojson'
  | 'geojson-text-sequence'
  | 'geojson-newline-delimited'
  | 'topojson'
  | 'csv'
  | 'shapefile'
  | 'geopackage'
  | 'geoparquet'
  | 'cityjson'
  | 'unknown';

export type TextEncoding = 'utf-8' | 'utf-16le' | 'utf-16be' | 'windows-1252' | 'macintosh';

/** Where something stands in the file as it was given (before decompression: in what came out of it). */
export interface FilePosition {
  /** From 0. */
  readonly byteOffset: number;
  /** From 1, where the format has lines. */
  readonly line?: number;
  readonly column?: number;
}

export interface SourceFeature {
  /** From 1, in the order of the file. */
  readonly number: number;
  readonly position: FilePosition | null;
  readonly id?: string | number;
  /** GeoJSON-shaped, in the file's own system; null, missing or nonsense as the file has it. */
  readonly geometry: unknown;
  /** An object of attributes; null, missing or nonsense as the file has it. */
  readonly properties: unknown;
  /**
   * The file counts it as a feature, and nothing of it could be read: geometry and properties are undefined, and an issue
   * of the reader (`broken-feature`, `not-a-feature`) says why. Nothing more needs to be said about it.
   */
  readonly unreadable?: true;
  /**
   * Why the reader could make no geometry of what stands there, of which it tells in an issue; `geometry` is null. Without it
   * a null is the file's own and counts as `null-geometry`.
   */
  readonly noGeometry?: DoctorCode;
  /** Roofs, walls and ground of a building, with heights, where the file has them (CityJSON from level of detail 2 on). */
  readonly surfaces?: readonly SourceSurface[];
  /** Height in the file at which the building of these surfaces stands, metres: the lowest of all its parts. */
  readonly groundM?: number;
}

export interface SourceSurface {
  /** `RoofSurface`, `WallSurface`, `GroundSurface` …; null where nothing is said. */
  readonly meaning: string | null;
  /** Closed rings of three numbers each in the file's own system, outer one first. */
  readonly rings: readonly (readonly (readonly number[])[])[];
}

/** What a file says about itself beside its features. */
export interface SourceMembers {
  readonly name?: string;
  /** Four or six numbers in the file's system; to be doubted. */
  readonly bbox?: readonly number[];
}

/** A statement of the file about its coordinates, word for word. */
export interface DeclaredCrs {
  /** `urn:ogc:def:crs:EPSG::25831`, `EPSG:28356`, WKT, PROJJSON text …, cut to 2,000 characters. */
  readonly text: string;
  readonly form: 'name' | 'wkt' | 'projjson' | 'srid';
}

export interface SourceHead {
  readonly format: FileFormat;
  /** What stands around it: gzip, zip. */
  readonly wrapping: 'none' | 'gzip' | 'zip';
  readonly encoding: TextEncoding | null;
  /** Layer of a file with several; the person may choose another by name. */
  readonly layer: string | null;
  readonly layers: readonly string[];
  /** Of a table: its columns, and which of them say where the rows are. */
  readonly table?: TableHead;
}

export interface TableHead {
  readonly columns: readonly string[];
  /** By name; null: none. */
  readonly place: { readonly x: string; readonly y: string } | { readonly geometry: string } | null;
}

export interface ReadProgress {
  readonly step: 'unpacking' | 'reading' | 'checking' | 'reprojecting' | 'storing' | 'building';
  /** Bytes or features of the step, out of how many (0: not known). */
  readonly done: number;
  readonly all: number;
}

export interface ReadOptions {
  readonly isCancelled?: () => boolean;
  readonly onProgress?: (progress: ReadProgress) => void;
  /** Layer to read of a file with several. */
  readonly layer?: string;
  /** Awaited between batches: lets a worker look at its messages. */
  readonly pause?: () => Promise<void>;
}

export interface FeatureSource {
  readonly head: SourceHead;
  /**
   * The features, once, in batches between which a worker may look at its messages. May end early on a broken file: what
   * was read before stays valid and the issues say so.
   */
  batches(options?: ReadOptions): AsyncIterable<readonly SourceFeature[]>;
  /** Complete after the last batch: a `crs` member may follow the features. */
  declaredCrs(): DeclaredCrs | null;
  /** Complete after the last batch. */
  members?(): SourceMembers;
  /**
   * Findings about the file as a whole, and about single features what only a reader sees; complete after the last batch.
   * Of one code the first 20 come one by one, the rest as one issue with a `count`. An error means: refused.
   */
  issues(): readonly FileIssue[];
}

/** A finding of a reader, with its place. */
export interface FileIssue extends Issue<DoctorCode> {
  readonly featureNumber?: number;
  readonly position?: FilePosition;
  /** How many, where one issue speaks of many. */
  readonly count?: number;
}

/** The reader met what it was told to stop for. */
export class ReadCancelled extends Error {
  override readonly name = 'ReadCancelled';
}
