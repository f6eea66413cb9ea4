/**
 * The forms of the twin: one place, one camera, three questions. A form decides what of the layers' wishes is shown; it
 * never changes the layers themselves, so switching back finds everything as it was.
 */
import { colouringOf } from './layer-attributes.ts';
import { sizeSql } from './layer-size.ts';
import type { LayerSpec } from './layer-spec.ts';
import { labelsSql } from './layer-style.ts';
import { legendSize } from './legend-size.ts';
import { baseColour, type Theme } from './materials.ts';
import { type ModelLooks, modelledLayer } from './model-looks.ts';
import { partId, type WantedLayer, type WantedScene } from './scene-state.ts';

export type FormId = '3d' | 'layers' | 'model';

export interface Form {
  readonly id: FormId;
  /** Translation keys: its name, and the question it answers. */
  readonly name: string;
  readonly question: string;
}

export const FORMS: readonly Form[] = [
  { id: '3d', name: 'form.3d', question: 'form.3d.question' },
  { id: 'layers', name: 'form.layers', question: 'form.layers.question' },
  { id: 'model', name: 'form.model', question: 'form.model.question' },
];

/** Two attributes of one layer, side by side. */
export interface ComparedAttributes {
  readonly layerId: string;
  readonly left: string;
  readonly right: string;
}

export interface SceneInputs {
  readonly form: FormId;
  readonly layers: readonly LayerSpec[];
  readonly comparison: ComparedAttributes | null;
  /** How the Model form paints. */
  readonly model: ModelLooks;
  /** 0–1 from the left; used while two attributes, or before and after, are compared. */
  readonly split: number;
  readonly theme: Theme;
  readonly selected: WantedScene['selected'];
  /** Virtual time of the sun, ms UTC, and whether it casts shadows. */
  readonly sunTimeMs: number;
  readonly shadows: boolean;
  /** A past moment (ms UTC, virtual) whose values are shown; null for the newest. */
  readonly momentMs: number | null;
}

/** In the 3D form buildings are card and the statistics of areas are put away; sensors and streets stay live. */
function shownIn(form: FormId, layer: LayerSpec): LayerSpec {
  if (form === 'layers') return layer;
  if (layer.shape === 'extrusion') return plain(layer);
  return isChoropleth(layer) ? { ...layer, visible: false } : layer;
}

function isChoropleth(layer: LayerSpec): boolean {
  return layer.shape === 'surface' && layer.colour.type !== 'plain';
}

function plain(layer: LayerSpec): LayerSpec {
  const { values: _values, ...rest } = layer;
  return { ...rest, colour: { type: 'plain' } };
}

function coloured(layer: LayerSpec, attribute: string, momentMs: number | null): LayerSpec {
  const colouring = colouringOf(layer.table, attribute, momentMs);
  return colouring === null ? layer : { ...layer, ...colouring };
}

/** A past moment is asked of what the catalogue offers; the result of a person's query has no other moment than its own. */
function atMoment(layer: LayerSpec, momentMs: number): LayerSpec {
  if (layer.colour.type === 'plain') return layer;
  const offered = colouringOf(layer.table, layer.colour.attribute);
  const fromCatalogue = offered !== null && offered.values.sql === layer.values?.sql;
  return fromCatalogue ? coloured(layer, layer.colour.attribute, momentMs) : layer;
}

/**
 * The layers as the form shows them, lowest first: what the scene draws and the legend explains. A layer that is
 * compared with itself appears twice, `left` under its own id and `right` under a part of it.
 */
export function shownLayers(
  inputs: Pick<SceneInputs, 'form' | 'layers' | 'comparison' | 'model'> & { readonly momentMs?: number | null },
): readonly LayerSpec[] {
  const momentMs = inputs.momentMs ?? null;
  const ordered = [...inputs.layers].sort((a, b) => a.order - b.order);
  return ordered.flatMap((layer): readonly LayerSpec[] => {
    const { comparison } = inputs;
    if (inputs.form === 'model') return modelledLayer(layer, inputs.model);
    if (inputs.form === 'layers' && comparison?.layerId === layer.id) {
      const left = coloured({ ...layer, visible: true, side: 'left' }, comparison.left, momentMs);
      const right = coloured({ ...layer, visible: true, side: 'right' }, comparison.right, momentMs);
      return [left, { ...right, id: partId(layer.id, 'right') }];
    }
    const shown = shownIn(inputs.form, layer);
    return [momentMs === null ? shown : atMoment(shown, momentMs)];
  });
}

/** Sizes hold in every form; labels would stand over what a model paints. */
function wantedLayer(layer: LayerSpec, theme: Theme, form: FormId): WantedLayer {
  const { style } = layer;
  const size = layer.shape === 'point' ? (style?.size ?? null) : null;
  const sizes = sizeSql(layer.table, size);
  const labels =
    style === undefined || form === 'model' || layer.side === 'right' ? null : labelsSql(layer.table, style);
  return {
    id: layer.id,
    table: layer.table,
    shape: layer.shape,
    base: baseColour(layer.table, layer.shape, theme, layer.colour.type !== 'plain'),
    visible: layer.visible,
    opacity: layer.opacity,
    side: layer.side,
    colour: layer.colour,
    values: layer.values ?? null,
    onlyValued: layer.onlyValued === true && layer.colour.type !== 'plain',
    size,
    sizeValues: asked(sizes),
    labels: asked(labels),
  };
}

/** Of a person's own table, which changes when they change it. */
const asked = (sql: string | null): WantedLayer['labels'] => (sql === null ? null : { sql, live: true });

/** Whether the picture has two sides with a line between them. */
export function isSplit(inputs: Pick<SceneInputs, 'form' | 'comparison' | 'model'>): boolean {
  if (inputs.form === 'layers') return inputs.comparison !== null;
  return inputs.form === 'model' && inputs.model.show === 'swipe' && inputs.model.picking === null;
}

/** Those of the shown layers that the legend has something to say of: coloured, or as large as a value. */
export function explainedLayers(
  inputs: Pick<SceneInputs, 'form' | 'layers' | 'comparison' | 'model'>,
): readonly LayerSpec[] {
  return shownLayers(inputs).filter(
    (layer) => layer.visible && (layer.colour.type !== 'plain' || legendSize(layer) !== null),
  );
}

/** Everything the page wants of the scene. */
export function wantedScene(inputs: SceneInputs): WantedScene {
  return {
    layers: shownLayers(inputs).map((layer) => wantedLayer(layer, inputs.theme, inputs.form)),
    theme: inputs.theme,
    split: isSplit(inputs) ? inputs.split : null,
    selected: inputs.selected,
    sun: { timeMs: inputs.sunTimeMs, shadows: inputs.shadows },
  };
}
