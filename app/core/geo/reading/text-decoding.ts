/** Bytes to text in the encoding that was found. What the platform decodes (TextDecoder) is handed in: core has none. */
import type { TextEncoding } from '../doctor/feature-source.ts';
import { type EncodingSurvey, nextHighByte, sequenceLength } from './text-encoding.ts';

/** Decodes valid bytes, a byte order mark included as the character that it is; what is not valid becomes U+FFFD. */
export type PlatformDecoder = (bytes: Uint8Array, encoding: TextEncoding) => string;

/** Decodes a part of the file that begins and ends between letters. */
export type SliceDecoder = (bytes: Uint8Array) => string;

const REPLACEMENT = '\ufffd';
/** What Windows-1252 has between 0x80 and 0x9F; a space where it has nothing. */
const HIGH_1252 = '€ ‚ƒ„…†‡ˆ‰Š‹Œ Ž  ‘’“”•–—˜™š›œ žŸ';

export function sliceDecoderFor(survey: EncodingSurvey, platform: PlatformDecoder): SliceDecoder {
  if (survey.mixed) return (bytes) => decodeMixed(bytes, platform);
  return (bytes) => platform(bytes, survey.encoding);
}

function character1252(byte: number): string {
  if (byte < 0x80 || byte > 0x9f) return String.fromCharCode(byte);
  const character = HIGH_1252[byte - 0x80]!;
  return character === ' ' ? REPLACEMENT : character;
}

/** UTF-8 where it is UTF-8, Windows-1252 byte by byte where it is not. */
function decodeMixed(bytes: Uint8Array, platform: PlatformDecoder): string {
  let text = '';
  let from = 0;
  for (let at = nextHighByte(bytes, 0); at < bytes.length; at = nextHighByte(bytes, at)) {
    const length = sequenceLength(bytes, at);
    if (length > 0) {
      at += length;
      continue;
    }
    text += platform(bytes.subarray(from, at), 'utf-8') + character1252(bytes[at]!);
    at++;
    from = at;
  }
  return text + platform(bytes.subarray(from), 'utf-8');
}

export interface Transcoded {
  readonly bytes: Uint8Array;
  /** Halves of a surrogate pair that stand alone, written as U+FFFD; offset of the first in the file. */
  readonly lonelyHalves: number;
  readonly firstLonelyHalf: number | null;
}

/** UTF-16 as UTF-8, without the mark. An odd byte at the end is left away. */
export function utf8FromUtf16(bytes: Uint8Array, markBytes: number, bigEndian: boolean): Transcoded {
  const units = (bytes.length - markBytes) >> 1;
  const view = new DataView(bytes.buffer, bytes.byteOffset + markBytes, units * 2);
  // A unit becomes three bytes at most, a pair of them four.
  const out = new Uint8Array(units * 3);
  let length = 0;
  let lonelyHalves = 0;
  let firstLonelyHalf: number | null = null;
  for (let unit = 0; unit < units; unit++) {
    let code = view.getUint16(unit * 2, !bigEndian);
    if (code >= 0xd800 && code < 0xe000) {
      const next = unit + 1 < units ? view.getUint16(unit * 2 + 2, !bigEndian) : 0;
      if (code < 0xdc00 && next >= 0xdc00 && next < 0xe000) {
        code = 0x10000 + ((code - 0xd800) << 10) + (next - 0xdc00);
        unit++;
      } else {
        lonelyHalves++;
        firstLonelyHalf ??= markBytes + unit * 2;
        code = 0xfffd;
      }
    }
    if (code < 0x80) out[length++] = code;
    else {
      if (code < 0x800) out[length++] = 0xc0 | (code >> 6);
      else {
        if (code < 0x10000) out[length++] = 0xe0 | (code >> 12);
        else {
          out[length++] = 0xf0 | (code >> 18);
          out[length++] = 0x80 | ((code >> 12) & 0x3f);
        }
        out[length++] = 0x80 | ((code >> 6) & 0x3f);
      }
      out[length++] = 0x80 | (code & 0x3f);
    }
  }
  return { bytes: out.slice(0, length), lonelyHalves, firstLonelyHalf };
}
