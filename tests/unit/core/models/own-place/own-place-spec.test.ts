import { describe, expect, it } from 'vitest';
import { type OwnPlaceSpec, readOwnPlaceSpec } from '../../../../../app/core/models/own-place/own-place-spec.ts';
import { newOwnPlace } from '../../../../../app/state/own-place.ts';

const SPEC = newOwnPlace('roads', 'geom', ['osm_id', 'highway', 'maxspeed']);
const again = (value: unknown) => readOwnPlaceSpec(JSON.stringify(value));

describe('what was settled about a place', () => {
  it('comes back as it was kept', () => {
    const drawn: OwnPlaceSpec = {
      ...SPEC,
      zones: {
        kind: 'drawn',
        zones: [
          {
            name: 'Port',
            people: 20,
            ring: [
              [2, 41],
              [2.1, 41],
              [2, 41.1],
            ],
          },
        ],
      },
      trips: {
        kind: 'table',
        table: 'od',
        originColumn: 'o',
        destinationColumn: 'd',
        tripsColumn: 't',
        per: 'busiest-hour',
      },
      buildings: { table: 'houses', geometry: 'geom', heightColumn: null, heightM: 12 },
    };
    expect(again(SPEC)).toEqual(SPEC);
    expect(again(drawn)).toEqual(drawn);
  });

  it('names the columns that were found', () => {
    expect(SPEC.streets.columns).toMatchObject({ id: 'osm_id', class: 'highway', speed: 'maxspeed', lanes: null });
  });

  it.each([
    ['nothing', null],
    ['no JSON', '{'],
    ['a list', '[]'],
  ])('is none where there is %s', (_what, text) => {
    expect(readOwnPlaceSpec(text)).toBeNull();
  });

  it.each([
    ['a distance of no metres', { ...SPEC, streets: { ...SPEC.streets, snapM: 0 } }],
    ['a speed beyond all', { ...SPEC, streets: { ...SPEC.streets, speedKmh: 900 } }],
    ['a table without a name', { ...SPEC, streets: { ...SPEC.streets, table: '' } }],
    ['zones of an unknown kind', { ...SPEC, zones: { kind: 'cloud' } }],
    [
      'a zone of two corners',
      {
        ...SPEC,
        zones: {
          kind: 'drawn',
          zones: [
            {
              name: 'a',
              people: 1,
              ring: [
                [2, 41],
                [2, 42],
              ],
            },
          ],
        },
      },
    ],
    [
      'trips of a year',
      {
        ...SPEC,
        trips: { kind: 'table', table: 'od', originColumn: 'o', destinationColumn: 'd', tripsColumn: 't', per: 'year' },
      },
    ],
    ['buildings without a table', { ...SPEC, buildings: {} }],
  ])('is none with %s', (_what, value) => {
    expect(again(value)).toBeNull();
  });
});
