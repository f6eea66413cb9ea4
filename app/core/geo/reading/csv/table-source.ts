/** A table of text becomes features: one a row, its cells as they came, its place from whatever columns hold it. */
import { type CsvTable, readCsv } from '../../../base/csv.ts';
import type { DeclaredCrs, FeatureSource, SourceFeature, SourceHead, TableHead } from '../../doctor/feature-source.ts';
import type { IssueLog } from '../issue-log.ts';
import { listSource } from '../list-source.ts';
import { readCoordinate } from './coordinate-text.ts';
import type { TableShape } from './delimiter.ts';
import {
  type ColumnChoice,
  chosenColumns,
  findGeometryColumns,
  type GeometryColumns,
  SHAPE_TEXT,
} from './geometry-columns.ts';
import { rowGeometry } from './row-geometry.ts';

/** Tables with a column for each year. */
const YEAR = /^(?:1[89]|20|21)\d\d$/;
const MOST_TITLES = 20;
const SRID = /^\s*SRID=(\d+);/i;

export interface TableOptions {
  readonly head: SourceHead;
  readonly log: IssueLog;
  readonly shape: TableShape;
  readonly choice?: ColumnChoice;
}

export function tableSource(text: string, { head, log, shape, choice }: TableOptions): FeatureSource {
  const table = readTable(text, shape);
  if (table.titleRows > 0) log.add('title-rows', { count: table.titleRows });
  if (table.raggedRows > 0) log.add('ragged-rows', { count: table.raggedRows });
  const geometry = geometryColumns(table, choice);
  if (geometry !== null) log.add('coordinates-from-columns', { detail: describe(geometry, table.names) });
  else if (choice !== 'none') log.add('no-coordinate-columns');
  return listSource({
    head: { ...head, table: { columns: table.names, place: placeOf(geometry, table.names) } },
    log,
    crs: geometry === null ? null : crsOf(geometry, table),
    all: table.rowCount,
    features: (current) => features(table, geometry, current),
  });
}

interface Table {
  readonly names: readonly string[];
  readonly columns: CsvTable['columns'];
  readonly rowCount: number;
  readonly raggedRows: number;
  /** Left out: they stand over the row of names. */
  readonly titleRows: number;
}

/** Names are made up where the first row has none, and made different where two are alike. */
function readTable(text: string, { delimiter, cells, titleLines }: TableShape): Table {
  const bare = withoutLines(text.replace(/^sep=.\r?\n/i, ''), titleLines);
  const numbered = Array.from({ length: cells }, (_cell, index) => `${index + 1}`);
  // The reader asks for a head of different names: this one is taken away again.
  const { value } = readCsv(`${numbered.join(delimiter)}\n${bare}`, delimiter);
  const { columns, raggedRows, rowCount } = value!;
  const cellsOf = (row: number) => columns.map((column) => column[row]?.trim() ?? '');
  const titleRows = countTitles(cellsOf, rowCount);
  const first = cellsOf(titleRows);
  if (!isHead(first)) {
    return { names: numbered.map((name) => `column_${name}`), columns, rowCount, raggedRows, titleRows: titleLines };
  }
  const names: string[] = [];
  for (const [index, name] of first.entries()) {
    let unique = name === '' ? `column_${index + 1}` : name;
    for (let next = 2; names.includes(unique); next++) unique = `${name === '' ? `column_${index + 1}` : name}_${next}`;
    names.push(unique);
  }
  const body = titleRows + 1;
  return {
    names,
    columns: columns.map((column) => column.slice(body)),
    rowCount: Math.max(0, rowCount - body),
    raggedRows,
    titleRows: titleLines + titleRows,
  };
}

/** Empty lines do not count. */
function withoutLines(text: string, lines: number): string {
  let rest = text;
  for (let left = lines; left > 0 && rest !== ''; ) {
    const end = /\r\n|\n|\r/.exec(rest);
    if (end === null || end.index > 0) left--;
    rest = end === null ? '' : rest.slice(end.index + end[0].length);
  }
  return rest;
}

/** Statistical offices write what the table is about over it, in the first cells: those rows are no features. */
function countTitles(cellsOf: (row: number) => readonly string[], rowCount: number): number {
  const filled = (row: number) => cellsOf(row).filter((cell) => cell !== '').length;
  const width = cellsOf(0).length;
  let row = 0;
  while (row < Math.min(rowCount, MOST_TITLES) && filled(row) * 3 <= width) row++;
  const isTitled = row > 0 && row < rowCount && filled(row) > width / 2 && isHead(cellsOf(row));
  return isTitled ? row : 0;
}

/** Names are words, not shapes; years may be among them. */
function isHead(cells: readonly string[]): boolean {
  const isValue = (cell: string) =>
    SHAPE_TEXT.test(cell) || Number.isFinite(readCoordinate(cell, ',')) || Number.isFinite(readCoordinate(cell, '.'));
  return (
    cells.some((cell) => cell !== '' && !isValue(cell)) && cells.every((cell) => !isValue(cell) || YEAR.test(cell))
  );
}

function geometryColumns(table: Table, choice: ColumnChoice | undefined): GeometryColumns | null {
  if (choice === 'none') return null;
  const chosen = choice === undefined ? null : chosenColumns(choice, table.names, table.columns);
  return chosen ?? findGeometryColumns(table.names, table.columns);
}

function placeOf(geometry: GeometryColumns | null, names: readonly string[]): TableHead['place'] {
  if (geometry === null) return null;
  return geometry.kind === 'pair'
    ? { x: names[geometry.x]!, y: names[geometry.y]! }
    : { geometry: names[geometry.column]! };
}

function describe(geometry: GeometryColumns, names: readonly string[]): string {
  if (geometry.kind !== 'pair') return `"${names[geometry.column]}"`;
  return `"${names[geometry.x]}" and "${names[geometry.y]}"`;
}

/** EWKT names its system in every cell; the first counts. */
function crsOf(geometry: GeometryColumns, table: Table): DeclaredCrs | null {
  if (geometry.kind !== 'wkt') return null;
  const first = table.columns[geometry.column]!.find((cell) => cell !== null && cell !== '');
  const code = SRID.exec(first ?? '')?.[1];
  return code === undefined || code === '0' ? null : { text: code, form: 'srid' };
}

function* features(table: Table, geometry: GeometryColumns | null, log: IssueLog): Generator<SourceFeature> {
  const { columns, names, rowCount } = table;
  // A column of shapes would double the table as text; coordinates stay.
  const shown = geometry === null || geometry.kind === 'pair' ? -1 : geometry.column;
  for (let row = 0; row < rowCount; row++) {
    const number = row + 1;
    const found = geometry === null ? null : rowGeometry(geometry, (column) => columns[column]![row] ?? '');
    if (found?.fault !== undefined) log.add(found.fault, { featureNumber: number, detail: found.detail });
    const entries: [string, unknown][] = [];
    for (const [column, name] of names.entries())
      if (column !== shown) entries.push([name, columns[column]![row] ?? null]);
    const fault = found?.fault === undefined ? {} : { noGeometry: found.fault };
    const properties = Object.fromEntries(entries);
    yield { number, position: null, geometry: found?.geometry ?? null, properties, ...fault };
  }
}
