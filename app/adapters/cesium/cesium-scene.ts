/** The scene of the district: implements the twins' SceneRenderer on Cesium. No Cesium type leaves this folder. */
import {
  type Cartesian2,
  Cartesian3,
  type CesiumWidget,
  Color,
  DirectionalLight,
  JulianDate,
  Matrix4,
  type Scene,
  ScreenSpaceEventType,
  Transforms,
} from 'cesium';
import type {
  CameraView,
  ColourUpdate,
  LayerGeometry,
  NavigableSceneRenderer,
  NavigationStep,
  PickedFeature,
  PointerPosition,
  Rgba,
  SceneStatistics,
} from '../../core/twins/scene-renderer.ts';
import { layerOfPart } from '../../core/twins/scene-state.ts';
import { CameraRig, type HomePlace } from './camera-rig.ts';
import { daylight } from './daylight.ts';
import { MapError } from './map-error.ts';
import type { MatteLight } from './matte-shader.ts';
import { GROUND_STEP_M, MeshLayer } from './mesh-layer.ts';
import { type RoomTones, roomTones, type Theme } from './palette.ts';
import { PointLayer } from './point-layer.ts';
import { listenToInput } from './scene-input.ts';
import { lonLatOf, pickFeature } from './scene-picking.ts';
import { Sites } from './sites.ts';

export interface CesiumSceneOptions {
  readonly home: HomePlace;
  readonly theme: Theme;
  /** The interface's one accent colour, `#rrggbb`. */
  readonly accent: string;
  readonly reducedMotion: boolean;
  readonly nowMs: () => number;
  /** Metric eastings and northings for the cursor read-out. */
  readonly project?: (lon: number, lat: number) => readonly [easting: number, northing: number];
}

type Layer = MeshLayer | PointLayer;
type Listener<T> = (value: T) => void;

const NOON_MS = Date.UTC(2024, 10, 7, 10, 0, 0);

export class CesiumScene implements NavigableSceneRenderer {
  readonly rig: CameraRig;
  private readonly scene: Scene;
  private readonly layers = new Map<string, Layer>();
  private readonly pickListeners = new Set<Listener<PickedFeature | null>>();
  private readonly viewListeners = new Set<Listener<CameraView>>();
  private readonly pointerListeners = new Set<Listener<PointerPosition | null>>();
  private readonly sites: Sites;
  private shadows = false;
  private scale = 1;
  private accent: string;
  private theme: Theme;
  /** Ends every listener on the scene, which may outlive this object. */
  private readonly ends: (() => void)[] = [];
  private tones: RoomTones;
  private light: MatteLight;
  private sunTimeMs = NOON_MS;
  private split: number | null = null;
  private order: readonly string[] = [];
  private frames = 0;
  private frameStartMs = 0;
  private lastFrameMs = 0;
  private readonly waiting: (() => void)[] = [];
  private waitingAtStart = 0;
  private readyAtStart = false;
  private destroyed = false;

  constructor(
    private readonly widget: CesiumWidget,
    private readonly options: CesiumSceneOptions,
  ) {
    this.scene = widget.scene;
    this.accent = options.accent;
    this.theme = options.theme;
    this.tones = roomTones(options.theme, options.accent);
    this.light = daylight(
      this.sunTimeMs,
      Transforms.eastNorthUpToFixedFrame(Cartesian3.fromDegrees(options.home.lon, options.home.lat)),
    );
    this.sites = new Sites(
      { primitives: this.scene.primitives, home: options.home, light: this.light, tones: this.tones },
      () => {
        if (this.destroyed) return;
        this.shade();
        this.scene.requestRender();
      },
    );
    this.prepareScene();
    this.rig = new CameraRig(this.scene, options.home, options.nowMs);
    this.rig.reducedMotion = options.reducedMotion;
    this.listen();
    this.applyLight();
  }

  async addLayer(geometry: LayerGeometry, baseColour: Rgba): Promise<void> {
    this.removeLayer(geometry.layerId);
    const { primitives } = this.scene;
    if (geometry.shape === 'point') {
      const layer = new PointLayer(geometry, this.scene, primitives, baseColour, this.tones);
      layer.setScale(this.scale);
      this.layers.set(geometry.layerId, layer);
    } else {
      const site = this.sites.at(geometry.origin);
      const layer = new MeshLayer(geometry, primitives, site.frame, baseColour, this.light, this.tones);
      this.layers.set(geometry.layerId, layer);
      this.placeGround();
      try {
        await layer.load();
      } catch (error) {
        if (this.layers.get(geometry.layerId) === layer) this.layers.delete(geometry.layerId);
        layer.destroy();
        throw new MapError('renderer-failed', error instanceof Error ? error.message : String(error));
      }
      // Removed or replaced while it was loading.
      if (this.layers.get(geometry.layerId) !== layer) return layer.destroy();
      this.stand(layer);
    }
    this.scene.requestRender();
  }

  removeLayer(layerId: string): void {
    this.layers.get(layerId)?.destroy();
    this.layers.delete(layerId);
    this.sites.clear(layerId);
    this.shade();
    this.scene.requestRender();
  }

  setColours(layerId: string, update: ColourUpdate): void {
    this.layers.get(layerId)?.setColours(update);
    this.scene.requestRender();
  }

  setBaseColour(layerId: string, colour: Rgba): void {
    this.layers.get(layerId)?.setBase(colour);
    this.scene.requestRender();
  }

  setLayerVisible(layerId: string, visible: boolean): void {
    const layer = this.layers.get(layerId);
    layer?.setVisible(visible);
    if (layer instanceof MeshLayer) this.stand(layer);
    this.scene.requestRender();
  }

  setLayerOpacity(layerId: string, opacity: number): void {
    this.layers.get(layerId)?.setOpacity(Math.min(1, Math.max(0, opacity)));
    this.scene.requestRender();
  }

  setLayerOrder(layerIds: readonly string[]): void {
    this.order = layerIds;
    this.placeGround();
    this.scene.requestRender();
  }

  setLayerSide(layerId: string, side: 'both' | 'left' | 'right'): void {
    this.layers.get(layerId)?.setSide(side, this.split !== null);
    this.scene.requestRender();
  }

  setSplit(position: number | null): void {
    this.split = position;
    this.scene.splitPosition = position ?? 0;
    for (const layer of this.layers.values()) layer.setSide(layer.side, position !== null);
    this.scene.requestRender();
  }

  setSelected(feature: { readonly layerId: string; readonly featureId: string } | null): void {
    for (const [layerId, layer] of this.layers) {
      const chosen = feature !== null && feature.layerId === layerOfPart(layerId);
      layer.setSelected(chosen ? (layer.featureNumbers.get(feature.featureId) ?? -1) : -1);
    }
    this.scene.requestRender();
  }

  setSun(timeMs: number, shadows: boolean): void {
    this.sunTimeMs = timeMs;
    this.shadows = shadows;
    this.light = daylight(timeMs, this.sites.home.frame);
    this.applyLight();
  }

  setTheme(theme: Theme): void {
    this.theme = theme;
    this.dress();
  }

  /** The interface's accent differs by theme. */
  setAccent(accent: string): void {
    this.accent = accent;
    this.dress();
  }

  private dress(): void {
    this.tones = roomTones(this.theme, this.accent);
    for (const layer of this.layers.values()) layer.setTones(this.tones);
    this.sites.setTones(this.tones);
    this.applyLight();
  }

  /** Signs and lines for a projector: 1.5 in presenter mode. */
  setScale(scale: number): void {
    this.scale = scale;
    for (const layer of this.layers.values()) if (layer instanceof PointLayer) layer.setScale(scale);
    this.scene.requestRender();
  }

  setReducedMotion(reduced: boolean): void {
    this.rig.reducedMotion = reduced;
  }

  pick(x: number, y: number): PickedFeature | null {
    return pickFeature(this.scene, this.layers, this.split, x, y);
  }

  view(): CameraView {
    return this.rig.view();
  }

  flyTo(view: CameraView, durationMs: number): Promise<void> {
    return this.rig.flyTo(view, durationMs);
  }

  navigate(step: NavigationStep): void {
    this.rig.navigate(step);
  }

  onPick(listener: Listener<PickedFeature | null>): () => void {
    this.pickListeners.add(listener);
    return () => this.pickListeners.delete(listener);
  }

  onViewChange(listener: Listener<CameraView>): () => void {
    this.viewListeners.add(listener);
    return () => this.viewListeners.delete(listener);
  }

  onPointer(listener: Listener<PointerPosition | null>): () => void {
    this.pointerListeners.add(listener);
    return () => this.pointerListeners.delete(listener);
  }

  metresPerPixel(): number | null {
    return this.rig.view().metresPerPixel ?? null;
  }

  whenDrawn(): Promise<void> {
    return new Promise((resolve) => {
      this.waiting.push(resolve);
      this.scene.requestRender();
    });
  }

  statistics(): SceneStatistics {
    let features = 0;
    let gpuBytes = 0;
    for (const layer of this.layers.values()) {
      features += layer.geometry.featureIds.length;
      gpuBytes += layer.gpuBytes;
    }
    return { frames: this.frames, lastFrameMs: this.lastFrameMs, features, gpuBytes };
  }

  destroy(): void {
    this.destroyed = true;
    for (const wait of this.waiting.splice(0)) wait();
    for (const end of this.ends) end();
    for (const layer of this.layers.values()) layer.destroy();
    this.sites.destroy();
    this.layers.clear();
  }

  private prepareScene(): void {
    const { scene, widget } = this;
    const { globe } = scene;
    widget.clock.shouldAnimate = false;
    widget.screenSpaceEventHandler.removeInputAction(ScreenSpaceEventType.LEFT_DOUBLE_CLICK);
    scene.fog.enabled = false;
    scene.highDynamicRange = false;
    scene.postProcessStages.fxaa.enabled = false;
    // The site's own sheet of paper is the ground. A hidden globe still anchors the camera's movements.
    globe.show = false;
  }

  private listen(): void {
    const { scene } = this;
    this.ends.push(
      scene.preRender.addEventListener(() => {
        this.frameStartMs = this.options.nowMs();
        for (const layer of this.layers.values()) layer.flush();
        this.waitingAtStart = this.waiting.length;
        this.readyAtStart =
          this.waiting.length > 0 && this.sites.ready && [...this.layers.values()].every((layer) => layer.ready);
      }),
      scene.postRender.addEventListener(() => this.afterFrame()),
      scene.camera.changed.addEventListener(() => this.tellView()),
      scene.camera.moveEnd.addEventListener(() => this.tellView()),
      () => this.rig.stop(),
      listenToInput(scene.canvas, {
        onClick: (place) => {
          const chosen = this.pick(place.x, place.y);
          for (const listener of this.pickListeners) listener(chosen);
        },
        onPointer: (place) => {
          const ground = place === null || this.pointerListeners.size === 0 ? null : this.pointer(place);
          for (const listener of this.pointerListeners) listener(ground);
        },
        onGrab: () => this.rig.interrupt(),
        onStep: (step) => this.navigate(step),
      }),
    );
    scene.camera.percentageChanged = 0.002;
  }

  private afterFrame(): void {
    this.frames += 1;
    this.lastFrameMs = this.options.nowMs() - this.frameStartMs;
    if (this.waiting.length === 0 || this.destroyed) return;
    // What was ready when the frame began is in the picture now.
    if (this.readyAtStart) for (const wait of this.waiting.splice(0, this.waitingAtStart)) wait();
    if (this.waiting.length > 0) this.scene.requestRender();
  }

  private tellView(): void {
    if (this.viewListeners.size === 0) return;
    const view = this.view();
    for (const listener of this.viewListeners) listener(view);
  }

  private pointer(place: Cartesian2): PointerPosition | null {
    const ground = this.scene.camera.pickEllipsoid(place);
    if (ground === undefined) return null;
    const { lon, lat } = lonLatOf(ground);
    const projected = this.options.project?.(lon, lat);
    return projected === undefined ? { lon, lat } : { lon, lat, easting: projected[0], northing: projected[1] };
  }

  /** What is seen to stand casts shadows; what is hidden does not. */
  private stand(layer: MeshLayer): void {
    const { geometry, visible } = layer;
    const standing = geometry.shape === 'extrusion' && visible ? (geometry.mesh ?? null) : null;
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

  private applyLight(): void {
    const { scene, tones, light } = this;
    for (const layer of this.layers.values()) if (layer instanceof MeshLayer) layer.setLight(light);
    this.sites.setLight(light);
    const toWorld = Matrix4.multiplyByPointAsVector(this.sites.home.frame, light.direction, new Cartesian3());
    scene.light = new DirectionalLight({ direction: Cartesian3.negate(toWorld, toWorld) });
    this.widget.clock.currentTime = JulianDate.fromDate(new Date(this.sunTimeMs));
    // The room's tones dim with the light; the strengths are for linear light, the tones are sRGB.
    const dim = (tone: readonly [number, number, number]) =>
      new Color(
        tone[0] * light.tone.x ** (1 / 2.2),
        tone[1] * light.tone.y ** (1 / 2.2),
        tone[2] * light.tone.z ** (1 / 2.2),
      );
    scene.backgroundColor = dim(tones.ground);
    this.shade();
    scene.requestRender();
  }
}
