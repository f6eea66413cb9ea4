import { quoteIdentifier } from '../core/base/sql-text.ts';
import type { ResultTable } from '../core/store/database.ts';
import { type GeometrySource, geometrySource } from '../core/store/result-export.ts';
import type { BuildProgress, LayerSource } from '../core/twins/layer-builder.ts';
import type { LayerSpec } from '../core/twins/layer-spec.ts';
import type { AppContext } from './app-context.ts';
import { addDerived } from './describe-made.ts';
import { giveNotice } from './give-notice.ts';
import type { MapTarget } from './map-target.ts';
import { ruleForResult } from './result-colour.ts';
import { RESULT_LIMIT } from './run-query.ts';

/** Rows that become features: as many as a result keeps. */
export const MOST_FEATURES = RESULT_LIMIT;
/** Points of a result stand this far above the ground, to be seen between the trees. */
export const POINT_HEIGHT_M = 4;
/** Fewer rows are a layer before a notice could be read. */
const TOLD_ROWS = 2_000;
const BUILDING = 'notice.map-building';
const PREFIX = 'result_';
const ROW_PREFIX = 'row-';

type DeriveTarget = Extract<MapTarget, { readonly type: 'derive' }>;

/**
 * Makes a layer of a query's rows. The rows become a table of the person's own, `result_1` and so on, so that the new
 * layer can be inspected, coloured and queried like any other. What is drawn is read from that table: run again, a query
 * may give other rows than the ones shown, or the same in another order.
 */
export async function deriveLayer(
  app: AppContext,
  result: ResultTable,
  target: DeriveTarget,
  sql: string,
): Promise<void> {
  const { store, ports } = app;
  const { database } = ports;
  const taken = new Set((await database.tables()).map((table) => table.name));
  for (const layer of store.getState().layers) taken.add(layer.table);
  let number = 1;
  while (taken.has(`${PREFIX}${number}`)) number += 1;
  const table = `${PREFIX}${number}`;
  const work = new AbortController();
  const { signal } = work;
  app.results.cancelLayer?.();
  const cancel = () => work.abort();
  app.results.cancelLayer = cancel;
  const many = result.rowCount >= TOLD_ROWS;
  if (many) giveNotice(app, 'info', BUILDING, { count: result.rowCount, share: 0 });
  try {
    await makeLayer(app, result, target, sql, table, signal);
  } catch (error) {
    if (!signal.aborted) throw error;
    await database.query(`DROP TABLE IF EXISTS ${quoteIdentifier(table)}`);
    giveNotice(app, 'info', 'notice.map-cancelled');
  } finally {
    if (app.results.cancelLayer === cancel) app.results.cancelLayer = null;
    if (many) store.setState(({ notices }) => ({ notices: notices.filter(({ key }) => key !== BUILDING) }));
  }
}

async function makeLayer(
  app: AppContext,
  result: ResultTable,
  target: DeriveTarget,
  sql: string,
  table: string,
  signal: AbortSignal,
): Promise<void> {
  const { store, ports, history } = app;
  const { database } = ports;
  await database.query(
    `CREATE TABLE ${quoteIdentifier(table)} AS
     SELECT '${ROW_PREFIX}' || row_number() OVER () AS feature_id, * FROM (\n${sql}\n) LIMIT ${MOST_FEATURES}`,
    { signal },
  );
  const rows = await database.query(rowsOfResultSql(table), { maxRows: MOST_FEATURES, signal });
  const count = rows.rowCount;
  const source = geometrySource(rows);
  const { centre } = ports.dataset ?? {};
  const built =
    source === null
      ? null
      : await ports.layerBuilder.build(
          {
            layerId: table,
            source: placesOf(rows, source),
            shape: null,
            origin: centre === undefined ? null : { lon: centre[0], lat: centre[1] },
            pointHeightM: POINT_HEIGHT_M,
            store: false,
          },
          { signal, onProgress: (progress) => tellShare(app, progress) },
        );
  // Where the wish to stop came too late for the worker, it still counts.
  if (signal.aborted) throw new Error('cancelled');
  if (built === null || built.placed === 0) {
    await database.query(`DROP TABLE ${quoteIdentifier(table)}`);
    return giveNotice(app, 'warning', 'notice.map-no-place');
  }
  const { shape } = built;
  ports.showGeometry(built.geometry);
  const { layers } = store.getState();
  const { valueColumn } = target;
  const layer: LayerSpec = {
    id: table,
    title: table,
    table,
    kind: 'derived',
    shape,
    visible: true,
    opacity: shape === 'surface' ? 0.85 : 1,
    order: 1 + Math.max(-1, ...layers.map(({ order }) => order)),
    colour: ruleForResult(rows, valueColumn),
    values: {
      sql: `SELECT feature_id, ${valueColumn === null ? "'in the result'" : quoteIdentifier(valueColumn)} AS value
FROM ${quoteIdentifier(table)}`,
      live: false,
    },
    side: 'both',
  };
  store.setState({ layers: [...layers, layer], ...(shape === 'surface' ? { form: 'layers' as const } : {}) });
  void addDerived(app, table, sql).catch(() => undefined);
  history.record({
    label: 'change.map-result',
    undo: () => store.setState((state) => ({ layers: state.layers.filter(({ id }) => id !== table) })),
  });
  const cut = count === MOST_FEATURES && result.rowCount > count;
  giveNotice(app, 'info', cut ? 'notice.map-derived-cut' : 'notice.map-derived', { table, count });
}

/** The rows of a table that was made of a result, as they came. */
export function rowsOfResultSql(table: string): string {
  const number = `CAST(substr(feature_id, ${ROW_PREFIX.length + 1}) AS INTEGER)`;
  return `SELECT * FROM ${quoteIdentifier(table)} ORDER BY ${number}`;
}

/** The notice keeps its place; only its share moves on. */
function tellShare({ store }: AppContext, { features, allFeatures }: BuildProgress): void {
  if (allFeatures === 0) return;
  const share = Math.round((features / allFeatures) * 100) / 100;
  store.setState(({ notices }) => ({
    notices: notices.map((notice) =>
      notice.key === BUILDING ? { ...notice, values: { ...notice.values, share } } : notice,
    ),
  }));
}

/** Where each row lies, in flat buffers for the builder; rows keep their order. */
export function placesOf(rows: ResultTable, source: GeometrySource): LayerSource {
  const count = rows.rowCount;
  if (source.type === 'point') {
    const column = (at: number) => Float64Array.from({ length: count }, (_, row) => Number(rows.cell(row, at) ?? NaN));
    return { type: 'points', lon: column(source.lonColumn), lat: column(source.latColumn) };
  }
  const cells = Array.from({ length: count }, (_, row) => rows.cell(row, source.column));
  const ends = new Uint32Array(count);
  let length = 0;
  cells.forEach((cell, row) => {
    length += cell instanceof Uint8Array ? cell.length : 0;
    ends[row] = length;
  });
  const bytes = new Uint8Array(length);
  cells.forEach((cell, row) => {
    if (cell instanceof Uint8Array) bytes.set(cell, ends[row]! - cell.length);
  });
  return { type: 'wkb', bytes, ends };
}
