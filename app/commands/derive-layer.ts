import { quoteIdentifier } from '../core/base/sql-text.ts';
import { createLocalFrame } from '../core/geo/local-frame.ts';
import { centroid } from '../core/geo/measures.ts';
import { triangulateFeatures } from '../core/geo/triangulate.ts';
import type { ResultTable } from '../core/store/database.ts';
import { geometryOf, geometrySource } from '../core/store/result-export.ts';
import type { LayerShape, LayerSpec } from '../core/twins/layer-spec.ts';
import type { LayerGeometry, LocalOrigin } from '../core/twins/scene-renderer.ts';
import type { AppContext } from './app-context.ts';
import { giveNotice } from './give-notice.ts';
import type { MapTarget } from './map-target.ts';
import { ruleForResult } from './result-colour.ts';

/** Rows that become features; triangulating more would hold up the page. */
export const MOST_FEATURES = 5_000;
/** Points of a result stand this far above the ground, to be seen between the trees. */
const POINT_HEIGHT_M = 4;
const PREFIX = 'result_';
const ROW_PREFIX = 'row-';

type DeriveTarget = Extract<MapTarget, { readonly type: 'derive' }>;
type Geometry = NonNullable<ReturnType<typeof geometryOf>>;

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
  const geometries = Array.from({ length: source === null ? 0 : count }, (_, row) => geometryOf(rows, source!, row));
  const first = geometries.find((geometry) => geometry !== null);
  if (!first) {
    await database.query(`DROP TABLE ${quoteIdentifier(table)}`);
    return giveNotice(app, 'warning', 'notice.map-no-place');
  }

  const shape = shapeOf(first);
  const featureIds = geometries.map((_, row) => String(rows.cell(row, 0)));
  ports.showGeometry(geometryBuffers(table, shape, featureIds, geometries, ports.dataset?.centre ?? null));
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

function shapeOf(geometry: Geometry): Extract<LayerShape, 'point' | 'line' | 'surface'> {
  if (geometry.type.endsWith('Point')) return 'point';
  return geometry.type.endsWith('LineString') ? 'line' : 'surface';
}

function geometryBuffers(
  layerId: string,
  shape: 'point' | 'line' | 'surface',
  featureIds: readonly string[],
  geometries: readonly (Geometry | null)[],
  centre: readonly [lon: number, lat: number] | null,
): LayerGeometry {
  const places = geometries.map((geometry) => (geometry === null ? null : centroid(geometry)));
  const [lon, lat] = centre ?? places.find((place) => place !== null) ?? [0, 0];
  const origin: LocalOrigin = { lon, lat };
  if (shape === 'point') {
    const points = new Float64Array(places.length * 3);
    places.forEach((place, row) => {
      points.set([place?.[0] ?? Number.NaN, place?.[1] ?? Number.NaN, POINT_HEIGHT_M], row * 3);
    });
    return { layerId, shape, origin, featureIds, points };
  }
  const features = geometries.map((geometry) => ({ type: 'Feature' as const, geometry, properties: {} }));
  return { layerId, shape, origin, featureIds, mesh: triangulateFeatures(shape, features, createLocalFrame(origin)) };
}
