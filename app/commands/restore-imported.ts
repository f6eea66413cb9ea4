import { quoteIdentifier } from '../core/base/sql-text.ts';
import type { Database, ResultTable } from '../core/store/database.ts';
import { geometrySource } from '../core/store/result-export.ts';
import type { LayerSpec } from '../core/twins/layer-spec.ts';
import type { LayerGeometry } from '../core/twins/scene-renderer.ts';
import { placesOf } from './derive-layer.ts';
import type { Ports } from './ports.ts';

/** Rows of one result: a result has an end in bytes as well. */
const ROWS_PER_READ = 20_000;
/** A building of unknown height is its own ground plan, as when it was imported. */
const FLAT_M = 0.2;
const POINT_HEIGHT_M = 4;

/** The geometry of an imported layer, made again of its table; null where the table is gone or has nothing to draw. */
export async function drawImported(
  { database, layerBuilder }: Pick<Ports, 'database' | 'layerBuilder'>,
  { id, table, shape }: LayerSpec,
): Promise<LayerGeometry | null> {
  const known = (await database.tables()).find(({ name }) => name === table);
  const names = new Set(known?.columns.map(({ name }) => name));
  if (!names.has('geom') || !names.has('feature_id')) return null;
  const hasHeights = shape === 'extrusion' && names.has('height_m');
  const parts: ResultTable[] = [];
  for await (const part of pagesOf(database, table, hasHeights)) parts.push(part);
  const rows = parts.reduce((sum, { rowCount }) => sum + rowCount, 0);
  const featureIds: string[] = [];
  const heightM = hasHeights ? new Float64Array(rows) : undefined;
  const shapes: { readonly bytes: Uint8Array; readonly ends: Uint32Array }[] = [];
  for (const part of parts) {
    const source = geometrySource(part);
    const places = source?.type === 'wkb' ? placesOf(part, source) : null;
    shapes.push(places?.type === 'wkb' ? places : { bytes: new Uint8Array(), ends: new Uint32Array(part.rowCount) });
    for (let row = 0; row < part.rowCount; row++) {
      if (heightM !== undefined) heightM[featureIds.length] = Math.max(FLAT_M, Number(part.cell(row, 2) ?? 0));
      featureIds.push(String(part.cell(row, 0)));
    }
  }
  const built = await layerBuilder.build({
    layerId: id,
    source: { type: 'wkb', ...joined(shapes), featureIds, ...(heightM === undefined ? {} : { heightM }) },
    shape,
    origin: null,
    pointHeightM: POINT_HEIGHT_M,
    store: false,
  });
  return built.placed > 0 ? built.geometry : null;
}

async function* pagesOf(database: Database, table: string, hasHeights: boolean): AsyncGenerator<ResultTable> {
  const name = quoteIdentifier(table);
  const last = await database.query(`SELECT max(rowid) AS last FROM ${name}`);
  const lastRow = Number(last.cell(0, 0) ?? -1);
  for (let from = 0; from <= lastRow; from += ROWS_PER_READ) {
    yield await database.query(
      `SELECT feature_id, geom${hasHeights ? ', height_m' : ''} FROM ${name}
       WHERE rowid >= ${from} AND rowid < ${from + ROWS_PER_READ} ORDER BY rowid`,
      { maxRows: ROWS_PER_READ },
    );
  }
}

function joined(shapes: readonly { readonly bytes: Uint8Array; readonly ends: Uint32Array }[]) {
  const bytes = new Uint8Array(shapes.reduce((sum, part) => sum + part.bytes.length, 0));
  const ends = new Uint32Array(shapes.reduce((sum, part) => sum + part.ends.length, 0));
  let byte = 0;
  let row = 0;
  for (const part of shapes) {
    bytes.set(part.bytes, byte);
    for (const end of part.ends) ends[row++] = byte + end;
    byte += part.bytes.length;
  }
  return { bytes, ends };
}
