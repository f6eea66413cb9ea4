import fc from 'fast-check';
import { describe, expect, it } from 'vitest';
import { utf8FromUtf16 } from '../../../../../app/core/geo/reading/text-decoding.ts';
import { surveyEncoding } from '../../../../../app/core/geo/reading/text-encoding.ts';
import { latin1, utf16 } from '../../../../builders/opened-file.ts';

const utf8 = (text: string) => new TextEncoder().encode(text);

describe('the encoding of a text', () => {
  it('is UTF-8 for whatever UTF-8 writes, wherever the text begins in memory', () => {
    const decoder = new TextDecoder('utf-8', { fatal: true });
    fc.assert(
      fc.property(fc.string({ unit: 'binary', maxLength: 60 }), fc.nat(3), (text, shift) => {
        const bytes = Uint8Array.from([...new Uint8Array(shift), ...utf8(`x${text}`)]).subarray(shift);
        const survey = surveyEncoding(bytes);
        expect(decoder.decode(bytes)).toBe(`x${text}`);
        if (!text.includes('\0')) expect([survey.encoding, survey.firstNotUtf8]).toEqual(['utf-8', null]);
      }),
      { seed: 4, numRuns: 500 },
    );
  });

  it.each([
    ['an overlong sign', [0xc0, 0xaf]],
    ['half of a pair', [0xed, 0xa0, 0x80]],
    ['beyond the last sign', [0xf4, 0x90, 0x80, 0x80]],
    ['a lone continuation', [0x80]],
  ])('is not UTF-8 with %s', (_what, bad) => {
    const bytes = Uint8Array.from([...utf8('abc'), ...bad, ...utf8('def')]);
    expect(surveyEncoding(bytes).firstNotUtf8).toBe(3);
  });

  it('is still UTF-8 where the file is cut within a sign', () => {
    expect(surveyEncoding(utf8('Plaça €').slice(0, -1))).toMatchObject({ encoding: 'utf-8', firstNotUtf8: null });
  });

  it.each([
    ['cafés and villages', 'nom;lieu\nCaf\x8e;Caf\x8eti\x8fre\nTh\x89\x89tre;H\x99tel des f\x90tes\n'],
    ['one French name', 'nom;lieu\nMusee;Th\x8e\x89tre\n'],
  ])('is Mac Roman where its letters stand within words: %s', (_what, text) => {
    expect(surveyEncoding(latin1(text))).toMatchObject({ encoding: 'macintosh', badBytes: 0 });
  });

  it.each([
    ['accents', 'nom\nCaf\xe9\nFa\xe7ana\n'],
    ['dashes and apostrophes between letters', 'name\nword\x97word, east\x96west, l\x92hort, c\x9cur\n'],
    ['quotation marks', 'name\n\x93quoted\x94 text\x85 and \x80 5\n'],
    ['capitals with accents', 'nom\n\xc1vila\nCORU\xd1A\n'],
  ])('is Windows-1252 with %s', (_what, text) => {
    expect(surveyEncoding(latin1(text)).encoding).toBe('windows-1252');
  });

  it('is Windows-1252 with the position of a byte that it does not define', () => {
    expect(surveyEncoding(latin1('caf\xe9 \x81 \x9d'))).toMatchObject({
      encoding: 'windows-1252',
      firstNotUtf8: 3,
      badBytes: 2,
      firstBadByte: 5,
    });
  });

  it('is Windows-1252 although two letters happen to look like UTF-8', () => {
    expect(surveyEncoding(latin1(`${'é '.repeat(40)}Ã©`))).toMatchObject({ encoding: 'windows-1252', mixed: false });
  });
});

describe('UTF-16 made UTF-8', () => {
  it('is the same text in either order of bytes', () => {
    fc.assert(
      fc.property(fc.string({ unit: 'binary', maxLength: 40 }), fc.boolean(), (text, bigEndian) => {
        expect(utf8FromUtf16(utf16(text, bigEndian, true), 2, bigEndian).bytes).toEqual(utf8(text));
      }),
      { seed: 4, numRuns: 300 },
    );
  });

  it('tells of halves of pairs that stand alone', () => {
    const made = utf8FromUtf16(utf16('a\ud800b\udc00', false, true), 2, false);
    expect([made.lonelyHalves, made.firstLonelyHalf, new TextDecoder().decode(made.bytes)]).toEqual([
      2,
      4,
      'a\ufffdb\ufffd',
    ]);
  });
});
