/** What the twins ask of a 3D renderer; adapters/cesium implements it. No renderer type appears here. */

import type { LayerShape } from './layer-spec.ts';

/**
 * One layer's geometry in flat, transferable buffers. Positions are metres east, north, up of `origin` (a local tangent
 * plane at the ellipsoid), so that 32-bit floats keep millimetres. `featureOfVertex[i]` is the row number in
 * `featureIds` of vertex i.
 */
export interface MeshBuffers {
  readonly positions: Float32Array;
  readonly normals: Float32Array;
  readonly indices: Uint32Array;
  readonly featureOfVertex: Uint32Array;
}

export interface LocalOrigin {
  readonly lon: number;
  readonly lat: number;
}

export interface LayerGeometry {
  readonly layerId: string;
  readonly shape: LayerShape;
  readonly origin: LocalOrigin;
  readonly featureIds: readonly string[];
  /** Triangles for extrusion, surface, line and tree; absent for points. */
  readonly mesh?: MeshBuffers;
  /** For points: lon, lat, height above the ellipsoid in metres, per feature. */
  readonly points?: Float64Array;
}

/** Colours of features, by row number in `featureIds`; rgba 0–255, four per feature. */
export interface ColourUpdate {
  readonly features: Uint32Array;
  readonly rgba: Uint8Array;
}

export interface CameraView {
  readonly lon: number;
  readonly lat: number;
  readonly heightM: number;
  readonly headingDeg: number;
  readonly pitchDeg: number;
}

export interface PickedFeature {
  readonly layerId: string;
  readonly featureId: string;
  readonly lon: number;
  readonly lat: number;
}

export interface SceneStatistics {
  readonly frames: number;
  readonly lastFrameMs: number;
  readonly features: number;
  readonly gpuBytes: number;
}

export interface SceneRenderer {
  addLayer(geometry: LayerGeometry, baseColour: readonly [number, number, number, number]): Promise<void>;
  removeLayer(layerId: string): void;
  setColours(layerId: string, update: ColourUpdate): void;
  setLayerVisible(layerId: string, visible: boolean): void;
  setLayerOpacity(layerId: string, opacity: number): void;
  setLayerOrder(layerIds: readonly string[]): void;
  setLayerSide(layerId: string, side: 'both' | 'left' | 'right'): void;
  /** Position of the split line, 0–1 from the left; null switches it off. */
  setSplit(position: number | null): void;
  setSelected(feature: { readonly layerId: string; readonly featureId: string } | null): void;
  /** Sun by virtual time, ms UTC; `shadows` costs frames and is off unless asked for. */
  setSun(timeMs: number, shadows: boolean): void;
  setTheme(theme: 'light' | 'dark'): void;
  pick(x: number, y: number): PickedFeature | null;
  view(): CameraView;
  flyTo(view: CameraView, durationMs: number): Promise<void>;
  /** Called with what the pointer chose; null for empty ground. */
  onPick(listener: (feature: PickedFeature | null) => void): () => void;
  onViewChange(listener: (view: CameraView) => void): () => void;
  statistics(): SceneStatistics;
}
