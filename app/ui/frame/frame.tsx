import { lazy, Suspense, useRef } from 'react';
import { isInExercise } from '../../state/lessons.ts';
import { useApp, useAppState } from '../app-context.tsx';
import { ClockBar } from '../clock/clock-bar.tsx';
import { DataPanel } from '../data/data-panel.tsx';
import { DrawPanel } from '../draw/draw-panel.tsx';
import { useText } from '../i18n/text.ts';
import { ImportDialog } from '../import/import-dialog.tsx';
import { ImportDrop } from '../import/import-drop.tsx';
import { Inspector } from '../inspector/inspector.tsx';
import { JoinDialog } from '../join/join-dialog.tsx';
import { LearnPanel } from '../learn/learn-panel.tsx';
import { useLessons } from '../learn/use-lessons.ts';
import { Legend } from '../legend/legend.tsx';
import { MapCorner } from '../map/map-corner.tsx';
import { MapDescriptionSheet } from '../map/map-description.tsx';
import { SplitHandle } from '../map/split-handle.tsx';
import { useSceneEvents } from '../map/use-scene.ts';
import { MeasurePanel } from '../measure/measure-panel.tsx';
import { SketchOverlay } from '../measure/sketch-overlay.tsx';
import { ModelPanel } from '../model/model-panel.tsx';
import { RingOverlay } from '../model/ring-overlay.tsx';
import { useModels } from '../model/use-models.ts';
import { ErrorBoundary } from '../parts/error-boundary.tsx';
import { Note } from '../parts/note.tsx';
import { useRemoteLayers } from '../remote/use-remote-layers.ts';
import { StreamPanel } from '../stream/stream-panel.tsx';
import { useOwnCity } from '../stream/use-own-city.ts';
import { VirtualDialog } from '../stream/virtual-dialog.tsx';
import { useLineWidths } from '../style/use-line-widths.ts';
import { useKeptTour } from '../tour/use-kept-tour.ts';
import { LeftRail } from './left-rail.tsx';
import { Notices } from './notices.tsx';
import { OpeningProgress } from './opening-progress.tsx';
import { StartScreen } from './start-screen.tsx';
import { TopBar } from './top-bar.tsx';
import { useShortcuts } from './use-shortcuts.ts';

// The editor and the charts are half the interface's weight: they come when they are asked for.
const QueryDock = lazy(() => import('../query/query-dock.tsx'));
const TourCard = lazy(() => import('../tour/tour-card.tsx'));
const ExerciseDock = lazy(() => import('../learn/exercise-dock.tsx'));
const AttributeTable = lazy(() => import('../table/attribute-table.tsx'));

/** The sheets on the map, in a grid that keeps them from covering each other. */
export function Frame() {
  const t = useText();
  const { scene, mapProblem } = useApp().ports;
  const place = useAppState((state) => state.place);
  const picked = useAppState((state) => state.selected !== null);
  const inExercise = useAppState(isInExercise);
  const touring = useAppState((state) => state.tour !== null);
  const tableLayer = useAppState((state) => state.attributeTable);
  const height = useAppState((state) => state.dockHeightPx);
  const mapArea = useRef<HTMLElement>(null);
  useSceneEvents();
  useRemoteLayers();
  useLineWidths();
  useModels();
  useOwnCity();
  useLessons();
  useShortcuts();
  useKeptTour();
  return (
    <>
      {scene === null || mapProblem ? (
        <section className="map-waiting" aria-label={t('map.label')}>
          {mapProblem ? (
            <Note tone="error" detail={mapProblem.detail}>
              {t(`map.${mapProblem.code}`)}
            </Note>
          ) : (
            <p role="status">{t('map.waiting')}</p>
          )}
        </section>
      ) : null}
      <SplitHandle freeArea={mapArea} />
      <RingOverlay />
      <SketchOverlay />
      <div className={`frame${picked ? ' picked' : ''}${touring ? ' touring' : ''}${inExercise ? ' in-exercise' : ''}`}>
        <TopBar />
        <LeftRail />
        <ErrorBoundary key={place}>
          {place === 'data' ? <DataPanel /> : null}
          {place === 'stream' ? <StreamPanel /> : null}
          {place === 'model' ? <ModelPanel /> : null}
          {place === 'learn' ? <LearnPanel /> : null}
        </ErrorBoundary>
        <main ref={mapArea} className="map-area" aria-label={t('map.label')}>
          <MeasurePanel />
          <DrawPanel />
          <Legend />
          <Notices />
          <OpeningProgress />
          <MapCorner />
          <MapDescriptionSheet freeArea={mapArea} />
        </main>
        <ErrorBoundary>
          <Inspector />
        </ErrorBoundary>
        {touring ? (
          <ErrorBoundary>
            <Suspense fallback={<div className="tour sheet" aria-busy="true" />}>
              <TourCard />
            </Suspense>
          </ErrorBoundary>
        ) : null}
        {place === 'query' ? (
          <ErrorBoundary>
            <Suspense
              fallback={<div className="dock sheet" style={{ height: `${height / 16}rem` }} aria-busy="true" />}
            >
              <QueryDock />
            </Suspense>
          </ErrorBoundary>
        ) : null}
        {inExercise ? (
          <ErrorBoundary>
            <Suspense
              fallback={<div className="dock sheet" style={{ height: `${height / 16}rem` }} aria-busy="true" />}
            >
              <ExerciseDock />
            </Suspense>
          </ErrorBoundary>
        ) : null}
        {tableLayer === null || place === 'query' || inExercise ? null : (
          <ErrorBoundary key={tableLayer}>
            <Suspense
              fallback={<div className="dock sheet" style={{ height: `${height / 16}rem` }} aria-busy="true" />}
            >
              <AttributeTable layerId={tableLayer} />
            </Suspense>
          </ErrorBoundary>
        )}
        <ClockBar />
      </div>
      <StartScreen />
      <ImportDrop />
      <ImportDialog />
      <JoinDialog />
      <VirtualDialog />
    </>
  );
}
