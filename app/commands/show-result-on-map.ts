import { quoteIdentifier, quoteText } from '../core/base/sql-text.ts';
import type { Database, ResultTable } from '../core/store/database.ts';
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

/**
 * Puts the last result on the map: rows with `feature_id` or `sensor_id` recolour the layer they name, rows with a place
 * become a derived layer. Where neither is there, it is said what is needed. While the query is kept live, so is its
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
