/**
 * The card of a table: what it is, whose, how far to trust it, where it came from and what one may do with it. Every table
 * of the page has one, shipped, imported or derived; `dcat-ap.ts` writes it as metadata that other catalogues read.
 */
import type { LicenceId } from './licences.ts';
import { licenceOfJoined } from './licences.ts';

export type CardOrigin = 'shipped' | 'imported' | 'derived' | 'modelled' | 'live';

/** How a table came to be. The first step is the oldest. */
export interface LineageStep {
  readonly how: 'generated' | 'imported' | 'sql' | 'model' | 'edited' | 'observed';
  /** The SQL, the model's name, the generator and its seed, the file's name. */
  readonly by: string;
  /** Ids of the cards it was made of. */
  readonly from: readonly string[];
  /** Wall time, ms UTC; null where nobody knows. */
  readonly atMs: number | null;
}

export interface QualitySummary {
  readonly features: number;
  /** With a usable place; null for tables without geometry. */
  readonly drawable: number | null;
  /** What was noticed, by code of its room, with how many; codes are not for people. */
  readonly issues: readonly { readonly code: string; readonly count: number | null }[];
  /** In words, where an office wrote some. */
  readonly known: readonly string[];
}

export interface CardFile {
  readonly name: string;
  /** IANA media type. */
  readonly mediaType: string;
  readonly bytes: number | null;
  /** Hexadecimal; null where it was not counted. */
  readonly sha256: string | null;
}

export interface DatasetCard {
  /** `eixample/buildings`, `own/trees`: unique in a project. */
  readonly id: string;
  readonly table: string;
  readonly origin: CardOrigin;
  readonly title: string;
  readonly description: string;
  /** Whoever answers for it; empty where nobody was named. */
  readonly publisher: string;
  /** Where it was found, a web address or words; empty for none. */
  readonly source: string;
  readonly licence: LicenceId;
  /** The terms in the provider's words, where the licence has no name here. */
  readonly licenceText: string;
  readonly version: string;
  readonly synthetic: boolean;
  /** Whether rows are about persons. */
  readonly personal: boolean;
  readonly keywords: readonly string[];
  /** BCP 47; empty where not known. */
  readonly language: string;
  /** The system the coordinates came in, `EPSG:25831`; in the table they are longitude and latitude. Null without geometry. */
  readonly crs: string | null;
  /** West, south, east, north, degrees. */
  readonly bbox: readonly [west: number, south: number, east: number, north: number] | null;
  /** What time the data speak of, ms UTC. */
  readonly period: { readonly startMs: number | null; readonly endMs: number | null } | null;
  readonly addedMs: number | null;
  readonly quality: QualitySummary;
  readonly lineage: readonly LineageStep[];
  readonly files: readonly CardFile[];
}

export interface DerivedCardFacts {
  readonly table: string;
  readonly title: string;
  readonly description: string;
  readonly how: 'sql' | 'model';
  readonly by: string;
  /** Cards of the tables it read. */
  readonly inputs: readonly DatasetCard[];
  readonly features: number;
  readonly drawable: number | null;
  readonly bbox: DatasetCard['bbox'];
  readonly nowMs: number;
}

/**
 * The card of what was made of other tables: licence by what joining them allows (`own-terms` where they clash), persons in
 * it where any input has them, synthetic only where all are.
 */
export function derivedCard(facts: DerivedCardFacts): DatasetCard {
  const { inputs, nowMs } = facts;
  const licences = inputs.map(({ licence }) => licence);
  return {
    id: `own/${facts.table}`,
    table: facts.table,
    origin: facts.how === 'model' ? 'modelled' : 'derived',
    title: facts.title,
    description: facts.description,
    publisher: '',
    source: '',
    licence: licences.length === 0 ? 'unknown' : (licenceOfJoined(licences) ?? 'own-terms'),
    licenceText: '',
    version: '1',
    synthetic: inputs.length > 0 && inputs.every(({ synthetic }) => synthetic),
    personal: inputs.some(({ personal }) => personal),
    keywords: [],
    language: '',
    crs: facts.bbox === null ? null : 'OGC:CRS84',
    bbox: facts.bbox,
    period: periodOfAll(inputs),
    addedMs: nowMs,
    quality: { features: facts.features, drawable: facts.drawable, issues: [], known: [] },
    lineage: [{ how: facts.how, by: facts.by, from: inputs.map(({ id }) => id), atMs: nowMs }],
    files: [],
  };
}

/** From the first beginning to the last end; open where any input is. */
function periodOfAll(inputs: readonly DatasetCard[]): DatasetCard['period'] {
  const periods = inputs.flatMap(({ period }) => (period === null ? [] : [period]));
  if (periods.length === 0) return null;
  const starts = periods.map(({ startMs }) => startMs);
  const ends = periods.map(({ endMs }) => endMs);
  return {
    startMs: starts.includes(null) ? null : Math.min(...(starts as number[])),
    endMs: ends.includes(null) ? null : Math.max(...(ends as number[])),
  };
}

/** Everything a card was made of, oldest first, each once; what is no longer there is left out. */
export function ancestorsOf(card: DatasetCard, cards: readonly DatasetCard[]): readonly DatasetCard[] {
  const byId = new Map(cards.map((one) => [one.id, one]));
  const found = new Map<string, DatasetCard>();
  const visit = (one: DatasetCard, way: ReadonlySet<string>) => {
    for (const id of one.lineage.flatMap(({ from }) => from)) {
      const parent = byId.get(id);
      if (parent === undefined || way.has(id) || found.has(id)) continue;
      visit(parent, new Set([...way, id]));
      found.set(id, parent);
    }
  };
  visit(card, new Set([card.id]));
  return [...found.values()];
}
