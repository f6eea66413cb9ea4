import { quoteText } from '../core/base/sql-text.ts';
import { wkbHead } from '../core/geo/wkb-head.ts';
import type { ResultTable } from '../core/store/database.ts';
import { geometrySource } from '../core/store/result-export.ts';
import type { LayerSource } from '../core/twins/layer-builder.ts';
import type { LayerSpec } from '../core/twins/layer-spec.ts';
import { partId } from '../core/twins/scene-state.ts';
import { LESSON_LAYER } from '../state/lessons.ts';
import type { AppContext } from './app-context.ts';
import { POINT_HEIGHT_M, placesOf } from './derive-layer.ts';
import { valueColumnOf } from './map-target.ts';
import { IN_RESULT, ruleForResult } from './result-colour.ts';

/** An exercise shows a few hundred things; more would be another kind of exercise. */
const MOST_ROWS = 20_000;
/** Above every layer of the city. */
const ORDER = 1_000;

/**
 * Draws what the exercise shows on the map, as its tables are now: a script that mends a place moves its sign. An exercise
 * whose rows have no place shows nothing.
 */
export async function showExerciseOnMap(app: AppContext, signal: AbortSignal): Promise<void> {
  const { store, ports, lessons } = app;
  const { opened } = lessons.store.getState();
  const query = opened?.exercise.map?.query;
  if (query === undefined) return;
  const rows = await ports.lessons.database().query(query, { maxRows: MOST_ROWS, signal });
  const valueColumn = valueColumnOf(rows);
  const colour = ruleForResult(rows, valueColumn);
  const values = { sql: valuesSql(rows, valueColumn), live: false };
  const { centre } = ports.dataset ?? {};
  const origin = centre === undefined ? null : { lon: centre[0], lat: centre[1] };
  const layers: LayerSpec[] = [];
  for (const source of sourcesOf(rows)) {
    const id = layers.length === 0 ? LESSON_LAYER : partId(LESSON_LAYER, String(layers.length));
    const request = { layerId: id, source, shape: null, origin, pointHeightM: POINT_HEIGHT_M, store: false };
    const { geometry, shape, placed } = await ports.layerBuilder.build(request, { signal });
    if (signal.aborted) return;
    if (placed === 0) continue;
    ports.showGeometry(geometry);
    layers.push({
      id,
      title: 'lesson.layer',
      table: id,
      kind: 'derived',
      shape,
      visible: true,
      opacity: shape === 'surface' ? 0.85 : 1,
      order: ORDER + layers.length,
      colour,
      values,
      side: 'both',
    });
  }
  lessons.store.setState({ mapRows: rows });
  // In the 3D form the colours of areas are put away.
  const hasAreas = layers.some(({ shape }) => shape === 'surface');
  store.setState(({ lesson, form }) => ({ lesson: { ...lesson, layers }, form: hasAreas ? 'layers' : form }));
}

/** A layer is of areas, of lines or of points: rows of several kinds become several, the lowest first. */
function sourcesOf(rows: ResultTable): readonly LayerSource[] {
  const place = geometrySource(rows);
  if (place === null) return [];
  if (place.type === 'point') return [placesOf(rows, place)];
  const groups: number[][] = [[], [], []];
  for (let row = 0; row < rows.rowCount; row++) {
    const cell = rows.cell(row, place.column);
    const head = cell instanceof Uint8Array ? wkbHead(cell) : null;
    if (head !== null) groups[KINDS.findIndex((kind) => head.includes(kind))]?.push(row);
  }
  return groups.flatMap((group): LayerSource[] => {
    if (group.length === 0) return [];
    const part = placesOf(rowsOf(rows, group), place);
    return part.type === 'wkb' ? [{ ...part, featureIds: group.map((row) => `row-${row + 1}`) }] : [];
  });
}

const KINDS = ['POLYGON', 'LINE', 'POINT'];

function rowsOf(rows: ResultTable, chosen: readonly number[]): ResultTable {
  return { ...rows, rowCount: chosen.length, cell: (row, column) => rows.cell(chosen[row]!, column) };
}

/** The values of the rows written out: the scene asks the city's database, which does not know the exercise's tables. */
function valuesSql(rows: ResultTable, valueColumn: string | null): string {
  const column = rows.columns.findIndex(({ name }) => name === valueColumn);
  const values = Array.from({ length: rows.rowCount }, (_, row) => {
    const cell = column < 0 ? IN_RESULT : rows.cell(row, column);
    const isNumber = typeof cell === 'number' || typeof cell === 'bigint';
    const value =
      cell === null ? 'NULL' : isNumber ? String(Number(cell)) : quoteText(String(cell).replaceAll('\0', ''));
    return `('row-${row + 1}', ${value === 'NaN' ? 'NULL' : value})`;
  });
  return `SELECT feature_id, value FROM (VALUES ${values.join(', ')}) AS lesson(feature_id, value)`;
}
