/** What the twins ask of a 3D renderer; adapters/cesium implements it. No renderer type appears here. */

import type { LocalOrigin } from '../geo/local-frame.ts';
import type { PackedMesh } from '../geo/packed-mesh.ts';
import type { LayerShape } from './layer-spec.ts';
import type { RemoteRenderer } from './remote-layer.ts';

export type { LocalOrigin } from '../geo/local-frame.ts';
export type { MeshBuffers } from '../geo/mesh.ts';

/** The part of a layer that lies in one place: culled, drawn and picked as one. Made by layer-chunks.ts. */
export interface LayerChunk {
  /** Triangles of an extrusion, surface, line or tree layer; points of a large point layer. */
  readonly mesh: PackedMesh;
  /** Quiet outlines of the triangles (see mesh-edges.ts); drawn where the camera is near. */
  readonly edges: PackedMesh | null;
}

export interface LayerGeometry {
  readonly layerId: string;
  readonly shape: LayerShape;
  readonly origin: LocalOrigin;
  readonly featureIds: readonly string[];
  /** What is drawn, by place; absent for a small point layer, whose points are signs. */
  readonly chunks?: readonly LayerChunk[];
  /** Roofs have numbers of their own in the chunks: that of feature i is i + the number of features. */
  readonly hasRoofs?: boolean;
  /** For signs: lon, lat, height above the ellipsoid in metres, per feature. */
  readonly points?: Float64Array;
  /** For signs: the one each feature is drawn with (see glyphs.ts); a disc where absent. */
  readonly glyphs?: readonly string[];
}

/** An alpha that says: covered in full, and hatched. 255 is covered in full, 0 not at all. */
export const HATCHED_ALPHA = 254;

/** Colours of features, by row number in `featureIds`; rgba 0–255, four per feature. */
export interface ColourUpdate {
  readonly features: Uint32Array;
  readonly rgba: Uint8Array;
}

/** What stands beside features, by row number in `featureIds`. */
export interface FeatureLabels {
  readonly features: Uint32Array;
  readonly texts: readonly string[];
}

export interface CameraView {
  readonly lon: number;
  readonly lat: number;
  readonly heightM: number;
  readonly headingDeg: number;
  readonly pitchDeg: number;
  /** Ground metres under one pixel in the middle of the picture, for the scale bar; given by `view`, ignored by `flyTo`. */
  readonly metresPerPixel?: number;
}

/** What lies under the pointer on the ground, for the cursor read-out. */
export interface PointerPosition {
  readonly lon: number;
  readonly lat: number;
  /** In the city's metric system, where the renderer was told one. */
  readonly easting?: number;
  readonly northing?: number;
}

/** The ways of moving that need no mouse: buttons and keys. */
export type NavigationStep =
  | { readonly type: 'home' }
  | { readonly type: 'north' }
  /** Steps of the picture's own size: 0.25 moves a quarter of what is seen. */
  | { readonly type: 'pan'; readonly right: number; readonly up: number }
  /** Distance to the middle of the picture times this; below 1 comes nearer. */
  | { readonly type: 'zoom'; readonly factor: number }
  /** About the middle of the picture, clockwise as seen from above. */
  | { readonly type: 'rotate'; readonly degrees: number }
  | { readonly type: 'tilt'; readonly degrees: number };

export type Rgba = readonly [red: number, green: number, blue: number, alpha: number];

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
  /** Draw calls of the last frame, after what lies outside the picture was left away. */
  readonly drawCalls: number;
}

export interface SceneRenderer {
  addLayer(geometry: LayerGeometry, baseColour: readonly [number, number, number, number]): Promise<void>;
  removeLayer(layerId: string): void;
  setColours(layerId: string, update: ColourUpdate): void;
  /**
   * Features (row numbers in `featureIds`) that are neither drawn nor picked and cast no shadow, whatever their colour;
   * takes the place of those named before. None shows all.
   */
  setHidden(layerId: string, features: Uint32Array): void;
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
  /** Called with what the pointer chose, null for empty ground; and where it met the ground, null in the sky. */
  onPick(
    listener: (feature: PickedFeature | null, ground?: { readonly lon: number; readonly lat: number } | null) => void,
  ): () => void;
  onViewChange(listener: (view: CameraView) => void): () => void;
  /** Tells where the pointer stands on the ground, at most once a frame; null off the ground and off the map. */
  onPointer?(listener: (ground: { readonly lon: number; readonly lat: number } | null) => void): () => void;
  /** Metres on the ground per CSS pixel in the middle of the view; null where the middle is sky. */
  metresPerPixel?(): number | null;
  statistics(): SceneStatistics;
}

/** A renderer that a person can move about in; what adapters/cesium hands to the page. */
export interface NavigableSceneRenderer extends SceneRenderer {
  /** The tone of unpainted features, 0–255; with alpha 0 they are left away. */
  setBaseColour(layerId: string, colour: Rgba): void;
  /** Texts beside features, as many as there is room for; takes the place of those before. Null takes them away. */
  setLabels(layerId: string, labels: FeatureLabels | null): void;
  /** Diameters of points in pixels: one for all, or one a feature in the order of `featureIds`; null as usual. */
  setSizes(layerId: string, sizes: number | Float32Array | null): void;
  navigate(step: NavigationStep): void;
  /** As `onPointer`, with metric coordinates where the renderer was told how to project. */
  onPointer(listener: (ground: PointerPosition | null) => void): () => void;
  metresPerPixel(): number | null;
  /** Where a place on the ground stands in the picture, CSS pixels from its upper left; null behind the camera. */
  screenOf(lon: number, lat: number): { readonly x: number; readonly y: number } | null;
  /** The ground under a place of the picture, CSS pixels; null in the sky. */
  groundAt(x: number, y: number): { readonly lon: number; readonly lat: number } | null;
  /** Layers from elsewhere; absent where they cannot be drawn. */
  readonly remote?: RemoteRenderer;
  /** Resolves after everything added so far has been drawn at least once. */
  whenDrawn(): Promise<void>;
}
