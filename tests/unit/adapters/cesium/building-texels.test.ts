import { describe, expect, it } from 'vitest';
import { BuildingTexels } from '../../../../app/adapters/cesium/building-texels.ts';

const TONE = [196, 160, 140] as const;
const ACCENT = [0, 106, 106] as const;
const RED = Uint8Array.of(255, 0, 0, 255);
const NONE = new Uint8Array(4);

class Looked extends BuildingTexels {
  at(number: number): number[] {
    return [...this.colours.subarray(number * 4, number * 4 + 4)];
  }
}

function three() {
  const texels = new Looked(3, TONE, ACCENT);
  const paint = (feature: number, rgba: Uint8Array) => texels.set({ features: Uint32Array.of(feature), rgba });
  return { texels, paint };
}

describe('Roofs with numbers of their own', () => {
  it('wear a tone of their own while data says none, and their building’s colour when it does', () => {
    const { texels, paint } = three();
    expect(texels.at(3)).toEqual([...TONE, 150]);
    paint(0, RED);
    expect([texels.at(0), texels.at(3), texels.at(4)]).toEqual([[...RED], [...RED], [...TONE, 150]]);
    paint(0, NONE);
    expect(texels.at(3)).toEqual([...TONE, 150]);
  });
  it('show the accent while their building is chosen, and what they were afterwards', () => {
    const { texels, paint } = three();
    texels.select(1);
    paint(1, RED);
    expect(texels.at(4)).toEqual([...ACCENT, 255]);
    texels.select(-1);
    expect(texels.at(4)).toEqual([...RED]);
  });
  it('go with their building, and come back with it', () => {
    const { texels } = three();
    texels.hide(Uint32Array.of(2));
    expect([2, 5, 4].map((number) => texels.isHidden(number))).toEqual([true, true, false]);
    texels.hide(new Uint32Array(0));
    expect(texels.isHidden(5)).toBe(false);
  });
  it('take the tone of another theme', () => {
    const { texels, paint } = three();
    paint(0, RED);
    texels.setTones([1, 2, 3], ACCENT);
    expect([texels.at(3), texels.at(4)]).toEqual([[...RED], [1, 2, 3, 150]]);
  });
});
