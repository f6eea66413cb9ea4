/** Where in the file as it was given: offset, line, and column in characters, whatever the encoding. */
import type { FilePosition } from '../doctor/feature-source.ts';

export interface Places {
  /** Cheapest when asked in the order of the file. `lineStart` is the offset of the first byte of that line. */
  at(offset: number, line: number, lineStart: number): FilePosition;
  /** Of any offset: counts the lines before it. */
  find(offset: number): FilePosition;
}

const NEWLINE = 0x0a;

/**
 * `bytes`: what is read, from `start` on. `charactersOf`: 'bytes' where every byte is a character, 'utf-8' else; `utf16` where
 * the file was UTF-16 and `bytes` is made of it: offsets are then told in the file, whose mark is so many bytes long.
 */
export function createPlaces(
  bytes: Uint8Array,
  start: number,
  charactersOf: 'bytes' | 'utf-8',
  utf16?: { readonly markBytes: number },
): Places {
  /** Bytes that continue a letter, and letters of two UTF-16 units, before an offset. */
  const counted = { offset: 0, continuing: 0, wide: 0 };
  // Four at a time where the memory allows it.
  const isAligned = (bytes.byteOffset & 3) === 0;
  const words = isAligned ? new Uint32Array(bytes.buffer, bytes.byteOffset, bytes.length >> 2) : new Uint32Array(0);
  const countTo = (offset: number) => {
    if (offset < counted.offset) Object.assign(counted, { offset: 0, continuing: 0, wide: 0 });
    let { offset: at, continuing, wide } = counted;
    while (at < offset) {
      const byte = bytes[at]!;
      if (byte < 0x80) {
        at++;
        if ((at & 3) !== 0) continue;
        let word = at >> 2;
        const last = Math.min(offset >> 2, words.length);
        while (word < last && (words[word]! & 0x80808080) === 0) word++;
        at = Math.max(at, word * 4);
        continue;
      }
      if (byte < 0xc0) continuing++;
      else if (byte >= 0xf0) wide++;
      at++;
    }
    counted.offset = offset;
    counted.continuing = continuing;
    counted.wide = wide;
    return counted;
  };
  let lastLine = { start: -1, continuing: 0 };

  const at = (offset: number, line: number, lineStart: number): FilePosition => {
    if (charactersOf === 'bytes') return { byteOffset: offset, line, column: offset - lineStart + 1 };
    if (lastLine.start !== lineStart) lastLine = { start: lineStart, continuing: countTo(lineStart).continuing };
    const { continuing, wide } = countTo(offset);
    const column = offset - lineStart - (continuing - lastLine.continuing) + 1;
    const byteOffset = utf16 === undefined ? offset : utf16.markBytes + 2 * (offset - continuing + wide);
    return { byteOffset, line, column };
  };
  return {
    at,
    find(offset) {
      let line = 1;
      let lineStart = start;
      for (let next = bytes.indexOf(NEWLINE); next >= 0 && next < offset; next = bytes.indexOf(NEWLINE, lineStart)) {
        line++;
        lineStart = next + 1;
      }
      return at(offset, line, lineStart);
    },
  };
}
