/** Finds where a feature begins in damaged text, so that what follows a broken one is not lost with it. */

const TEXT_BYTES = 64;
const TYPE = [...'"type"'].map((sign) => sign.charCodeAt(0));
const FEATURE = [...'"Feature"'].map((sign) => sign.charCodeAt(0));

const isSpace = (byte: number | undefined) => byte === 0x20 || byte === 0x0a || byte === 0x0d || byte === 0x09;

/** Asked in the order of the file, it looks at no byte twice. */
export class FeatureStarts {
  private askedFrom = 0;
  private found: number | null = null;

  constructor(private readonly bytes: Uint8Array) {}

  /** As `nextFeatureStart`. */
  next(from: number): number {
    const isKnown = this.found !== null && from >= this.askedFrom && (this.found < 0 || from <= this.found);
    if (!isKnown) {
      this.found = nextFeatureStart(this.bytes, from);
      this.askedFrom = from;
    }
    return this.found!;
  }
}

/** Offset of the next `{` at or behind `from` whose member `type`, first or behind simple ones, is `"Feature"`; -1 where none is. */
function nextFeatureStart(bytes: Uint8Array, from: number): number {
  // Rarer than quotes, and every feature has one.
  for (let capital = bytes.indexOf(0x46, from); capital >= 0; capital = bytes.indexOf(0x46, capital + 1)) {
    if (!matches(bytes, capital - 1, FEATURE)) continue;
    let at = backOverSpace(bytes, capital - 2);
    if (bytes[at] !== 0x3a) continue;
    at = backOverSpace(bytes, at - 1) - TYPE.length + 1;
    if (!matches(bytes, at, TYPE)) continue;
    const start = openingBefore(bytes, at - 1);
    if (start >= from) return start;
  }
  return -1;
}

function openingBefore(bytes: Uint8Array, from: number): number {
  for (let at = from; at >= 0 && at > from - TEXT_BYTES; at--) {
    const byte = bytes[at];
    if (byte === 0x7b) return at;
    if (byte === 0x7d || byte === 0x5b || byte === 0x5d) return -1;
  }
  return -1;
}

function backOverSpace(bytes: Uint8Array, from: number): number {
  let at = from;
  while (at >= 0 && isSpace(bytes[at])) at--;
  return at;
}

function matches(bytes: Uint8Array, at: number, wanted: readonly number[]): boolean {
  return at >= 0 && wanted.every((byte, index) => bytes[at + index] === byte);
}
