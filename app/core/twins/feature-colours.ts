/** From values to the bytes a renderer takes, and from two states of them to what changed. */
import type { RawColumn, RawTexts, ResultTable } from '../store/database.ts';
import { colourScale, type FeatureValue, type Paint } from './colour-rules.ts';
import { featureIndex } from './feature-index.ts';
import type { ColourRule } from './layer-spec.ts';
import { type ColourUpdate, HATCHED_ALPHA } from './scene-renderer.ts';

/** Values by feature id, one by one. */
export type ValueMap = ReadonlyMap<string, FeatureValue>;

/** A query's answer with ids and values where they lie: tens of thousands are coloured without a text per row. */
export interface RawValues {
  readonly result: ResultTable;
  readonly ids: RawTexts;
  readonly values: RawColumn;
  /** Rows with an id. */
  readonly size: number;
}

/** The newest value per feature, as a value query answered. */
export type FeatureValues = ValueMap | RawValues;

/** Distinct texts whose colours are remembered while a column is read. */
const MOST_TEXTS = 32;

/** rgba per feature, in the geometry's order; alpha 0 where a feature is left unpainted, `HATCHED_ALPHA` where it is hatched. */
export function featureColours(
  featureIds: readonly string[],
  rule: ColourRule,
  values: FeatureValues | null,
): Uint8Array {
  const rgba = new Uint8Array(featureIds.length * 4);
  if (values === null || rule.type === 'plain') return rgba;
  if ('result' in values) {
    paintRaw(rgba, featureIds, rule, values);
    return rgba;
  }
  const scale = colourScale(rule);
  for (let feature = 0; feature < featureIds.length; feature++) {
    paint(rgba, feature, scale(values.get(featureIds[feature]!) ?? null));
  }
  return rgba;
}

function paint(rgba: Uint8Array, feature: number, colour: Paint | null): void {
  const at = feature * 4;
  rgba[at] = colour?.[0] ?? 0;
  rgba[at + 1] = colour?.[1] ?? 0;
  rgba[at + 2] = colour?.[2] ?? 0;
  rgba[at + 3] = colour === null ? 0 : colour.length === 4 ? HATCHED_ALPHA : 255;
}

/** Row by row, so that a later row of a feature wins. */
function paintRaw(rgba: Uint8Array, featureIds: readonly string[], rule: ColourRule, raw: RawValues): void {
  const index = featureIndex(featureIds);
  const colourAt = colourReader(rule, raw);
  let row = 0;
  let last = -1;
  for (const part of raw.ids.parts) {
    const { bytes, offsets } = part;
    for (let i = 0; i < part.rows && row < raw.result.rowCount; i++, row++) {
      if (part.isNull?.(i)) continue;
      const feature = index.find(bytes, offsets[i]!, offsets[i + 1]!, last + 1);
      if (feature < 0) continue;
      paint(rgba, feature, colourAt(row));
      last = feature;
    }
  }
}

/** Rows are asked for in ascending order. */
function colourReader(rule: ColourRule, { result, values }: RawValues): (row: number) => Paint | null {
  const scale = colourScale(rule);
  let part = 0;
  let first = 0;
  const partOf = (row: number) => {
    while (row >= first + values.parts[part]!.rows) first += values.parts[part++]!.rows;
    return part;
  };
  if (values.type === 'number') {
    return (row) => {
      const { numbers, isNull } = values.parts[partOf(row)]!;
      return isNull?.(row - first) ? scale(null) : scale(Number(numbers[row - first]!));
    };
  }
  const texts: {
    readonly bytes: Uint8Array;
    readonly from: number;
    readonly to: number;
    readonly colour: Paint | null;
  }[] = [];
  return (row) => {
    const { bytes, offsets, isNull } = values.parts[partOf(row)]!;
    const i = row - first;
    if (isNull?.(i)) return scale(null);
    const from = offsets[i]!;
    const to = offsets[i + 1]!;
    for (const text of texts) {
      if (sameBytes(text.bytes, text.from, text.to, bytes, from, to)) return text.colour;
    }
    const colour = scale(String(result.cell(row, 1)));
    if (texts.length < MOST_TEXTS) texts.push({ bytes, from, to, colour });
    return colour;
  };
}

function sameBytes(a: Uint8Array, aFrom: number, aTo: number, b: Uint8Array, bFrom: number, bTo: number): boolean {
  if (aTo - aFrom !== bTo - bFrom) return false;
  for (let i = 0; i < aTo - aFrom; i++) if (a[aFrom + i] !== b[bFrom + i]) return false;
  return true;
}

/** The features whose colour differs; null where none does. `before` null stands for an unpainted layer. */
export function changedColours(before: Uint8Array | null, after: Uint8Array): ColourUpdate | null {
  // Four bytes are compared and copied as one.
  const next = new Uint32Array(after.buffer, after.byteOffset, after.length / 4);
  const was =
    before !== null && before.length === after.length
      ? new Uint32Array(before.buffer, before.byteOffset, before.length / 4)
      : new Uint32Array(next.length);
  const features = new Uint32Array(next.length);
  let count = 0;
  for (let feature = 0; feature < next.length; feature++) {
    if (was[feature] !== next[feature]) features[count++] = feature;
  }
  if (count === 0) return null;
  const colours = new Uint32Array(count);
  for (let i = 0; i < count; i++) colours[i] = next[features[i]!]!;
  return { features: features.slice(0, count), rgba: new Uint8Array(colours.buffer) };
}

/** Rows of the features without a colour. */
export function unpaintedFeatures(rgba: Uint8Array): Uint32Array {
  const features: number[] = [];
  for (let at = 3; at < rgba.length; at += 4) if (rgba[at] === 0) features.push((at - 3) / 4);
  return Uint32Array.from(features);
}
