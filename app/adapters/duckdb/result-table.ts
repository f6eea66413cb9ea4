/** A query's answer, read where it lies: cells are taken out of the Arrow buffers one by one, no row objects are made. */
import { type DataType, type Table, Type, tableFromIPC, type Vector } from 'apache-arrow';
import type { Cell, ColumnType, RawColumn, ResultColumn, ResultTable } from '../../core/store/database.ts';

const MS_PER_UNIT = [1_000, 1, 1e-3, 1e-6];

interface Reader {
  readonly type: ColumnType;
  readonly sqlType: string;
  readonly read: (value: unknown) => Cell;
}

/** A whole number as a number where that is exact, else as a bigint. */
function wholeNumber(value: bigint): number | bigint {
  return value >= BigInt(Number.MIN_SAFE_INTEGER) && value <= BigInt(Number.MAX_SAFE_INTEGER) ? Number(value) : value;
}

/** Arrow keeps decimals as 128-bit two's complement in four 32-bit words, least significant first. */
function decimalCell(words: Uint32Array, scale: number): number | bigint {
  let unscaled = 0n;
  for (let i = words.length - 1; i >= 0; i--) unscaled = (unscaled << 32n) | BigInt(words[i]!);
  unscaled = BigInt.asIntN(words.length * 32, unscaled);
  if (scale === 0) return wholeNumber(unscaled);
  const digits = (unscaled < 0n ? -unscaled : unscaled).toString().padStart(scale + 1, '0');
  const text = `${unscaled < 0n ? '-' : ''}${digits.slice(0, -scale)}.${digits.slice(-scale)}`;
  return Number(text);
}

/** Nested values as compact JSON-like text: a cell of the grid, not an object to walk. */
function nestedText(value: unknown): string {
  return JSON.stringify(value, (_key, item: unknown) => {
    if (typeof item === 'bigint') return wholeNumber(item)?.toString();
    if (item instanceof Uint8Array) return `${item.length} bytes`;
    return item;
  });
}

function timeOfDay(value: unknown, unit: number): string {
  const ms = Number(value) * MS_PER_UNIT[unit]!;
  return new Date(ms).toISOString().slice(11, ms % 1_000 === 0 ? 19 : 23);
}

/** DuckDB's way to write an interval: `1 month 3 days 04:05:06`. */
function intervalText(months: number, days: number, nanoseconds: bigint): string {
  const parts: string[] = [];
  const part = (count: number, unit: string) => {
    if (count !== 0) parts.push(`${count} ${unit}${Math.abs(count) === 1 ? '' : 's'}`);
  };
  part(Math.trunc(months / 12), 'year');
  part(months % 12, 'month');
  part(days, 'day');
  if (nanoseconds !== 0n || parts.length === 0) {
    const ms = Number((nanoseconds < 0n ? -nanoseconds : nanoseconds) / 1_000_000n);
    const hours = Math.trunc(ms / 3_600_000);
    const rest = timeOfDay(ms - hours * 3_600_000, 1).slice(3);
    parts.push(`${nanoseconds < 0n ? '-' : ''}${String(hours).padStart(2, '0')}:${rest}`);
  }
  return parts.join(' ');
}

/** Arrow's reader knows no month-day-nanosecond intervals and steps through them wrongly: 16 bytes each, read here. */
function intervalCell(vector: Vector, row: number): string | null {
  let at = row;
  for (const data of vector.data) {
    if (at >= data.length) {
      at -= data.length;
      continue;
    }
    if (!data.getValid(at)) return null;
    const { buffer, byteOffset } = data.values as Int32Array;
    const view = new DataView(buffer, byteOffset + at * 16, 16);
    return intervalText(view.getInt32(0, true), view.getInt32(4, true), view.getBigInt64(8, true));
  }
  return null;
}

const asNumber = (value: unknown) => (typeof value === 'bigint' ? wholeNumber(value) : (value as number));

function readerOf(type: DataType): Reader {
  switch (type.typeId) {
    case Type.Bool:
      return { type: 'boolean', sqlType: 'BOOLEAN', read: (value) => value as boolean };
    case Type.Int: {
      const { bitWidth, isSigned } = type as DataType & { bitWidth: 8 | 16 | 32 | 64; isSigned: boolean };
      const name = { 8: 'TINYINT', 16: 'SMALLINT', 32: 'INTEGER', 64: 'BIGINT' }[bitWidth];
      return { type: 'number', sqlType: isSigned ? name : `U${name}`, read: asNumber };
    }
    case Type.Float: {
      const { precision } = type as DataType & { precision: number };
      return { type: 'number', sqlType: precision === 2 ? 'DOUBLE' : 'FLOAT', read: asNumber };
    }
    case Type.Decimal: {
      const { precision, scale } = type as DataType & { precision: number; scale: number };
      const sqlType = precision === 38 && scale === 0 ? 'HUGEINT' : `DECIMAL(${precision},${scale})`;
      return { type: 'number', sqlType, read: (value) => decimalCell(value as Uint32Array, scale) };
    }
    case Type.Utf8:
    case Type.LargeUtf8:
      return { type: 'text', sqlType: 'VARCHAR', read: (value) => value as string };
    case Type.Dictionary: {
      const { dictionary } = type as DataType & { dictionary: DataType };
      const inner = readerOf(dictionary);
      return inner.type === 'text' ? { ...inner, sqlType: 'ENUM' } : inner;
    }
    case Type.Binary:
    case Type.LargeBinary:
    case Type.FixedSizeBinary:
      return { type: 'blob', sqlType: 'BLOB', read: (value) => value as Uint8Array };
    case Type.Date:
      return { type: 'time', sqlType: 'DATE', read: (value) => Number(value) };
    case Type.Timestamp: {
      const { timezone } = type as DataType & { timezone?: string | null };
      // Arrow hands every unit out in milliseconds.
      const sqlType = timezone ? 'TIMESTAMP WITH TIME ZONE' : 'TIMESTAMP';
      return { type: 'time', sqlType, read: (value) => Number(value) };
    }
    case Type.Time: {
      const { unit } = type as DataType & { unit: number };
      return { type: 'other', sqlType: 'TIME', read: (value) => timeOfDay(value, unit) };
    }
    case Type.Null:
      return { type: 'other', sqlType: 'NULL', read: () => null };
    case Type.List:
    case Type.FixedSizeList:
    case Type.Struct:
    case Type.Map:
      return { type: 'other', sqlType: String(type), read: nestedText };
    case Type.Interval:
      return { type: 'other', sqlType: 'INTERVAL', read: () => null };
    default:
      return { type: 'other', sqlType: String(type), read: (value) => String(value) };
  }
}

export interface EncodedResult {
  /** One Arrow IPC stream. */
  readonly ipc: Uint8Array;
  /** Rows to show of it; the last batch may bring more. */
  readonly rowCount: number;
  readonly truncated: boolean;
  readonly elapsedMs: number;
}

/** Texts and plain numbers only: everything else needs its reader. */
function rawColumn(vector: Vector | null | undefined): RawColumn | null {
  if (!vector) return null;
  const { typeId } = vector.type;
  const common = (data: Vector['data'][number]) => ({
    rows: data.length,
    isNull: data.nullCount === 0 ? null : (row: number) => !data.getValid(row),
  });
  if (typeId === Type.Utf8) {
    const parts = vector.data.map((data) => ({
      ...common(data),
      bytes: data.values as Uint8Array,
      offsets: data.valueOffsets as Int32Array,
    }));
    return { type: 'text', parts };
  }
  if (
    typeId !== Type.Int &&
    !(typeId === Type.Float && (vector.type as DataType & { precision: number }).precision > 0)
  ) {
    return null;
  }
  const parts = vector.data.map((data) => ({ ...common(data), numbers: data.values as ArrayLike<number | bigint> }));
  return { type: 'number', parts };
}

/** Arrow IPC to a ResultTable. Buffers are shared with `ipc`, not copied. */
export function decodeResult({ ipc, rowCount, truncated, elapsedMs }: EncodedResult): ResultTable {
  const table: Table = tableFromIPC(ipc);
  const vectors: (Vector | null)[] = [];
  const readers: Reader[] = [];
  const columns: ResultColumn[] = table.schema.fields.map((field, i) => {
    const reader = readerOf(field.type);
    readers.push(reader);
    vectors.push(table.getChildAt(i));
    return { name: field.name, type: reader.type, sqlType: reader.sqlType };
  });
  const rows = Math.min(rowCount, table.numRows);
  return {
    columns,
    rowCount: rows,
    truncated,
    elapsedMs,
    cell(row, column) {
      const vector = vectors[column];
      if (!vector || row < 0 || row >= rows) return null;
      if (vector.type.typeId === Type.Interval) return intervalCell(vector, row);
      const value: unknown = vector.get(row);
      return value === null || value === undefined ? null : readers[column]!.read(value);
    },
    raw: (column) => rawColumn(vectors[column]),
  };
}

/** Rows of a small result as objects, for the house's own questions. */
export function rowsOf(result: ResultTable): Record<string, Cell>[] {
  const rows: Record<string, Cell>[] = [];
  for (let row = 0; row < result.rowCount; row++) {
    const object: Record<string, Cell> = {};
    result.columns.forEach((column, i) => {
      object[column.name] = result.cell(row, i);
    });
    rows.push(object);
  }
  return rows;
}
