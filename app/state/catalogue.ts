/** The catalogue: a card for every table that is there, whoever made it. */
import type { CardOrigin, DatasetCard, LineageStep } from '../core/catalogue/dataset-card.ts';
import type { DatasetManifest } from '../core/catalogue/dataset-manifest.ts';
import { joinedLicences, type LicenceFinding } from '../core/catalogue/licences.ts';
import { shippedCards } from '../core/catalogue/shipped-cards.ts';
import type { TableInfo } from '../core/store/database.ts';

export type { CardOrigin, DatasetCard } from '../core/catalogue/dataset-card.ts';
export { ancestorsOf } from '../core/catalogue/dataset-card.ts';

export interface CatalogueFacts {
  readonly manifest: DatasetManifest | null;
  /** Cards of the person's own tables. */
  readonly own: readonly DatasetCard[];
  readonly tables: readonly TableInfo[];
  /** Tables of the city that the models work on; empty for the shipped place. */
  readonly modelled: readonly string[];
  /** The text of a key, or the key itself where there is none. */
  readonly words: (key: string) => string;
}

/** Which model fills a table of the app's, by the table's name. */
const MODELS: Readonly<Record<string, string>> = {
  scenario_links: 'assignment',
  scenario_receptors: 'receptors',
  scenario_totals: 'totals',
  scenario_draws: 'draws',
  walking_access: 'access',
  street_sun: 'sun',
  own_streets: 'network',
  own_crossings: 'network',
  own_zones: 'demand',
  own_findings: 'network',
};
const LIVE: ReadonlySet<string> = new Set([
  'observations',
  'observations_latest',
  'observations_hourly',
  'observations_retired_hours',
  'messages_raw',
  'rejected_messages',
]);
const CATALOGUE_TABLE = 'datasets';
/** What the models read of the shipped place. */
const SHIPPED_INPUTS = ['streets', 'buildings', 'census_sections'];

export const ORIGINS: readonly CardOrigin[] = ['imported', 'derived', 'modelled', 'live', 'shipped'];

/** In the order of `ORIGINS`. A card whose table is not there is left out; shipped ones stand also before they are loaded. */
export function catalogueOf(facts: CatalogueFacts): readonly DatasetCard[] {
  const { manifest, own, tables, words } = facts;
  const shipped = (manifest === null ? [] : shippedCards(manifest)).map((card) => {
    const title = words(`layer.name.${card.table}`);
    return title.startsWith('layer.name.') ? card : { ...card, title };
  });
  const known = new Set(shipped.map(({ table }) => table.toLowerCase()));
  const there = new Map(tables.map((table) => [table.name.toLowerCase(), table]));
  const cards: DatasetCard[] = [...shipped];
  for (const card of own) {
    const table = there.get(card.table.toLowerCase());
    if (table === undefined || known.has(card.table.toLowerCase())) continue;
    known.add(card.table.toLowerCase());
    cards.push(withRows(card, table));
  }
  for (const table of tables) {
    if (known.has(table.name.toLowerCase()) || table.name === CATALOGUE_TABLE) continue;
    cards.push(unwrittenCard(table, facts, shipped));
  }
  return cards.sort((a, b) => ORIGINS.indexOf(a.origin) - ORIGINS.indexOf(b.origin));
}

/** Rows as they are now; how many are drawable was counted when the card was made. */
function withRows(card: DatasetCard, { rowCount }: TableInfo): DatasetCard {
  if (rowCount === null || rowCount === card.quality.features) return card;
  return { ...card, quality: { ...card.quality, features: rowCount } };
}

/** The card of a table that nobody wrote one for: the app's own, and a person's that came without the SQL that made it. */
function unwrittenCard(
  table: TableInfo,
  { manifest, own, modelled, words }: CatalogueFacts,
  shipped: readonly DatasetCard[],
): DatasetCard {
  const { name, rowCount } = table;
  const model = Object.hasOwn(MODELS, name) ? MODELS[name]! : null;
  const origin: CardOrigin = model !== null ? 'modelled' : LIVE.has(name) ? 'live' : 'derived';
  const isHouse = origin !== 'derived' || table.owner !== 'person';
  const inputs = model === null ? [] : inputsOf(modelled, own, shipped);
  const steps: Readonly<Record<CardOrigin, LineageStep>> = {
    modelled: {
      how: 'model',
      by: words(`catalogue.model.${model ?? ''}`),
      from: inputs.map(({ id }) => id),
      atMs: null,
    },
    live: { how: 'observed', by: words('catalogue.stream'), from: [], atMs: null },
    derived: { how: 'sql', by: '', from: [], atMs: null },
    imported: { how: 'imported', by: '', from: [], atMs: null },
    shipped: { how: 'generated', by: '', from: [], atMs: null },
  };
  const titleKey = `catalogue.table.${name}`;
  const title = words(titleKey);
  const about = words(`${titleKey}.about`);
  const hasShape = table.columns.some((column) => column.name === 'geom');
  const isShipped = isHouse && inputs.every((input) => input.origin === 'shipped');
  return {
    id: isHouse ? `maqueta/${name}` : `own/${name}`,
    table: name,
    origin,
    title: title === titleKey ? name : title,
    description: about === `${titleKey}.about` ? '' : about,
    publisher: isHouse ? 'Maqueta' : '',
    source: '',
    // What the stream and the models say of an invented place is as free as the place.
    licence: isShipped && manifest !== null ? (shipped[0]?.licence ?? 'unknown') : 'unknown',
    licenceText: '',
    version: '1',
    synthetic: isShipped && manifest?.synthetic === true,
    personal: !isHouse,
    keywords: [],
    language: '',
    crs: hasShape ? 'OGC:CRS84' : null,
    bbox: hasShape && isShipped && manifest !== null ? manifest.bbox : null,
    period: null,
    addedMs: null,
    quality: { features: rowCount ?? 0, drawable: null, issues: [], known: [] },
    lineage: [steps[origin]],
    files: [],
  };
}

function inputsOf(
  modelled: readonly string[],
  own: readonly DatasetCard[],
  shipped: readonly DatasetCard[],
): readonly DatasetCard[] {
  if (modelled.length === 0) return shipped.filter(({ table }) => SHIPPED_INPUTS.includes(table));
  return [...own, ...shipped].filter(({ table }) => modelled.includes(table));
}

/** Cards a person may write on: those of their own tables. */
export function isEditable({ id, origin }: DatasetCard): boolean {
  return id.startsWith('own/') && (origin === 'imported' || origin === 'derived');
}

/** What the licences of a table, and of those it was made of, ask; gravest first. */
export function licenceFindings(card: DatasetCard, cards: readonly DatasetCard[]): readonly LicenceFinding[] {
  const parents = card.lineage.flatMap(({ from }) => from);
  const inputs = cards.filter(({ id }) => parents.includes(id));
  return joinedLicences(inputs.length === 0 ? [card.licence] : inputs.map(({ licence }) => licence));
}
