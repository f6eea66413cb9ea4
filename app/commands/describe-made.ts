import { quoteIdentifier } from '../core/base/sql-text.ts';
import { type DatasetCard, derivedCard } from '../core/catalogue/dataset-card.ts';
import { joinedLicences, licenceOf } from '../core/catalogue/licences.ts';
import type { Database, TableInfo } from '../core/store/database.ts';
import { madeObjects } from '../core/store/made-objects.ts';
import { tableReferences } from '../core/store/table-references.ts';
import { catalogueOf } from '../state/catalogue.ts';
import type { AppContext } from './app-context.ts';
import { giveNotice } from './give-notice.ts';

const LON_LAT = [
  ['centroid_lon', 'centroid_lat'],
  ['lon', 'lat'],
  ['longitude', 'latitude'],
] as const;

/** The catalogue as commands need it: ids, licences and persons; titles are the tables' names. */
export async function readCatalogue({ store, ports }: AppContext): Promise<{
  readonly cards: readonly DatasetCard[];
  readonly tables: readonly TableInfo[];
}> {
  const tables = await ports.database.tables();
  const { cards: own } = store.getState();
  const cards = catalogueOf({ manifest: ports.dataset, own, tables, modelled: [], words: (key) => key });
  return { cards, tables };
}

/**
 * Writes a card for every table and view that a text of a person's has made, and takes away those of dropped ones. Says so
 * where the licences of what was joined do not go together. It never rejects: a table without a card is still a table.
 */
export async function describeMade(app: AppContext, sql: string): Promise<void> {
  try {
    const objects = madeObjects(sql);
    if (objects.length === 0) return;
    const last = new Map(objects.map((object) => [object.name, object]));
    const { tables } = await readCatalogue(app);
    for (const { name, sql: statement } of last.values()) {
      const table = tables.find((candidate) => candidate.name.toLowerCase() === name);
      // `IF NOT EXISTS` may have made nothing: what has a card already keeps it.
      const isKept = /\bif\s+not\s+exists\b/i.test(statement.slice(0, 80));
      const before = app.store.getState().cards.find((card) => card.table.toLowerCase() === name);
      if (table === undefined) forgetCard(app, name);
      else if (table.owner !== 'house' && !(isKept && before !== undefined))
        await addDerived(app, table.name, statement);
    }
  } catch {
    // The catalogue shows the table with a card that says that nobody wrote one.
  }
}

/** Makes the card of a table that was made by `sql`, in the place of an older one. */
export async function addDerived(app: AppContext, table: string, sql: string, title = table): Promise<DatasetCard> {
  const { store, ports } = app;
  const { cards, tables } = await readCatalogue(app);
  const others = tables.filter(({ name }) => name.toLowerCase() !== table.toLowerCase());
  const read = new Set([...tableReferences(sql, others)].map((name) => name.toLowerCase()));
  const isView = new Set(others.filter(({ type }) => type === 'view').map(({ name }) => name.toLowerCase()));
  const inputs = cards.filter((card) => read.has(card.table.toLowerCase()) && !isView.has(card.table.toLowerCase()));
  const info = tables.find(({ name }) => name.toLowerCase() === table.toLowerCase());
  const extent = info === undefined ? NOWHERE : await extentOf(ports.database, info).catch(() => NOWHERE);
  const card = derivedCard({
    table,
    title,
    description: '',
    how: 'sql',
    by: sql.trim().slice(0, 10_000),
    inputs,
    features: info?.rowCount ?? extent.rows,
    drawable: extent.drawable,
    bbox: extent.bbox,
    nowMs: ports.clock.now(),
  });
  store.setState((state) => ({
    cards: [...state.cards.filter(({ table: other }) => other.toLowerCase() !== table.toLowerCase()), card],
  }));
  tellClash(app, table, inputs);
  return card;
}

/** Only where several were joined: of one table's own terms its card tells. */
function tellClash(app: AppContext, table: string, inputs: readonly DatasetCard[]): void {
  if (new Set(inputs.map(({ licence }) => licence)).size < 2) return;
  const stop = joinedLicences(inputs.map(({ licence }) => licence)).find(({ weight }) => weight === 'stop');
  if (stop === undefined) return;
  const names = stop.licences.map((id) => licenceOf(id).name).join(', ');
  giveNotice(app, 'warning', `notice.licence-${stop.code}`, { table, names });
}

export function forgetCard({ store }: Pick<AppContext, 'store'>, table: string): void {
  const { cards } = store.getState();
  const left = cards.filter((card) => card.table.toLowerCase() !== table.toLowerCase());
  if (left.length < cards.length) store.setState({ cards: left });
}

interface Extent {
  readonly rows: number;
  readonly drawable: number | null;
  readonly bbox: DatasetCard['bbox'];
}
const NOWHERE: Extent = { rows: 0, drawable: null, bbox: null };

/** From the rows themselves; places beyond the Earth's degrees give no box. */
async function extentOf(database: Database, { name, columns }: TableInfo): Promise<Extent> {
  const types = new Map(columns.map((column) => [column.name.toLowerCase(), column.sqlType]));
  const pair = LON_LAT.find((names) => names.every((column) => types.get(column) === 'DOUBLE'));
  const hasShape = types.get('geom') === 'BLOB';
  const measures = hasShape
    ? ['min(ST_XMin(geom))', 'min(ST_YMin(geom))', 'max(ST_XMax(geom))', 'max(ST_YMax(geom))', 'count(geom)']
    : pair === undefined
      ? null
      : ['min', 'min', 'max', 'max', 'count'].map((of, i) => `${of}(${quoteIdentifier(pair[i % 2]!)})`);
  const list = ['count(*)', ...(measures ?? [])].map((measure) => `CAST(${measure} AS DOUBLE)`).join(', ');
  const result = await database.query(`SELECT ${list} FROM ${quoteIdentifier(name)}`, { maxRows: 1 });
  const [rows, ...found] = Array.from({ length: measures === null ? 1 : 6 }, (_, i) => result.cell(0, i));
  const [west, south, east, north, drawable] = found.map((cell) => (cell === null ? Number.NaN : Number(cell)));
  const isOnEarth = Math.abs(west!) <= 180 && Math.abs(east!) <= 180 && south! >= -90 && north! <= 90;
  return {
    rows: Number(rows ?? 0),
    drawable: measures === null ? null : Number(drawable ?? 0),
    bbox: measures !== null && isOnEarth ? [west!, south!, east!, north!] : null,
  };
}
