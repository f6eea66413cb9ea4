/** The .dbf part of a shapefile: a dBASE table (levels III to 7, Visual FoxPro), read row by row. */

export interface TableField {
  readonly name: string;
  /** `C`, `N`, `F`, `D`, `L`, `I`, `O`, `B`, `T`, `@`, `M` … */
  readonly type: string;
  readonly length: number;
  readonly at: number;
}

export interface DbaseTable {
  readonly fields: readonly TableField[];
  readonly rowCount: number;
  /** The text of the rows, to find their encoding by. */
  readonly body: Uint8Array;
  /** Code page that the head names, as a number of dBASE; 0: none. */
  readonly languageDriver: number;
  isDeleted(row: number): boolean;
  /** Attributes of a row. Text is trimmed, empty is null; dates are `2024-05-31`. */
  row(row: number, decode: (bytes: Uint8Array) => string): Record<string, unknown>;
}

const HEAD_BYTES = 32;
const FIELD_BYTES = 32;
const FIELDS_END = 0x0d;
const DELETED = 0x2a;
const MILLISECONDS_PER_DAY = 86_400_000;
/** Julian day of 1970-01-01. */
const EPOCH_DAY = 2_440_588;

/** Null where this is no table, or one whose head does not fit its length. */
export function readDbase(bytes: Uint8Array, decodeName: (bytes: Uint8Array) => string): DbaseTable | null {
  if (bytes.length < HEAD_BYTES + 1) return null;
  const view = new DataView(bytes.buffer, bytes.byteOffset, bytes.length);
  const headLength = view.getUint16(8, true);
  const rowLength = view.getUint16(10, true);
  if (headLength < HEAD_BYTES + 1 || rowLength < 1 || headLength > bytes.length) return null;
  const fields: TableField[] = [];
  let offset = 1;
  for (let at = HEAD_BYTES; at + FIELD_BYTES <= headLength && bytes[at] !== FIELDS_END; at += FIELD_BYTES) {
    const zero = bytes.subarray(at, at + 11).indexOf(0);
    const name = decodeName(bytes.subarray(at, at + (zero < 0 ? 11 : zero))).trim();
    const type = String.fromCharCode(bytes[at + 11]!);
    // Long text uses the byte of the decimals as a second one of its length.
    const length = type === 'C' ? bytes[at + 16]! + 256 * bytes[at + 17]! : bytes[at + 16]!;
    fields.push({ name, type, length, at: offset });
    offset += length;
  }
  const stated = view.getUint32(4, true);
  const there = Math.floor((bytes.length - headLength) / rowLength);
  const startOf = (row: number) => headLength + row * rowLength;
  return {
    fields,
    rowCount: Math.min(stated, there),
    body: bytes.subarray(headLength),
    languageDriver: bytes[29]!,
    isDeleted: (row) => bytes[startOf(row)] === DELETED,
    row(row, decode) {
      const start = startOf(row);
      const entries = fields.map(({ name, type, length, at }): [string, unknown] => {
        const from = start + at;
        return [name, cellValue(type, bytes.subarray(from, Math.min(from + length, start + rowLength)), decode)];
      });
      // Own members only, whatever they are called.
      return Object.fromEntries(entries);
    },
  };
}

function cellValue(type: string, cell: Uint8Array, decode: (bytes: Uint8Array) => string): unknown {
  const view = new DataView(cell.buffer, cell.byteOffset, cell.length);
  switch (type) {
    case 'N':
    case 'F':
      return numberOf(ascii(cell));
    case 'D':
      return dateOf(ascii(cell));
    case 'L': {
      const letter = ascii(cell).toUpperCase();
      return 'TY'.includes(letter) && letter !== '' ? true : 'FN'.includes(letter) && letter !== '' ? false : null;
    }
    case 'I':
    case '+':
      return cell.length === 4 ? view.getInt32(0, true) : null;
    case 'O':
      return cell.length === 8 ? view.getFloat64(0) : null;
    case 'B':
      return cell.length === 8 ? view.getFloat64(0, true) : null;
    case 'T':
    case '@':
      return cell.length === 8 ? timeOf(view.getInt32(0, true), view.getInt32(4, true)) : null;
    // Memos and pictures are in another file.
    case 'M':
    case 'G':
    case 'P':
      return null;
    default: {
      const end = cell.indexOf(0);
      const text = decode(end < 0 ? cell : cell.subarray(0, end)).trim();
      return text === '' ? null : text;
    }
  }
}

const ascii = (cell: Uint8Array) =>
  String.fromCharCode(...cell)
    .replace(/\0/g, '')
    .trim();

/** Integers beyond what a number keeps stay text; `****` is a number that did not fit. */
function numberOf(text: string): number | string | null {
  if (text === '' || /^\*+$/.test(text)) return null;
  const value = Number(text.replace(',', '.'));
  if (!Number.isFinite(value)) return text;
  return Number.isInteger(value) && !Number.isSafeInteger(value) ? text : value;
}

function dateOf(text: string): string | null {
  const match = /^(\d{4})(\d{2})(\d{2})$/.exec(text);
  return match === null || text === '00000000' ? null : `${match[1]}-${match[2]}-${match[3]}`;
}

function timeOf(day: number, milliseconds: number): string | null {
  if (day === 0) return null;
  const time = new Date((day - EPOCH_DAY) * MILLISECONDS_PER_DAY + milliseconds);
  return Number.isNaN(time.getTime()) ? null : time.toISOString().slice(0, 19);
}
