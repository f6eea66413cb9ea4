import { describe, expect, it } from 'vitest';
import { classColours, classOf, colourScale } from '../../../../app/core/twins/colour-rules.ts';
import { colouringOf } from '../../../../app/core/twins/layer-attributes.ts';
import type { ColourRule } from '../../../../app/core/twins/layer-spec.ts';
import { legendOf, unpaintedEntry } from '../../../../app/core/twins/legend.ts';
import { hexOf, OKABE_ITO, type Rgb, rampColour } from '../../../../app/core/twins/ramps.ts';
import { RAMP } from '../../../builders/layers.ts';

const CONTINUOUS: ColourRule = { ...(RAMP as Extract<ColourRule, { type: 'ramp' }>), breaks: [] };
const USES: ColourRule = {
  type: 'categories',
  attribute: 'use',
  categories: [
    { value: 'residential', colour: '#e69f00', label: 'category.use.residential' },
    { value: 'office', colour: '#56b4e9', label: 'category.use.office' },
  ],
};

describe('the published ramps', () => {
  it.each([
    ['viridis', '#440154', '#fde725'],
    ['cividis', '#00224e', '#fee838'],
    ['vik', '#001261', '#590008'],
  ] as const)('%s begins and ends as published', (ramp, low, high) => {
    expect([hexOf(rampColour(ramp, 0)), hexOf(rampColour(ramp, 1))]).toEqual([low, high]);
  });

  it('vik is nearly grey in its middle, where it means no change', () => {
    const [red, green, blue] = rampColour('vik', 0.5);
    expect(Math.max(red, green, blue) - Math.min(red, green, blue)).toBeLessThan(12);
  });

  it('shares outside 0 to 1 take the ends', () => {
    expect(rampColour('viridis', -3)).toEqual(rampColour('viridis', 0));
    expect(rampColour('viridis', 7)).toEqual(rampColour('viridis', 1));
  });

  it('categories have seven colours, black left out', () => {
    expect(OKABE_ITO).toHaveLength(7);
    expect(OKABE_ITO).not.toContain('#000000');
  });
});

describe('a colour rule', () => {
  it('puts a value on a break into the class above it', () => {
    expect([9.9, 10, 19.9, 20, 49, 50, 400].map((value) => classOf(value, [10, 20, 25, 40, 50]))).toEqual([
      0, 1, 1, 2, 4, 5, 5,
    ]);
  });

  it('gives the lowest and the highest class the ends of the ramp', () => {
    expect(colourScale(RAMP)(3)).toEqual([68, 1, 84]);
    expect(colourScale(RAMP)(90)).toEqual([253, 231, 37]);
  });

  it('runs through the whole ramp where it has no breaks', () => {
    const scale = colourScale(CONTINUOUS);
    expect(scale(0)).toEqual([68, 1, 84]);
    expect(scale(100)).toEqual([253, 231, 37]);
    expect(scale(50)).toEqual([33, 144, 141]);
  });

  it('leaves unpainted what has no value', () => {
    const scale = colourScale(RAMP);
    expect([scale(null), scale(Number.NaN), scale(Number.POSITIVE_INFINITY), scale('12')]).toEqual([
      null,
      null,
      null,
      null,
    ]);
    expect(colourScale({ type: 'plain' })(12)).toBeNull();
  });

  it('paints categories by name and leaves unknown ones unpainted', () => {
    const scale = colourScale(USES);
    expect(scale('office')).toEqual([86, 180, 233]);
    expect(scale('casino')).toBeNull();
    expect(scale(null)).toBeNull();
  });
});

describe('the legend', () => {
  it('shows exactly the colours that the map paints, class by class', () => {
    const legend = legendOf(RAMP);
    if (legend?.type !== 'ramp') throw new Error('a ramp has a ramp legend');
    const painted = [5, 15, 22, 30, 45, 60].map((value) => hexOf(colourScale(RAMP)(value) as Rgb));
    expect(legend.colours).toEqual(painted);
    expect(legend.colours).toEqual(classColours(RAMP as Extract<ColourRule, { type: 'ramp' }>));
    expect(legend.ticks).toEqual([0, 10, 20, 25, 40, 50, 100]);
    expect(legend.stepped).toBe(true);
    expect(legend.unit).toBe('ug/m3');
  });

  it('names the WHO and EU values of NO2 that lie on its scale', () => {
    const legend = legendOf(RAMP);
    if (legend?.type !== 'ramp') throw new Error('a ramp has a ramp legend');
    expect(legend.marks).toEqual([
      { value: 10, key: 'limit.no2.who-year' },
      { value: 20, key: 'limit.no2.eu2030-year' },
      { value: 25, key: 'limit.no2.who-day' },
      { value: 50, key: 'limit.no2.eu2030-day' },
    ]);
  });

  it('lists categories in the rule’s order', () => {
    expect(legendOf(USES)).toEqual({
      type: 'categories',
      attribute: 'use',
      entries: [
        { colour: '#e69f00', label: 'category.use.residential' },
        { colour: '#56b4e9', label: 'category.use.office' },
      ],
    });
  });

  it('shows what has no value in the tone that the map leaves it', () => {
    const buildings = { table: 'buildings', shape: 'extrusion' } as const;
    expect(unpaintedEntry({ ...buildings, colour: RAMP }, 'light')).toEqual({
      colour: '#f7f5f0',
      label: 'legend.no-value',
    });
    const nearest = colouringOf('buildings', 'nearest_no2')!.colour;
    expect(unpaintedEntry({ ...buildings, colour: nearest }, 'dark')).toEqual({
      colour: '#68737f',
      label: 'legend.no-sensor-near',
    });
    expect(unpaintedEntry({ ...buildings, colour: USES }, 'light')?.label).toBe('legend.other-value');
  });

  it('has no tone for areas without a value: they are left away', () => {
    const areas = { table: 'census_sections', shape: 'surface', colour: RAMP } as const;
    expect(unpaintedEntry(areas, 'light')).toEqual({ colour: null, label: 'legend.no-value' });
  });

  it('is nothing for a plain layer', () => {
    expect(legendOf({ type: 'plain' })).toBeNull();
    expect(unpaintedEntry({ table: 'blocks', shape: 'surface', colour: { type: 'plain' } }, 'light')).toBeNull();
  });
});

describe('a value whose sign is not sure', () => {
  const rule = {
    type: 'ramp',
    attribute: 'model_no2_change',
    ramp: 'vik',
    low: -10,
    high: 10,
    breaks: [-1, 1],
    unit: 'ug/m3',
    unsure: '#8f9296',
  } as const;

  it('is painted grey and hatched, which no class of the ramp is', () => {
    expect(colourScale(rule)(Number.NaN)).toEqual([0x8f, 0x92, 0x96, 'hatched']);
    expect(colourScale({ ...rule, breaks: [] })(Number.NaN)).toEqual([0x8f, 0x92, 0x96, 'hatched']);
    expect(classColours(rule)).not.toContain(rule.unsure);
  });

  it('stays apart from no value at all, and unpainted where the rule has no such colour', () => {
    const { unsure: _unsure, ...sure } = rule;
    expect(colourScale(rule)(null)).toBeNull();
    expect(colourScale(sure)(Number.NaN)).toBeNull();
  });

  it('is in the legend', () => {
    expect(legendOf(rule)).toMatchObject({ unsure: { colour: '#8f9296', label: 'legend.unsure' } });
  });

  it('is not the same as hardly any change, which keeps the tone of the model where the rule says so', () => {
    const still = { ...rule, still: true } as const;
    expect(colourScale(still)(0.2)).toBeNull();
    expect(colourScale(rule)(0.2)).not.toBeNull();
    expect([-5, 5].map((value) => colourScale(still)(value))).toEqual([-5, 5].map((value) => colourScale(rule)(value)));
    expect(legendOf(still)).toMatchObject({ still: 1 });
    expect(legendOf(rule)).toMatchObject({ still: null });
  });
});
