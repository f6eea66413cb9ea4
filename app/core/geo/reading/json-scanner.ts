/**
 * Walks over JSON by its structure alone — brackets, strings, line ends — without making values of it, so that each feature
 * of a file can be cut out and parsed for itself. It is lenient: whether the text between is JSON, the parser says.
 */

export type ScanFault =
  /** The bytes end within the value. */
  | 'end'
  /** A bracket is closed by one of another kind. */
  | 'mismatch'
  | 'too-deep'
  | 'too-large';

/** No geometry or attribute is nested as deep; only hostile files are. */
export const MAX_JSON_DEPTH = 200;
/** One text value. */
export const MAX_JSON_STRING_BYTES = 16 * 1024 * 1024;

const NEWLINE = 0x0a;
const QUOTE = 0x22;
const COMMA = 0x2c;
const COLON = 0x3a;
const OPEN_SQUARE = 0x5b;
const BACKSLASH = 0x5c;
const CLOSE_SQUARE = 0x5d;
const OPEN_CURLY = 0x7b;
const CLOSE_CURLY = 0x7d;

/** 1: means something between values; 2: ends a bare word. */
const STRUCTURE = new Uint8Array(256);
for (const byte of [NEWLINE, QUOTE, COLON, OPEN_SQUARE, CLOSE_SQUARE, OPEN_CURLY, CLOSE_CURLY]) STRUCTURE[byte] = 1;
const IN_STRING = new Uint8Array(256);
for (const byte of [NEWLINE, QUOTE, BACKSLASH]) IN_STRING[byte] = 1;
const ENDS_WORD = new Uint8Array(256);
for (const byte of [0x20, 0x09, 0x0d, NEWLINE, COMMA, CLOSE_SQUARE, CLOSE_CURLY, COLON, 0x1e]) ENDS_WORD[byte] = 1;

/** A place to come back to. */
export interface ScanMark {
  readonly at: number;
  readonly line: number;
  readonly lineStart: number;
}

export class JsonScanner {
  /** Offset of the next byte. */
  at: number;
  /** From 1. */
  line = 1;
  /** Offset of the first byte of that line. */
  lineStart: number;
  /** Names of members passed so far. */
  names = 0;
  /** Why the last `skip…` gave up. */
  fault: ScanFault | null = null;
  /** Where the fault is. */
  faultAt = 0;

  private readonly closers = new Uint8Array(MAX_JSON_DEPTH);

  constructor(
    readonly bytes: Uint8Array,
    start = 0,
    /** Nothing is read from here on. */
    public end = bytes.length,
  ) {
    this.at = start;
    this.lineStart = start;
  }

  mark(): ScanMark {
    return { at: this.at, line: this.line, lineStart: this.lineStart };
  }

  goTo(mark: ScanMark): void {
    this.at = mark.at;
    this.line = mark.line;
    this.lineStart = mark.lineStart;
  }

  /** Moves to an offset further on, counting the lines between. */
  advanceTo(offset: number): void {
    // Not beyond: a file may be one line.
    const passed = this.bytes.subarray(this.at, offset);
    const { at: from } = this;
    for (let at = passed.indexOf(NEWLINE); at >= 0; at = passed.indexOf(NEWLINE, at + 1)) {
      this.line++;
      this.lineStart = from + at + 1;
    }
    this.at = offset;
  }

  /** The next byte that is no white space (the record separator of RFC 8142 counts as such), -1 at the end. */
  peek(): number {
    const { bytes, end } = this;
    let { at } = this;
    while (at < end) {
      const byte = bytes[at]!;
      if (byte === NEWLINE) {
        this.line++;
        this.lineStart = at + 1;
      } else if (byte !== 0x20 && byte !== 0x0d && byte !== 0x09 && byte !== 0x1e) break;
      at++;
    }
    this.at = at;
    return at < end ? bytes[at]! : -1;
  }

  /** Steps over the byte if it comes next after white space. */
  take(byte: number): boolean {
    if (this.peek() !== byte) return false;
    this.at++;
    return true;
  }

  /** Passes one value; false where that cannot be done, `fault` says why. Ends behind it. */
  skipValue(): boolean {
    const byte = this.peek();
    if (byte === -1) return this.stop('end', this.end);
    if (byte === OPEN_CURLY || byte === OPEN_SQUARE) return this.skipNested();
    if (byte === QUOTE) return this.skipString();
    return this.skipWord();
  }

  private skipWord(): boolean {
    const start = this.at;
    while (this.at < this.end && ENDS_WORD[this.bytes[this.at]!] === 0) this.at++;
    return this.at > start || this.stop('mismatch', start);
  }

  /** Passes a string from its opening quote. */
  skipString(): boolean {
    const { bytes, end } = this;
    const start = this.at;
    let at = start + 1;
    while (at < end) {
      const byte = bytes[at++]!;
      if (IN_STRING[byte] === 0) continue;
      if (byte === QUOTE) {
        this.at = at;
        return at - start <= MAX_JSON_STRING_BYTES || this.stop('too-large', start);
      }
      if (byte === BACKSLASH) at++;
      else {
        this.line++;
        this.lineStart = at;
      }
    }
    this.at = end;
    return this.stop('end', start);
  }

  private skipNested(): boolean {
    const { bytes, end, closers } = this;
    let { at, names } = this;
    let depth = 0;
    while (at < end) {
      const byte = bytes[at++]!;
      if (STRUCTURE[byte] === 0) continue;
      if (byte === QUOTE) {
        const from = at;
        for (;;) {
          if (at >= end) return this.stopAt(end, names, 'end', from - 1);
          const inner = bytes[at++]!;
          if (IN_STRING[inner] === 0) continue;
          if (inner === QUOTE) break;
          if (inner === BACKSLASH) at++;
          else {
            this.line++;
            this.lineStart = at;
          }
        }
        if (at - from > MAX_JSON_STRING_BYTES) return this.stopAt(at, names, 'too-large', from - 1);
      } else if (byte === OPEN_SQUARE || byte === OPEN_CURLY) {
        if (depth === MAX_JSON_DEPTH) return this.stopAt(at, names, 'too-deep', at - 1);
        // In ASCII the closing bracket of each kind stands two behind the opening one.
        closers[depth++] = byte + 2;
      } else if (byte === CLOSE_SQUARE || byte === CLOSE_CURLY) {
        depth--;
        if (closers[depth] !== byte) return this.stopAt(at - 1, names, 'mismatch', at - 1);
        if (depth === 0) {
          this.at = at;
          this.names = names;
          return true;
        }
      } else if (byte === COLON) names++;
      else {
        this.line++;
        this.lineStart = at;
      }
    }
    return this.stopAt(end, names, 'end', end);
  }

  private stopAt(at: number, names: number, fault: ScanFault, faultAt: number): false {
    this.at = Math.min(at, this.end);
    this.names = names;
    return this.stop(fault, faultAt);
  }

  private stop(fault: ScanFault, faultAt: number): false {
    this.fault = fault;
    this.faultAt = faultAt;
    return false;
  }
}
