import { quoteIdentifier } from '../core/base/sql-text.ts';
import { geometrySource } from '../core/store/result-export.ts';
import type { LayerSpec } from '../core/twins/layer-spec.ts';
import { OWN_FINDINGS, OWN_STREETS } from '../state/own-place.ts';
import type { AppContext } from './app-context.ts';
import { MOST_FEATURES, POINT_HEIGHT_M, placesOf } from './derive-layer.ts';

const FINDINGS: LayerSpec['colour'] = {
  type: 'categories',
  attribute: 'own_finding',
  categories: [
    { value: 'dead-end', colour: '#56b4e9', label: 'legend.finding.dead-end' },
    { value: 'missing-crossing', colour: '#d55e00', label: 'legend.finding.missing-crossing' },
    { value: 'cut-off', colour: '#cc79a7', label: 'legend.finding.cut-off' },
  ],
};

/** Draws the network as a layer, from its table; its rows are the links that the models write their results for. */
export async function drawOwnStreets(app: AppContext): Promise<void> {
  await draw(app, OWN_STREETS, { colour: { type: 'plain' } });
}

/** Dead ends, missing crossings and parts that are cut off, each with a sign on the map. */
export async function showOwnFindings(app: AppContext): Promise<void> {
  await draw(app, OWN_FINDINGS, {
    colour: FINDINGS,
    values: { sql: `SELECT feature_id, kind AS value FROM ${OWN_FINDINGS}`, live: false },
  });
}

async function draw(
  { store, ports }: AppContext,
  table: typeof OWN_STREETS | typeof OWN_FINDINGS,
  looks: Pick<LayerSpec, 'colour' | 'values'>,
): Promise<void> {
  const sql = `SELECT feature_id, geom FROM ${quoteIdentifier(table)}`;
  const rows = await ports.database.query(sql, { maxRows: MOST_FEATURES });
  const source = geometrySource(rows);
  if (source === null) return;
  const built = await ports.layerBuilder.build({
    layerId: table,
    source: placesOf(rows, source),
    shape: table === OWN_STREETS ? 'line' : 'point',
    origin: null,
    pointHeightM: POINT_HEIGHT_M,
    store: false,
  });
  // Rows are numbered as they came: the links' own names take the place of the numbers.
  const featureIds = built.geometry.featureIds.map((_, row) => String(rows.cell(row, 0)));
  ports.showGeometry({ ...built.geometry, featureIds });
  const order = 1 + Math.max(-1, ...store.getState().layers.map((layer) => layer.order));
  const layer: LayerSpec = {
    id: table,
    title: `layer.name.${table}`,
    table,
    kind: 'imported',
    shape: table === OWN_STREETS ? 'line' : 'point',
    visible: true,
    opacity: 1,
    order,
    ...looks,
    side: 'both',
  };
  store.setState(({ layers }) => ({ layers: [...layers.filter(({ id }) => id !== table), layer] }));
}
