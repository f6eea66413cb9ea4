import fc from 'fast-check';
import { describe, expect, it } from 'vitest';
import { readViewLink, type SharedView, writeViewLink } from '../../../../app/core/project/view-link.ts';

const view: SharedView = {
  lon: 2.1649,
  lat: 41.3917,
  heightM: 820,
  headingDeg: -20,
  pitchDeg: -35,
  form: 'layers',
  momentMs: Date.UTC(2024, 10, 7, 11),
  layers: ['buildings', 'Els arbres'],
  colouredBy: { buildings: 'use' },
};

describe('A link to a view', () => {
  it('is short and can be read by people', () => {
    expect(writeViewLink(view)).toBe(
      '#at=2.16490,41.39170,820,-20.0,-35.0&form=layers&time=2024-11-07T11:00Z&layers=buildings,Els%20arbres&by=buildings:use',
    );
  });
  it('leads back to the view', () => {
    expect(readViewLink(writeViewLink(view))).toEqual(view);
    const bare: SharedView = { ...view, form: null, momentMs: null, layers: null, colouredBy: {} };
    expect(readViewLink(writeViewLink(bare))).toEqual(bare);
    expect(readViewLink(writeViewLink({ ...bare, layers: [] }))!.layers).toEqual([]);
  });
  it('without a place, or with an impossible one, is none', () => {
    for (const hash of [
      '',
      '#form=3d',
      '#at=1,2,3',
      '#at=200,0,1,0,0',
      '#at=0,91,1,0,0',
      '#at=a,b,c,d,e',
      '#at=,,,,',
      '#at=%E0',
    ])
      expect(readViewLink(hash)).toBeNull();
  });
  it('passes over what is odd in it', () => {
    expect(readViewLink('#at=0,0,1,0,0&form=4d&time=tomorrow&layers=a,<b>,%zz&by=x:y,z,"q":r')).toEqual({
      lon: 0,
      lat: 0,
      heightM: 1,
      headingDeg: 0,
      pitchDeg: 0,
      form: null,
      momentMs: null,
      layers: ['a'],
      colouredBy: { x: 'y' },
    });
  });
  it('never fails, whatever the address says', () => {
    fc.assert(
      fc.property(fc.string(), (text) => {
        readViewLink(`#at=0,0,1,0,0&layers=${text}&by=${text}&time=${text}`);
        readViewLink(text);
      }),
      { seed: 8 },
    );
  });
});
