import { describe, expect, it } from 'vitest';
import { createAttributeGatherer } from '../../../../../../app/core/geo/doctor/attributes/gatherer.ts';
import {
  type HeightChoice,
  heightRule,
  type Surfaces,
} from '../../../../../../app/core/geo/doctor/attributes/height.ts';
import { readLength } from '../../../../../../app/core/geo/doctor/attributes/length-text.ts';

type Properties = Readonly<Record<string, unknown>>;

function heights(rows: readonly Properties[], surfaces: Partial<Surfaces> = {}, choice?: HeightChoice) {
  const gatherer = createAttributeGatherer();
  for (const row of rows) gatherer.add(row);
  const all = { count: rows.length, isSurface: new Uint8Array(rows.length).fill(1), ...surfaces };
  return heightRule(gatherer.finish().columns, all, choice);
}

const found = (column: string, ...values: unknown[]) => {
  const { report, heightM } = heights(values.map((value) => ({ [column]: value })));
  return [report.rule, report.unit, ...heightM];
};

describe('the column that gives a height', () => {
  it.each([
    'height',
    'HAUTEUR',
    'altura',
    'Höhe',
    'Alçada',
    'hoogte',
    'HEIGHT_ROOF',
    'measuredHeight',
    'Altezza (m)',
    'výška',
    'ύψος',
    'Gebäudehöhe',
    'H',
  ])('is told by its name: %s', (name) => expect(found(name, 12.5)).toEqual(['metres', 'm', 12.5]));

  it.each([
    'building:levels',
    'NB_ETAGES',
    'plantas',
    'Geschosse',
    'storeysAboveGround',
    'numPlantes',
    'levels',
    'Bouwlagen',
  ])('or it counts storeys of three metres: %s', (name) => expect(found(name, 4)).toEqual(['storeys', 'storey', 12]));

  it.each([
    'altitude',
    'elevation',
    'cota',
    'ground_height',
    'roof:height',
    'maxheight',
    'admin_level',
    'noise_level',
    'storeysBelowGround',
    'niveau',
    'tree_height',
    'height_source',
  ])('is not %s', (name) => expect(found(name, 12)).toEqual(['none', null, Number.NaN]));

  it('has its unit from its name or from its values', () => {
    expect(found('height_ft', 10)).toEqual(['metres', 'ft', 3.048]);
    expect(found('hauteur_cm', 350)).toEqual(['metres', 'cm', 3.5]);
    expect(found('height', '12 m', '12,5m', '40 ft', 'high')).toEqual(['metres', 'm', 12, 12.5, 12.192, Number.NaN]);
  });

  it('is the one whose name says it best, and a length rather than storeys', () => {
    const { report } = heights([{ HEIGHT_WALL: 3, HEIGHT_ROOF: 5, NB_LEV: 1 }]);
    expect(report).toMatchObject({ column: 'height_roof', known: 1, of: 1, lowestM: 5, highestM: 5 });
  });

  it('is passed over where no surface has a value of it', () => {
    const { report } = heights([{ height: 10 }, { levels: 2 }], { isSurface: Uint8Array.of(0, 1) });
    expect(report).toMatchObject({ column: 'levels', rule: 'storeys', known: 1, of: 1 });
  });
});

describe('what is missing', () => {
  it('is said feature by feature, of surfaces only', () => {
    const rows = [{ height: 3 }, { height: null }, {}, { height: null }];
    const { issues, report } = heights(rows, { isSurface: Uint8Array.of(1, 1, 1, 0) });
    expect(issues.map(({ code, featureNumber }) => [code, featureNumber])).toEqual([
      ['null-height', 2],
      ['null-height', 3],
    ]);
    expect(report).toMatchObject({ known: 1, of: 3 });
  });

  it('counts as unknown where no building can be so high, and is said', () => {
    const { issues, heightM } = heights([{ height: -9999 }, { height: 1001 }, { height: 0 }]);
    expect(issues.map(({ code, featureNumber }) => [code, featureNumber])).toEqual([
      ['height-out-of-range', 1],
      ['height-out-of-range', 2],
    ]);
    expect([...heightM]).toEqual([Number.NaN, Number.NaN, 0]);
  });

  it('is the z of the shapes where these stand up', () => {
    const { report, heightM } = heights([{}, {}, {}], { zRangeM: [9, 4, Number.NaN] });
    expect(report).toMatchObject({ rule: 'geometry', known: 2, of: 3 });
    expect([...heightM]).toEqual([9, 4, Number.NaN]);
  });

  it('is assumed for buildings alone, and marked', () => {
    const buildings = heights([{ use: 'school' }], { names: ['Ville_Batiments.geojson'] });
    expect(buildings.report).toMatchObject({ rule: 'default', defaultM: 6, known: 0, of: 1, lowestM: null });
    expect([...buildings.heightM]).toEqual([6]);
    expect([...buildings.assumed]).toEqual([1]);
    expect(buildings.issues.map(({ code }) => code)).toEqual(['no-height-attribute']);
    expect(heights([{ n_edificis: 12 }], { names: ['barris.geojson'] })).toMatchObject({
      report: { rule: 'none' },
      issues: [],
    });
  });
});

describe('a person', () => {
  const rows = [
    { a: 2, height: 9 },
    { a: null, height: 8 },
  ];

  it('chooses another column, its unit and the height of a storey', () => {
    const chosen = heights(rows, {}, { column: 'a', unit: 'storey', storeyHeightM: 3.5 });
    expect(chosen.report).toMatchObject({ column: 'a', rule: 'storeys', perUnitM: 3.5, known: 1 });
    expect([...chosen.heightM]).toEqual([7, Number.NaN]);
  });

  it('assumes a height for what is unknown, or for all', () => {
    expect([...heights(rows, {}, { column: 'a', defaultM: 10 }).heightM]).toEqual([2, 10]);
    const all = heights(rows, {}, { column: null, defaultM: 12 });
    expect([...all.heightM]).toEqual([12, 12]);
    expect(all.report.rule).toBe('default');
    expect(heights(rows, {}, { column: null }).report.rule).toBe('none');
  });
});

describe('a length in words', () => {
  it.each([
    ['12', 12, null],
    ['1.575', 1.575, null],
    ['1,575', 1.575, null],
    ['12,5 m', 12.5, 1],
    ['350cm', 350, 0.01],
    ['40 ft.', 40, 0.3048],
    ['10\'6"', 10.5, 0.3048],
  ])('%s', (text, value, perUnitM) => {
    expect(readLength(text)).toEqual({ value, perUnitM });
  });

  it.each(['', 'high', '12 storeys', 'm', '3 constructor'])('%s is none', (text) => {
    expect(readLength(text)).toBeNull();
  });
});

describe('a better named column that knows few features', () => {
  const rows = (measured: number, all: number) =>
    Array.from({ length: all }, (_, row) => ({ height: 7 + row, ...(row < measured ? { measured_height: 20 } : {}) }));

  it('gives way to one that knows all of them, and the report says so', () => {
    const { report, heightM } = heights(rows(2, 7));
    expect(report).toMatchObject({ column: 'height', known: 7, passedOver: { column: 'measured_height', known: 2 } });
    expect(heightM[0]).toBe(7);
  });
  it('is kept where it knows half of them, or where no other knows nearly all', () => {
    expect(heights(rows(4, 7)).report).toMatchObject({ column: 'measured_height', passedOver: null });
    const sparse = rows(2, 7).map(({ height, ...rest }, row) => (row < 5 ? { height, ...rest } : rest));
    expect(heights(sparse).report).toMatchObject({ column: 'measured_height', known: 2, passedOver: null });
  });
  it('is not passed over for a count of storeys, nor where a person chose it', () => {
    const storeys = rows(2, 7).map(({ height, ...rest }) => ({ ...rest, floors: height }));
    expect(heights(storeys).report).toMatchObject({ column: 'measured_height', passedOver: null });
    expect(heights(rows(2, 7), {}, { column: 'measured_height' }).report).toMatchObject({
      column: 'measured_height',
      passedOver: null,
    });
  });
});
