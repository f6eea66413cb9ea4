import fc from 'fast-check';
import { describe, expect, it } from 'vitest';
import { firstDuplicateName } from '../../../../../app/core/geo/reading/json-duplicates.ts';
import { findJsonFault } from '../../../../../app/core/geo/reading/json-fault.ts';
import { JsonScanner } from '../../../../../app/core/geo/reading/json-scanner.ts';

const bytesOf = (text: string) => new TextEncoder().encode(text);
const faultOf = (text: string) => findJsonFault(bytesOf(text));

function parses(text: string): boolean {
  try {
    JSON.parse(text);
    return true;
  } catch {
    return false;
  }
}

describe('the place where a text stops being JSON', () => {
  it.each([
    ['{"a":1,}', 7, 'a comma stands before the closing bracket'],
    ['[1 2]', 3, 'a comma or "]" was expected, but "2" stands here'],
    ['{a:1}', 1, 'a name in double quotes was expected, but "a" stands here'],
    ['{"a" 1}', 5, 'a colon was expected, but "1" stands here'],
    ["['x']", 1, 'text has to stand in double quotes, not in single ones'],
    ['[NaN]', 1, '"NaN" is neither a number nor text in double quotes nor true, false or null'],
    ['[01]', 1, '"01" is neither a number nor text in double quotes nor true, false or null'],
    ['["a\nb"]', 3, 'a line end or control character stands within quotes'],
    ['["\\x"]', 2, 'a backslash within quotes starts nothing that JSON knows'],
    ['["\\u12"]', 2, 'four hexadecimal digits were expected after \\u'],
    ['[1]]', 3, '"]" stands behind the end'],
    ['["abc', 5, 'the text ends within the quotes opened at byte 1'],
    ['[1,', 3, 'the text ends where a value was expected'],
    ['[tru', 4, 'the text ends within a value'],
  ])('%j: at %i, %s', (text, offset, sentence) => {
    expect(faultOf(text)).toEqual({ offset, sentence });
  });

  it('is found exactly where the engine refuses to parse', () => {
    const sign = fc.constantFrom(...'{}[],:"\\ \n01-.eEtrufalsn');
    const nearly = fc.tuple(fc.json({ maxDepth: 4 }), fc.nat(), sign).map(([json, at, changed]) => {
      const place = at % (json.length + 1);
      return json.slice(0, place) + changed + json.slice(place + 1);
    });
    fc.assert(
      fc.property(fc.oneof(fc.json(), nearly, fc.string({ unit: sign, maxLength: 30 })), (text) => {
        const end = bytesOf(text).length;
        const fault = faultOf(text);
        expect(fault === null).toBe(parses(text));
        if (fault !== null) expect(fault.offset).toBeLessThanOrEqual(end);
      }),
      { seed: 1, numRuns: 3_000 },
    );
  });
});

describe('the scanner', () => {
  it('passes exactly one value, and counts its names and lines', () => {
    fc.assert(
      fc.property(fc.json({ maxDepth: 5 }), fc.json({ maxDepth: 5 }), (first, second) => {
        const pretty = JSON.stringify(JSON.parse(first), null, 1);
        const scanner = new JsonScanner(bytesOf(`${pretty} ,${second}`));
        expect(scanner.skipValue()).toBe(true);
        expect(scanner.at).toBe(bytesOf(pretty).length);
        expect(scanner.line).toBe(pretty.split('\n').length);
        let names = 0;
        JSON.parse(first, (key, value: unknown) => {
          if (typeof value === 'object' && value !== null && !Array.isArray(value)) names += Object.keys(value).length;
          return key === '__proto__' ? undefined : value;
        });
        if (!first.includes('__proto__')) expect(scanner.names).toBe(names);
      }),
      { seed: 1, numRuns: 500 },
    );
  });
});

describe('a name that stands twice', () => {
  it.each([
    ['{"a":1,"b":{"a":2}}', null],
    ['[{"a":1},{"a":2}]', null],
    ['{"a":"a","b":["b","b"]}', null],
    ['{"a":1,"b":[{"c":1,"c":2}]}', 'c'],
    ['{"a\\u0062":1,"ab":2}', 'ab'],
    ['{"x\\"y":1,"x\\"y":2}', 'x"y'],
  ])('%s: %s', (json, name) => {
    expect(firstDuplicateName(json)).toBe(name);
  });
});
