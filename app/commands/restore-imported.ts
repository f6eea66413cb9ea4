import { quoteIdentifier } from '../core/base/sql-text.ts';
import type { Cell, Database, ResultTable } from '../core/store/database.ts';
import { geometrySource } from '../core/store/result-export.ts';
import type { WkbRows } from '../core/twins/layer-builder.ts';
import { lineWidthsM } from '../core/twins/layer-size.ts';
import type { LayerSpec } from '../core/twins/layer-spec.ts';
import type { LayerGeometry } from '../core/twins/scene-renderer.ts';
import { placesOf } from './derive-layer.ts';
import type { Ports } from './ports.ts';

/** Rows of one result: a result has an end in bytes as well. */
const ROWS_PER_READ = 20_000;
/** A building of unknown height is its own ground plan, as when it was imported. */
const FLAT_M = 0.2;
const POINT_HEIGHT_M = 4;
const HEIGHT = 'height_m';
const ROOFS = 'roof_geom';
const WALLS = 'wall_geom';

/** The geometry of an imported layer, made again of its table; null where the table is gone or has nothing to draw. */
export async function drawImported(
  { database, layerBuilder }: Pick<Ports, 'database' | 'layerBuilder'>,
  { id, table, shape, style }: LayerSpec,
): Promise<LayerGeometry | null> {
  const known = (await database.tables()).find(({ name }) => name === table);
  const names = new Set(known?.columns.map(({ name }) => name));
  if (!names.has('geom') || !names.has('feature_id')) return null;
  const size = shape === 'line' ? (style?.size ?? null) : null;
  const asked = [
    ...(shape === 'extrusion' ? [HEIGHT, ROOFS, WALLS] : []),
    ...(size?.type === 'column' ? [size.name] : []),
  ].filter((name) => names.has(name));
  const parts: ResultTable[] = [];
  for await (const part of pagesOf(database, table, asked)) parts.push(part);
  const shapes: WkbRows[] = [];
  for (const part of parts) {
    const source = geometrySource(part);
    const places = source?.type === 'wkb' ? placesOf(part, source) : null;
    shapes.push(places?.type === 'wkb' ? places : { bytes: new Uint8Array(), ends: new Uint32Array(part.rowCount) });
  }
  const cells = (name: string): readonly Cell[] | null => {
    const at = asked.indexOf(name);
    return at < 0
      ? null
      : parts.flatMap((part) => Array.from({ length: part.rowCount }, (_, row) => part.cell(row, 2 + at)));
  };
  const featureIds = parts.flatMap((part) =>
    Array.from({ length: part.rowCount }, (_, row) => String(part.cell(row, 0))),
  );
  const heights = cells(HEIGHT);
  const [roofs, walls] = [rowsOf(cells(ROOFS)), rowsOf(cells(WALLS))];
  const widthM = lineWidthsM(
    size,
    size?.type === 'column' ? (cells(size.name) ?? featureIds.map(() => null)) : featureIds,
  );
  const built = await layerBuilder.build({
    layerId: id,
    source: {
      type: 'wkb',
      ...joined(shapes),
      featureIds,
      ...(heights === null
        ? {}
        : { heightM: Float64Array.from(heights, (cell) => Math.max(FLAT_M, Number(cell ?? 0))) }),
      ...(roofs === null ? {} : { roofs }),
      ...(walls === null ? {} : { walls }),
      ...(widthM === null ? {} : { widthM }),
    },
    shape,
    origin: null,
    pointHeightM: POINT_HEIGHT_M,
    store: false,
  });
  return built.placed > 0 ? built.geometry : null;
}

async function* pagesOf(database: Database, table: string, asked: readonly string[]): AsyncGenerator<ResultTable> {
  const name = quoteIdentifier(table);
  const last = await database.query(`SELECT max(rowid) AS last FROM ${name}`);
  const lastRow = Number(last.cell(0, 0) ?? -1);
  const columns = ['feature_id', 'geom', ...asked].map(quoteIdentifier).join(', ');
  for (let from = 0; from <= lastRow; from += ROWS_PER_READ) {
    yield await database.query(
      `SELECT ${columns} FROM ${name}
       WHERE rowid >= ${from} AND rowid < ${from + ROWS_PER_READ} ORDER BY rowid`,
      { maxRows: ROWS_PER_READ },
    );
  }
}

/** Blobs one after the other; null where there are none. */
function rowsOf(cells: readonly Cell[] | null): WkbRows | null {
  if (cells === null || !cells.some((cell) => cell instanceof Uint8Array)) return null;
  return joined(
    cells.map((cell) =>
      cell instanceof Uint8Array
        ? { bytes: cell, ends: Uint32Array.of(cell.length) }
        : { bytes: new Uint8Array(), ends: Uint32Array.of(0) },
    ),
  );
}

function joined(shapes: readonly { readonly bytes: Uint8Array; readonly ends: Uint32Array }[]): WkbRows {
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
