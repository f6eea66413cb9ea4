/**
 * From a function of single values to one of columns: arguments counted and their types checked, geometry read, NULL kept,
 * and what goes wrong told in SQL's words together with the value it went wrong over.
 */
import type { Geometry } from '../../geo/geojson.ts';
import { type PreparedGeometry, prepareGeometry, preparePoint } from '../../geo/spatial/prepared.ts';
import { SpatialError } from '../../geo/spatial/spatial-error.ts';
import { writeWkb } from '../../geo/wkb.ts';
import { writeWkt } from '../../geo/wkt.ts';
import {
  type ArgumentColumn,
  type BlobColumn,
  blobAt,
  type ReturnType,
  RowFailure,
  type ScalarValue,
  type VectorFunction,
} from '../scalar-call.ts';

export type ArgumentKind = 'geometry' | 'blob' | 'text' | 'double' | 'integer';

/** What a call may return: geometry is written as WKB, undefined never. */
export type CallResult = ScalarValue | Geometry;

export interface ScalarDefinition {
  /** The name people know, for messages. */
  readonly label: string;
  /** The name in the database. */
  readonly name: string;
  readonly takes: readonly ArgumentKind[];
  /** Arguments that must be there; all of them unless told. */
  readonly atLeast?: number;
  readonly returns: ReturnType;
  /** Called only with values: a NULL among the arguments makes the result NULL. */
  readonly call: (...values: never[]) => CallResult;
}

/** The name in the database follows from the label unless told. */
export type Definition = Omit<ScalarDefinition, 'name'> & { readonly name?: string };

const ARTICLES: Readonly<Record<ArgumentKind, string>> = {
  geometry: 'a geometry',
  blob: 'a BLOB',
  text: 'a text (VARCHAR)',
  double: 'a number',
  integer: 'a whole number',
};
/** Shorter values are read anew: looking them up would take as long. */
const SHORTEST_CACHED_BYTES = 64;
/** A longer one is not kept beyond its call. */
const LONGEST_KEPT_BYTES = 1 << 20;
const HEAD_CHARACTERS = 60;

export function vectorFunction(definition: ScalarDefinition): VectorFunction {
  const { label, name, takes, atLeast = takes.length, returns, call } = definition;
  const readers = takes.map((kind) => (kind === 'geometry' ? new GeometryReader() : null));

  const check = (columns: readonly ArgumentColumn[], sqlTypes: readonly string[]) => {
    if (columns.length < atLeast || columns.length > takes.length) {
      const wanted = atLeast === takes.length ? `${atLeast}` : `${atLeast} to ${takes.length}`;
      throw new Error(`${label} takes ${wanted} argument${wanted === '1' ? '' : 's'}, got ${columns.length}`);
    }
    for (const [i, column] of columns.entries()) {
      const kind = takes[i]!;
      const fits =
        column.type === kind ||
        (kind === 'geometry' && column.type === 'blob') ||
        (kind === 'double' && column.type === 'integer');
      // A column of nothing but NULL has whatever type the database took for it.
      if (!fits && hasValues(column)) {
        throw new Error(`${label} takes ${ARTICLES[kind]}, got ${sqlTypes[i]}`);
      }
    }
  };

  return {
    name,
    returns,
    call: (columns, rows, sqlTypes) => {
      check(columns, sqlTypes);
      const read: (readonly unknown[])[] = columns.map((column, i) => {
        if (column.type !== 'blob') return column.values;
        return readers[i]?.read(column, label) ?? Array.from(column.addresses, (_at, row) => blobAt(column, row));
      });
      const results: ScalarValue[] = new Array(rows);
      const run = call as (...values: unknown[]) => CallResult;
      const [first, second, third] = read;
      let row = 0;
      try {
        if (read.length === 1) {
          for (; row < rows; row++) results[row] = first![row] === null ? null : written(run(first![row]));
        } else if (read.length === 2) {
          for (; row < rows; row++) {
            const a = first![row];
            const b = second![row];
            results[row] = a === null || b === null ? null : written(run(a, b));
          }
        } else if (read.length === 3) {
          for (; row < rows; row++) {
            const a = first![row];
            const b = second![row];
            const c = third![row];
            results[row] = a === null || b === null || c === null ? null : written(run(a, b, c));
          }
        } else {
          for (; row < rows; row++) {
            const values = read.map((column) => column[row]);
            results[row] = values.includes(null) ? null : written(run(...values));
          }
        }
      } catch (error) {
        throw failure(label, error, columns, row);
      }
      return results;
    },
  };
}

function hasValues(column: ArgumentColumn): boolean {
  return column.type === 'blob'
    ? column.addresses.some((at) => at >= 0)
    : column.values.some((value) => value !== null);
}

function written(value: CallResult): ScalarValue {
  if (value === null || typeof value !== 'object' || value instanceof Uint8Array) return value;
  return value.type === 'Point' && value.coordinates.length === 2
    ? pointWkb(value.coordinates[0]!, value.coordinates[1]!)
    : writeWkb(value);
}

/** The commonest geometry by far gets a way of its own: 1, 1 0 0 0, x, y. */
const POINT_BYTES = 21;
const pair = new Float64Array(2);
const pairBytes = new Uint8Array(pair.buffer);

function pointWkb(x: number, y: number): Uint8Array {
  pair[0] = x;
  pair[1] = y;
  const bytes = new Uint8Array(POINT_BYTES);
  bytes[0] = 1;
  bytes[1] = 1;
  for (let i = 0; i < 16; i++) bytes[5 + i] = pairBytes[i]!;
  return bytes;
}

/** Null where the bytes are no plain point; such an one is read like any geometry. */
function pointAt(heap: Uint8Array, at: number): PreparedGeometry | null {
  const isPoint =
    heap[at] === 1 && heap[at + 1] === 1 && heap[at + 2] === 0 && heap[at + 3] === 0 && heap[at + 4] === 0;
  if (!isPoint) return null;
  for (let i = 0; i < 16; i++) pairBytes[i] = heap[at + 5 + i]!;
  const [x, y] = pair as unknown as readonly [number, number];
  return Number.isFinite(x) && Number.isFinite(y) ? preparePoint(x, y) : null;
}

/** Reads a column of WKB: the same bytes in a row are read once, and the last ones of a call are still known in the next. */
class GeometryReader {
  private kept: { readonly bytes: Uint8Array; readonly geometry: PreparedGeometry } | null = null;

  read(column: BlobColumn, label: string): readonly (PreparedGeometry | null)[] {
    const { heap, addresses, lengths } = column;
    const rows = addresses.length;
    const geometries: (PreparedGeometry | null)[] = new Array(rows);
    // Rows of a join bring one shape again and again, each time from the same place in memory.
    const seen = new Map<number, PreparedGeometry>();
    let last: PreparedGeometry | null = null;
    let lastRow = -1;
    for (let row = 0; row < rows; row++) {
      const address = addresses[row]!;
      if (address < 0) {
        geometries[row] = null;
        continue;
      }
      if (lastRow >= 0 && address === addresses[lastRow]) {
        geometries[row] = last;
        continue;
      }
      const isLong = lengths[row]! >= SHORTEST_CACHED_BYTES;
      let geometry = isLong ? seen.get(address) : lengths[row] === POINT_BYTES ? pointAt(heap, address) : null;
      if (!geometry) {
        geometry = this.readAt(column, row, label);
        if (isLong) seen.set(address, geometry);
      }
      geometries[row] = geometry;
      last = geometry;
      lastRow = row;
    }
    if (last !== null && last !== this.kept?.geometry && lengths[lastRow]! >= SHORTEST_CACHED_BYTES) {
      if (lengths[lastRow]! <= LONGEST_KEPT_BYTES)
        this.kept = { bytes: blobAt(column, lastRow)!.slice(), geometry: last };
    }
    return geometries;
  }

  private readAt(column: BlobColumn, row: number, label: string): PreparedGeometry {
    const bytes = blobAt(column, row)!;
    if (this.kept !== null && sameBytes(this.kept.bytes, bytes)) return this.kept.geometry;
    try {
      return prepareGeometry(bytes);
    } catch (error) {
      throw failure(label, error, [column], row);
    }
  }
}

function sameBytes(a: Uint8Array, b: Uint8Array): boolean {
  if (a.length !== b.length) return false;
  for (let i = 0; i < a.length; i++) if (a[i] !== b[i]) return false;
  return true;
}

/** The message with the beginning of the value, and the value itself for whoever looks for its row. */
function failure(label: string, error: unknown, columns: readonly ArgumentColumn[], row: number): Error {
  if (error instanceof RowFailure) return error;
  const text = error instanceof SpatialError ? error.message : `cannot be worked out: ${messageOf(error)}`;
  const column = columns.find(({ type }) => type === 'blob' || type === 'text');
  const value = column === undefined ? null : column.type === 'blob' ? blobAt(column, row) : column.values[row]!;
  if (value === null) return new RowFailure(`${label} ${text}`, null);
  const copy = value instanceof Uint8Array ? value.slice() : String(value);
  return new RowFailure(`${label} ${text} (${valueHead(copy)})`, copy);
}

const messageOf = (error: unknown) => (error instanceof Error ? error.message : String(error));

/** The beginning of a value as people may recognise it: text, well-known text, or bytes. */
export function valueHead(value: Uint8Array | string): string {
  const whole = typeof value === 'string' ? `'${value}'` : geometryText(value);
  return whole.length > HEAD_CHARACTERS ? `${whole.slice(0, HEAD_CHARACTERS)}…` : whole;
}

function geometryText(bytes: Uint8Array): string {
  try {
    return writeWkt(prepareGeometry(bytes).geometry);
  } catch {
    if (bytes.every((byte) => byte >= 32 && byte < 127))
      return `'${String.fromCharCode(...bytes.subarray(0, HEAD_CHARACTERS))}'`;
    const hex = Array.from(bytes.subarray(0, HEAD_CHARACTERS / 2), (byte) => byte.toString(16).padStart(2, '0'));
    return `\\x${hex.join('')}`;
  }
}
