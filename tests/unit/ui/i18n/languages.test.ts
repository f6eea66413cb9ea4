import { describe, expect, it } from 'vitest';
import { LANGUAGES, languageTexts } from '../../../../app/ui/i18n/languages.ts';
import { allForms, completePlurals, everydayForms } from '../../../../app/ui/i18n/plural-forms.ts';
import { pseudoText, pseudoTexts } from '../../../../app/ui/i18n/pseudo.ts';
import { firstLanguage } from '../../../../app/ui/i18n/tags.ts';
import { shippedEnglish } from '../../../support/language-files.ts';

describe('the languages', () => {
  it('are the files that there are, each by the name it gives itself', () => {
    expect(LANGUAGES).toEqual([
      { tag: 'en', name: 'English' },
      { tag: 'ca', name: 'català' },
      { tag: 'es', name: 'español' },
    ]);
  });

  it('begin with the one that was chosen, then the first of the browser’s that there is, then English', () => {
    const tags = ['en', 'ca', 'es', 'pt-BR'];
    expect(firstLanguage('ca', ['es'], tags)).toBe('ca');
    expect(firstLanguage('xx', ['de', 'es-MX', 'ca'], tags)).toBe('es');
    expect(firstLanguage(null, ['ES'], tags)).toBe('es');
    expect(firstLanguage(null, ['pt'], tags)).toBe('pt-BR');
    expect(firstLanguage(null, ['de', 'fr'], tags)).toBe('en');
    expect(firstLanguage('en-XA', ['es'], tags)).toBe('en-XA');
    expect(firstLanguage(null, ['en-XA'], tags)).toBe('en');
  });

  it('say a million as other where they have no form of their own for it', async () => {
    expect(everydayForms('ca')).toEqual(['one', 'other']);
    expect(allForms('ca')).toEqual(['many', 'one', 'other']);
    expect(everydayForms('pl')).toEqual(['few', 'many', 'one', 'other']);
    expect(completePlurals({ rows_one: 'una fila', rows_other: '{{count}} filas' }, 'es')).toEqual({
      rows_one: 'una fila',
      rows_other: '{{count}} filas',
      rows_many: '{{count}} filas',
    });
    expect(completePlurals({ rows_other: 'filas', rows_many: 'de filas' }, 'es').rows_many).toBe('de filas');
    expect(await languageTexts('xx')).toBeNull();
  });
});

describe('the pseudo-language', () => {
  it('is accented, 40 % longer and in brackets, with its values as they were', () => {
    expect(pseudoText('Close')).toBe('[Çlôsé o]');
    expect(pseudoText('{{count}} rows')).toBe('[{{count}} rôws on]');
    const long = 'The district and its sensors are synthetic: made for teaching.';
    expect(pseudoText(long).length).toBeGreaterThanOrEqual(Math.floor(long.length * 1.4));
  });

  it('has every English text', () => {
    expect(Object.keys(pseudoTexts())).toEqual(Object.keys(shippedEnglish()));
  });
});
