/** Finds the columns of a table that say where its rows are, by their names and by what is in them. */
import { axisNamesOf, plainName } from './axis-names.ts';
import { type DecimalSign, decimalSignOf, readCoordinate } from './coordinate-text.ts';

export type GeometryColumns =
  | {
      readonly kind: 'pair';
      readonly x: number;
      readonly y: number;
      readonly decimals: readonly [DecimalSign, DecimalSign];
    }
  | { readonly kind: 'wkt' | 'wkb' | 'geojson' | 'lat-lon' | 'list'; readonly column: number };

/** Columns that a person chose, by name. */
export type ColumnChoice = { readonly x: string; readonly y: string } | { readonly geometry: string } | 'none';

type Cells = readonly (string | null)[];

const SAMPLE = 200;
/** So many of the cells that are filled must fit. */
const SHARE = 0.6;
/** Well-known text. */
export const SHAPE_TEXT =
  /^\s*(?:SRID=\d+;)?\s*(?:(?:MULTI)?(?:POINT|LINESTRING|POLYGON)|GEOMETRYCOLLECTION)\s*(?:Z|M|ZM)?\s*(?:\(|EMPTY)/i;
const SRID = /^\s*SRID=\d+;/i;
/** Long enough for the first position of a shape. */
const BEGINNING = 200;
const NUMBERS = /-?\d+(?:\.\d+)?/g;
const WKB = /^(?:\\x)?0[01][0-9a-f]{16,}$/i;
const GEOJSON = /^\s*\{[\s\S]*"type"\s*:/;
const LAT_LON = /^\s*[([]?\s*-?\d{1,2}(?:\.\d+)?\s*[,;\s]\s*-?\d{1,3}(?:\.\d+)?\s*[)\]]?\s*$/;
const LAT_LON_NAMES =
  /(^|_)(geo_?point(_2d)?|lat_?(lon|lng|long)|latlon|latlng|location|localitzacio|localizacion|position|coord\w*|koord\w*|gps|point)(_|$)/;
const LIST = /^\s*-?\d{1,3}\.\d+(?:\s*[,;\s]\s*-?\d{1,3}\.\d+){3,}\s*$/;

export function findGeometryColumns(names: readonly string[], columns: readonly Cells[]): GeometryColumns | null {
  const samples = columns.map(sampleOf);
  for (const [kind, pattern] of [
    ['wkt', SHAPE_TEXT],
    ['geojson', GEOJSON],
    ['wkb', WKB],
  ] as const) {
    const columns = [...samples.keys()].filter((at) => mostFit(samples[at]!, (cell) => pattern.test(cell)));
    const column = columns.find((at) => mostFit(samples[at]!, beginsInDegrees)) ?? columns[0];
    if (column !== undefined) return { kind, column };
  }
  const pair = findPair(names, samples);
  if (pair !== null) return pair;
  const list = samples.findIndex((cells) => mostFit(cells, (cell) => LIST.test(cell)));
  if (list >= 0) return { kind: 'list', column: list };
  const both = samples.findIndex(
    (cells, column) => LAT_LON_NAMES.test(plainName(names[column]!)) && mostFit(cells, (cell) => LAT_LON.test(cell)),
  );
  return both >= 0 ? { kind: 'lat-lon', column: both } : null;
}

/** The columns that were chosen; null where they are not in the table. */
export function chosenColumns(
  choice: Exclude<ColumnChoice, 'none'>,
  names: readonly string[],
  columns: readonly Cells[],
): GeometryColumns | null {
  const samples = columns.map(sampleOf);
  if ('x' in choice) {
    const [x, y] = [names.indexOf(choice.x), names.indexOf(choice.y)];
    return x < 0 || y < 0 ? null : pairOf(x, y, samples);
  }
  const column = names.indexOf(choice.geometry);
  if (column < 0) return null;
  const cells = samples[column]!;
  const fits = (pattern: RegExp) => mostFit(cells, (cell) => pattern.test(cell));
  const kind = fits(GEOJSON) ? 'geojson' : fits(WKB) ? 'wkb' : fits(LIST) ? 'list' : fits(LAT_LON) ? 'lat-lon' : 'wkt';
  return { kind, column };
}

function sampleOf(cells: Cells): string[] {
  const step = Math.max(1, Math.floor(cells.length / SAMPLE));
  const sample: string[] = [];
  for (let row = 0; row < cells.length; row += step) {
    const cell = cells[row]?.trim();
    if (cell) sample.push(cell);
  }
  return sample;
}

function mostFit(cells: readonly string[], fits: (cell: string) => boolean): boolean {
  return cells.length > 0 && cells.filter(fits).length >= cells.length * SHARE;
}

/** Tables that give their shapes twice, in metres and in degrees, are taken by the degrees: those are known. */
function beginsInDegrees(cell: string): boolean {
  const [x = Number.NaN, y = Number.NaN] = (cell.slice(0, BEGINNING).replace(SRID, '').match(NUMBERS) ?? []).map(
    Number,
  );
  return Math.abs(x) <= 180 && Math.abs(y) <= 90;
}

interface Pair {
  readonly x: number;
  readonly y: number;
  readonly isDegrees: boolean;
}

/** Two columns whose names differ in the word for the axis only and that hold numbers; degrees go before metres. */
function findPair(names: readonly string[], samples: readonly string[][]): GeometryColumns | null {
  const meanings = names.flatMap((name, column) => axisNamesOf(name).map((meaning) => ({ ...meaning, column })));
  const pairs = meanings
    .filter(({ axis }) => axis === 'x')
    .flatMap((first): Pair[] => {
      const second = meanings.find(({ axis, stem }) => axis === 'y' && stem === first.stem);
      return second === undefined ? [] : [{ x: first.column, y: second.column, isDegrees: first.isDegrees }];
    });
  // Longitude and latitude need not be called alike: `lon_wgs84` and `latitude`.
  const alone = (axis: 'x' | 'y') => meanings.find((meaning) => meaning.axis === axis && meaning.isDegrees)?.column;
  const [x, y] = [alone('x'), alone('y')];
  if (x !== undefined && y !== undefined) pairs.push({ x, y, isDegrees: true });
  const usable = pairs.filter((pair) => pair.x !== pair.y && areNumbers(pair, samples));
  const best =
    usable.find(({ isDegrees }) => isDegrees) ?? usable.find((pair) => areDegrees(pair, samples)) ?? usable[0];
  return best === undefined ? null : pairOf(best.x, best.y, samples);
}

function pairOf(x: number, y: number, samples: readonly string[][]): GeometryColumns {
  return { kind: 'pair', x, y, decimals: [decimalSignOf(samples[x]!), decimalSignOf(samples[y]!)] };
}

function numbersOf(column: number, samples: readonly string[][]): number[] {
  const cells = samples[column]!;
  const decimal = decimalSignOf(cells);
  return cells.map((cell) => readCoordinate(cell, decimal));
}

function areNumbers({ x, y }: Pair, samples: readonly string[][]): boolean {
  return [x, y].every((column) => {
    const numbers = numbersOf(column, samples);
    return numbers.length > 0 && numbers.filter(Number.isFinite).length >= numbers.length * SHARE;
  });
}

function areDegrees({ x, y }: Pair, samples: readonly string[][]): boolean {
  const within = (column: number, limit: number) =>
    numbersOf(column, samples).every((number) => !Number.isFinite(number) || Math.abs(number) <= limit);
  return within(x, 180) && within(y, 90);
}
