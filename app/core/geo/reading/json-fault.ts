/** Where a text stops being JSON (RFC 8259), and what is wrong there in plain words. */
import { MAX_JSON_DEPTH } from './json-scanner.ts';

export interface JsonFault {
  /** Of the byte that does not belong there; the length where the text ends too early. */
  readonly offset: number;
  /** Half a sentence in lower case: `a name in double quotes was expected, but "{" stands here`. */
  readonly sentence: string;
}

const NUMBER = /^-?(?:0|[1-9]\d*)(?:\.\d+)?(?:[eE][+-]?\d+)?$/;
const WORDS = new Set(['true', 'false', 'null']);
const ESCAPES = new Set([...'"\\/bfnrtu'].map((character) => character.charCodeAt(0)));
const SHOWN_BYTES = 24;

class Found extends Error {
  constructor(
    readonly offset: number,
    readonly sentence: string,
  ) {
    super(sentence);
  }
}

/** The first fault of one value between two offsets, with white space around it; null where it is JSON. */
export function findJsonFault(bytes: Uint8Array, start = 0, end = bytes.length): JsonFault | null {
  try {
    checkText(bytes, start, end);
    return null;
  } catch (error) {
    if (error instanceof Found) return { offset: error.offset, sentence: error.sentence };
    throw error;
  }
}

function checkText(bytes: Uint8Array, start: number, end: number): void {
  let at = start;
  /** Brackets that are open, by what closes them. */
  const open: number[] = [];
  const space = () => {
    for (; at < end; at++) {
      const byte = bytes[at]!;
      if (byte !== 0x20 && byte !== 0x0a && byte !== 0x0d && byte !== 0x09) return;
    }
  };
  const expected = (what: string): never => {
    throw new Found(
      at,
      at >= end
        ? `the text ends where ${what} was expected`
        : `${what} was expected, but ${shown(bytes, at, end)} stands here`,
    );
  };
  const string = () => {
    const opened = at;
    for (at++; ; at++) {
      if (at >= end) throw new Found(end, `the text ends within the quotes opened at byte ${opened}`);
      const byte = bytes[at]!;
      if (byte === 0x22) break;
      if (byte < 0x20) throw new Found(at, 'a line end or control character stands within quotes');
      if (byte !== 0x5c) continue;
      at++;
      if (at < end && !ESCAPES.has(bytes[at]!))
        throw new Found(at - 1, 'a backslash within quotes starts nothing that JSON knows');
      if (bytes[at] === 0x75 && at + 5 <= end && !/^[0-9a-fA-F]{4}$/.test(ascii(bytes, at + 1, Math.min(at + 5, end))))
        throw new Found(at - 1, 'four hexadecimal digits were expected after \\u');
    }
    at++;
  };
  const scalar = () => {
    const from = at;
    while (at < end && !isDelimiter(bytes[at]!)) at++;
    const word = ascii(bytes, from, Math.min(at, from + 400));
    if (WORDS.has(word) || NUMBER.test(word)) return;
    if (at >= end && word !== '' && open.length > 0) throw new Found(end, 'the text ends within a value');
    const found = shown(bytes, from, end);
    at = from;
    if (word === '') expected('a value');
    if (bytes[from] === 0x27) throw new Found(from, 'text has to stand in double quotes, not in single ones');
    throw new Found(from, `${found} is neither a number nor text in double quotes nor true, false or null`);
  };
  for (;;) {
    space();
    const byte = at < end ? bytes[at]! : -1;
    if (byte === 0x7b || byte === 0x5b) {
      if (open.length === MAX_JSON_DEPTH) throw new Found(at, `brackets are nested more than ${MAX_JSON_DEPTH} deep`);
      open.push(byte + 2);
      at++;
      space();
      if (bytes[at] !== byte + 2 || at >= end) {
        if (byte === 0x7b) name();
        continue;
      }
    } else if (byte === 0x22) string();
    else scalar();
    // A value is complete: what may follow depends on what is around it.
    for (;;) {
      space();
      const closer = open.at(-1);
      if (closer === undefined) {
        if (at < end) throw new Found(at, `${shown(bytes, at, end)} stands behind the end`);
        return;
      }
      if (at < end && bytes[at] === closer) {
        open.pop();
        at++;
        continue;
      }
      if (at >= end || bytes[at] !== 0x2c) expected(closer === 0x7d ? 'a comma or "}"' : 'a comma or "]"');
      at++;
      space();
      if (at < end && bytes[at] === closer) throw new Found(at, 'a comma stands before the closing bracket');
      if (closer === 0x7d) name();
      break;
    }
  }

  function name(): void {
    space();
    if (bytes[at] !== 0x22 || at >= end) expected('a name in double quotes');
    string();
    space();
    if (bytes[at] !== 0x3a || at >= end) expected('a colon');
    at++;
  }
}

function isDelimiter(byte: number): boolean {
  return (
    byte <= 0x20 || byte === 0x2c || byte === 0x3a || byte === 0x5d || byte === 0x7d || byte === 0x5b || byte === 0x7b
  );
}

function ascii(bytes: Uint8Array, from: number, to: number): string {
  return String.fromCharCode(...bytes.subarray(from, to));
}

/** The word or sign that stands at an offset, in quotes and cut. */
function shown(bytes: Uint8Array, at: number, end: number): string {
  const isText = bytes[at] === 0x22;
  let to = at + 1;
  const goesOn = (byte: number) => (isText ? byte !== 0x22 : !isDelimiter(byte));
  if (isText || !isDelimiter(bytes[at]!)) while (to < end && to - at < SHOWN_BYTES && goesOn(bytes[to]!)) to++;
  const word = ascii(bytes, isText ? at + 1 : at, to).replace(/[^\x20-\x7e]/g, '?');
  return `"${word}"`;
}
