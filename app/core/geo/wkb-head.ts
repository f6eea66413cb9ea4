/** The beginning of a geometry as a person recognises it, read from the first bytes of its WKB however large it is. */

const NAMES = [
  'POINT',
  'LINESTRING',
  'POLYGON',
  'MULTIPOINT',
  'MULTILINESTRING',
  'MULTIPOLYGON',
  'GEOMETRYCOLLECTION',
] as const;
/** Six decimals of a degree: a tenth of a metre. */
const DECIMALS = 1e6;
const MOST_POSITIONS = 3;
const MAX_DEPTH = 16;

/** `POLYGON ((2.15 41.38, 2.16 41.38, …`; null where the bytes do not begin like a geometry. */
export function wkbHead(bytes: Uint8Array): string | null {
  const view = new DataView(bytes.buffer, bytes.byteOffset, bytes.byteLength);
  try {
    return headAt(view, 0, 0);
  } catch {
    // A view says of what lies beyond its end that it is out of range.
    return null;
  }
}

function headAt(view: DataView, start: number, depth: number): string | null {
  const order = view.getUint8(start);
  if (order > 1 || depth > MAX_DEPTH) return null;
  const little = order === 1;
  const code = view.getUint32(start + 1, little);
  const kind = (code & 0x0fffffff) % 1000;
  const thousands = Math.floor((code & 0x0fffffff) / 1000);
  const name = NAMES[kind - 1];
  if (name === undefined || thousands > 3) return null;
  const hasZ = (code & 0x80000000) !== 0 || thousands === 1 || thousands === 3;
  const hasM = (code & 0x40000000) !== 0 || thousands === 2 || thousands === 3;
  const stride = 16 + (hasZ ? 8 : 0) + (hasM ? 8 : 0);
  let at = start + 5 + ((code & 0x20000000) !== 0 ? 4 : 0);

  const count = () => {
    const n = view.getUint32(at, little);
    at += 4;
    return n;
  };
  const round = (value: number) => Math.round(value * DECIMALS) / DECIMALS;
  const positions = (n: number) => {
    const shown: string[] = [];
    for (let i = 0; i < Math.min(n, MOST_POSITIONS); i++) {
      shown.push(`${round(view.getFloat64(at, little))} ${round(view.getFloat64(at + 8, little))}`);
      at += stride;
    }
    return ended(`(${shown.join(', ')}`, n > MOST_POSITIONS);
  };

  if (kind === 1) return Number.isNaN(view.getFloat64(at, little)) ? `${name} EMPTY` : `${name} ${positions(1)}`;
  const parts = count();
  if (parts === 0) return `${name} EMPTY`;
  if (kind === 2) return `${name} ${positions(parts)}`;
  if (kind === 3) return ended(`${name} (${positions(count())}`, parts > 1);
  const first = headAt(view, at, depth + 1);
  if (first === null) return null;
  // Parts of one kind need not say it again.
  const inner = kind === 7 ? first : first.slice(first.indexOf(' ') + 1);
  return ended(`${name} (${inner}`, parts > 1);
}

/** With its bracket closed, or with a mark that more follows. */
function ended(text: string, hasMore: boolean): string {
  if (text.endsWith('…')) return text;
  return hasMore ? `${text}, …` : `${text})`;
}
