/**
 * Features of a person's own layers, drawn and changed on the map and in the table. Each change is written into the table,
 * drawn, and can be taken back; one after the other, in the order in which they were wished.
 */
import { quoteIdentifier, quoteText } from '../core/base/sql-text.ts';
import { readWkb } from '../core/geo/wkb.ts';
import { writeWkt } from '../core/geo/wkt.ts';
import type { TableColumn } from '../core/store/database.ts';
import {
  cellSql,
  createDrawnSql,
  deleteSql,
  insertSql,
  isWritable,
  type Place,
  shapeColumns,
  updateSql,
  writtenValueSql,
} from '../core/store/own-features.ts';
import type { LayerSpec } from '../core/twins/layer-spec.ts';
import { LEAST_POINTS, type Sketch, type SketchShape } from '../state/sketch.ts';
import type { AppContext } from './app-context.ts';
import { addDerived, forgetCard } from './describe-made.ts';
import { giveNotice } from './give-notice.ts';
import { drawImported } from './restore-imported.ts';
import { openSketch } from './sketch.ts';

export { isWritable } from '../core/store/own-features.ts';

const LABEL = 'change.drawing';
const SHAPES = { point: 'point', line: 'line', area: 'surface' } as const;

/** A layer whose features can be changed: rows of its own, drawn from its table. */
export function isEditable(layer: LayerSpec): boolean {
  return layer.kind === 'imported';
}

/** Changes wait for each other, whatever began them. */
let queue: Promise<unknown> = Promise.resolve();

function inTurn<T>(work: () => Promise<T>): Promise<T> {
  const turn = queue.then(work, work);
  queue = turn.catch(() => undefined);
  return turn;
}

function tell(app: AppContext, error: unknown): void {
  giveNotice(app, 'error', 'notice.drawing-failed', { detail: error instanceof Error ? error.message : String(error) });
}

const columnsOf = async ({ ports }: AppContext, table: string): Promise<readonly TableColumn[]> =>
  (await ports.database.tables()).find(({ name }) => name === table)?.columns ?? [];

/** Draws the layer of its table anew, and lets what it shows by its values be read again. */
async function redraw({ ports, store }: AppContext, layerId: string): Promise<void> {
  const layer = store.getState().layers.find(({ id }) => id === layerId);
  if (layer === undefined) return;
  const geometry = await drawImported(ports, layer);
  const { centre } = ports.dataset ?? {};
  const origin = { lon: centre?.[0] ?? 0, lat: centre?.[1] ?? 0 };
  const none = layer.shape === 'point' ? { points: new Float64Array(0) } : { chunks: [] };
  ports.showGeometry(geometry ?? { layerId, shape: layer.shape, origin, featureIds: [], ...none });
  if (layer.values === undefined) return;
  // The same question is not asked twice: a space more is another one.
  const values = {
    ...layer.values,
    sql: layer.values.sql.endsWith(' ') ? layer.values.sql.trimEnd() : `${layer.values.sql} `,
  };
  store.setState((state) => ({ layers: state.layers.map((one) => (one.id === layerId ? { ...one, values } : one)) }));
}

/** Writes a change that has a way back, draws it, and keeps the way. */
async function change(app: AppContext, layer: LayerSpec, forth: string, back: string): Promise<void> {
  const write = (sql: string) =>
    inTurn(async () => {
      await app.ports.database.query(sql);
      await redraw(app, layer.id);
    });
  await write(forth);
  const again = (sql: string) => () => void write(sql).catch((error) => tell(app, error));
  app.history.record({ label: LABEL, undo: again(back), redo: again(forth) });
}

/** Makes an empty layer to be drawn in, and opens the first sketch of it. */
export async function beginDrawnLayer(app: AppContext, shape: SketchShape, name: string): Promise<void> {
  const { ports, store } = app;
  try {
    const taken = new Set((await ports.database.tables()).map((table) => table.name.toLowerCase()));
    for (const layer of store.getState().layers) taken.add(layer.table.toLowerCase());
    let number = 1;
    while (taken.has(`drawn_${number}`)) number += 1;
    const table = `drawn_${number}`;
    const sql = createDrawnSql(table, shape);
    const layer: LayerSpec = {
      id: table,
      title: name.trim() === '' ? table : name.trim().slice(0, 200),
      table,
      kind: 'imported',
      shape: SHAPES[shape],
      visible: true,
      opacity: shape === 'area' ? 0.85 : 1,
      order: 1 + Math.max(-1, ...store.getState().layers.map(({ order }) => order)),
      colour: { type: 'plain' },
      side: 'both',
    };
    const make = async () => {
      await inTurn(() => ports.database.query(sql));
      store.setState((state) => ({
        layers: [...state.layers, layer],
        ...(shape === 'area' ? { form: 'layers' as const } : {}),
      }));
      openSketch(app, { shape, points: [], layerId: table, featureId: null });
      void addDerived(app, table, sql, layer.title).catch(() => undefined);
    };
    await make();
    app.history.record({
      label: 'change.drawn-layer',
      undo: () => void unmake(app, table).catch((error) => tell(app, error)),
      redo: () => void make().catch((error) => tell(app, error)),
    });
  } catch (error) {
    tell(app, error);
  }
}

/** What was drawn in it has been taken back before. */
async function unmake(app: AppContext, table: string): Promise<void> {
  const { store, ports } = app;
  const { sketch, selected } = store.getState();
  if (sketch?.layerId === table) openSketch(app, null);
  store.setState((state) => ({
    layers: state.layers.filter(({ id }) => id !== table),
    selected: selected?.layerId === table ? null : selected,
  }));
  forgetCard(app, table);
  await inTurn(() => ports.database.query(`DROP TABLE IF EXISTS ${quoteIdentifier(table)}`));
}

/** Opens a sketch for a new feature of a layer. */
export function beginFeature(app: AppContext, layer: LayerSpec): void {
  const shape = layer.shape === 'point' ? 'point' : layer.shape === 'line' ? 'line' : 'area';
  openSketch(app, { shape, points: [], layerId: layer.id, featureId: null });
}

/** Opens the shape of a feature to be changed; what has holes or several parts is left as it is, which is said. */
export async function beginReshape(app: AppContext, layer: LayerSpec, featureId: string): Promise<void> {
  const read = await app.ports.database.query(
    `SELECT geom FROM ${quoteIdentifier(layer.table)} WHERE feature_id = ${quoteText(featureId)} LIMIT 1`,
    { maxRows: 1 },
  );
  const cell = read.rowCount === 0 ? null : read.cell(0, 0);
  const geometry = cell instanceof Uint8Array ? readWkb(cell).value : null;
  const single =
    geometry?.type === 'MultiPolygon' && geometry.coordinates.length === 1
      ? ({ type: 'Polygon', coordinates: geometry.coordinates[0]! } as const)
      : geometry?.type === 'MultiLineString' && geometry.coordinates.length === 1
        ? ({ type: 'LineString', coordinates: geometry.coordinates[0]! } as const)
        : geometry;
  const place = (position: readonly number[]): Place => [position[0]!, position[1]!];
  const open = (shape: SketchShape, points: readonly Place[]) =>
    openSketch(app, { shape, points, layerId: layer.id, featureId });
  if (single?.type === 'Point') open('point', [place(single.coordinates)]);
  else if (single?.type === 'LineString') open('line', single.coordinates.map(place));
  else if (single?.type === 'Polygon' && single.coordinates.length === 1) {
    open('area', single.coordinates[0]!.slice(0, -1).map(place));
  } else giveNotice(app, 'warning', 'notice.drawing-not-simple');
}

function wktOf({ shape, points }: Sketch): string {
  const at = points.map(([lon, lat]): [number, number] => [lon, lat]);
  if (shape === 'point') return writeWkt({ type: 'Point', coordinates: at[0]! });
  if (shape === 'line') return writeWkt({ type: 'LineString', coordinates: at });
  return writeWkt({ type: 'Polygon', coordinates: [[...at, at[0]!]] });
}

/** Writes the sketch into its layer's table. A shape that is not sound stays open, and the reason is said. */
export async function finishSketch(app: AppContext): Promise<void> {
  const { sketch, layers } = app.store.getState();
  const layer = layers.find(({ id }) => id === sketch?.layerId);
  if (sketch === null || layer === undefined || sketch.points.length < LEAST_POINTS[sketch.shape]) return;
  const { database } = app.ports;
  const { table } = layer;
  try {
    const wkt = wktOf(sketch);
    const shape = `ST_GeomFromText(${quoteText(wkt)})`;
    const looked = await database.query(
      `SELECT ST_IsValid(${shape}), ST_IsValidReason(${shape}),
  (SELECT coalesce(max(TRY_CAST(substr(feature_id, 2) AS INTEGER)), 0) + 1 FROM ${quoteIdentifier(table)} WHERE feature_id LIKE 'f%')`,
      { maxRows: 1 },
    );
    if (looked.cell(0, 0) !== true) {
      giveNotice(app, 'warning', 'notice.drawing-not-sound', { reason: String(looked.cell(0, 1)) });
      return;
    }
    const columns = await columnsOf(app, table);
    const values = shapeColumns(columns, wkt, sketch.points);
    const { featureId } = sketch;
    if (featureId === null) {
      const id = `f${Number(looked.cell(0, 2))}`;
      await change(
        app,
        layer,
        insertSql(table, new Map([['feature_id', quoteText(id)], ...values])),
        deleteSql(table, id),
      );
      // The next one of the same layer.
      openSketch(app, { ...sketch, points: [] });
    } else {
      const back = await rowValues(app, table, featureId, columns, (name) => values.has(name));
      await change(app, layer, updateSql(table, featureId, values), updateSql(table, featureId, back));
      openSketch(app, null);
    }
  } catch (error) {
    tell(app, error);
  }
}

async function rowValues(
  { ports }: AppContext,
  table: string,
  featureId: string,
  columns: readonly TableColumn[],
  isWanted: (name: string) => boolean,
): Promise<ReadonlyMap<string, string>> {
  const wanted = columns.filter(({ name }) => isWanted(name));
  const names = wanted.map(({ name }) => quoteIdentifier(name)).join(', ');
  const read = await ports.database.query(
    `SELECT ${names} FROM ${quoteIdentifier(table)} WHERE feature_id = ${quoteText(featureId)} LIMIT 1`,
    { maxRows: 1 },
  );
  if (read.rowCount === 0) throw new Error(`no row ${featureId} in ${table}`);
  return new Map(wanted.map((column, index) => [column.name, cellSql(read.cell(0, index), column)]));
}

export async function deleteFeature(app: AppContext, layer: LayerSpec, featureId: string): Promise<void> {
  const { table } = layer;
  try {
    const row = await rowValues(app, table, featureId, await columnsOf(app, table), () => true);
    await change(app, layer, deleteSql(table, featureId), insertSql(table, row));
    const { selected, sketch } = app.store.getState();
    if (selected?.layerId === layer.id && selected.featureId === featureId) app.store.setState({ selected: null });
    if (sketch?.layerId === layer.id && sketch.featureId === featureId) openSketch(app, null);
  } catch (error) {
    tell(app, error);
  }
}

/** Writes one value; what does not fit the column's type is not written. Resolves to whether it was. */
export async function writeAttribute(
  app: AppContext,
  layer: LayerSpec,
  featureId: string,
  column: TableColumn,
  text: string,
): Promise<'written' | 'wrong-type' | 'failed'> {
  const { table } = layer;
  if (!isWritable(column)) return 'failed';
  try {
    const value = writtenValueSql(column, text);
    if (value !== 'NULL') {
      const looked = await app.ports.database.query(`SELECT ${value} IS NOT NULL`, { maxRows: 1 });
      if (looked.cell(0, 0) !== true) return 'wrong-type';
    }
    const back = await rowValues(app, table, featureId, [column], () => true);
    const forth = new Map([[column.name, value]]);
    await change(app, layer, updateSql(table, featureId, forth), updateSql(table, featureId, back));
    return 'written';
  } catch (error) {
    tell(app, error);
    return 'failed';
  }
}
