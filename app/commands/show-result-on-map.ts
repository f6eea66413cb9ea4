import { quoteIdentifier, quoteText } from '../core/base/sql-text.ts';
import type { Database, ResultTable } from '../core/store/database.ts';
import { geometrySource } from '../core/store/result-export.ts';
import { splitStatements } from '../core/store/statement-guard.ts';
import type { LayerSpec } from '../core/twins/layer-spec.ts';
import type { AppContext } from './app-context.ts';
import { replaceLayer } from './change-layer.ts';
import type { ChangeRecord } from './change-record.ts';
import { deriveLayer } from './derive-layer.ts';
import { giveNotice } from './give-notice.ts';
import { mapTarget } from './map-target.ts';
import { IN_RESULT, ruleForResult } from './result-colour.ts';

export interface ShownResult extends ChangeRecord {
  /** Settles when it is on the map, or when it was said why not. */
  readonly finished: Promise<void>;
}

/** Ids that are looked up to find the layer they belong to. */
const PROBE_IDS = 50;
/** Shapes that are held against those of the layer. */
const PROBE_SHAPES = 3;

/**
 * Puts the last result on the map: rows with `feature_id` or `sensor_id` recolour the layer they name, rows with a place
 * become a derived layer, and so do rows whose shapes are not those of the layer. Where neither is there, it is said what
 * is needed. While the query is kept live, so is its
 * colouring.
 */
export function showResultOnMap(app: AppContext): ShownResult {
  const label = 'change.map-result';
  const { table } = app.results;
  if (table === null) return { label, finished: Promise.resolve() };
  const finished = show(app, table).catch((error: unknown) =>
    giveNotice(app, 'error', 'notice.map-failed', { detail: error instanceof Error ? error.message : String(error) }),
  );
  return { label, finished };
}

async function show(app: AppContext, table: ResultTable): Promise<void> {
  const { store, ports, history } = app;
  const { query, layers } = store.getState();
  const target = mapTarget(table);
  if (target.type === 'none') return giveNotice(app, 'warning', `notice.map-${target.reason}`);
  const sql = splitStatements(query.sql).at(-1)?.text ?? query.sql;
  if (target.type === 'derive') return deriveLayer(app, table, target, sql);

  const layer =
    target.idColumn === 'sensor_id'
      ? layers.find((candidate) => candidate.table === 'sensors')
      : await layerOfIds(ports.database, layers, idsIn(table));
  const places = geometrySource(table);
  const hasShapes = places?.type === 'wkb';
  if (
    hasShapes &&
    (layer === undefined || (await hasOtherShapes(ports.database, layer, table, target.idColumn, places.column)))
  ) {
    const { valueColumn } = target;
    return deriveLayer(app, table, { type: 'derive', source: places, valueColumn }, sql);
  }
  if (layer === undefined) return giveNotice(app, 'warning', 'notice.map-unknown-ids', { column: target.idColumn });
  const value = target.valueColumn === null ? quoteText(IN_RESULT) : quoteIdentifier(target.valueColumn);
  const values = {
    sql: `SELECT ${quoteIdentifier(target.idColumn)} AS feature_id, ${value} AS value FROM (\n${sql}\n)`,
    live: query.live,
  };
  const colour = ruleForResult(table, target.valueColumn);
  const change = replaceLayer(store, layer.id, 'change.map-result', (spec) => ({
    ...spec,
    kind: 'derived',
    visible: true,
    colour,
    values,
  }));
  history.record(change);
  showColours(app, layer);
  giveNotice(app, 'info', 'notice.map-recoloured', { layer: layer.title });
}

/** Whether the shapes of a result are not those of the layer its ids name: `ST_Buffer(geom, 100)` is to be seen itself. */
async function hasOtherShapes(
  database: Database,
  layer: LayerSpec,
  table: ResultTable,
  idColumn: string,
  geometryColumn: number,
): Promise<boolean> {
  const ids = table.columns.findIndex(({ name }) => name === idColumn);
  const probes: string[] = [];
  for (let row = 0; row < table.rowCount && probes.length < PROBE_SHAPES; row++) {
    const shape = table.cell(row, geometryColumn);
    if (!(shape instanceof Uint8Array)) continue;
    const id = quoteText(String(table.cell(row, ids)));
    probes.push(`(${quoteIdentifier(idColumn)} = ${id} AND geom = from_hex('${hexOf(shape)}'))`);
  }
  if (probes.length === 0) return false;
  const known = (await database.tables()).find(({ name }) => name === layer.table);
  if (!known?.columns.some(({ name }) => name === 'geom')) return false;
  const result = await database.query(
    `SELECT count(*) AS same FROM ${quoteIdentifier(layer.table)} WHERE ${probes.join(' OR ')}`,
  );
  return Number(result.cell(0, 0)) === 0;
}

function hexOf(bytes: Uint8Array): string {
  return Array.from(bytes, (byte) => byte.toString(16).padStart(2, '0')).join('');
}

/** In the 3D form buildings stay card and areas are put away: whoever asks for colours there means the Layers form. */
function showColours({ store }: AppContext, layer: LayerSpec): void {
  if (layer.shape === 'extrusion' || layer.shape === 'surface') store.setState({ form: 'layers' });
}

function idsIn(table: ResultTable): readonly string[] {
  const column = table.columns.findIndex(({ name }) => name === 'feature_id');
  const count = Math.min(PROBE_IDS, table.rowCount);
  return Array.from({ length: count }, (_, row) => table.cell(row, column))
    .filter((cell) => cell !== null)
    .map(String);
}

/** The layer whose table knows most of the ids; undefined where none knows any. */
async function layerOfIds(
  database: Database,
  layers: readonly LayerSpec[],
  ids: readonly string[],
): Promise<LayerSpec | undefined> {
  if (ids.length === 0 || layers.length === 0) return undefined;
  const known = new Set((await database.tables()).map((table) => table.name));
  const candidates = layers.filter((layer) => known.has(layer.table));
  const list = ids.map(quoteText).join(', ');
  const counts = candidates.map(
    (layer, index) =>
      `SELECT ${index} AS layer, count(*) AS hits FROM ${quoteIdentifier(layer.table)} WHERE feature_id IN (${list})`,
  );
  if (counts.length === 0) return undefined;
  const result = await database.query(
    `SELECT layer FROM (${counts.join('\nUNION ALL ')}) WHERE hits > 0 ORDER BY hits DESC`,
  );
  return result.rowCount === 0 ? undefined : candidates[Number(result.cell(0, 0))];
}
