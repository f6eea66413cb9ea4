/**
 * Keeps the scene in step with the state: whatever a command changes there, the one scene updater brings about, and the
 * value queries of coloured layers run, wait or end with it.
 */
import type { Clock } from '../core/base/clock.ts';
import { MS_PER_MINUTE } from '../core/base/clock.ts';
import type { Database } from '../core/store/database.ts';
import { type LiveQuery, type Scheduler, startLiveQuery } from '../core/store/live-query.ts';
import { bindExtras } from '../core/twins/extra-binding.ts';
import { wantedScene } from '../core/twins/forms.ts';
import type { LayerGeometry, NavigableSceneRenderer } from '../core/twins/scene-renderer.ts';
import { createSceneUpdater } from '../core/twins/scene-updater.ts';
import { bindValues, type ValueFeed } from '../core/twins/value-binding.ts';
import type { AppState } from './app-state.ts';
import type { AppStore } from './app-store.ts';
import { shownTime } from './effective-time.ts';
import { noteLayerValues } from './layer-values.ts';
import { lessonLayers } from './lessons.ts';
import { modelLooks } from './model-looks.ts';
import { effectiveTheme } from './theme.ts';

/** The sun moves 1.25° in five minutes: steps too small to see, large enough not to redraw for nothing. */
const SUN_STEP_MS = 5 * MS_PER_MINUTE;
/** At high speeds the sun still moves once a second only: a shadow map costs a frame. */
const SUN_INTERVAL_MS = 1_000;
/** Where the sun stands before the stream told the time: a late morning. */
const SUN_AT_START_MS = Date.UTC(2024, 10, 7, 10);

export interface SceneSyncOptions {
  readonly store: AppStore;
  readonly database: Database;
  readonly renderer: NavigableSceneRenderer;
  readonly clock: Clock;
  readonly scheduler: Scheduler;
  /** A layer could not be drawn or its values not be read. */
  readonly onProblem: (what: string, error: unknown) => void;
  /** After a recolour: the layer, how many of its features changed, and whether its values are live. */
  readonly onRecolour: (layerId: string, features: number, live: boolean) => void;
}

export interface SceneSync {
  /** A layer's geometry arrived or was replaced. */
  setGeometry(geometry: LayerGeometry): void;
  /** Resolves when the scene has shown what the state says at least once. */
  drawn(): Promise<void>;
  stop(): void;
}

export function keepSceneInStep(options: SceneSyncOptions): SceneSync {
  const { store, database, renderer, clock, scheduler, onProblem } = options;
  const isLive = (layerId: string) =>
    store.getState().layers.some((layer) => layer.id === layerId && layer.values?.live === true);
  const updater = createSceneUpdater({
    renderer,
    onProblem,
    onRecolour: (layerId, features) => options.onRecolour(layerId, features, isLive(layerId)),
  });
  const feed: ValueFeed = ({ sql, live }, onResult, onError) => {
    let query: LiveQuery | null = null;
    // Values that do not change are asked for until they are there — their table may still be on its way — and again
    // after a restart; asking a person's own query at every change would be work for nothing.
    const begin = () => {
      query = startLiveQuery({
        database,
        scheduler,
        sql,
        onError,
        onResult(result) {
          onResult(result);
          if (live || result.rowCount === 0) return;
          query?.stop();
          query = null;
        },
      });
    };
    begin();
    const stopRestarts = database.onRestart((phase) => {
      if (phase === 'ready' && query === null) begin();
    });
    return () => {
      stopRestarts();
      query?.stop();
    };
  };
  const binding = bindValues({
    updater,
    feed,
    onProblem: (layerId, error) => onProblem(`values of ${layerId}`, error),
    onValues: (layerId, newestMs, features) => noteLayerValues(store, layerId, newestMs, features),
  });

  const extras = bindExtras({
    updater,
    feed,
    onProblem: (layerId, error) => onProblem(`labels and sizes of ${layerId}`, error),
  });

  let sunTimeMs = SUN_AT_START_MS;
  const follow = (state: AppState) => {
    const scene = wantedScene({
      ...state,
      layers: lessonLayers(state),
      model: modelLooks(state),
      theme: effectiveTheme(state),
      sunTimeMs,
    });
    updater.want(scene);
    binding.follow(scene);
    extras.follow(scene);
  };
  const moveSun = (state: AppState): boolean => {
    const timeMs = shownTime(state, clock.now());
    const step = timeMs === null ? SUN_AT_START_MS : Math.floor(timeMs / SUN_STEP_MS) * SUN_STEP_MS;
    const moved = step !== sunTimeMs;
    sunTimeMs = step;
    return moved;
  };

  let callOff: () => void = () => undefined;
  const tick = () => {
    if (moveSun(store.getState())) follow(store.getState());
    callOff = scheduler.after(SUN_INTERVAL_MS, tick);
  };
  tick();
  follow(store.getState());
  const unsubscribe = store.subscribe((state, before) => {
    const looks: readonly (keyof AppState)[] = [
      'form',
      'layers',
      'comparison',
      'split',
      'theme',
      'systemDark',
      'selected',
      'momentMs',
      'shadows',
      'modelView',
      'draftEdit',
      'streetTrips',
      'ownPlace',
      'scenarios',
      'scenarioId',
      'calculated',
      'place',
      'lesson',
    ];
    if (!looks.some((field) => state[field] !== before[field])) return;
    if (state.momentMs !== before.momentMs) moveSun(state);
    follow(state);
  });

  return {
    setGeometry: (geometry) => updater.setGeometry(geometry),
    async drawn() {
      await updater.settled();
      await renderer.whenDrawn();
    },
    stop() {
      unsubscribe();
      callOff();
      binding.stop();
      extras.stop();
    },
  };
}
