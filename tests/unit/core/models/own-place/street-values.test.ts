import { describe, expect, it } from 'vitest';
import { classOf } from '../../../../../app/core/models/own-place/street-classes.ts';
import { findStreetColumns } from '../../../../../app/core/models/own-place/street-columns.ts';
import { directionOf, lanesOf, levelOf, speedKmhOf } from '../../../../../app/core/models/own-place/street-values.ts';

describe('columns', () => {
  const found = (...names: string[]) =>
    Object.fromEntries(Object.entries(findStreetColumns(names)).filter(([, name]) => name !== null));

  it.each([
    [
      'OpenStreetMap',
      ['osm_id', 'highway', 'name', 'maxspeed', 'lanes', 'oneway', 'bridge', 'layer'],
      {
        id: 'osm_id',
        class: 'highway',
        name: 'name',
        speed: 'maxspeed',
        lanes: 'lanes',
        direction: 'oneway',
        bridge: 'bridge',
        layer: 'layer',
      },
    ],
    [
      'a French register',
      ['CLEABS', 'NATURE', 'NB_VOIES', 'SENS', 'VIT_MOY_VL', 'LARGEUR', 'POS_SOL'],
      {
        id: 'CLEABS',
        class: 'NATURE',
        lanes: 'NB_VOIES',
        direction: 'SENS',
        speed: 'VIT_MOY_VL',
        width: 'LARGEUR',
        layer: 'POS_SOL',
      },
    ],
    [
      'a German list',
      ['Straßenname', 'Höchstgeschwindigkeit', 'Anzahl Spuren', 'Einbahnstraße', 'Straßenklasse'],
      {
        name: 'Straßenname',
        speed: 'Höchstgeschwindigkeit',
        lanes: 'Anzahl Spuren',
        direction: 'Einbahnstraße',
        class: 'Straßenklasse',
      },
    ],
    [
      'GeoClimate',
      ['ID_ROAD', 'TYPE', 'WIDTH', 'MAXSPEED', 'DIRECTION', 'ZINDEX'],
      { id: 'ID_ROAD', class: 'TYPE', width: 'WIDTH', speed: 'MAXSPEED', direction: 'DIRECTION', layer: 'ZINDEX' },
    ],
    [
      'a Spanish table',
      ['codigo', 'nombre', 'Velocidad máxima', 'carriles', 'sentido'],
      { id: 'codigo', name: 'nombre', speed: 'Velocidad máxima', lanes: 'carriles', direction: 'sentido' },
    ],
    [
      'the shipped district',
      ['feature_id', 'name', 'class', 'lanes', 'speed_kmh', 'capacity_veh_h', 'length_m', 'width_m'],
      {
        id: 'feature_id',
        name: 'name',
        class: 'class',
        lanes: 'lanes',
        speed: 'speed_kmh',
        capacity: 'capacity_veh_h',
        width: 'width_m',
      },
    ],
    ['a table that says nothing', ['geom', 'shape_leng', 'editor'], {}],
  ])('are found as %s calls them', (_layer, names, expected) => {
    expect(found(...names)).toEqual(expected);
  });
});

describe('speeds', () => {
  it.each([
    [50, 50],
    ['50', 50],
    ['30 mph', 48.28032],
    ['50 km/h', 50],
    ['50;30', 50],
    ['27,5', 27.5],
    ['walk', 7],
    ['none', null],
    ['signals', null],
    ['RO:urban', null],
    [0, null],
    [-30, null],
    [400, null],
    [Number.NaN, null],
    [true, null],
  ])('%j is %j km/h', (value, expected) => {
    expect(speedKmhOf(value)).toBe(expected);
  });
});

describe('lanes', () => {
  it.each([
    [2, 2],
    ['2', 2],
    ['2|1', 3],
    ['2;3', 2],
    ['2 voies', 2],
    ['', null],
    ['two', null],
    [99, null],
  ])('%j are %j', (value, expected) => {
    expect(lanesOf(value)).toBe(expected);
  });
});

describe('directions', () => {
  it.each([
    ['yes', 'forward'],
    ['-1', 'backward'],
    [-1, 'backward'],
    ['reverse', 'backward'],
    ['no', 'both'],
    [0, 'both'],
    ['0', 'both'],
    [1, 'forward'],
    ['FT', 'forward'],
    ['TF', 'backward'],
    ['B', 'both'],
    ['F', 'forward'],
    ['T', 'backward'],
    [true, 'forward'],
    [false, 'both'],
    ['Double sens', 'both'],
    ['Sens direct', 'forward'],
    ['Sens inverse', 'backward'],
    ['closed', 'none'],
    ['perhaps', null],
    [null, null],
  ])('%j is %j', (value, expected) => {
    expect(directionOf(value)).toBe(expected);
  });

  it('of a column with ones, twos and threes are along, against and both', () => {
    expect([1, 2, 3].map((value) => directionOf(value, true))).toEqual(['forward', 'backward', 'both']);
  });
});

describe('kinds of street', () => {
  it.each([
    ['primary', 'primary'],
    ['motorway_link', 'motorway'],
    ['Autobahn', 'motorway'],
    ['Bundesstraße', 'primary'],
    ['Route à 1 chaussée', 'tertiary'],
    ['Rond-point', 'tertiary'],
    ['Sentier', 'not-for-cars'],
    ['Gemeindestraße', 'residential'],
    ['Carrer', 'residential'],
    ['Autopista', 'motorway'],
    ['cycleway', 'not-for-cars'],
    ['living_street', 'living-street'],
    ['4', 'tertiary'],
    ['0', 'motorway'],
    ['promenade', null],
    ['__proto__', null],
  ])('%s is %s', (text, expected) => {
    expect(classOf(text)).toBe(expected);
  });
});

describe('levels', () => {
  it.each([
    [{ bridge: 'yes' }, 1],
    [{ bridge: 'no' }, 0],
    [{ bridge: 'F' }, 0],
    [{ tunnel: 'building_passage' }, -1],
    [{ bridge: 'yes', layer: '2' }, 2],
    [{ layer: -1 }, -1],
    [{ layer: '0' }, 0],
    [{}, 0],
  ])(
    '%j lies on %j',
    ({ bridge, tunnel, layer }: { bridge?: string; tunnel?: string; layer?: string | number }, expected) => {
      expect(levelOf(bridge, tunnel, layer)).toBe(expected);
    },
  );
});
