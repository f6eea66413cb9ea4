/**
 * The port through which geometry of any origin becomes a layer: a city's GeoJSON text, or the rows of a result.
 * adapters/workers/layers implements it in a worker, so that the page goes on meanwhile.
 */
import type { LocalOrigin } from '../geo/local-frame.ts';
import type { CancelSignal } from '../store/database.ts';
import type { LayerShape } from './layer-spec.ts';
import type { LayerGeometry } from './scene-renderer.ts';

/** A geometry a row as WKB, one after the other: row i ends before byte `ends[i]`. */
export interface WkbRows {
  readonly bytes: Uint8Array<ArrayBuffer>;
  readonly ends: Uint32Array<ArrayBuffer>;
}

/** Buffers of a source are handed over: whoever asked cannot read them afterwards. */
export type LayerSource =
  /** RFC 7946: a FeatureCollection in longitude and latitude, as text or its UTF-8 bytes. */
  | { readonly type: 'geojson'; readonly text: string | Uint8Array<ArrayBuffer> }
  /** A geometry a row as WKB, one after the other: row i ends before byte `ends[i]`; no bytes for no geometry. */
  | {
      readonly type: 'wkb';
      readonly bytes: Uint8Array<ArrayBuffer>;
      readonly ends: Uint32Array<ArrayBuffer>;
      /** By row; left out: `row-1`, `row-2`, … */
      readonly featureIds?: readonly string[];
      /** Real roofs and walls of blocks, as `bytes` and `ends`: MULTIPOLYGON Z, heights above the building's ground. */
      readonly roofs?: WkbRows;
      readonly walls?: WkbRows;
      /** Widths of lines in metres, by row. */
      readonly widthM?: Float64Array<ArrayBuffer>;
      /** Metres above the ground, by row. */
      readonly heightM?: Float64Array<ArrayBuffer>;
    }
  /** A point a row, degrees; NaN for none. */
  | { readonly type: 'points'; readonly lon: Float64Array<ArrayBuffer>; readonly lat: Float64Array<ArrayBuffer> };

export interface LayerRequest {
  /** Also the table's name, where rows are stored. */
  readonly layerId: string;
  readonly source: LayerSource;
  /** Null: by the first geometry found, as point, line or surface. */
  readonly shape: LayerShape | null;
  /** Where the flat buffers' metres begin; null: the middle of the first feature that has a place. */
  readonly origin: LocalOrigin | null;
  /** Height of points above the ground, metres, where they do not say `height_m`. */
  readonly pointHeightM?: number;
  /** Whether the attributes of a GeoJSON text become a table in the database, with geometry and measures. */
  readonly store: boolean;
}

export interface BuiltLayer {
  /** Feature ids are the features' own `feature_id`, else `row-1`, `row-2`, … */
  readonly geometry: LayerGeometry;
  readonly shape: LayerShape;
  /** Features that have a place; with 0 there is nothing to draw, and nothing was stored. */
  readonly placed: number;
}

export interface BuildProgress {
  readonly step: 'reading' | 'building' | 'storing';
  readonly features: number;
  /** 0 while reading. */
  readonly allFeatures: number;
}

export interface BuildOptions {
  /** An abort ends the work at once; rows may then have been stored or not. */
  readonly signal?: CancelSignal;
  readonly onProgress?: (progress: BuildProgress) => void;
}

export interface LayerBuilder {
  /** Rejects with an Error in technical words where the text is no GeoJSON or rows cannot be stored. */
  build(request: LayerRequest, options?: BuildOptions): Promise<BuiltLayer>;
}
