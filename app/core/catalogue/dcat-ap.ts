/**
 * Cards as DCAT-AP 3.0 in JSON-LD: one catalogue, a dataset a card, a distribution a file. The context is written out, so
 * that a reader needs no network. https://semiceu.github.io/DCAT-AP/releases/3.0.0/
 */
import type { CardFile, DatasetCard, LineageStep } from './dataset-card.ts';
import { licenceOf } from './licences.ts';

export interface CatalogueFacts {
  readonly title: string;
  readonly description: string;
  readonly publisher: string;
  /** BCP 47 language of the texts. */
  readonly language: string;
  /** Base of every identifier, ending in `/` or `#`: `https://twin.example.org/catalogue/`. */
  readonly base: string;
  readonly modifiedMs: number;
}

type Json = string | number | boolean | null | readonly Json[] | { readonly [key: string]: Json };

const CONTEXT = {
  dcat: 'http://www.w3.org/ns/dcat#',
  dct: 'http://purl.org/dc/terms/',
  dqv: 'http://www.w3.org/ns/dqv#',
  foaf: 'http://xmlns.com/foaf/0.1/',
  geo: 'http://www.opengis.net/ont/geosparql#',
  locn: 'http://www.w3.org/ns/locn#',
  owl: 'http://www.w3.org/2002/07/owl#',
  prov: 'http://www.w3.org/ns/prov#',
  rdfs: 'http://www.w3.org/2000/01/rdf-schema#',
  spdx: 'http://spdx.org/rdf/terms#',
  xsd: 'http://www.w3.org/2001/XMLSchema#',
} as const;

const MEDIA_TYPES = 'http://www.iana.org/assignments/media-types/';
const UNNAMED = 'Not named';

/** The catalogue as a JSON-LD document. Texts are literals in `language`; nothing of them becomes an identifier unescaped. */
export function writeDcatAp(cards: readonly DatasetCard[], facts: CatalogueFacts): string {
  const text = (value: string): Json => ({ '@value': value, '@language': facts.language });
  const document: Json = {
    '@context': CONTEXT,
    '@id': facts.base,
    '@type': 'dcat:Catalog',
    'dct:title': text(facts.title),
    'dct:description': text(facts.description),
    'dct:publisher': agent(facts.publisher, text),
    'dct:modified': moment(facts.modifiedMs),
    'dcat:dataset': cards.map((card) => dataset(card, facts, text)),
  };
  return `${JSON.stringify(document, null, 2)}\n`;
}

type Text = (value: string) => Json;

function dataset(card: DatasetCard, facts: CatalogueFacts, words: Text): Json {
  const text: Text = card.language === '' ? words : (value) => ({ '@value': value, '@language': card.language });
  const parents = [...new Set(card.lineage.flatMap(({ from }) => from))];
  return present({
    '@id': idOf(card.id, facts),
    '@type': 'dcat:Dataset',
    'dct:identifier': card.id,
    'dct:title': text(card.title.trim() === '' ? card.table : card.title),
    // Mandatory: a dataset without a word about it is still named.
    'dct:description': text(card.description.trim() === '' ? card.title || card.table : card.description),
    'dct:publisher': agent(card.publisher, text),
    'dcat:keyword': card.keywords.map(text),
    'dcat:version': card.version,
    'dct:issued': card.addedMs === null ? null : moment(card.addedMs),
    'dct:spatial': card.bbox === null ? null : location(card.bbox),
    'dct:temporal': period(card),
    'dct:conformsTo': conformsTo(card.crs),
    'dct:source': card.source === '' ? null : source(card.source),
    'dct:accessRights': {
      '@id': `http://publications.europa.eu/resource/authority/access-right/${card.personal ? 'RESTRICTED' : 'PUBLIC'}`,
      '@type': 'dct:RightsStatement',
    },
    'dct:provenance': card.lineage.map((step) => provenance(step, text)),
    'prov:wasDerivedFrom': parents.map((id) => ({ '@id': idOf(id, facts) })),
    'dqv:hasQualityAnnotation': quality(card, text),
    'dcat:distribution': card.files.map((file) => distribution(file, card, facts, text)),
  });
}

function distribution(file: CardFile, card: DatasetCard, facts: CatalogueFacts, text: Text): Json {
  const licence = licenceOf(card.licence);
  const format = file.mediaType.replace(/;.*$/, '').trim();
  return present({
    '@id': `${idOf(card.id, facts)}/file/${encodeURIComponent(file.name)}`,
    '@type': 'dcat:Distribution',
    'dct:title': text(file.name),
    'dcat:accessURL': { '@id': `${facts.base}${encodeURI(file.name)}`, '@type': 'rdfs:Resource' },
    'dcat:mediaType': { '@id': `${MEDIA_TYPES}${encodeURI(format)}`, '@type': 'dct:MediaType' },
    'dcat:byteSize': file.bytes === null ? null : { '@value': String(file.bytes), '@type': 'xsd:nonNegativeInteger' },
    'spdx:checksum':
      file.sha256 === null
        ? null
        : {
            '@type': 'spdx:Checksum',
            'spdx:algorithm': { '@id': 'spdx:checksumAlgorithm_sha256', '@type': 'spdx:ChecksumAlgorithm' },
            'spdx:checksumValue': { '@value': file.sha256, '@type': 'xsd:hexBinary' },
          },
    'dct:license':
      licence.url === null
        ? { '@type': 'dct:LicenseDocument', 'rdfs:label': text(card.licenceText || licence.name) }
        : { '@id': licence.url, '@type': 'dct:LicenseDocument', 'rdfs:label': text(licence.name) },
  });
}

function agent(name: string, text: Text): Json {
  return { '@type': 'foaf:Agent', 'foaf:name': text(name.trim() === '' ? UNNAMED : name) };
}

function location([west, south, east, north]: NonNullable<DatasetCard['bbox']>): Json {
  const ring = [
    [west, south],
    [east, south],
    [east, north],
    [west, north],
    [west, south],
  ];
  const wkt = `POLYGON((${ring.map(([lon, lat]) => `${lon} ${lat}`).join(', ')}))`;
  return { '@type': 'dct:Location', 'dcat:bbox': { '@value': wkt, '@type': 'geo:wktLiteral' } };
}

function period({ period: time }: DatasetCard): Json {
  if (time === null || (time.startMs === null && time.endMs === null)) return null;
  return present({
    '@type': 'dct:PeriodOfTime',
    'dcat:startDate': time.startMs === null ? null : moment(time.startMs),
    'dcat:endDate': time.endMs === null ? null : moment(time.endMs),
  });
}

/** A system by its address in the OGC register, where the code is one that the register has. */
function conformsTo(crs: string | null): Json {
  if (crs === null) return null;
  const epsg = /^EPSG:(\d{4,6})$/.exec(crs);
  const address =
    epsg !== null
      ? `http://www.opengis.net/def/crs/EPSG/0/${epsg[1]}`
      : crs === 'OGC:CRS84'
        ? 'http://www.opengis.net/def/crs/OGC/1.3/CRS84'
        : null;
  return address === null
    ? { '@type': 'dct:Standard', 'dct:title': crs }
    : { '@id': address, '@type': 'dct:Standard', 'dct:title': crs };
}

function source(said: string): Json {
  return /^https?:\/\/[^\s<>"{}|\\^`]+$/i.test(said) ? { '@id': said } : { '@value': said };
}

function provenance(step: LineageStep, text: Text): Json {
  const inputs = step.from.length === 0 ? '' : ` ← ${step.from.join(', ')}`;
  const time = step.atMs === null ? '' : ` (${new Date(step.atMs).toISOString()})`;
  return { '@type': 'dct:ProvenanceStatement', 'rdfs:label': text(`${step.how}: ${step.by}${inputs}${time}`) };
}

function quality({ quality: found }: DatasetCard, text: Text): readonly Json[] {
  const counted = found.issues.map(({ code, count }) => (count === null ? code : `${code} ${count}`));
  const drawable = found.drawable === null ? [] : [`${found.drawable} of ${found.features} with a place`];
  return [...drawable, ...counted, ...found.known].map((label) => ({
    '@type': 'dqv:QualityAnnotation',
    'rdfs:label': text(label),
  }));
}

function moment(timeMs: number): Json {
  return { '@value': new Date(timeMs).toISOString(), '@type': 'xsd:dateTime' };
}

function idOf(id: string, { base }: CatalogueFacts): string {
  return `${base}${id.split('/').map(encodeURIComponent).join('/')}`;
}

/** Without what has nothing to say. */
function present(fields: Readonly<Record<string, Json>>): Json {
  return Object.fromEntries(
    Object.entries(fields).filter(([, value]) => value !== null && !(Array.isArray(value) && value.length === 0)),
  );
}
