/** Which exercise is open, and what the participant did in all of them: kept in the settings. */
import { readKeptWorks } from '../core/lessons/progress/works-text.ts';
import { shippedLayers } from '../core/twins/layer-catalogue.ts';
import type { LayerSpec } from '../core/twins/layer-spec.ts';
import type { AppState } from './app-state.ts';

export interface LessonView {
  /** The open exercise, by its folder; null while none is. */
  readonly exercise: string | null;
  /** Whether running an answer checks it too. */
  readonly checkAsIRun: boolean;
  /** What the exercise shows on the map, one layer for each kind of shape, on one scale. */
  readonly layers: readonly LayerSpec[];
}

export const NO_LESSON: LessonView = { exercise: null, checkAsIRun: true, layers: [] };

export const WORKS_KEY = 'lessons';
export const OPEN_KEY = 'lesson';
export const AS_I_RUN_KEY = 'lesson-check-as-i-run';

/** The id in the scene of what an exercise shows on the map, or of a part of it. It is no table of the city's database. */
export const LESSON_LAYER = 'lesson';

const NAME = /^\d\d-[a-z0-9-]{1,80}$/;

export function savedLessons(get: (key: string) => string | null): Pick<AppState, 'lesson' | 'lessonWorks'> {
  const open = get(OPEN_KEY);
  return {
    lesson: {
      ...NO_LESSON,
      exercise: open !== null && NAME.test(open) ? open : null,
      checkAsIRun: get(AS_I_RUN_KEY) !== 'no',
    },
    lessonWorks: readKeptWorks(get(WORKS_KEY)),
  };
}

/** True while the page is in an exercise: its editor, its database, its map. */
export function isInExercise({ place, lesson }: Pick<AppState, 'place' | 'lesson'>): boolean {
  return place === 'learn' && lesson.exercise !== null;
}

/**
 * The layers as they are beside an exercise's own: uncoloured, without sensors and a person's own, so that what the exercise shows is the
 * only strong colour.
 */
export function lessonLayers(state: Pick<AppState, 'place' | 'lesson' | 'layers'>): readonly LayerSpec[] {
  const { layers } = state.lesson;
  if (!isInExercise(state) || layers.length === 0) return state.layers;
  return [...state.layers.map(quiet), ...layers];
}

const SHIPPED: ReadonlySet<string> = new Set(shippedLayers().map(({ id }) => id));
const quieted = new WeakMap<LayerSpec, LayerSpec>();

function quiet(layer: LayerSpec): LayerSpec {
  const known = quieted.get(layer);
  if (known !== undefined) return known;
  const { values: _values, style: _style, ...rest } = layer;
  const visible = layer.visible && layer.shape !== 'point' && SHIPPED.has(layer.id);
  const made: LayerSpec = { ...rest, visible, colour: { type: 'plain' } };
  quieted.set(layer, made);
  return made;
}
