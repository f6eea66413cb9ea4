/** What a step's description is in the app's state: all of it, whatever was there before. */
import type { TourScene } from '../core/lessons/tours/tour.ts';
import { colourBy } from '../core/twins/layer-attributes.ts';
import { shippedLayers } from '../core/twins/layer-catalogue.ts';
import type { LayerSpec } from '../core/twins/layer-spec.ts';
import type { AppState } from './app-state.ts';
import type { FormerView } from './tour.ts';

type Wanted = Omit<FormerView, 'clock' | 'momentMs' | 'scenarioId' | 'draft' | 'lesson' | 'remoteLayers'>;

/** `layers`: all there are. The person's own are put away, for a tour knows nothing of them. */
export function wantedState(scene: TourScene, layers: readonly LayerSpec[], hasRows: boolean): Wanted {
  const { lon, lat, heightM, headingDeg, pitchDeg } = scene.camera;
  return {
    form: scene.form,
    place: scene.panel === 'none' ? null : scene.panel,
    layers: tourLayers(scene, layers, hasRows),
    comparison:
      scene.compare === null
        ? null
        : { layerId: scene.compare.layer, left: scene.compare.left, right: scene.compare.right },
    split: 0.5,
    shadows: scene.shadows,
    selected: scene.pick === null ? null : { layerId: scene.pick.layer, featureId: scene.pick.feature },
    sketch: null,
    mapDescribed: false,
    attributeTable: null,
    modelView: { show: scene.show, measure: scene.measure },
    modelTab: scene.tab,
    draftEdit: null,
    view: { lon, lat, heightM, headingDeg, pitchDeg },
  };
}

/** `hasRows`: the rows that colour a layer are still to come; until then it is plain. */
function tourLayers(scene: TourScene, layers: readonly LayerSpec[], hasRows: boolean): readonly LayerSpec[] {
  const shipped = shippedLayers();
  return layers.map((layer) => {
    const begun = shipped.find(({ id }) => id === layer.id);
    if (begun === undefined) return { ...layer, visible: false };
    const attribute = Object.hasOwn(scene.colours, layer.id) ? scene.colours[layer.id]! : null;
    const isPlain = attribute === 'plain' || (hasRows && scene.onMap === layer.id);
    const coloured = isPlain ? colourBy(begun, null) : attribute === null ? begun : colourBy(begun, attribute);
    return { ...coloured, visible: scene.layers?.includes(layer.id) ?? begun.visible };
  });
}

/** The newest moment, ms UTC, at which local clocks show these minutes after midnight, and which is not to come. */
export function momentAt(minutesOfDay: number, nowMs: number, timeZone: string): number {
  const parts = new Intl.DateTimeFormat('en-GB', { timeZone, hour: '2-digit', minute: '2-digit', hourCycle: 'h23' });
  const [hours = 0, minutes = 0] = parts.format(nowMs).split(':').map(Number);
  const back = (hours * 60 + minutes - minutesOfDay + 1440) % 1440;
  return Math.floor(nowMs / 60_000) * 60_000 - back * 60_000;
}

/** Everything that a step sets, as it stands now. */
export function formerView(state: AppState, keys: readonly (keyof AppState)[]): FormerView {
  const view = Object.fromEntries(keys.map((key) => [key, state[key]]));
  const { clock } = state;
  return {
    ...(view as unknown as FormerView),
    clock: clock === null ? null : { speed: clock.speed, paused: clock.paused },
  };
}

/**
 * The former view, put back: layers that came since stay, layers that are gone do not come back, and a scenario that was
 * deleted is not looked at.
 */
export function changedFields({ clock: _clock, ...former }: FormerView, state: AppState): Partial<AppState> {
  const isThere = former.scenarioId === null || state.scenarios.some(({ id }) => id === former.scenarioId);
  const layers = state.layers.map((layer) => former.layers.find(({ id }) => id === layer.id) ?? layer);
  const remoteLayers = state.remoteLayers.map(
    (layer) => former.remoteLayers.find(({ id }) => id === layer.id) ?? layer,
  );
  return { ...former, layers, remoteLayers, scenarioId: isThere ? former.scenarioId : null };
}
