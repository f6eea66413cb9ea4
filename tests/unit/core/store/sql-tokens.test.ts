import fc from 'fast-check';
import { describe, expect, it } from 'vitest';
import { tokenizeSql } from '../../../../app/core/store/sql-tokens.ts';

const words = (sql: string) => tokenizeSql(sql).map((token) => `${token.type}:${token.value}`);

describe('splitting SQL into tokens', () => {
  it('tells words, quoted names, texts, numbers and symbols apart', () => {
    expect(words(`SELECT "Bar b", 'it''s', 1.5e-3 FROM t;`)).toEqual([
      'word:select',
      'quoted:Bar b',
      'symbol:,',
      "text:'it''s'",
      'symbol:,',
      'number:1.5e-3',
      'word:from',
      'word:t',
      'symbol:;',
    ]);
  });

  it('leaves out comments, nested ones too', () => {
    expect(words('a -- b ; c\n d /* e /* f */ ; g */ h')).toEqual(['word:a', 'word:d', 'word:h']);
  });

  it('keeps semicolons inside texts, quoted names and dollar quotes', () => {
    expect(words(`'a;b' "c;d" $$e;f$$ $t$ g; $$ $t$ E'\\';'`)).toEqual([
      "text:'a;b'",
      'quoted:c;d',
      'text:$$e;f$$',
      'text:$t$ g; $$ $t$',
      "text:E'\\';'",
    ]);
  });

  it('runs what is not closed to the end', () => {
    expect(words("SELECT 'abc; DROP")).toEqual(['word:select', "text:'abc; DROP"]);
    expect(words('SELECT /* abc')).toEqual(['word:select']);
    expect(words('SELECT "abc')).toEqual(['word:select', 'quoted:ab']);
  });

  it('never fails, moves forward and stays inside the text, whatever it is given', () => {
    const alphabet = fc.constantFrom(...`aZ_0.9 \n'"$;-/*()eE\\ñ🏙=+`);
    fc.assert(
      fc.property(fc.array(alphabet, { maxLength: 60 }), (characters) => {
        const sql = characters.join('');
        let end = 0;
        for (const token of tokenizeSql(sql)) {
          expect(token.start).toBeGreaterThanOrEqual(end);
          expect(token.end).toBeGreaterThan(token.start);
          end = token.end;
        }
        expect(end).toBeLessThanOrEqual(sql.length);
      }),
      { seed: 20241107, numRuns: 500 },
    );
  });
});
