/** The place of one row from the cells that hold it. */
import type { Geometry, Position } from '../../geojson.ts';
import { readWkt, WktError } from '../../read-wkt.ts';
import { readWkb } from '../../wkb.ts';
import { readCoordinate } from './coordinate-text.ts';
import type { GeometryColumns } from './geometry-columns.ts';

export type RowGeometry =
  | { readonly geometry: unknown; readonly fault?: undefined }
  | { readonly geometry: null; readonly fault: 'bad-coordinate' | 'bad-geometry'; readonly detail: string };

const NONE: RowGeometry = { geometry: null };
const SHOWN = 60;

/** `cell(column)` gives the text of the row's cell. */
export function rowGeometry(columns: GeometryColumns, cell: (column: number) => string): RowGeometry {
  if (columns.kind === 'pair') {
    const [x, y] = [cell(columns.x), cell(columns.y)];
    if (x.trim() === '' && y.trim() === '') return NONE;
    const position = [readCoordinate(x, columns.decimals[0]), readCoordinate(y, columns.decimals[1])];
    if (position.every(Number.isFinite)) return point(position);
    return { geometry: null, fault: 'bad-coordinate', detail: `${x}, ${y}`.slice(0, SHOWN) };
  }
  const text = cell(columns.column).trim();
  if (text === '') return NONE;
  const geometry = READERS[columns.kind](text);
  return geometry === null ? { geometry: null, fault: 'bad-geometry', detail: text.slice(0, SHOWN) } : { geometry };
}

const point = (position: Position): RowGeometry => ({ geometry: { type: 'Point', coordinates: position } });

const READERS: Readonly<Record<Exclude<GeometryColumns['kind'], 'pair'>, (text: string) => unknown>> = {
  wkt(text) {
    try {
      return readWkt(text);
    } catch (error) {
      if (error instanceof WktError) return null;
      throw error;
    }
  },
  wkb: (text) => readWkb(bytesOfHex(text.replace(/^\\x/, ''))).value,
  geojson(text) {
    try {
      const value: unknown = JSON.parse(text);
      const isFeature = typeof value === 'object' && value !== null && (value as { type?: unknown }).type === 'Feature';
      return isFeature ? (value as { geometry?: unknown }).geometry : value;
    } catch {
      return null;
    }
  },
  'lat-lon'(text) {
    const [latitude, longitude] = numbersOf(text);
    return latitude === undefined || longitude === undefined ? null : geometryOf([[longitude, latitude]]);
  },
  list(text) {
    const numbers = numbersOf(text);
    if (numbers.length % 2 === 1) return null;
    return geometryOf(
      Array.from({ length: numbers.length / 2 }, (_pair, at) => [numbers[2 * at]!, numbers[2 * at + 1]!]),
    );
  },
};

function geometryOf(positions: Position[]): Geometry {
  return positions.length === 1
    ? { type: 'Point', coordinates: positions[0]! }
    : { type: 'LineString', coordinates: positions };
}

const numbersOf = (text: string) => (text.match(/-?\d+(?:\.\d+)?/g) ?? []).map(Number);

function bytesOfHex(text: string): Uint8Array {
  return Uint8Array.from({ length: text.length >> 1 }, (_byte, at) =>
    Number.parseInt(text.slice(at * 2, at * 2 + 2), 16),
  );
}
