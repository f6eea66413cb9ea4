/** The scene of the district: implements the twins' SceneRenderer on Cesium. No Cesium type leaves this folder. */
import {
  Cartesian2,
  Cartesian3,
  type CesiumWidget,
  Color,
  DirectionalLight,
  JulianDate,
  Matrix4,
  type Scene,
  SceneTransforms,
  ScreenSpaceEventType,
  Transforms,
} from 'cesium';
import type {
  CameraView,
  ColourUpdate,
  FeatureLabels,
  LayerGeometry,
  NavigableSceneRenderer,
  NavigationStep,
  PickedFeature,
  PointerPosition,
  Rgba,
  SceneStatistics,
} from '../../core/twins/scene-renderer.ts';
import { CameraRig, type HomePlace } from './camera-rig.ts';
import { daylight } from './daylight.ts';
import type { MatteLight } from './matte-shader.ts';
import { type RoomTones, roomTones, type Theme } from './palette.ts';
import { prepareGlobe, RemoteLayers } from './remote-layers.ts';
import { listenToInput } from './scene-input.ts';
import { SceneLayers } from './scene-layers.ts';
import { lonLatOf } from './scene-picking.ts';

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

type Listener<T> = (value: T) => void;
type PickListener = Parameters<NavigableSceneRenderer['onPick']>[0];

const NOON_MS = Date.UTC(2024, 10, 7, 10, 0, 0);

export class CesiumScene implements NavigableSceneRenderer {
  readonly rig: CameraRig;
  readonly remote: RemoteLayers;
  private readonly scene: Scene;
  private readonly layers: SceneLayers;
  private readonly pickListeners = new Set<PickListener>();
  private readonly viewListeners = new Set<Listener<CameraView>>();
  private readonly pointerListeners = new Set<Listener<PointerPosition | null>>();
  private shadows = false;
  private accent: string;
  private theme: Theme;
  /** Ends every listener on the scene, which may outlive this object. */
  private readonly ends: (() => void)[] = [];
  private tones: RoomTones;
  private light: MatteLight;
  private sunTimeMs = NOON_MS;
  private frames = 0;
  private frameStartMs = 0;
  private lastFrameMs = 0;
  private drawCalls = 0;
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
    this.layers = new SceneLayers(this.scene, options.home, this.light, this.tones);
    this.remote = new RemoteLayers(this.scene, (isTiles) => this.layers.sites.setGroundVisible(!isTiles));
    this.prepareScene();
    this.rig = new CameraRig(this.scene, options.home, options.nowMs);
    this.rig.reducedMotion = options.reducedMotion;
    this.listen();
    this.applyLight();
  }

  async addLayer(geometry: LayerGeometry, baseColour: Rgba): Promise<void> {
    await this.layers.add(geometry, baseColour);
    this.scene.requestRender();
  }

  removeLayer(layerId: string): void {
    this.layers.remove(layerId);
    this.scene.requestRender();
  }

  setColours(layerId: string, update: ColourUpdate): void {
    this.layers.setColours(layerId, update);
    this.scene.requestRender();
  }

  setHidden(layerId: string, features: Uint32Array): void {
    this.layers.setHidden(layerId, features);
    this.scene.requestRender();
  }

  setLabels(layerId: string, labels: FeatureLabels | null): void {
    this.layers.setLabels(layerId, labels);
    this.scene.requestRender();
  }

  setSizes(layerId: string, sizes: number | Float32Array | null): void {
    this.layers.setSizes(layerId, sizes);
    this.scene.requestRender();
  }

  setBaseColour(layerId: string, colour: Rgba): void {
    this.layers.setBase(layerId, colour);
    this.scene.requestRender();
  }

  setLayerVisible(layerId: string, visible: boolean): void {
    this.layers.setVisible(layerId, visible);
    this.scene.requestRender();
  }

  setLayerOpacity(layerId: string, opacity: number): void {
    this.layers.setOpacity(layerId, opacity);
    this.scene.requestRender();
  }

  setLayerOrder(layerIds: readonly string[]): void {
    this.layers.setOrder(layerIds);
    this.scene.requestRender();
  }

  setLayerSide(layerId: string, side: 'both' | 'left' | 'right'): void {
    this.layers.setSide(layerId, side);
    this.scene.requestRender();
  }

  setSplit(position: number | null): void {
    this.layers.setSplit(position);
    this.scene.requestRender();
  }

  setSelected(feature: { readonly layerId: string; readonly featureId: string } | null): void {
    this.layers.setSelected(feature);
    this.scene.requestRender();
  }

  setSun(timeMs: number, shadows: boolean): void {
    this.sunTimeMs = timeMs;
    this.shadows = shadows;
    this.light = daylight(timeMs, this.layers.sites.home.frame);
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
    this.layers.setTones(this.tones);
    this.applyLight();
  }

  /** Signs and lines for a projector: 1.5 in presenter mode. */
  setScale(scale: number): void {
    this.layers.setScale(scale);
    this.scene.requestRender();
  }

  setReducedMotion(reduced: boolean): void {
    this.rig.reducedMotion = reduced;
  }

  pick(x: number, y: number): PickedFeature | null {
    return this.layers.pick(x, y);
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

  onPick(listener: PickListener): () => void {
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

  screenOf(lon: number, lat: number): { readonly x: number; readonly y: number } | null {
    const place = SceneTransforms.worldToWindowCoordinates(this.scene, Cartesian3.fromDegrees(lon, lat));
    return place === undefined ? null : { x: place.x, y: place.y };
  }

  groundAt(x: number, y: number): { readonly lon: number; readonly lat: number } | null {
    const ground = this.scene.camera.pickEllipsoid(new Cartesian2(x, y));
    return ground === undefined ? null : lonLatOf(ground);
  }

  whenDrawn(): Promise<void> {
    return new Promise((resolve) => {
      this.waiting.push(resolve);
      this.scene.requestRender();
    });
  }

  statistics(): SceneStatistics {
    const { frames, lastFrameMs, drawCalls } = this;
    return { frames, lastFrameMs, drawCalls, ...this.layers.count() };
  }

  destroy(): void {
    this.destroyed = true;
    for (const wait of this.waiting.splice(0)) wait();
    for (const end of this.ends) end();
    this.remote.destroy();
    this.layers.destroy();
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
    // Asked about each command that culling left over, it lets all of them pass: the only public place to count them.
    scene.debugCommandFilter = () => {
      this.drawCalls += 1;
      return true;
    };
  }

  private listen(): void {
    const { scene } = this;
    this.ends.push(
      scene.preRender.addEventListener(() => {
        this.frameStartMs = this.options.nowMs();
        this.drawCalls = 0;
        this.layers.flush(scene.camera.positionWC);
        this.waitingAtStart = this.waiting.length;
        this.readyAtStart = this.waiting.length > 0 && this.layers.ready;
      }),
      scene.postRender.addEventListener(() => this.afterFrame()),
      scene.camera.changed.addEventListener(() => this.tellView()),
      scene.camera.moveEnd.addEventListener(() => this.tellView()),
      () => this.rig.stop(),
      listenToInput(scene.canvas, {
        onClick: (place) => {
          const chosen = this.pick(place.x, place.y);
          const ground = this.groundAt(place.x, place.y);
          for (const listener of this.pickListeners) listener(chosen, ground);
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
    this.layers.drawLabels();
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

  private applyLight(): void {
    const { scene, tones, light } = this;
    this.layers.setLight(light, this.shadows);
    const toWorld = Matrix4.multiplyByPointAsVector(this.layers.sites.home.frame, light.direction, new Cartesian3());
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
    prepareGlobe(scene, scene.backgroundColor);
    scene.requestRender();
  }
}
