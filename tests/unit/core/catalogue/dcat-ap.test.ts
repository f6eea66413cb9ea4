import { readFileSync } from 'node:fs';
import { Readable } from 'node:stream';
import fc from 'fast-check';
import { JsonLdParser } from 'jsonld-streaming-parser';
import { Parser, Store } from 'n3';
import Validator from 'rdf-validate-shacl';
import { describe, expect, it } from 'vitest';
import { writeDcatAp } from '../../../../app/core/catalogue/dcat-ap.ts';
import { LICENCE_IDS } from '../../../../app/core/catalogue/licences.ts';
import { card } from '../../../builders/dataset-cards.ts';

const facts = {
  title: 'A twin',
  description: 'Layers of a project',
  publisher: 'City',
  language: 'en',
  base: 'https://twin.example.org/catalogue/',
  modifiedMs: Date.UTC(2026, 10, 3),
};
const shapes = new Store(
  new Parser().parse(
    readFileSync(new URL('../../../fixtures/catalogue/dcat-ap-mandatory.ttl', import.meta.url), 'utf8'),
  ),
);

/** Read as any RDF tool would read it. */
async function triplesOf(document: string): Promise<Store> {
  const store = new Store();
  for await (const quad of Readable.from([document]).pipe(new JsonLdParser())) store.addQuad(quad);
  return store;
}

async function complaints(document: string): Promise<readonly string[]> {
  const report = await new Validator(shapes).validate(await triplesOf(document));
  return report.results.map((result) => `${result.path?.value} of ${result.focusNode?.value}`);
}

describe('The catalogue as DCAT-AP', () => {
  it('has every mandatory property, by SHACL', async () => {
    const cards = LICENCE_IDS.map((licence, index) => card(`t${index}`, { licence }));
    expect(await complaints(writeDcatAp(cards, facts))).toEqual([]);
  });

  it('has them for a card of which hardly anything is known', async () => {
    const bare = card('bare', {
      title: '',
      description: ' ',
      publisher: '',
      source: '',
      language: '',
      licence: 'unknown',
      crs: null,
      bbox: null,
      period: null,
      addedMs: null,
      keywords: [],
      lineage: [],
      quality: { features: 0, drawable: null, issues: [], known: [] },
      files: [{ name: 'a b#c?.csv', mediaType: 'text/csv; charset=utf-8', bytes: null, sha256: null }],
    });
    expect(await complaints(writeDcatAp([bare], facts))).toEqual([]);
  });

  it('would be told if one were missing', async () => {
    const broken = writeDcatAp([card('t')], facts).replaceAll('"dcat:accessURL"', '"dcat:landingPage"');
    expect(await complaints(broken)).toEqual([
      'http://www.w3.org/ns/dcat#accessURL of https://twin.example.org/catalogue/own/t/file/t.geojson',
    ]);
  });

  it('says system, place, time, licence and lineage in the words of the vocabulary', async () => {
    const joined = card('joined', { lineage: [{ how: 'sql', by: 'SELECT *', from: ['own/t'], atMs: null }] });
    const store = await triplesOf(writeDcatAp([card('t'), joined], facts));
    const objects = (predicate: string) => store.getObjects(null, predicate, null).map(({ value }) => value);
    expect(objects('http://purl.org/dc/terms/conformsTo')).toContain('http://www.opengis.net/def/crs/EPSG/0/25831');
    expect(objects('http://www.w3.org/ns/dcat#bbox')[0]).toBe(
      'POLYGON((2.1 41.3, 2.2 41.3, 2.2 41.4, 2.1 41.4, 2.1 41.3))',
    );
    expect(objects('http://www.w3.org/ns/dcat#startDate')).toContain('2024-01-01T00:00:00.000Z');
    expect(objects('http://purl.org/dc/terms/license')).toContain('https://creativecommons.org/licenses/by/4.0/');
    expect(objects('http://www.w3.org/ns/prov#wasDerivedFrom')).toEqual(['https://twin.example.org/catalogue/own/t']);
  });

  it('stays whole whatever people write on a card', async () => {
    await fc.assert(
      fc.asyncProperty(
        fc.string({ unit: 'binary' }),
        fc.string({ unit: 'grapheme' }),
        fc.constantFrom('en', 'ca', ''),
        async (title, source, language) => {
          const hostile = card('t', {
            title,
            description: title,
            source,
            publisher: source,
            language,
            keywords: [title],
          });
          expect(await complaints(writeDcatAp([hostile], facts))).toEqual([]);
        },
      ),
      { numRuns: 40, seed: 7 },
    );
  });
});
