import { describe, expect, it } from 'vitest';
import { attributesOf, colouringOf } from '../../../app/core/twins/layer-attributes.ts';
import { en } from '../../../app/ui/i18n/en.ts';
import { featureTitle } from '../../../app/ui/inspector/feature-title.ts';

const texts: Readonly<Record<string, string>> = en;
const t = { named: (key: string) => texts[key] ?? key };

describe('the title of what was picked', () => {
  it('is its name where it has one', () => {
    expect(featureTitle('parks', 'park-1', [{ name: 'name', value: 'Jardins' }], t)).toBe('Jardins');
  });

  it('is use and year for a building', () => {
    const use = { name: 'use', value: 'residential' };
    expect(featureTitle('buildings', 'b-1', [use, { name: 'year', value: 1923 }], t)).toBe(
      'Residential building, 1923',
    );
    expect(featureTitle('buildings', 'b-1', [use, { name: 'year', value: null }], t)).toBe('Residential building');
  });

  it('is the identifier where nothing better is known', () => {
    expect(featureTitle('buildings', 'b-1', [], t)).toBe('b-1');
    expect(featureTitle('buildings', 'b-1', [{ name: 'use', value: 'shipyard' }], t)).toBe('b-1');
    expect(featureTitle('trees', 'tree-1', [{ name: 'species', value: 'Tilia' }], t)).toBe('tree-1');
  });

  it('has words for every use of the shipped place', () => {
    const rule = colouringOf(
      'buildings',
      attributesOf({ table: 'buildings' }).find(({ id }) => id === 'use')!.id,
    )!.colour;
    const uses = rule.type === 'categories' ? rule.categories.map(({ value }) => value) : [];
    expect(uses).toHaveLength(8);
    expect(uses.filter((use) => !(`thing.building.${use}` in texts))).toEqual([]);
  });
});
