/** The map element: a bare CesiumWidget, offline, without any of Cesium's own interface. */
import { Credit, CreditDisplay, Transforms } from 'cesium';
import { useEffect, useMemo, useRef, useState } from 'react';
import { CesiumWidget, useCesium } from 'resium';
import './city-map.css';
import type { NavigableSceneRenderer } from '../../core/twins/scene-renderer.ts';
import type { HomePlace } from './camera-rig.ts';
import { CesiumScene } from './cesium-scene.ts';
import { MapError, type MapErrorCode, requireWebGl2 } from './map-error.ts';
import type { Theme } from './palette.ts';

export interface CityMapProps {
  readonly home: HomePlace;
  readonly theme: Theme;
  /** The interface's accent, `#rrggbb`; it marks what is chosen. */
  readonly accent: string;
  readonly reducedMotion: boolean;
  /** 1, or 1.5 in presenter mode. */
  readonly scale?: number;
  /** What the canvas is, for people who do not see it. */
  readonly label: string;
  /** Where Cesium's credit is shown; the page places it. */
  readonly creditContainer?: HTMLElement;
  readonly project?: (lon: number, lat: number) => readonly [easting: number, northing: number];
  readonly onReady: (scene: NavigableSceneRenderer) => void;
  readonly onError: (code: MapErrorCode, detail: string) => void;
}

// Nothing here comes from Cesium ion, so its logo would claim something untrue; the library itself is named instead.
CreditDisplay.cesiumCredit = new Credit(
  '<a href="https://cesium.com/platform/cesiumjs/" target="_blank">CesiumJS</a>',
  true,
);

// Cesium would fetch tables of the Earth's wobble to place the stars by the arc second. Without them it uses the simpler
// frame that the sun's place needs anyway, and no request is made.
Object.assign(Transforms, { computeIcrfToFixedMatrix: () => undefined });

function canDraw(): MapError | null {
  try {
    requireWebGl2();
    return null;
  } catch (error) {
    return error instanceof MapError ? error : new MapError('renderer-failed', String(error));
  }
}

/** Makes the scene once Resium has made the widget, and ends it before the widget ends. */
function SceneHost(props: CityMapProps) {
  const { theme, accent, reducedMotion, scale = 1, label } = props;
  const { cesiumWidget: widget } = useCesium();
  const [scene, setScene] = useState<CesiumScene | null>(null);
  const first = useRef(props);

  useEffect(() => {
    if (widget === undefined) return;
    const { home, project, onReady, onError, ...start } = first.current;
    const nowMs = () => performance.now();
    const { theme: firstTheme, accent: firstAccent } = start;
    const options = { home, theme: firstTheme, accent: firstAccent, reducedMotion: start.reducedMotion, nowMs };
    const made = new CesiumScene(widget, project === undefined ? options : { ...options, project });
    const stop = widget.scene.renderError.addEventListener((_scene: unknown, error: unknown) => {
      onError('renderer-failed', error instanceof Error ? error.message : String(error));
    });
    setScene(made);
    onReady(made);
    return () => {
      stop();
      made.destroy();
    };
  }, [widget]);

  useEffect(() => scene?.setTheme(theme), [scene, theme]);
  useEffect(() => scene?.setAccent(accent), [scene, accent]);
  useEffect(() => scene?.setReducedMotion(reducedMotion), [scene, reducedMotion]);
  useEffect(() => scene?.setScale(scale), [scene, scale]);
  useEffect(() => {
    if (widget === undefined) return;
    const { canvas } = widget;
    canvas.tabIndex = 0;
    canvas.setAttribute('role', 'application');
    canvas.setAttribute('aria-label', label);
  }, [widget, label]);
  return null;
}

export function CityMap(props: CityMapProps) {
  const problem = useMemo(canDraw, []);
  const ownCredits = useMemo(() => document.createElement('div'), []);
  const tellError = useRef(props.onError);
  useEffect(() => {
    if (problem !== null) tellError.current(problem.code, problem.message);
  }, [problem]);

  if (problem !== null) return null;
  return (
    <CesiumWidget
      full
      baseLayer={false}
      skyBox={false}
      skyAtmosphere={false}
      scene3DOnly
      requestRenderMode
      maximumRenderTimeChange={Number.POSITIVE_INFINITY}
      showRenderLoopErrors={false}
      orderIndependentTranslucency={false}
      blurActiveElementOnCanvasFocus={false}
      creditContainer={props.creditContainer ?? ownCredits}
    >
      <SceneHost {...props} />
    </CesiumWidget>
  );
}
