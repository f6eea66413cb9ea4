import fc from 'fast-check';
import { expect, it } from 'vitest';
import { writeDcatAp } from '../../../../app/core/catalogue/dcat-ap.ts';
import { readDatasetCard } from '../../../../app/core/catalogue/read-card.ts';
import { card } from '../../../builders/dataset-cards.ts';

it('A card that was written reads back the same', () => {
  const written = card('trees');
  expect(readDatasetCard(JSON.parse(JSON.stringify(written)))).toEqual(written);
});

it('A card without a name or a table is none', () => {
  for (const value of [null, 7, [], {}, { id: 'own/x' }, { table: 'x' }]) expect(readDatasetCard(value)).toBeNull();
});

it('What is not said is taken with care', () => {
  expect(readDatasetCard({ id: 'own/x', table: 'x' })).toMatchObject({
    licence: 'unknown',
    personal: true,
    bbox: null,
  });
  expect(readDatasetCard({ id: 'own/x', table: 'x', licence: 'constructor' })!.licence).toBe('unknown');
  expect(readDatasetCard({ id: 'own/x', table: 'x', bbox: [1, 50, 2, 40] })!.bbox).toBeNull();
});

it('Whatever a file holds, what is read of it can be written as metadata', () => {
  const facts = {
    title: '',
    description: '',
    publisher: '',
    language: 'en',
    base: 'https://a.example/',
    modifiedMs: 0,
  };
  fc.assert(
    fc.property(
      fc.record({ ...Object.fromEntries(Object.keys(card('t')).map((key) => [key, fc.jsonValue()])) }),
      (fields) => {
        const read = readDatasetCard({ ...fields, id: 'own/t', table: 't' })!;
        expect(() => JSON.parse(writeDcatAp([read], facts))).not.toThrow();
        expect(readDatasetCard(JSON.parse(JSON.stringify(read)))).toEqual(read);
      },
    ),
    { seed: 3 },
  );
});
