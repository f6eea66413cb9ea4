/** The map element: a bare CesiumWidget, offline, without any of Cesium's own interface. */
import { Credit, CreditDisplay, type CesiumWidget as Widget } from 'cesium';
import { useEffect, useMemo, useRef, useState } from 'react';
import { type CesiumComponentRef, CesiumWidget } from 'resium';
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

function canDraw(): MapError | null {
  try {
    requireWebGl2();
    return null;
  } catch (error) {
    return error instanceof MapError ? error : new MapError('renderer-failed', String(error));
  }
}

export function CityMap(props: CityMapProps) {
  const { home, theme, accent, reducedMotion, scale = 1, label, project, onReady, onError } = props;
  const widgetRef = useRef<CesiumComponentRef<Widget>>(null);
  const [scene, setScene] = useState<CesiumScene | null>(null);
  const problem = useMemo(canDraw, []);
  const ownCredits = useMemo(() => document.createElement('div'), []);
  const first = useRef({ home, theme, accent, project, onReady, onError });

  useEffect(() => {
    const start = first.current;
    if (problem !== null) {
      start.onError(problem.code, problem.message);
      return;
    }
    const widget = widgetRef.current?.cesiumElement;
    if (widget === undefined) return;
    const made = new CesiumScene(widget, {
      home: start.home,
      theme: start.theme,
      accent: start.accent,
      nowMs: () => performance.now(),
      ...(start.project === undefined ? {} : { project: start.project }),
    });
    const stop = widget.scene.renderError.addEventListener((_scene: unknown, error: unknown) => {
      start.onError('renderer-failed', error instanceof Error ? error.message : String(error));
    });
    setScene(made);
    start.onReady(made);
    return () => {
      stop();
      made.destroy();
    };
  }, [problem]);

  useEffect(() => scene?.setTheme(theme), [scene, theme]);
  useEffect(() => scene?.setReducedMotion(reducedMotion), [scene, reducedMotion]);
  useEffect(() => scene?.setScale(scale), [scene, scale]);
  useEffect(() => {
    const canvas = widgetRef.current?.cesiumElement?.canvas;
    if (canvas === undefined) return;
    canvas.tabIndex = 0;
    canvas.setAttribute('role', 'application');
    canvas.setAttribute('aria-label', label);
  }, [label, scene]);

  if (problem !== null) return null;
  return (
    <CesiumWidget
      ref={widgetRef}
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
    />
  );
}
