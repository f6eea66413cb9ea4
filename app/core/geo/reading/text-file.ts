/** The text of a file, made ready for readers that walk over bytes: one byte for each ASCII sign, whatever the encoding was. */
import type { TextEncoding } from '../doctor/feature-source.ts';
import type { IssueLog } from './issue-log.ts';
import { createPlaces, type Places } from './places.ts';
import { type PlatformDecoder, type SliceDecoder, sliceDecoderFor, utf8FromUtf16 } from './text-decoding.ts';
import { surveyEncoding } from './text-encoding.ts';

export interface TextFile {
  readonly encoding: TextEncoding;
  /** UTF-8, or one byte a letter; UTF-16 was made UTF-8. */
  readonly bytes: Uint8Array;
  /** Behind the byte order mark. */
  readonly start: number;
  readonly decode: SliceDecoder;
  readonly places: Places;
}

const MARK = [0xef, 0xbb, 0xbf] as const;
const NAMES: Readonly<Record<TextEncoding, string>> = {
  'utf-8': 'UTF-8',
  'utf-16le': 'UTF-16 (little-endian)',
  'utf-16be': 'UTF-16 (big-endian)',
  'windows-1252': 'Windows-1252',
  macintosh: 'Mac Roman',
};

/** Finds the encoding; what there is to say about it goes into the log. */
export function readTextFile(given: Uint8Array, platform: PlatformDecoder, log: IssueLog): TextFile {
  const survey = surveyEncoding(given);
  const { encoding, markBytes } = survey;
  let { badBytes, firstBadByte } = survey;
  let bytes = given;
  let start: number = markBytes;
  let places: Places;
  if (encoding === 'utf-16le' || encoding === 'utf-16be') {
    const made = utf8FromUtf16(given, markBytes, encoding === 'utf-16be');
    bytes = made.bytes;
    start = 0;
    badBytes = made.lonelyHalves * 2;
    firstBadByte = made.firstLonelyHalf;
    places = createPlaces(bytes, 0, 'utf-8', { markBytes });
  } else {
    // Files that were put together from several have several marks.
    while (markBytes === 3 && MARK.every((byte, at) => bytes[start + at] === byte)) start += MARK.length;
    const oneByteEach = encoding !== 'utf-8' || survey.mixed || survey.isAscii;
    places = createPlaces(bytes, start, oneByteEach ? 'bytes' : 'utf-8');
  }
  // Offsets of the survey are in the file; UTF-16 has its lines elsewhere.
  const placeOf = (offset: number) => (bytes === given ? places.find(offset) : { byteOffset: offset });
  if (markBytes > 0) log.add('byte-order-mark', { detail: NAMES[encoding] });
  if (encoding === 'windows-1252' || encoding === 'macintosh' || (markBytes === 0 && bytes !== given))
    log.add('not-utf8', { detail: NAMES[encoding], position: placeOf(survey.firstNotUtf8 ?? 0) });
  if (firstBadByte !== null)
    log.add('undecodable-bytes', {
      count: badBytes,
      position: placeOf(firstBadByte),
      detail: hexAt(given, firstBadByte),
    });
  const decode = sliceDecoderFor(bytes === given ? survey : { ...survey, encoding: 'utf-8' }, platform);
  return { encoding, bytes, start, decode, places };
}

function hexAt(bytes: Uint8Array, offset: number): string {
  return `0x${(bytes[offset] ?? 0).toString(16).padStart(2, '0').toUpperCase()}`;
}
