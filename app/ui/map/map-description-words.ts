/** Sentences about the map. */
import type { DescribedLayer, MapDescription } from '../../commands/describe-map.ts';
import type { ColourRule } from '../../core/twins/layer-spec.ts';
import { legendOf } from '../../state/drawn-layers.ts';
import { count, fixed, list, quantity } from '../format/numbers.ts';
import { dayAndTime, zoneName } from '../format/times.ts';
import { measured, shownNumber, shownUnit } from '../format/units.ts';
import { attributeName } from '../i18n/attribute-name.ts';
import type { Translate } from '../i18n/text.ts';

const METRES_PER_DEGREE = 111_320;
const COMPASS = ['0', '1', '2', '3', '4', '5', '6', '7'] as const;

/** `north-east` for 30 to 60 degrees or so. */
export function compassWord(headingDeg: number, t: Translate): string {
  return t(`compass.${COMPASS[Math.round(headingDeg / 45) % 8]!}`);
}

function tiltWord(downDeg: number, t: Translate): string {
  if (downDeg >= 80) return t('describe.tilt.down');
  if (downDeg >= 50) return t('describe.tilt.steep');
  return t(downDeg >= 20 ? 'describe.tilt.slant' : 'describe.tilt.level');
}

/** Two digits are enough for what one sees: `1.4 km`, `620 m`. */
function about(metres: number): string {
  const rounded = Number(metres.toPrecision(2));
  return rounded < 1_000 ? `${count(rounded)}\u00a0m` : `${quantity(rounded / 1_000)}\u00a0km`;
}

/** Form, time, place and camera, a sentence each. */
export function sceneWords(description: MapDescription, timeZone: string, t: Translate): readonly string[] {
  const { form, timeMs, isPast, near, middle, box, headingDeg, downDeg, heightM } = description;
  const camera = { direction: compassWord(headingDeg, t), height: about(heightM), tilt: tiltWord(downDeg, t) };
  const width =
    box === null || middle === null
      ? null
      : (box[2] - box[0]) * METRES_PER_DEGREE * Math.cos((middle.lat * Math.PI) / 180);
  return [
    t('describe.form', { form: t(`form.${form}`), question: t(`form.${form}.question`) }),
    ...(timeMs === null
      ? []
      : [
          t(isPast ? 'describe.time.past' : 'describe.time', {
            time: dayAndTime(timeMs, timeZone),
            zone: zoneName(timeMs, timeZone),
          }),
        ]),
    ...(near.length > 0
      ? [t('describe.where', { names: list(near) })]
      : middle === null
        ? []
        : [t('describe.where.place', { lat: fixed(middle.lat, 4), lon: fixed(middle.lon, 4) })]),
    width === null ? t('describe.camera.sky', camera) : t('describe.camera', { ...camera, width: about(width) }),
  ];
}

/** What a layer is called where it may stand on one side of the line. */
export function layerWords({ spec }: DescribedLayer, t: Translate): string {
  const layer = t.named(spec.title);
  if (spec.side === 'both') return layer;
  return t(spec.side === 'left' ? 'describe.layer.left' : 'describe.layer.right', { layer });
}

/** How many are in view, and what their colours say: the legend in words. */
export function layerSentences(described: DescribedLayer, t: Translate): readonly string[] {
  const { spec, features, valued, spread } = described;
  const { colour } = spec;
  const counted =
    features === null ? t('describe.count.unknown') : t('describe.count', { count: features, number: count(features) });
  if (colour.type === 'plain') return [counted, t('describe.plain')];
  const attribute = attributeName(colour.attribute, t);
  return [
    counted,
    ...(valued === null ? [] : [t('describe.coloured', { attribute, number: count(valued) })]),
    ...(colour.type === 'ramp' && spread !== null
      ? [
          t('describe.spread', {
            least: measured(spread.least, colour.unit, colour.attribute),
            middle: measured(spread.middle, colour.unit, colour.attribute),
            most: measured(spread.most, colour.unit, colour.attribute),
          }),
        ]
      : []),
    ...scaleWords(colour, t),
  ];
}

function scaleWords(colour: ColourRule, t: Translate): readonly string[] {
  const legend = legendOf(colour);
  if (legend === null || colour.type === 'plain') return [];
  if (legend.type === 'categories') {
    return [t('describe.categories', { names: list(legend.entries.map(({ label }) => t.named(label))) })];
  }
  if (colour.type !== 'ramp') return [];
  const unit = shownUnit(legend.unit, legend.attribute);
  const ticks = legend.ticks.map((tick) => quantity(shownNumber(tick, legend.unit, legend.attribute)));
  return [
    t('describe.scale', {
      colours: t(`describe.ramp.${colour.ramp}`),
      ticks: `${ticks.join(' · ')}${unit === '' ? '' : ` ${unit}`}`,
    }),
  ];
}

/** A value as the map means it: number and unit apart, a category by its name. */
export function valueWords(
  value: number | string | null,
  colour: ColourRule,
  t: Translate,
): { readonly text: string; readonly unit: string } {
  if (colour.type === 'plain') return { text: '', unit: '' };
  if (value === null) return { text: t('describe.value.none'), unit: '' };
  if (colour.type === 'categories') {
    const known = colour.categories.find((category) => category.value === String(value));
    return { text: known === undefined ? String(value) : t.named(known.label), unit: '' };
  }
  if (typeof value !== 'number') return { text: value, unit: '' };
  if (Number.isNaN(value)) return { text: t('describe.value.unsure'), unit: '' };
  return {
    text: quantity(shownNumber(value, colour.unit, colour.attribute)),
    unit: shownUnit(colour.unit, colour.attribute),
  };
}
