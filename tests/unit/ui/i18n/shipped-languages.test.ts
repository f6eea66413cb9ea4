import { readFileSync } from 'node:fs';
import { describe, expect, it } from 'vitest';
import { languageFile, languageTags, shippedEnglish } from '../../../support/language-files.ts';
import { languageGaps } from '../../../support/language-gaps.ts';

describe.each(languageTags())('the texts in %s', (tag) => {
  it('are all there, each with its values and plural forms, and none is left over', () => {
    const texts = JSON.parse(readFileSync(languageFile(tag), 'utf8')) as Record<string, string>;
    expect(languageGaps(tag, texts, shippedEnglish())).toEqual({
      missing: [],
      unused: [],
      placeholders: [],
      empty: [],
    });
  });
});
