/**
 * Finds how the text of a file is encoded, over the whole file: one accented name at the end of two megabytes of ASCII
 * decides as much as one at the beginning.
 */
import type { TextEncoding } from '../doctor/feature-source.ts';

export interface EncodingSurvey {
  readonly encoding: TextEncoding;
  /** Bytes of a byte order mark at the beginning. */
  readonly markBytes: 0 | 2 | 3;
  /** Nothing above 0x7F behind the mark. */
  readonly isAscii: boolean;
  /** Offset of the first byte that is not UTF-8; null where all are. */
  readonly firstNotUtf8: number | null;
  /** UTF-8 and another encoding in one file: every sequence has to be judged by itself. */
  readonly mixed: boolean;
  /** Bytes that mean nothing in the encoding. */
  readonly badBytes: number;
  readonly firstBadByte: number | null;
}

/** Bytes that Windows-1252 leaves undefined. */
const UNDEFINED_IN_1252 = new Set([0x81, 0x8d, 0x8f, 0x90, 0x9d]);
/** Up to one accidental UTF-8 sequence in so many foreign bytes is no sign of a mixed file. */
const ACCIDENTS_IN = 20;
/** Bytes looked at for the zeros that UTF-16 puts between Latin letters, and the share that must be there. */
const PATTERN_BYTES = 4_096;
const PATTERN_SHARE = 0.4;

export function surveyEncoding(bytes: Uint8Array): EncodingSurvey {
  const [a, b, c] = bytes;
  const plain = { isAscii: false, firstNotUtf8: null, mixed: false, badBytes: 0, firstBadByte: null };
  if (a === 0xff && b === 0xfe) return { encoding: 'utf-16le', markBytes: 2, ...plain };
  if (a === 0xfe && b === 0xff) return { encoding: 'utf-16be', markBytes: 2, ...plain };
  const wide = zeroPattern(bytes);
  if (wide !== null) return { encoding: wide, markBytes: 0, ...plain, firstNotUtf8: 0 };
  return surveyBytes(bytes, a === 0xef && b === 0xbb && c === 0xbf ? 3 : 0);
}

function zeroPattern(bytes: Uint8Array): 'utf-16le' | 'utf-16be' | null {
  const pairs = Math.floor(Math.min(bytes.length, PATTERN_BYTES) / 2);
  let first = 0;
  let second = 0;
  for (let pair = 0; pair < pairs; pair++) {
    if (bytes[2 * pair] === 0) first++;
    if (bytes[2 * pair + 1] === 0) second++;
  }
  if (pairs < 2) return null;
  if (second > pairs * PATTERN_SHARE && first === 0) return 'utf-16le';
  if (first > pairs * PATTERN_SHARE && second === 0) return 'utf-16be';
  return null;
}

function surveyBytes(bytes: Uint8Array, markBytes: 0 | 3): EncodingSurvey {
  let sequences = 0;
  let foreign = 0;
  let firstForeign: number | null = null;
  let undefinedBytes = 0;
  let firstUndefined: number | null = null;
  const noteUndefined = (from: number, to: number) => {
    for (let at = from; at < to; at++) {
      if (!UNDEFINED_IN_1252.has(bytes[at]!)) continue;
      undefinedBytes++;
      firstUndefined ??= at;
    }
  };
  for (let at = nextHighByte(bytes, markBytes); at < bytes.length; at = nextHighByte(bytes, at)) {
    const length = sequenceLength(bytes, at);
    if (length > 0) {
      sequences++;
      noteUndefined(at, at + length);
      at += length;
    } else if (length < 0) {
      // A file cut within a letter is cut, not foreign.
      break;
    } else {
      foreign++;
      firstForeign ??= at;
      noteUndefined(at, at + 1);
      at++;
    }
  }
  const base = { markBytes, isAscii: sequences + foreign === 0, firstNotUtf8: firstForeign };
  if (foreign === 0) return { ...base, encoding: 'utf-8', mixed: false, badBytes: 0, firstBadByte: null };
  if (markBytes > 0 || sequences * ACCIDENTS_IN > foreign)
    return { ...base, encoding: 'utf-8', mixed: true, badBytes: foreign, firstBadByte: firstForeign };
  if (looksLikeMac(bytes, markBytes))
    return { ...base, encoding: 'macintosh', mixed: false, badBytes: 0, firstBadByte: null };
  return {
    ...base,
    encoding: 'windows-1252',
    mixed: false,
    badBytes: undefinedBytes,
    firstBadByte: firstUndefined,
  };
}

/**
 * Letters that Mac Roman has between 0x80 and 0x9F — á à â ä ã ç é è ê ò ô õ ù ü — where Windows-1252 has signs and capitals
 * that do not stand within a word. Left out: what may do so in both, such as dashes, quotation marks and œ.
 */
const MAC_LETTERS = new Set([0x87, 0x88, 0x89, 0x8a, 0x8b, 0x8d, 0x8e, 0x8f, 0x90, 0x98, 0x99, 0x9b, 0x9d, 0x9f]);
/** Such letters for one that speaks for Windows-1252. */
const MAC_SHARE = 4;

const isLower = (byte: number | undefined) => byte !== undefined && byte >= 0x61 && byte <= 0x7a;
const isUpper = (byte: number | undefined) => byte !== undefined && byte >= 0x41 && byte <= 0x5a;

/** What stands within words decides: a letter of the one is a sign in the other. */
function looksLikeMac(bytes: Uint8Array, from: number): boolean {
  let mac = 0;
  let windows = 0;
  for (let at = nextHighByte(bytes, from); at < bytes.length; at = nextHighByte(bytes, at + 1)) {
    const [before, byte, after] = [bytes[at - 1], bytes[at]!, bytes[at + 1]];
    if (MAC_LETTERS.has(byte)) {
      // “Café” ends with it; an ellipsis or a dash is followed by no small letter.
      const isInWord = [before, after].every((beside) => isLower(beside) || MAC_LETTERS.has(beside ?? 0));
      if (isInWord && (isLower(before) || isLower(after))) mac++;
      else if (UNDEFINED_IN_1252.has(byte) && (isLower(before) || isLower(after))) mac++;
    } else if (byte >= 0xdf) {
      if (isLower(before) || isLower(after)) windows++;
    } else if (byte >= 0xc0 && (isUpper(before) || isUpper(after) || isLower(after))) windows++;
  }
  return mac > windows * MAC_SHARE;
}

/** Offset of the next byte above 0x7F, four at a time; the length where there is none. */
export function nextHighByte(bytes: Uint8Array, from: number): number {
  const { length } = bytes;
  let at = from;
  while (at < length && ((bytes.byteOffset + at) & 3) !== 0) {
    if (bytes[at]! > 0x7f) return at;
    at++;
  }
  if (at >= length) return length;
  const words = new Uint32Array(bytes.buffer, bytes.byteOffset + at, (length - at) >> 2);
  let word = 0;
  while (word < words.length && (words[word]! & 0x80808080) === 0) word++;
  at += word * 4;
  while (at < length && bytes[at]! <= 0x7f) at++;
  return at;
}

/** Length of the UTF-8 sequence at a high byte (Unicode 15, table 3-7); 0 where there is none, -1 where the file ends in it. */
export function sequenceLength(bytes: Uint8Array, at: number): number {
  const lead = bytes[at]!;
  if (lead < 0xc2 || lead > 0xf4) return 0;
  const length = lead < 0xe0 ? 2 : lead < 0xf0 ? 3 : 4;
  let low = 0x80;
  let high = 0xbf;
  if (lead === 0xe0) low = 0xa0;
  else if (lead === 0xed) high = 0x9f;
  else if (lead === 0xf0) low = 0x90;
  else if (lead === 0xf4) high = 0x8f;
  for (let next = 1; next < length; next++) {
    const byte = bytes[at + next];
    if (byte === undefined) return -1;
    if (byte < low || byte > high) return 0;
    low = 0x80;
    high = 0xbf;
  }
  return length;
}
