/** A layer joined with the stream: what can be joined, the SQL of it, and what is done with it. */
import { quoteIdentifier } from '../core/base/sql-text.ts';
import type { Database } from '../core/store/database.ts';
import { geometrySource } from '../core/store/result-export.ts';
import { type StreamJoin, streamJoinSql } from '../core/store/stream-join-sql.ts';
import type { ColourRule, LayerSpec } from '../core/twins/layer-spec.ts';
import { JOINS_KEY, withJoin } from '../state/stream-joins.ts';
import type { AppContext } from './app-context.ts';
import { replaceLayer } from './change-layer.ts';
import type { ChangeRecord } from './change-record.ts';
import { deriveLayer } from './derive-layer.ts';
import { addDerived } from './describe-made.ts';
import { giveNotice } from './give-notice.ts';
import { roundedSpan } from './result-colour.ts';

export { streamJoinSql } from '../core/store/stream-join-sql.ts';

export interface JoinedProperty {
  readonly name: string;
  /** UCUM code. */
  readonly unit: string;
  readonly sensors: number;
}

export interface JoinChoices {
  /** Tables with features and places, by name. */
  readonly tables: readonly { readonly name: string; readonly rowCount: number | null }[];
  readonly properties: readonly JoinedProperty[];
}

export interface JoinWork extends ChangeRecord {
  /** Settles when it is done or was said why not; it never rejects. */
  readonly finished: Promise<void>;
}

const LABEL = 'change.join';
const MOST_PROPERTIES = 200;
/** Joins of many features take longer than a person's query may; they can be left alone meanwhile. */
const TIME_LIMIT_MS = 120_000;

/** Opens the dialog, for a table where one is given. */
export function openJoin({ store }: AppContext, table: string | null): ChangeRecord {
  store.setState({ joinDialog: { table } });
  return { label: LABEL };
}

export function closeJoin({ store }: AppContext): ChangeRecord {
  store.setState({ joinDialog: null });
  return { label: LABEL };
}

export async function readJoinChoices(database: Database): Promise<JoinChoices> {
  const tables = (await database.tables())
    .filter(({ name, columns }) => {
      const types = new Map(columns.map((column) => [column.name, column.sqlType]));
      return types.get('geom') === 'BLOB' && types.has('feature_id') && name !== 'sensors';
    })
    .map(({ name, rowCount }) => ({ name, rowCount }))
    .sort((a, b) => a.name.localeCompare(b.name));
  const result = await database.query(
    `SELECT property, any_value(unit) AS unit, count(DISTINCT sensor_id)::INTEGER AS sensors
     FROM observations_latest GROUP BY property ORDER BY property`,
    { maxRows: MOST_PROPERTIES },
  );
  const properties = Array.from({ length: result.rowCount }, (_, row) => ({
    name: String(result.cell(row, 0)),
    unit: String(result.cell(row, 1) ?? ''),
    sensors: Number(result.cell(row, 2)),
  }));
  return { tables, properties };
}

/**
 * Colours the layer by its join, live; hexagons and tables that no layer draws become a layer of their own. Says how many
 * features got a value.
 */
export function showJoin(app: AppContext, join: StreamJoin): JoinWork {
  return working(app, join, () => show(app, join));
}

/** Makes a table of the person's own of the join as it stands now, with a card that tells by which SQL. */
export function keepJoin(app: AppContext, join: StreamJoin, table: string): JoinWork {
  return working(app, join, async () => {
    const sql = streamJoinSql(join);
    const statement = `CREATE TABLE ${quoteIdentifier(table)} AS\n${sql}`;
    await app.ports.database.query(statement, { timeLimitMs: TIME_LIMIT_MS });
    const card = await addDerived(app, table, sql);
    giveNotice(app, 'info', 'notice.join-kept', { table, count: card.quality.features });
  });
}

function working(app: AppContext, join: StreamJoin, work: () => Promise<void>): JoinWork {
  const { store, ports } = app;
  const streamJoins = withJoin(store.getState().streamJoins, join);
  store.setState({ streamJoins });
  ports.settings.set(JOINS_KEY, JSON.stringify(streamJoins));
  const finished = work().catch((error: unknown) =>
    giveNotice(app, 'error', 'notice.join-failed', { detail: error instanceof Error ? error.message : String(error) }),
  );
  return { label: LABEL, finished };
}

async function show(app: AppContext, join: StreamJoin): Promise<void> {
  const { store, history } = app;
  const sql = streamJoinSql(join);
  const found = await measure(app, join, sql);
  if (found.low === null || found.high === null)
    return giveNotice(app, 'warning', 'notice.join-nothing', { ...found.told });
  const colour: ColourRule = {
    type: 'ramp',
    attribute: join.property,
    ramp: 'viridis',
    ...roundedSpan(found.low, found.high),
    breaks: [],
    unit: found.unit,
  };
  const layer = store.getState().layers.find(({ table }) => table === join.layer);
  if (join.method.type === 'cells' || layer === undefined) await derive(app, join, sql, colour);
  else {
    const values = { sql: `SELECT feature_id, value, time FROM (\n${sql}\n)`, live: true };
    history.record(replaceLayer(store, layer.id, LABEL, (spec) => joinedLayer(spec, colour, values)));
    if (layer.shape === 'extrusion' || layer.shape === 'surface') store.setState({ form: 'layers' });
  }
  const isWhole = join.method.type === 'cells';
  giveNotice(app, 'info', isWhole ? 'notice.join-cells' : 'notice.join-shown', found.told);
}

/** A person's choice of looks goes; that a layer is imported stays, its shapes come back from its table. */
function joinedLayer(spec: LayerSpec, colour: ColourRule, values: NonNullable<LayerSpec['values']>): LayerSpec {
  const { style: _style, ...rest } = spec;
  return { ...rest, kind: spec.kind === 'imported' ? 'imported' : 'derived', visible: true, colour, values };
}

async function measure({ ports }: AppContext, join: StreamJoin, sql: string) {
  const all = join.method.type === 'cells' ? 'count(*)' : `(SELECT count(*) FROM ${quoteIdentifier(join.layer)})`;
  const result = await ports.database.query(
    `SELECT min(value), max(value), any_value(unit), count(value)::INTEGER, ${all}::INTEGER FROM (\n${sql}\n)`,
    { timeLimitMs: TIME_LIMIT_MS, maxRows: 1 },
  );
  const [low, high, unit, count, features] = Array.from({ length: 5 }, (_, column) => result.cell(0, column));
  const number = (cell: typeof low) => (cell === null || cell === undefined ? null : Number(cell));
  const [given, of] = [Number(count ?? 0), Number(features ?? 0)];
  return {
    low: number(low),
    high: number(high),
    unit: String(unit ?? ''),
    told: { layer: join.layer, given, missing: Math.max(0, of - given) },
  };
}

/** Rows with shapes of their own; the colours go on with the stream, by the name that each row has in the join. */
async function derive(app: AppContext, join: StreamJoin, sql: string, colour: ColourRule): Promise<void> {
  const { store, ports } = app;
  const ofLayer = `SELECT j.*, f.geom FROM (\n${sql}\n) j JOIN ${quoteIdentifier(join.layer)} f ON f.feature_id = j.feature_id`;
  const rows = join.method.type === 'cells' ? sql : ofLayer;
  const named = `SELECT feature_id AS joined_id, * EXCLUDE (feature_id) FROM (\n${rows}\n)`;
  const result = await ports.database.query(named, { timeLimitMs: TIME_LIMIT_MS });
  const source = geometrySource(result);
  if (source === null) return giveNotice(app, 'warning', 'notice.map-no-place');
  const before = new Set(store.getState().layers.map(({ id }) => id));
  await deriveLayer(app, result, { type: 'derive', source, valueColumn: 'value' }, named);
  const made = store.getState().layers.find(({ id }) => !before.has(id));
  if (made === undefined) return;
  const live = `SELECT t.feature_id, j.value, j.time FROM ${quoteIdentifier(made.table)} t JOIN (\n${sql}\n) j ON j.feature_id = t.joined_id`;
  replaceLayer(store, made.id, LABEL, (layer) => ({ ...layer, colour, values: { sql: live, live: true } }));
}
