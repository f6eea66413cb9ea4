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
  const counters = [createCounter(bytes), createCounter(bytes)] as const;
  const place = (count: LetterCounter, offset: number, line: number, lineStart: number): FilePosition => {
    if (charactersOf === 'bytes') return { byteOffset: offset, line, column: offset - lineStart + 1 };
    const before = count.before(lineStart, true).continuing;
    const { continuing, wide } = count.before(offset, false);
    const column = offset - lineStart - (continuing - before) + 1;
    const byteOffset = utf16 === undefined ? offset : utf16.markBytes + 2 * (offset - continuing + wide);
    return { byteOffset, line, column };
  };
  let known = { offset: start, line: 1, lineStart: start };
  return {
    at: (offset, line, lineStart) => place(counters[0], offset, line, lineStart),
    find(offset) {
      let { line, lineStart } = offset < known.offset ? { line: 1, lineStart: start } : known;
      const from = offset < known.offset ? start : known.offset;
      // Not beyond: a file may be one line.
      const passed = bytes.subarray(from, offset);
      for (let next = passed.indexOf(NEWLINE); next >= 0; next = passed.indexOf(NEWLINE, next + 1)) {
        line++;
        lineStart = from + next + 1;
      }
      known = { offset, line, lineStart };
      return place(counters[1], offset, line, lineStart);
    },
  };
}

interface LetterCounter {
  /** Bytes that continue a letter, and letters of two UTF-16 units, before an offset. Beginnings of lines are kept. */
  before(offset: number, isLineStart: boolean): { readonly continuing: number; readonly wide: number };
}

/** Counts on from where it was asked last: cheap as long as it is asked in the order of the file. */
function createCounter(bytes: Uint8Array): LetterCounter {
  // Four at a time where the memory allows it.
  const isAligned = (bytes.byteOffset & 3) === 0;
  const words = isAligned ? new Uint32Array(bytes.buffer, bytes.byteOffset, bytes.length >> 2) : new Uint32Array(0);
  let last = { offset: 0, continuing: 0, wide: 0 };
  let line = { offset: -1, continuing: 0, wide: 0 };
  return {
    before(offset, isLineStart) {
      if (isLineStart && line.offset === offset) return line;
      let { offset: at, continuing, wide } = offset < last.offset ? { offset: 0, continuing: 0, wide: 0 } : last;
      while (at < offset) {
        const byte = bytes[at]!;
        if (byte < 0x80) {
          at++;
          if ((at & 3) !== 0) continue;
          let word = at >> 2;
          const end = Math.min(offset >> 2, words.length);
          while (word < end && (words[word]! & 0x80808080) === 0) word++;
          at = Math.max(at, word * 4);
          continue;
        }
        if (byte < 0xc0) continuing++;
        else if (byte >= 0xf0) wide++;
        at++;
      }
      last = { offset, continuing, wide };
      if (isLineStart) line = last;
      return last;
    },
  };
}
