/**
 * Bytes to text. Core has no TextDecoder (it belongs to the platform), and most payloads are pure ASCII, so the plain
 * case is one pass over the bytes.
 */

/** What one pass over the bytes tells before a parser sees them. */
export interface PayloadScan {
  readonly ascii: boolean;
  /** Deepest nesting of `{` and `[` outside strings. */
  readonly depth: number;
}

export function scanPayload(bytes: Uint8Array): PayloadScan {
  let seen = 0;
  let depth = 0;
  let deepest = 0;
  let inString = false;
  for (let i = 0; i < bytes.length; i++) {
    const byte = bytes[i]!;
    seen |= byte;
    if (inString) {
      if (byte === 0x5c) i++;
      else if (byte === 0x22) inString = false;
      // A byte skipped after a backslash still counts for the ASCII test.
      if (byte === 0x5c && i < bytes.length) seen |= bytes[i]!;
    } else if (byte === 0x22) {
      inString = true;
    } else if (byte === 0x7b || byte === 0x5b) {
      if (++depth > deepest) deepest = depth;
    } else if (byte === 0x7d || byte === 0x5d) {
      depth--;
    }
  }
  return { ascii: seen < 0x80, depth: deepest };
}

/** Argument lists have a limit in every engine; this is far below all of them. */
const CHUNK = 8_192;

/** Text of bytes that are known to be ASCII. */
export function asciiText(bytes: Uint8Array): string {
  if (bytes.length <= CHUNK) return String.fromCharCode.apply(null, bytes as unknown as number[]);
  let text = '';
  for (let at = 0; at < bytes.length; at += CHUNK) {
    text += String.fromCharCode.apply(null, bytes.subarray(at, at + CHUNK) as unknown as number[]);
  }
  return text;
}

interface Decoded {
  readonly text: string;
  /** True where at least one byte was no valid UTF-8 and became U+FFFD. */
  readonly replaced: boolean;
}

/** UTF-8 by RFC 3629: no overlong forms, no surrogates, nothing above U+10FFFF. */
function decode(bytes: Uint8Array): Decoded {
  let text = '';
  let replaced = false;
  let units: number[] = [];
  for (let at = 0; at < bytes.length; ) {
    const lead = bytes[at]!;
    const length = lead < 0x80 ? 1 : lead >= 0xc2 && lead < 0xe0 ? 2 : lead >= 0xe0 && lead < 0xf0 ? 3 : 4;
    let point = length === 1 ? lead : lead & (0x7f >> length);
    let valid = lead < 0x80 || (lead >= 0xc2 && lead <= 0xf4);
    for (let i = 1; valid && i < length; i++) {
      const next = bytes[at + i];
      if (next === undefined || (next & 0xc0) !== 0x80) valid = false;
      else point = (point << 6) | (next & 0x3f);
    }
    if (valid && ((length === 3 && point < 0x800) || (length === 4 && point < 0x10000))) valid = false;
    if (valid && (point > 0x10ffff || (point >= 0xd800 && point <= 0xdfff))) valid = false;
    if (!valid) {
      replaced = true;
      units.push(0xfffd);
      at++;
    } else {
      if (point < 0x10000) units.push(point);
      else units.push(0xd800 + ((point - 0x10000) >> 10), 0xdc00 + ((point - 0x10000) & 0x3ff));
      at += length;
    }
    if (units.length >= CHUNK) {
      text += String.fromCharCode.apply(null, units);
      units = [];
    }
  }
  return { text: text + String.fromCharCode.apply(null, units), replaced };
}

/** The text, or null where the bytes are not UTF-8. */
export function strictUtf8(bytes: Uint8Array): string | null {
  const decoded = decode(bytes);
  return decoded.replaced ? null : decoded.text;
}

/** The text with U+FFFD for what cannot be read. */
export function lossyUtf8(bytes: Uint8Array): string {
  return decode(bytes).text;
}

/** 64 bits of hash over all bytes (two FNV-1a lanes, finalised as MurmurHash3 does), hexadecimal; not for security. */
export function payloadHash(bytes: Uint8Array): string {
  let a = 0x811c9dc5;
  let b = 0x9747b28c;
  for (let i = 0; i < bytes.length; i++) {
    a = Math.imul(a ^ bytes[i]!, 0x01000193);
    b = Math.imul(b ^ bytes[i]!, 0x85ebca6b);
  }
  return finalise(a ^ bytes.length) + finalise(b ^ (a >>> 7));
}

function finalise(hash: number): string {
  let h = hash;
  h ^= h >>> 16;
  h = Math.imul(h, 0x85ebca6b);
  h ^= h >>> 13;
  h = Math.imul(h, 0xc2b2ae35);
  h ^= h >>> 16;
  return (h >>> 0).toString(16).padStart(8, '0');
}
