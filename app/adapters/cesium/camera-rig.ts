/**
 * How a person moves about the model: home, keys and buttons, limits. Everything turns about the ground in the middle
 * of the picture (the camera's own `rotateRight` would turn about the middle of the Earth).
 */
import {
  CameraEventType,
  Cartesian2,
  Cartesian3,
  Math as CesiumMath,
  EasingFunction,
  Ellipsoid,
  HeadingPitchRange,
  KeyboardEventModifier,
  Matrix4,
  PerspectiveFrustum,
  type Scene,
} from 'cesium';
import type { CameraView, NavigationStep } from '../../core/twins/scene-renderer.ts';

/** A long lens, as for a photograph of a model. */
const FIELD_OF_VIEW_DEG = 38;
const NEAREST_M = 60;
const FARTHEST_M = 9_000;
const STEEPEST_PITCH_DEG = -89.5;
const FLATTEST_PITCH_DEG = -8;
const STEP_MS = 220;

/** Where a visit begins: the middle of the district, and how far it reaches. */
export interface HomePlace {
  readonly lon: number;
  readonly lat: number;
  /** Half the district's width along its grid. */
  readonly reachM: number;
  /** Direction looked along, degrees clockwise from north. */
  readonly headingDeg: number;
}

interface Orbit {
  readonly centre: Cartesian3;
  readonly heading: number;
  readonly pitch: number;
  readonly range: number;
}

export class CameraRig {
  reducedMotion = false;
  readonly stop: () => void;
  private animation: { readonly from: Orbit; readonly to: Orbit; readonly startMs: number } | null = null;

  constructor(
    private readonly scene: Scene,
    private readonly home: HomePlace,
    private readonly nowMs: () => number,
  ) {
    if (scene.camera.frustum instanceof PerspectiveFrustum) {
      scene.camera.frustum.fov = CesiumMath.toRadians(FIELD_OF_VIEW_DEG);
      scene.camera.frustum.near = 5;
    }
    const controller = scene.screenSpaceCameraController;
    controller.minimumZoomDistance = NEAREST_M;
    controller.maximumZoomDistance = FARTHEST_M;
    controller.enableCollisionDetection = true;
    controller.maximumTiltAngle = CesiumMath.toRadians(90 + FLATTEST_PITCH_DEG);
    controller.enableLook = false;
    controller.inertiaSpin = 0.7;
    controller.inertiaTranslate = 0.7;
    controller.inertiaZoom = 0.6;
    controller.zoomEventTypes = [CameraEventType.WHEEL, CameraEventType.PINCH];
    controller.tiltEventTypes = [
      CameraEventType.RIGHT_DRAG,
      CameraEventType.MIDDLE_DRAG,
      CameraEventType.PINCH,
      { eventType: CameraEventType.LEFT_DRAG, modifier: KeyboardEventModifier.CTRL },
      { eventType: CameraEventType.LEFT_DRAG, modifier: KeyboardEventModifier.SHIFT },
    ];
    this.stop = scene.preUpdate.addEventListener(() => this.advance());
    this.place(this.homeOrbit());
  }

  view(): CameraView {
    const { camera } = this.scene;
    const position = camera.positionCartographic;
    const orbit = this.orbit();
    const height = this.scene.canvas.clientHeight || 1;
    const frustum = camera.frustum as PerspectiveFrustum;
    return {
      lon: CesiumMath.toDegrees(position.longitude),
      lat: CesiumMath.toDegrees(position.latitude),
      heightM: position.height,
      headingDeg: CesiumMath.toDegrees(camera.heading),
      pitchDeg: CesiumMath.toDegrees(camera.pitch),
      metresPerPixel: (2 * orbit.range * Math.tan((frustum.fovy ?? frustum.fov ?? 1) / 2)) / height,
    };
  }

  async flyTo(view: CameraView, durationMs: number): Promise<void> {
    this.animation = null;
    const seconds = this.reducedMotion ? 0 : durationMs / 1000;
    const destination = Cartesian3.fromDegrees(view.lon, view.lat, Math.max(view.heightM, NEAREST_M / 2));
    const orientation = {
      heading: CesiumMath.toRadians(view.headingDeg),
      pitch: CesiumMath.toRadians(view.pitchDeg),
      roll: 0,
    };
    if (seconds === 0) {
      this.scene.camera.setView({ destination, orientation });
      this.scene.requestRender();
      return;
    }
    await new Promise<void>((resolve) => {
      this.scene.camera.flyTo({
        destination,
        orientation,
        duration: seconds,
        easingFunction: EasingFunction.CUBIC_IN_OUT,
        complete: resolve,
        cancel: resolve,
      });
    });
  }

  navigate(step: NavigationStep): void {
    this.scene.camera.cancelFlight();
    const orbit = this.animation?.to ?? this.orbit();
    const next = this.after(orbit, step);
    if (this.reducedMotion) {
      this.animation = null;
      this.place(next);
    } else {
      this.animation = { from: this.orbit(), to: next, startMs: this.nowMs() };
      this.scene.requestRender();
    }
  }

  /** A person's hand on the map ends a movement that a key began. */
  interrupt(): void {
    this.animation = null;
  }

  private after(orbit: Orbit, step: NavigationStep): Orbit {
    switch (step.type) {
      case 'home':
        return this.homeOrbit();
      case 'north':
        return { ...orbit, heading: 0 };
      case 'rotate':
        return { ...orbit, heading: orbit.heading + CesiumMath.toRadians(step.degrees) };
      case 'tilt': {
        const pitch = CesiumMath.toDegrees(orbit.pitch) + step.degrees;
        return {
          ...orbit,
          pitch: CesiumMath.toRadians(Math.min(FLATTEST_PITCH_DEG, Math.max(STEEPEST_PITCH_DEG, pitch))),
        };
      }
      case 'zoom':
        return { ...orbit, range: Math.min(FARTHEST_M, Math.max(NEAREST_M, orbit.range * step.factor)) };
      case 'pan': {
        const ahead = step.up * orbit.range;
        const right = step.right * orbit.range;
        const east = Math.sin(orbit.heading) * ahead + Math.cos(orbit.heading) * right;
        const north = Math.cos(orbit.heading) * ahead - Math.sin(orbit.heading) * right;
        const place = Ellipsoid.WGS84.cartesianToCartographic(orbit.centre);
        const lat = place.latitude + north / 6_371_000;
        const lon = place.longitude + east / (6_371_000 * Math.cos(place.latitude));
        return { ...orbit, centre: Cartesian3.fromRadians(lon, lat) };
      }
    }
  }

  private homeOrbit(): Orbit {
    const { clientWidth, clientHeight } = this.scene.canvas;
    const wide = clientWidth / (clientHeight || 1);
    const halfField = Math.tan(CesiumMath.toRadians(FIELD_OF_VIEW_DEG) / 2);
    // The near edge of the district just fits a wide window; a tall one steps back by its shape.
    const range = (this.home.reachM / halfField) * (wide >= 1.6 ? 1.16 : 1.16 * (1.6 / Math.max(wide, 0.5)));
    return {
      centre: Cartesian3.fromDegrees(this.home.lon, this.home.lat),
      heading: CesiumMath.toRadians(this.home.headingDeg),
      pitch: CesiumMath.toRadians(-38),
      range: Math.min(range, FARTHEST_M),
    };
  }

  /** The present view as a turn about the ground in the middle of the picture. */
  private orbit(): Orbit {
    const { camera, canvas } = this.scene;
    const middle = new Cartesian2(canvas.clientWidth / 2, canvas.clientHeight / 2);
    const ground =
      camera.pickEllipsoid(middle) ?? Cartesian3.fromDegrees(this.home.lon, this.home.lat, 0, Ellipsoid.WGS84);
    return {
      centre: ground,
      heading: camera.heading,
      pitch: camera.pitch,
      range: Cartesian3.distance(camera.positionWC, ground),
    };
  }

  private place(orbit: Orbit): void {
    const { camera } = this.scene;
    camera.lookAt(orbit.centre, new HeadingPitchRange(orbit.heading, orbit.pitch, orbit.range));
    camera.lookAtTransform(Matrix4.IDENTITY);
    this.scene.requestRender();
  }

  private advance(): void {
    const { animation } = this;
    if (animation === null) return;
    const t = Math.min(1, (this.nowMs() - animation.startMs) / STEP_MS);
    const eased = 1 - (1 - t) ** 3;
    const { from, to } = animation;
    const turn = CesiumMath.negativePiToPi(to.heading - from.heading);
    if (t >= 1) this.animation = null;
    this.place({
      centre: Cartesian3.lerp(from.centre, to.centre, eased, new Cartesian3()),
      heading: from.heading + turn * eased,
      pitch: from.pitch + (to.pitch - from.pitch) * eased,
      range: from.range * (to.range / from.range) ** eased,
    });
  }
}

/** Keys of the map, as the help page lists them; null for a key that means nothing here. */
export function stepOfKey(key: string, shift: boolean): NavigationStep | null {
  const stride = shift ? 0.3 : 0.1;
  switch (key) {
    case 'ArrowLeft':
      return { type: 'pan', right: -stride, up: 0 };
    case 'ArrowRight':
      return { type: 'pan', right: stride, up: 0 };
    case 'ArrowUp':
      return { type: 'pan', right: 0, up: stride };
    case 'ArrowDown':
      return { type: 'pan', right: 0, up: -stride };
    case '+':
    case '=':
      return { type: 'zoom', factor: 0.75 };
    case '-':
    case '_':
      return { type: 'zoom', factor: 1 / 0.75 };
    case 'q':
    case 'Q':
      return { type: 'rotate', degrees: -15 };
    case 'e':
    case 'E':
      return { type: 'rotate', degrees: 15 };
    case 'PageUp':
      return { type: 'tilt', degrees: 8 };
    case 'PageDown':
      return { type: 'tilt', degrees: -8 };
    case 'Home':
      return { type: 'home' };
    case 'n':
    case 'N':
      return { type: 'north' };
    default:
      return null;
  }
}
