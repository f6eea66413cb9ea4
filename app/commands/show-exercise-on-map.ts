import { quoteText } from '../core/base/sql-text.ts';
import type { ResultTable } from '../core/store/database.ts';
import { geometrySource } from '../core/store/result-export.ts';
import type { LayerSpec } from '../core/twins/layer-spec.ts';
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
  const source = geometrySource(rows);
  const { centre } = ports.dataset ?? {};
  if (source === null || rows.rowCount === 0) return;
  const built = await ports.layerBuilder.build(
    {
      layerId: LESSON_LAYER,
      source: placesOf(rows, source),
      shape: null,
      origin: centre === undefined ? null : { lon: centre[0], lat: centre[1] },
      pointHeightM: POINT_HEIGHT_M,
      store: false,
    },
    { signal },
  );
  if (signal.aborted || built.placed === 0) return;
  ports.showGeometry(built.geometry);
  lessons.store.setState({ mapRows: rows });
  const valueColumn = valueColumnOf(rows);
  const layer: LayerSpec = {
    id: LESSON_LAYER,
    title: 'lesson.layer',
    table: LESSON_LAYER,
    kind: 'derived',
    shape: built.shape,
    visible: true,
    opacity: built.shape === 'surface' ? 0.85 : 1,
    order: ORDER,
    colour: ruleForResult(rows, valueColumn),
    values: { sql: valuesSql(rows, valueColumn), live: false },
    side: 'both',
  };
  // In the 3D form the colours of areas are put away.
  store.setState(({ lesson, form }) => ({
    lesson: { ...lesson, layer },
    form: built.shape === 'surface' ? 'layers' : form,
  }));
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
