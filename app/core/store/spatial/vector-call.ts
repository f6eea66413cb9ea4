/**
 * From a function of single values to one of columns: arguments counted and their types checked, geometry read, NULL kept,
 * and what goes wrong told in SQL's words together with the value it went wrong over.
 */
import type { Geometry } from '../../geo/geojson.ts';
import { type PreparedGeometry, prepareGeometry } from '../../geo/spatial/prepared.ts';
import { SpatialError } from '../../geo/spatial/spatial-error.ts';
import { writeWkb } from '../../geo/wkb.ts';
import { writeWkt } from '../../geo/wkt.ts';
import {
  type ArgumentColumn,
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
      if (!fits && column.values.some((value) => value !== null)) {
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
        const reader = readers[i];
        return reader && column.type === 'blob' ? reader.read(column.values, column.addresses, label) : column.values;
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

function written(value: CallResult): ScalarValue {
  return value !== null && typeof value === 'object' && !(value instanceof Uint8Array) ? writeWkb(value) : value;
}

/** Reads a column of WKB: the same bytes in a row are read once, and the last ones of a call are still known in the next. */
class GeometryReader {
  private kept: { readonly bytes: Uint8Array; readonly geometry: PreparedGeometry } | null = null;

  read(
    values: readonly (Uint8Array | null)[],
    addresses: Float64Array,
    label: string,
  ): readonly (PreparedGeometry | null)[] {
    const geometries: (PreparedGeometry | null)[] = new Array(values.length);
    // Rows of a join bring one shape again and again, each time from the same place in memory.
    const seen = new Map<number, PreparedGeometry>();
    let last: PreparedGeometry | null = null;
    let lastAddress = -1;
    let longest: Uint8Array | null = null;
    let longestGeometry: PreparedGeometry | null = null;
    for (let row = 0; row < values.length; row++) {
      const bytes = values[row]!;
      if (bytes === null) {
        geometries[row] = null;
        continue;
      }
      const address = addresses[row]!;
      if (address === lastAddress && last !== null) {
        geometries[row] = last;
        continue;
      }
      const isLong = bytes.length >= SHORTEST_CACHED_BYTES;
      let geometry = isLong ? seen.get(address) : undefined;
      if (geometry === undefined) {
        try {
          geometry =
            this.kept !== null && sameBytes(this.kept.bytes, bytes) ? this.kept.geometry : prepareGeometry(bytes);
        } catch (error) {
          throw failure(label, error, [{ type: 'blob', values, addresses }], row);
        }
        if (isLong) seen.set(address, geometry);
      }
      geometries[row] = geometry;
      last = geometry;
      lastAddress = address;
      longest = bytes;
      longestGeometry = geometry;
    }
    const keeps = longest !== null && longestGeometry !== this.kept?.geometry && longest.length <= LONGEST_KEPT_BYTES;
    if (keeps) this.kept = { bytes: longest!.slice(), geometry: longestGeometry! };
    return geometries;
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
  const column = columns.find(({ type }) => type === 'blob' || type === 'text') as
    | { readonly values: readonly (Uint8Array | string | null)[] }
    | undefined;
  const value = column?.values[row] ?? null;
  if (value === null) return new RowFailure(`${label} ${text}`, null);
  const copy = typeof value === 'string' ? value : value.slice();
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
