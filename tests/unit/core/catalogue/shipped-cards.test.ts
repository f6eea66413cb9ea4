import { readFileSync } from 'node:fs';
import { expect, it } from 'vitest';
import { readManifest } from '../../../../app/core/catalogue/dataset-manifest.ts';
import { shippedCards } from '../../../../app/core/catalogue/shipped-cards.ts';

const manifest = readManifest(
  readFileSync(new URL('../../../../datasets/eixample/manifest.json', import.meta.url), 'utf8'),
).value!;
const cards = shippedCards(manifest);
const of = (table: string) => cards.find((card) => card.table === table)!;

it('Every shipped layer and register has a card, and no truth has one', () => {
  const tables = manifest.files.filter(({ role }) => role !== 'truth').map(({ table }) => table);
  expect(cards.map(({ table }) => table)).toEqual(tables);
  expect(tables.length).toBeLessThan(manifest.files.length);
});

it('A shipped layer is CC0, synthetic and made by a generator with its seed', () => {
  expect(of('buildings')).toMatchObject({
    id: 'eixample/buildings',
    licence: 'CC0-1.0',
    synthetic: true,
    personal: false,
    crs: 'OGC:CRS84',
    lineage: [{ how: 'generated', by: 'simulators/city/district, seed 20241107', from: [], atMs: null }],
  });
});

it('A register about persons says so, has no place of its own, and tells its known problems', () => {
  const residents = of('residents');
  expect([residents.personal, residents.crs, residents.bbox]).toEqual([true, null, null]);
  expect(residents.quality.known.length).toBeGreaterThan(0);
});
