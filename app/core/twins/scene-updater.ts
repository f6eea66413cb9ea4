/**
 * The one place that changes the scene (house rule 4): wanted state → diff → apply → commit on success. Wishes may come
 * faster than the renderer works; only the newest counts. What fails is reported and tried again with the next wish.
 */
import { changedColours, type FeatureValues, featureColours, unpaintedFeatures } from './feature-colours.ts';
import { featureLabels, featureSizes } from './feature-extras.ts';
import type { ColourRule } from './layer-spec.ts';
import { type SceneChange, sceneDiff } from './scene-diff.ts';
import type { LayerGeometry, NavigableSceneRenderer, SceneRenderer } from './scene-renderer.ts';
import type { WantedLayer, WantedScene } from './scene-state.ts';

/** `setBaseColour` only matters to renderers that have themes. */
export type UpdatableRenderer = SceneRenderer &
  Partial<Pick<NavigableSceneRenderer, 'setBaseColour' | 'setLabels' | 'setSizes'>>;

export interface SceneUpdater {
  /** What the scene should show from now on. */
  want(scene: WantedScene): void;
  /** A table's geometry arrived, or was replaced. */
  setGeometry(geometry: LayerGeometry): void;
  /** New values of a drawn layer; null forgets them. Only features whose colour changes reach the renderer. */
  setValues(layerId: string, values: FeatureValues | null): void;
  /** Texts beside the features of a drawn layer, by id; null takes them away. */
  setLabels(layerId: string, texts: ReadonlyMap<string, string> | null): void;
  /** What a drawn layer's sizes are made of, by id; null forgets it. */
  setSizeValues(layerId: string, values: ReadonlyMap<string, number> | null): void;
  /** Resolves when nothing is left to do. */
  settled(): Promise<void>;
}

export interface SceneUpdaterOptions {
  readonly renderer: UpdatableRenderer;
  /** A change could not be made; the scene stays as it was there. */
  readonly onProblem?: (change: SceneChange['type'], error: unknown) => void;
  /** Called after each recolour with the number of features that changed. */
  readonly onRecolour?: (layerId: string, features: number) => void;
}

const NOTHING = new Uint32Array(0);

const sameRows = (a: Uint32Array, b: Uint32Array): boolean =>
  a.length === b.length && a.every((row, index) => row === b[index]);

export function createSceneUpdater(options: SceneUpdaterOptions): SceneUpdater {
  const { renderer } = options;
  const geometries = new Map<string, LayerGeometry>();
  const values = new Map<string, FeatureValues>();
  /** What the renderer shows: colours by drawn layer. */
  const painted = new Map<string, Uint8Array>();
  /** Which features the renderer leaves away, by drawn layer. */
  const hiding = new Map<string, Uint32Array>();
  const stale = new Set<string>();
  const labels = new Map<string, ReadonlyMap<string, string>>();
  const sizeValues = new Map<string, ReadonlyMap<string, number>>();
  const staleExtras = new Set<string>();
  let committed: WantedScene | null = null;
  let wanted: WantedScene | null = null;
  let working: Promise<void> | null = null;
  let dirty = false;

  const committedLayer = (id: string) => committed?.layers.find((layer) => layer.id === id);

  const paint = (layer: Pick<WantedLayer, 'id' | 'table' | 'onlyValued'>, rule: ColourRule) => {
    const geometry = geometries.get(layer.table);
    if (geometry === undefined) return;
    const after = featureColours(geometry.featureIds, rule, values.get(layer.id) ?? null);
    const update = changedColours(painted.get(layer.id) ?? null, after);
    if (update !== null) {
      renderer.setColours(layer.id, update);
      options.onRecolour?.(layer.id, update.features.length);
    }
    painted.set(layer.id, after);
    // While values are awaited all is shown: an empty map would say that there are none.
    const hidden = layer.onlyValued && values.has(layer.id) ? unpaintedFeatures(after) : NOTHING;
    if (sameRows(hidden, hiding.get(layer.id) ?? NOTHING)) return;
    renderer.setHidden(layer.id, hidden);
    hiding.set(layer.id, hidden);
  };

  const label = ({ id, table }: Pick<WantedLayer, 'id' | 'table'>) => {
    const geometry = geometries.get(table);
    if (geometry !== undefined) renderer.setLabels?.(id, featureLabels(geometry.featureIds, labels.get(id) ?? null));
  };

  const resize = ({ id, table, shape }: Pick<WantedLayer, 'id' | 'table' | 'shape'>, size: WantedLayer['size']) => {
    const geometry = geometries.get(table);
    if (geometry === undefined || shape !== 'point') return;
    renderer.setSizes?.(id, featureSizes(geometry.featureIds, size, sizeValues.get(id) ?? null));
  };

  const add = async (layer: WantedLayer) => {
    const geometry = geometries.get(layer.table)!;
    await renderer.addLayer({ ...geometry, layerId: layer.id }, layer.base);
    painted.delete(layer.id);
    hiding.delete(layer.id);
    renderer.setLayerVisible(layer.id, layer.visible);
    renderer.setLayerOpacity(layer.id, layer.opacity);
    renderer.setLayerSide(layer.id, layer.side);
    paint(layer, layer.colour);
    if (layer.size !== null) resize(layer, layer.size);
    if (labels.has(layer.id)) label(layer);
  };

  const apply = async (change: SceneChange): Promise<void> => {
    switch (change.type) {
      case 'theme':
        return renderer.setTheme(change.theme);
      case 'sun':
        return renderer.setSun(change.timeMs, change.shadows);
      case 'remove':
        painted.delete(change.layerId);
        return renderer.removeLayer(change.layerId);
      case 'add':
        return add(change.layer);
      case 'base':
        return renderer.setBaseColour?.(change.layerId, change.base);
      case 'colour':
        return paint(committedLayer(change.layerId)!, change.colour);
      case 'only-valued': {
        const layer = committedLayer(change.layerId)!;
        return paint({ ...layer, onlyValued: change.onlyValued }, layer.colour);
      }
      case 'size':
        return resize(committedLayer(change.layerId)!, change.size);
      case 'opacity':
        return renderer.setLayerOpacity(change.layerId, change.opacity);
      case 'side':
        return renderer.setLayerSide(change.layerId, change.side);
      case 'visible':
        return renderer.setLayerVisible(change.layerId, change.visible);
      case 'order':
        return renderer.setLayerOrder(change.layerIds);
      case 'split':
        return renderer.setSplit(change.position);
      case 'selected':
        return renderer.setSelected(change.feature);
    }
  };

  /** The scene after a change, layer by layer, so that a failure leaves the rest committed. */
  const commit = (change: SceneChange, aim: WantedScene) => {
    const before: WantedScene = committed ?? { ...aim, layers: [], split: null, selected: null };
    const edit = (id: string, fields: Partial<WantedLayer>) =>
      before.layers.map((layer) => (layer.id === id ? { ...layer, ...fields } : layer));
    switch (change.type) {
      case 'theme':
        committed = { ...before, theme: change.theme };
        break;
      case 'sun':
        committed = { ...before, sun: { timeMs: change.timeMs, shadows: change.shadows } };
        break;
      case 'remove':
        committed = { ...before, layers: before.layers.filter((layer) => layer.id !== change.layerId) };
        break;
      case 'add':
        committed = {
          ...before,
          layers: [...before.layers.filter((layer) => layer.id !== change.layer.id), change.layer],
        };
        break;
      case 'base':
        committed = { ...before, layers: edit(change.layerId, { base: change.base }) };
        break;
      case 'colour':
        committed = { ...before, layers: edit(change.layerId, { colour: change.colour }) };
        break;
      case 'only-valued':
        committed = { ...before, layers: edit(change.layerId, { onlyValued: change.onlyValued }) };
        break;
      case 'size':
        committed = { ...before, layers: edit(change.layerId, { size: change.size }) };
        break;
      case 'opacity':
        committed = { ...before, layers: edit(change.layerId, { opacity: change.opacity }) };
        break;
      case 'side':
        committed = { ...before, layers: edit(change.layerId, { side: change.side }) };
        break;
      case 'visible':
        committed = { ...before, layers: edit(change.layerId, { visible: change.visible }) };
        break;
      case 'order': {
        const rank = new Map(change.layerIds.map((id, at) => [id, at]));
        const layers = [...before.layers].sort((a, b) => (rank.get(a.id) ?? 0) - (rank.get(b.id) ?? 0));
        committed = { ...before, layers };
        break;
      }
      case 'split':
        committed = { ...before, split: change.position };
        break;
      case 'selected':
        committed = { ...before, selected: change.feature };
        break;
    }
  };

  const work = async () => {
    while (dirty) {
      dirty = false;
      const aim = wanted;
      if (aim === null) break;
      for (const change of sceneDiff(committed, aim, (table) => geometries.has(table))) {
        try {
          await apply(change);
          commit(change, aim);
        } catch (error) {
          options.onProblem?.(change.type, error);
        }
        // A newer wish came while a layer was being built: look again before going on.
        if (change.type === 'add' && dirty) break;
      }
      for (const id of stale) {
        const layer = committedLayer(id);
        try {
          if (layer !== undefined) paint(layer, layer.colour);
          stale.delete(id);
        } catch (error) {
          options.onProblem?.('colour', error);
        }
      }
      for (const id of staleExtras) {
        const layer = committedLayer(id);
        staleExtras.delete(id);
        if (layer === undefined) continue;
        label(layer);
        resize(layer, layer.size);
      }
    }
  };

  /** Work begins once the caller is done, so that wishes made together are met together. */
  const begin = () => {
    dirty = true;
    working ??= Promise.resolve()
      .then(work)
      .finally(() => {
        working = null;
        // A wish that came between the last look and here.
        if (dirty) begin();
      });
  };

  return {
    want(scene) {
      wanted = scene;
      begin();
    },
    setGeometry(geometry) {
      geometries.set(geometry.layerId, geometry);
      // Whatever drew the former geometry of that table is drawn anew.
      if (committed !== null) {
        committed = { ...committed, layers: committed.layers.filter((layer) => layer.table !== geometry.layerId) };
      }
      begin();
    },
    setValues(layerId, next) {
      if (next === null) values.delete(layerId);
      else values.set(layerId, next);
      stale.add(layerId);
      begin();
    },
    setLabels(layerId, texts) {
      if (texts === null) labels.delete(layerId);
      else labels.set(layerId, texts);
      staleExtras.add(layerId);
      begin();
    },
    setSizeValues(layerId, next) {
      if (next === null) sizeValues.delete(layerId);
      else sizeValues.set(layerId, next);
      staleExtras.add(layerId);
      begin();
    },
    async settled() {
      while (working !== null) await working;
    },
  };
}
