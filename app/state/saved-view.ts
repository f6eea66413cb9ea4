/**
 * What the person looked at, written down and read again as foreign input: where the camera stands, the form, the open
 * place, and each layer's looks. Anything odd is passed over; what is left out stays as a visit begins.
 */
import type { Category, ColourRule, LayerSpec, ValueSource } from '../core/twins/layer-spec.ts';
import { readStyle } from '../core/twins/layer-style.ts';
import type { CameraView } from '../core/twins/scene-renderer.ts';
import type { AppState, Comparison, Form, Place } from './app-state.ts';

export const VIEW_KEY = 'view';
/** As records, so that one that joins cannot be left out. */
const FORMS: Readonly<Record<Form, true>> = { '3d': true, layers: true, model: true };
const PLACES: Readonly<Record<Place, true>> = { data: true, stream: true, model: true, query: true, learn: true };
const RAMPS: readonly unknown[] = ['viridis', 'cividis', 'vik'];
const KINDS: readonly unknown[] = ['static', 'live', 'register', 'modelled', 'imported', 'derived'];
const SHAPES: readonly unknown[] = ['extrusion', 'surface', 'line', 'point', 'tree'];
const SIDES: readonly unknown[] = ['both', 'left', 'right'];
/** Layers of tables that are kept with the person's work. */
const OWN_KINDS: ReadonlySet<LayerSpec['kind']> = new Set(['derived', 'imported']);
const LONGEST_SQL = 100_000;

/** What of the state a reload brings back; a change of any of it is worth writing. */
export const VIEW_FIELDS = ['view', 'form', 'place', 'layers', 'comparison', 'split', 'shadows'] as const;

export function viewToSave(state: Pick<AppState, (typeof VIEW_FIELDS)[number]>): string {
  return JSON.stringify(Object.fromEntries(VIEW_FIELDS.map((field) => [field, state[field]])));
}

export interface SavedView {
  readonly state: Partial<AppState>;
  /** The shipped layers, as they were left. */
  readonly layers: readonly LayerSpec[];
  /** Layers made of results or of files: they come back once their tables are there and drawn. */
  readonly derived: readonly LayerSpec[];
}

export function readView(text: string | null, shipped: readonly LayerSpec[]): SavedView {
  const saved = fieldsOf(parse(text));
  const layers = (Array.isArray(saved.layers) ? saved.layers : []).map(readLayer).filter((layer) => layer !== null);
  const { form, place, split, shadows } = saved;
  const view = readCamera(saved.view);
  const comparison = readComparison(saved.comparison);
  return {
    state: {
      ...(isText(form) && Object.hasOwn(FORMS, form) ? { form: form as Form } : {}),
      ...(isText(place) && Object.hasOwn(PLACES, place) ? { place: place as Place } : {}),
      ...(isNumber(split, 0, 1) ? { split } : {}),
      ...(typeof shadows === 'boolean' ? { shadows } : {}),
      ...(comparison === null ? {} : { comparison }),
      ...(view === null ? {} : { view }),
    },
    layers: shipped.map((layer) => {
      const left = layers.find(({ id }) => id === layer.id);
      return left?.table === layer.table && left.shape === layer.shape ? { ...left, title: layer.title } : layer;
    }),
    derived: layers.filter(({ id, kind }) => OWN_KINDS.has(kind) && shipped.every((layer) => layer.id !== id)),
  };
}

function parse(text: string | null): unknown {
  try {
    return text === null ? null : JSON.parse(text);
  } catch {
    return null;
  }
}

function fieldsOf(value: unknown): Readonly<Record<string, unknown>> {
  return typeof value === 'object' && value !== null ? (value as Record<string, unknown>) : {};
}

function isNumber(value: unknown, low = Number.NEGATIVE_INFINITY, high = Number.POSITIVE_INFINITY): value is number {
  return typeof value === 'number' && Number.isFinite(value) && value >= low && value <= high;
}

const isText = (value: unknown): value is string => typeof value === 'string' && value.length <= LONGEST_SQL;

function readCamera(value: unknown): CameraView | null {
  const { lon, lat, heightM, headingDeg, pitchDeg } = fieldsOf(value);
  const isSound =
    isNumber(lon, -180, 180) &&
    isNumber(lat, -90, 90) &&
    isNumber(heightM, -500, 1e8) &&
    isNumber(headingDeg, -360, 720) &&
    isNumber(pitchDeg, -90, 90);
  return isSound ? { lon, lat, heightM, headingDeg, pitchDeg } : null;
}

function readComparison(value: unknown): Comparison | null {
  const { layerId, left, right } = fieldsOf(value);
  return isText(layerId) && isText(left) && isText(right) ? { layerId, left, right } : null;
}

function readLayer(value: unknown): LayerSpec | null {
  const fields = fieldsOf(value);
  const { id, title, table, kind, shape, visible, opacity, order, side } = fields;
  const colour = readColour(fields.colour);
  const values = fields.values === undefined ? undefined : readValues(fields.values);
  const isSound =
    isText(id) &&
    isText(title) &&
    isText(table) &&
    KINDS.includes(kind) &&
    SHAPES.includes(shape) &&
    typeof visible === 'boolean' &&
    isNumber(opacity, 0, 1) &&
    isNumber(order) &&
    SIDES.includes(side) &&
    colour !== null &&
    values !== null;
  if (!isSound) return null;
  const spec = { id, title, table, kind, shape, visible, opacity, order, colour, side } as LayerSpec;
  const style = readStyle(fields.style);
  return {
    ...spec,
    ...(values === undefined ? {} : { values }),
    ...(fields.onlyValued === true ? { onlyValued: true } : {}),
    ...(style === null ? {} : { style }),
  };
}

function readColour(value: unknown): ColourRule | null {
  const fields = fieldsOf(value);
  const { type, attribute, ramp, low, high, breaks, unit } = fields;
  if (type === 'plain') return { type };
  if (!isText(attribute)) return null;
  if (type === 'ramp') {
    const isSound =
      RAMPS.includes(ramp) &&
      isNumber(low) &&
      isNumber(high) &&
      isText(unit) &&
      Array.isArray(breaks) &&
      breaks.every((point) => isNumber(point));
    return isSound ? ({ type, attribute, ramp, low, high, breaks, unit } as ColourRule) : null;
  }
  if (type !== 'categories' || !Array.isArray(fields.categories)) return null;
  const categories = fields.categories.map(readCategory);
  return categories.every((category) => category !== null) ? { type, attribute, categories } : null;
}

function readCategory(entry: unknown): Category | null {
  const { value, colour, label } = fieldsOf(entry);
  const isSound = isText(value) && isText(colour) && /^#[0-9a-f]{6}$/i.test(colour) && isText(label);
  return isSound ? { value, colour, label } : null;
}

function readValues(value: unknown): ValueSource | null {
  const { sql, live } = fieldsOf(value);
  return isText(sql) && typeof live === 'boolean' ? { sql, live } : null;
}
