/** Finds where a feature begins in damaged text, so that what follows a broken one is not lost with it. */

import type { ScanMark } from './json-scanner.ts';

const TEXT_BYTES = 64;
const TYPE = [...'"type"'].map((sign) => sign.charCodeAt(0));
const FEATURE = [...'"Feature"'].map((sign) => sign.charCodeAt(0));

const isSpace = (byte: number | undefined) => byte === 0x20 || byte === 0x0a || byte === 0x0d || byte === 0x09;

/** Asked in the order of the file, it looks at no byte twice. */
export class FeatureStarts {
  private askedFrom = 0;
  private found: number | null = null;

  /** Indentation of which no further line begins with a bracket. */
  private barren = -1;

  constructor(private readonly bytes: Uint8Array) {}

  /**
   * Where the feature behind the one at `mark` begins, -1 where that cannot be told: by its type, or else, where `mark` is the
   * first sign on its line, by the next line that begins alike.
   */
  after(mark: ScanMark): number {
    const typed = this.next(mark.at + 1);
    if (typed >= 0) return typed;
    const indent = mark.at - mark.lineStart;
    if (indent === this.barren || !isFirstOnLine(this.bytes, mark)) return -1;
    const alike = nextLineAlike(this.bytes, mark);
    if (alike < 0) this.barren = indent;
    return alike;
  }

  /** As `nextFeatureStart`. */
  private next(from: number): number {
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

function isFirstOnLine(bytes: Uint8Array, { at, lineStart }: ScanMark): boolean {
  for (let sign = lineStart; sign < at; sign++) if (!isSpace(bytes[sign])) return false;
  return true;
}

/** Offset of the next `{` that stands behind the same white space as the one at the mark; -1 where none does. */
function nextLineAlike(bytes: Uint8Array, { at, lineStart }: ScanMark): number {
  const isAlike = (start: number) => {
    for (let sign = 0; sign < at - lineStart; sign++) {
      if (bytes[start + sign] !== bytes[lineStart + sign]) return false;
    }
    return bytes[start + at - lineStart] === 0x7b;
  };
  for (let line = bytes.indexOf(0x0a, at); line >= 0; line = bytes.indexOf(0x0a, line + 1)) {
    if (isAlike(line + 1)) return line + 1 + at - lineStart;
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
