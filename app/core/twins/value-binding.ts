/**
 * Keeps the values of coloured layers up to date: starts and stops one value query per layer as the wanted scene asks,
 * and turns their answers into values for the updater.
 */
import type { ResultTable } from '../store/database.ts';
import type { FeatureValue } from './colour-rules.ts';
import type { FeatureValues, RawValues } from './feature-colours.ts';
import type { ColourRule, ValueSource } from './layer-spec.ts';
import { sameValues, type WantedLayer, type WantedScene } from './scene-state.ts';
import type { SceneUpdater } from './scene-updater.ts';

/** Runs a value query once, or again whenever what it reads changed; returns the function that stops it. */
export type ValueFeed = (
  source: ValueSource,
  onResult: (result: ResultTable) => void,
  onProblem: (error: unknown) => void,
) => () => void;

export interface ValueBinding {
  /** Starts, keeps and stops queries so that they fit the scene. */
  follow(scene: WantedScene): void;
  stop(): void;
}

export interface ValueBindingOptions {
  readonly feed: ValueFeed;
  readonly updater: Pick<SceneUpdater, 'setValues'>;
  readonly onProblem?: (layerId: string, error: unknown) => void;
  /** Newest time among a layer's values, ms UTC; null where its query yields none. */
  readonly onValues?: (layerId: string, newestMs: number | null, features: number) => void;
}

function toValue(cell: unknown): FeatureValue {
  if (typeof cell === 'bigint') return Number(cell);
  if (typeof cell === 'boolean') return String(cell);
  return typeof cell === 'number' || typeof cell === 'string' ? cell : null;
}

/** Ids and values where they lie; null where the answer has them in another form. */
function rawValues(result: ResultTable): RawValues | null {
  const ids = result.raw?.(0) ?? null;
  const values = result.raw?.(1) ?? null;
  if (ids?.type !== 'text' || values === null) return null;
  let size = 0;
  let row = 0;
  for (const part of ids.parts) {
    for (let i = 0; i < part.rows && row < result.rowCount; i++, row++) if (!part.isNull?.(i)) size += 1;
  }
  return { result, ids, values, size };
}

/** Reads (feature_id, value[, time]) by position; rows without an id are passed over, a later row of an id wins. */
export function readValues(result: ResultTable): { readonly values: FeatureValues; readonly newestMs: number | null } {
  const timed = result.columns.length > 2 && result.columns[2]!.type === 'time';
  const raw = timed ? null : rawValues(result);
  if (raw !== null) return { values: raw, newestMs: null };
  const values = new Map<string, FeatureValue>();
  let newestMs: number | null = null;
  for (let row = 0; row < result.rowCount; row++) {
    const id = result.cell(row, 0);
    if (id === null || id instanceof Uint8Array) continue;
    values.set(String(id), toValue(result.cell(row, 1)));
    const time = timed ? result.cell(row, 2) : null;
    if (typeof time === 'number' && (newestMs === null || time > newestMs)) newestMs = time;
  }
  return { values, newestMs };
}

const sameRule = (a: ColourRule, b: ColourRule): boolean => JSON.stringify(a) === JSON.stringify(b);

export function bindValues(options: ValueBindingOptions): ValueBinding {
  const { feed, updater } = options;
  const running = new Map<string, { readonly layer: WantedLayer; readonly stop: () => void }>();

  const start = (layer: WantedLayer, source: ValueSource) => {
    const layerId = layer.id;
    const stop = feed(
      source,
      (result) => {
        const { values, newestMs } = readValues(result);
        updater.setValues(layerId, values);
        options.onValues?.(layerId, newestMs, values.size);
      },
      (error) => options.onProblem?.(layerId, error),
    );
    running.set(layerId, { layer, stop });
  };

  return {
    follow(scene) {
      const asked = new Map<string, WantedLayer>();
      for (const layer of scene.layers) {
        if (layer.visible && layer.values !== null) asked.set(layer.id, layer);
      }
      for (const [layerId, query] of running) {
        const next = asked.get(layerId);
        if (next !== undefined && sameValues(next.values, query.layer.values)) continue;
        query.stop();
        running.delete(layerId);
        // Values of one attribute must not be read on another's scale; those of another moment may stay until theirs come.
        if (next !== undefined && !sameRule(next.colour, query.layer.colour)) updater.setValues(layerId, null);
      }
      for (const [layerId, layer] of asked) if (!running.has(layerId)) start(layer, layer.values!);
    },
    stop() {
      for (const query of running.values()) query.stop();
      running.clear();
    },
  };
}
