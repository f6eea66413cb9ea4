/** What to change to get from the scene as it is to the scene as it is wanted. */

import type { StyledSize } from './layer-size.ts';
import type { ColourRule } from './layer-spec.ts';
import type { Theme } from './materials.ts';
import type { Rgba } from './scene-renderer.ts';
import type { Side, WantedLayer, WantedScene } from './scene-state.ts';

export type SceneChange =
  | { readonly type: 'theme'; readonly theme: Theme }
  | { readonly type: 'sun'; readonly timeMs: number; readonly shadows: boolean }
  | { readonly type: 'remove'; readonly layerId: string }
  | { readonly type: 'add'; readonly layer: WantedLayer }
  | { readonly type: 'base'; readonly layerId: string; readonly base: Rgba }
  | { readonly type: 'colour'; readonly layerId: string; readonly colour: ColourRule }
  | { readonly type: 'only-valued'; readonly layerId: string; readonly onlyValued: boolean }
  | { readonly type: 'size'; readonly layerId: string; readonly size: StyledSize | null }
  | { readonly type: 'opacity'; readonly layerId: string; readonly opacity: number }
  | { readonly type: 'side'; readonly layerId: string; readonly side: Side }
  | { readonly type: 'visible'; readonly layerId: string; readonly visible: boolean }
  | { readonly type: 'order'; readonly layerIds: readonly string[] }
  | { readonly type: 'split'; readonly position: number | null }
  | { readonly type: 'selected'; readonly feature: WantedScene['selected'] };

const same = (a: unknown, b: unknown): boolean => a === b || JSON.stringify(a) === JSON.stringify(b);

function layerChanges(before: WantedLayer, after: WantedLayer): SceneChange[] {
  const layerId = after.id;
  const changes: SceneChange[] = [];
  if (!same(before.base, after.base)) changes.push({ type: 'base', layerId, base: after.base });
  if (!same(before.colour, after.colour)) changes.push({ type: 'colour', layerId, colour: after.colour });
  if (before.onlyValued !== after.onlyValued) {
    changes.push({ type: 'only-valued', layerId, onlyValued: after.onlyValued });
  }
  if (!same(before.size, after.size)) changes.push({ type: 'size', layerId, size: after.size });
  if (before.opacity !== after.opacity) changes.push({ type: 'opacity', layerId, opacity: after.opacity });
  if (before.side !== after.side) changes.push({ type: 'side', layerId, side: after.side });
  if (before.visible !== after.visible) changes.push({ type: 'visible', layerId, visible: after.visible });
  return changes;
}

/**
 * In the order in which they are applied. `drawable` says whose geometry has arrived: a layer without it waits, and is
 * added by a later diff. `before` null stands for an empty scene.
 */
export function sceneDiff(
  before: WantedScene | null,
  after: WantedScene,
  drawable: (table: string) => boolean,
): SceneChange[] {
  const changes: SceneChange[] = [];
  if (before?.theme !== after.theme) changes.push({ type: 'theme', theme: after.theme });
  if (!same(before?.sun, after.sun)) changes.push({ type: 'sun', ...after.sun });
  const had = new Map((before?.layers ?? []).map((layer) => [layer.id, layer]));
  const wanted = after.layers.filter((layer) => drawable(layer.table));
  const kept = new Set(wanted.map((layer) => layer.id));
  for (const id of had.keys()) if (!kept.has(id)) changes.push({ type: 'remove', layerId: id });
  for (const layer of wanted) {
    const known = had.get(layer.id);
    if (known === undefined || known.table !== layer.table) changes.push({ type: 'add', layer });
    else changes.push(...layerChanges(known, layer));
  }
  const order = wanted.map((layer) => layer.id);
  if (!same(before?.layers.map((layer) => layer.id) ?? [], order)) changes.push({ type: 'order', layerIds: order });
  if ((before?.split ?? null) !== after.split) changes.push({ type: 'split', position: after.split });
  const selectedAnew = changes.some((change) => change.type === 'add') && after.selected !== null;
  if (selectedAnew || !same(before?.selected ?? null, after.selected)) {
    changes.push({ type: 'selected', feature: after.selected });
  }
  return changes;
}
