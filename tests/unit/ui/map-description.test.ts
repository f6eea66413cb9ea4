import { describe, expect, it } from 'vitest';
import type { DescribedLayer, MapDescription } from '../../../app/commands/describe-map.ts';
import { shippedLayers } from '../../../app/core/twins/layer-catalogue.ts';
import { startTexts, type Translate, textOf } from '../../../app/ui/i18n/text.ts';
import { layerSentences, layerWords, sceneWords, valueWords } from '../../../app/ui/map/map-description-words.ts';

startTexts();
const t = Object.assign(((key, values) => textOf(key, values)) as Translate, {
  named: (name: string) => textOf(name as Parameters<Translate>[0]),
});
const STREETS = shippedLayers().find(({ id }) => id === 'streets')!;
const FLOW: DescribedLayer = {
  spec: {
    ...STREETS,
    colour: {
      type: 'ramp',
      attribute: 'flow',
      ramp: 'cividis',
      low: 0,
      high: 3000,
      breaks: [200, 1000],
      unit: '{veh}/h',
    },
  },
  layerId: 'streets',
  features: 240,
  valued: 64,
  spread: { least: 36, middle: 1350, most: 3240 },
};
const DESCRIPTION: MapDescription = {
  timeMs: Date.UTC(2024, 10, 7, 8, 22),
  isPast: false,
  form: 'layers',
  near: ['Carrer de la Menta', 'Carrer del Marfull'],
  middle: { lon: 2.1649, lat: 41.3917 },
  headingDeg: 315,
  downDeg: 42,
  heightM: 1_480,
  box: [2.155, 41.385, 2.175, 41.398],
  layers: [FLOW],
};

describe('the map in words', () => {
  it('says form, time, place, direction, height and width', () => {
    expect(sceneWords(DESCRIPTION, 'Europe/Madrid', t)).toEqual([
      'Form Layers: What coincides here?',
      'It shows 7 Nov, 09:22 (CET).',
      'In the middle: Carrer de la Menta, Carrer del Marfull.',
      'You look north-west from 1.5\u00a0km above, at a slant; the picture is about 1.7\u00a0km wide.',
    ]);
  });

  it('says a place without names by its degrees, the past as past, and a picture of the sky', () => {
    const words = sceneWords({ ...DESCRIPTION, isPast: true, near: [], headingDeg: 359 }, 'Europe/Madrid', t);
    expect(words[1]).toBe('It shows the past: 7 Nov, 09:22 (CET).');
    expect(words[2]).toBe('In the middle: latitude 41.3917, longitude 2.1649.');
    expect(words[3]).toContain('You look north from');
    expect(sceneWords({ ...DESCRIPTION, near: [], middle: null, box: null, downDeg: 3 }, 'UTC', t).at(-1)).toBe(
      'You look north-west from 1.5\u00a0km above, almost level; the middle of the picture is sky.',
    );
  });

  it('says how many features there are, what colours them, and the scale', () => {
    expect(layerSentences(FLOW, t)).toEqual([
      '240 features in view.',
      'Coloured by Traffic flow: 64 have a value.',
      'In view from 36\u00a0veh/h to 3,240\u00a0veh/h, half of them above 1,350\u00a0veh/h.',
      'Scale, dark blue to yellow: 0 · 200 · 1,000 · 3,000 veh/h.',
    ]);
    const plain: DescribedLayer = { ...FLOW, spec: { ...STREETS, colour: { type: 'plain' } }, features: 1 };
    expect(layerSentences(plain, t)).toEqual(['1 feature in view.', 'Not coloured by data.']);
    expect(layerSentences({ ...plain, features: null }, t)[0]).toBe('How many are in view is not known.');
    expect(layerWords({ ...FLOW, spec: { ...FLOW.spec, side: 'left' } }, t)).toBe('Streets, left of the line');
  });

  it('says a value with its unit, a category by its name, and that there is none', () => {
    expect(valueWords(1350.2, FLOW.spec.colour, t)).toEqual({ text: '1,350', unit: 'veh/h' });
    expect(valueWords(null, FLOW.spec.colour, t)).toEqual({ text: 'no value', unit: '' });
    expect(valueWords(Number.NaN, FLOW.spec.colour, t)).toEqual({ text: 'sign not sure', unit: '' });
    const kinds = [{ value: 'a', colour: '#000000', label: 'kind-of-layer.live' }];
    expect(valueWords('a', { type: 'categories', attribute: 'kind', categories: kinds }, t).text).toBe('live');
  });
});
