/** Keeps what stands beside colours up to date: the texts of labels and the values that sizes are made of. */
import type { ResultTable } from '../store/database.ts';
import type { ValueSource } from './layer-spec.ts';
import { sameValues, type WantedLayer, type WantedScene } from './scene-state.ts';
import type { SceneUpdater } from './scene-updater.ts';
import type { ValueBinding, ValueFeed } from './value-binding.ts';

export interface ExtraBindingOptions {
  readonly feed: ValueFeed;
  readonly updater: Pick<SceneUpdater, 'setLabels' | 'setSizeValues'>;
  readonly onProblem?: (layerId: string, error: unknown) => void;
}

interface Extra {
  readonly of: (layer: WantedLayer) => ValueSource | null;
  readonly give: (layerId: string, result: ResultTable | null) => void;
}

function read<T>(result: ResultTable, toValue: (cell: unknown) => T | null): ReadonlyMap<string, T> {
  const values = new Map<string, T>();
  for (let row = 0; row < result.rowCount; row++) {
    const id = result.cell(row, 0);
    const value = toValue(result.cell(row, 1));
    if (id !== null && value !== null) values.set(String(id), value);
  }
  return values;
}

const textOf = (cell: unknown): string | null => (cell === null || cell === '' ? null : String(cell));
const numberOf = (cell: unknown): number | null => (typeof cell === 'number' && Number.isFinite(cell) ? cell : null);

export function bindExtras({ feed, updater, onProblem }: ExtraBindingOptions): ValueBinding {
  const extras: readonly Extra[] = [
    {
      of: ({ labels }) => labels,
      give: (layerId, result) => updater.setLabels(layerId, result === null ? null : read(result, textOf)),
    },
    {
      of: ({ sizeValues }) => sizeValues,
      give: (layerId, result) => updater.setSizeValues(layerId, result === null ? null : read(result, numberOf)),
    },
  ];
  const running = extras.map(() => new Map<string, { readonly source: ValueSource; readonly stop: () => void }>());

  return {
    follow(scene: WantedScene) {
      extras.forEach(({ of, give }, kind) => {
        const queries = running[kind]!;
        const wanted = new Map(scene.layers.filter(({ visible }) => visible).map((layer) => [layer.id, of(layer)]));
        for (const [layerId, { source, stop }] of queries) {
          const next = wanted.get(layerId) ?? null;
          if (sameValues(source, next)) continue;
          stop();
          queries.delete(layerId);
          if (next === null) give(layerId, null);
        }
        for (const [layerId, source] of wanted) {
          if (source === null || queries.has(layerId)) continue;
          const stop = feed(
            source,
            (result) => give(layerId, result),
            (error) => onProblem?.(layerId, error),
          );
          queries.set(layerId, { source, stop });
        }
      });
    },
    stop() {
      for (const queries of running) {
        for (const { stop } of queries.values()) stop();
        queries.clear();
      }
    },
  };
}
