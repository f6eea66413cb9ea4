/** The layers of a scene, whatever draws them, and the ground and light they share. */
import type { Cartesian3, Scene } from 'cesium';
import type {
  ColourUpdate,
  FeatureLabels,
  LayerGeometry,
  PickedFeature,
  Rgba,
} from '../../core/twins/scene-renderer.ts';
import { layerOfPart } from '../../core/twins/scene-state.ts';
import type { HomePlace } from './camera-rig.ts';
import { DotLayer } from './dot-layer.ts';
import { MapError } from './map-error.ts';
import type { MatteLight } from './matte-shader.ts';
import { GROUND_STEP_M, MeshLayer } from './mesh-layer.ts';
import type { RoomTones } from './palette.ts';
import { PointLayer } from './point-layer.ts';
import { SceneLabels } from './scene-labels.ts';
import { pickFeature } from './scene-picking.ts';
import { Sites } from './sites.ts';

export type SceneLayer = MeshLayer | DotLayer | PointLayer;
type Side = 'both' | 'left' | 'right';

export class SceneLayers {
  readonly sites: Sites;
  private readonly layers = new Map<string, SceneLayer>();
  private readonly texts: SceneLabels;
  private order: readonly string[] = [];
  private split: number | null = null;
  private scale = 1;
  private shadows = false;
  private destroyed = false;

  constructor(
    private readonly scene: Scene,
    home: HomePlace,
    private light: MatteLight,
    private tones: RoomTones,
  ) {
    this.texts = new SceneLabels(scene, tones);
    this.sites = new Sites({ primitives: scene.primitives, home, light, tones }, () => {
      if (this.destroyed) return;
      this.shade();
      scene.requestRender();
    });
  }

  /** True once everything that is to be seen is in the next picture. */
  get ready(): boolean {
    return this.sites.ready && [...this.layers.values()].every((layer) => layer.ready);
  }

  /** Rejects with MapError where the renderer cannot take it. */
  async add(geometry: LayerGeometry, base: Rgba): Promise<void> {
    this.remove(geometry.layerId);
    const layer = this.make(geometry, base);
    this.layers.set(geometry.layerId, layer);
    if (layer instanceof PointLayer) return;
    this.placeGround();
    try {
      await layer.load(this.scene.camera.positionWC);
    } catch (error) {
      if (this.layers.get(geometry.layerId) === layer) this.layers.delete(geometry.layerId);
      layer.destroy();
      throw new MapError('renderer-failed', error instanceof Error ? error.message : String(error));
    }
    // Removed or replaced while it was loading.
    if (this.layers.get(geometry.layerId) !== layer) return layer.destroy();
    if (layer instanceof MeshLayer) this.stand(layer);
  }

  private make(geometry: LayerGeometry, base: Rgba): SceneLayer {
    const { scene, tones } = this;
    const { primitives } = scene;
    if (geometry.shape === 'point') {
      const layer =
        geometry.chunks === undefined
          ? new PointLayer(geometry, scene, primitives, base, tones)
          : new DotLayer(geometry, scene, this.sites.at(geometry.origin).frame, base, tones);
      layer.setScale(this.scale);
      return layer;
    }
    const { frame } = this.sites.at(geometry.origin);
    return new MeshLayer(geometry, primitives, frame, base, this.light, tones, () => scene.requestRender());
  }

  remove(layerId: string): void {
    this.layers.get(layerId)?.destroy();
    this.layers.delete(layerId);
    this.sites.clear(layerId);
    this.shade();
  }

  setColours(layerId: string, update: ColourUpdate): void {
    this.layers.get(layerId)?.setColours(update);
  }

  setLabels(layerId: string, labels: FeatureLabels | null): void {
    this.layers.get(layerId)?.setLabels(labels);
  }

  setSizes(layerId: string, sizes: number | Float32Array | null): void {
    const layer = this.layers.get(layerId);
    if (layer !== undefined && !(layer instanceof MeshLayer)) layer.setSizes(sizes);
  }

  /** After each frame. */
  drawLabels(): void {
    this.texts.draw([...this.layers.values()], this.split);
  }

  setHidden(layerId: string, features: Uint32Array): void {
    const layer = this.layers.get(layerId);
    layer?.setHidden(features);
    if (layer instanceof MeshLayer) this.stand(layer);
  }

  setBase(layerId: string, colour: Rgba): void {
    this.layers.get(layerId)?.setBase(colour);
  }

  setVisible(layerId: string, visible: boolean): void {
    const layer = this.layers.get(layerId);
    layer?.setVisible(visible);
    if (layer instanceof MeshLayer) this.stand(layer);
  }

  setOpacity(layerId: string, opacity: number): void {
    this.layers.get(layerId)?.setOpacity(Math.min(1, Math.max(0, opacity)));
  }

  setOrder(layerIds: readonly string[]): void {
    this.order = layerIds;
    this.placeGround();
  }

  setSide(layerId: string, side: Side): void {
    this.layers.get(layerId)?.setSide(side, this.split !== null);
  }

  setSplit(position: number | null): void {
    this.split = position;
    this.scene.splitPosition = position ?? 0;
    for (const layer of this.layers.values()) layer.setSide(layer.side, position !== null);
  }

  setSelected(feature: { readonly layerId: string; readonly featureId: string } | null): void {
    for (const [layerId, layer] of this.layers) {
      const chosen = feature !== null && feature.layerId === layerOfPart(layerId);
      layer.setSelected(chosen ? layer.geometry.featureIds.indexOf(feature.featureId) : -1);
    }
  }

  setScale(scale: number): void {
    this.scale = scale;
    this.texts.setScale(scale);
    for (const layer of this.layers.values()) if (!(layer instanceof MeshLayer)) layer.setScale(scale);
  }

  setTones(tones: RoomTones): void {
    this.tones = tones;
    this.texts.setTones(tones);
    for (const layer of this.layers.values()) layer.setTones(tones);
    this.sites.setTones(tones);
  }

  setLight(light: MatteLight, shadows: boolean): void {
    this.light = light;
    this.shadows = shadows;
    for (const layer of this.layers.values()) if (layer instanceof MeshLayer) layer.setLight(light);
    this.sites.setLight(light);
    this.shade();
  }

  pick(x: number, y: number): PickedFeature | null {
    return pickFeature(this.scene, this.layers, this.split, x, y);
  }

  /** Hands what changed to the graphics card; called once before each frame. */
  flush(camera: Cartesian3): void {
    for (const layer of this.layers.values()) layer.flush(camera);
  }

  count(): { readonly features: number; readonly gpuBytes: number } {
    let features = 0;
    let gpuBytes = 0;
    for (const layer of this.layers.values()) {
      features += layer.geometry.featureIds.length;
      gpuBytes += layer.gpuBytes;
    }
    return { features, gpuBytes };
  }

  destroy(): void {
    this.destroyed = true;
    this.texts.destroy();
    for (const layer of this.layers.values()) layer.destroy();
    this.sites.destroy();
    this.layers.clear();
  }

  /** What is seen to stand casts shadows; what is hidden does not. */
  private stand(layer: MeshLayer): void {
    const { geometry, visible } = layer;
    const standing = geometry.shape === 'extrusion' && visible ? layer.standing() : null;
    this.sites.at(geometry.origin).setStanding(geometry.layerId, standing);
    this.shade();
  }

  /** Gives every mesh of a site its shadows; cheap where nothing changed. */
  private shade(): void {
    const meshes = [...this.layers.values()].filter((layer) => layer instanceof MeshLayer);
    this.sites.shade(meshes, this.light.direction, this.shadows);
  }

  /** Layers on the ground lie one above the other in their order, each a hand's breadth over the last. */
  private placeGround(): void {
    const ids = [...this.layers.keys()];
    ids.sort((a, b) => this.order.indexOf(a) - this.order.indexOf(b));
    ids.forEach((id, index) => {
      const layer = this.layers.get(id);
      if (layer instanceof MeshLayer && (layer.geometry.shape === 'surface' || layer.geometry.shape === 'line')) {
        layer.setLift(GROUND_STEP_M * (index + 1));
      }
    });
  }
}
