import { LANGUAGES } from './languages.ts';
import { firstLanguage, PSEUDO } from './tags.ts';
import { showLanguage } from './text.ts';

/**
 * Shows the language a visit begins in and returns its tag: `?pseudo` in the address, what was chosen before, or the first
 * of the browser's that there is. Rejects when its texts do not arrive; the page is in English then.
 */
export async function showFirstLanguage(search: string, chosen: string | null): Promise<string> {
  const isPseudo = new URLSearchParams(search).has('pseudo');
  const known = LANGUAGES.map(({ tag }) => tag);
  const language = firstLanguage(isPseudo ? PSEUDO : chosen, navigator.languages, known);
  await showLanguage(language);
  return language;
}
