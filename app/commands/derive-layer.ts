import { quoteIdentifier } from '../core/base/sql-text.ts';
import type { ResultTable } from '../core/store/database.ts';
import { type GeometrySource, geometrySource } from '../core/store/result-export.ts';
import type { LayerSource } from '../core/twins/layer-builder.ts';
import type { LayerSpec } from '../core/twins/layer-spec.ts';
import type { AppContext } from './app-context.ts';
import { giveNotice } from './give-notice.ts';
import type { MapTarget } from './map-target.ts';
import { ruleForResult } from './result-colour.ts';
import { RESULT_LIMIT } from './run-query.ts';

/** Rows that become features: as many as a result keeps. */
const MOST_FEATURES = RESULT_LIMIT;
/** Points of a result stand this far above the ground, to be seen between the trees. */
const POINT_HEIGHT_M = 4;
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
  const { store, ports, history } = app;
  const { database } = ports;
  const taken = new Set((await database.tables()).map((table) => table.name));
  for (const layer of store.getState().layers) taken.add(layer.table);
  let number = 1;
  while (taken.has(`${PREFIX}${number}`)) number += 1;
  const table = `${PREFIX}${number}`;
  await database.query(
    `CREATE TABLE ${quoteIdentifier(table)} AS
     SELECT '${ROW_PREFIX}' || row_number() OVER () AS feature_id, * FROM (\n${sql}\n) LIMIT ${MOST_FEATURES}`,
  );
  const rows = await database.query(
    `SELECT * FROM ${quoteIdentifier(table)} ORDER BY CAST(substr(feature_id, ${ROW_PREFIX.length + 1}) AS INTEGER)`,
    { maxRows: MOST_FEATURES },
  );
  const count = rows.rowCount;
  const source = geometrySource(rows);
  const { centre } = ports.dataset ?? {};
  const built =
    source === null
      ? null
      : await ports.layerBuilder.build({
          layerId: table,
          source: placesOf(rows, source),
          shape: null,
          origin: centre === undefined ? null : { lon: centre[0], lat: centre[1] },
          pointHeightM: POINT_HEIGHT_M,
          store: false,
        });
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
  history.record({
    label: 'change.map-result',
    undo: () => store.setState((state) => ({ layers: state.layers.filter(({ id }) => id !== table) })),
  });
  const cut = count === MOST_FEATURES && result.rowCount > count;
  giveNotice(app, 'info', cut ? 'notice.map-derived-cut' : 'notice.map-derived', { table, count });
}

/** Where each row lies, in flat buffers for the builder; rows keep their order. */
function placesOf(rows: ResultTable, source: GeometrySource): LayerSource {
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
