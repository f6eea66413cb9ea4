import { describe, expect, it } from 'vitest';
import { languageGaps } from '../../../support/language-gaps.ts';

const ENGLISH = {
  'a.title': 'Title of {{name}}',
  'a.rows_one': 'one row of {{table}}',
  'a.rows_other': '{{count}} rows of {{table}}',
};
const NOTHING = { missing: [], unused: [], placeholders: [], empty: [] };
const SPANISH = {
  'a.title': 'Título de {{name}}',
  'a.rows_one': 'una fila de {{table}}',
  'a.rows_other': '{{count}} filas de {{table}}',
};

describe('the gaps of a language', () => {
  it('are none where every text, value and plural form is there; whole millions are said as other', () => {
    expect(languageGaps('es', SPANISH, ENGLISH)).toEqual(NOTHING);
    expect(languageGaps('es', { ...SPANISH, 'a.rows_many': '{{count}} de filas de {{table}}' }, ENGLISH)).toEqual(
      NOTHING,
    );
  });

  it('name a text, a plural form and a value that were lost', () => {
    expect(
      languageGaps('es', { 'a.title': 'Título', 'a.rows_other': '{{count}} filas de {{table}}' }, ENGLISH),
    ).toEqual({ ...NOTHING, missing: ['a.rows_one'], placeholders: ['a.title: {{name}} is lost'] });
  });

  it('ask of each language its own plural forms', () => {
    expect(languageGaps('pl', SPANISH, ENGLISH).missing).toEqual(['a.rows_few', 'a.rows_many']);
    expect(languageGaps('ja', SPANISH, ENGLISH)).toEqual({ ...NOTHING, unused: ['a.rows_one'] });
  });

  it('name keys that nobody asks for, values that nobody gives, and empty texts', () => {
    expect(
      languageGaps('es', { ...SPANISH, 'a.title': '{{nombre}} {{name}}', 'a.old': 'x', 'a.rows_one': ' ' }, ENGLISH),
    ).toEqual({
      missing: [],
      unused: ['a.old'],
      placeholders: ['a.title: {{nombre}} is given by nobody'],
      empty: ['a.rows_one'],
    });
  });
});
