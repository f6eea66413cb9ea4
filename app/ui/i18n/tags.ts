/** English that shows what does not fit and what has no key: longer, accented, in brackets. For tests and translators. */
export const PSEUDO = 'en-XA';

const primary = (tag: string) => tag.toLowerCase().split('-')[0]!;

/**
 * The language a visit begins in: what was chosen before, else the first of the browser's that there is (`es-MX` is served
 * by `es`), else English. `available` are BCP 47 tags; `chosen` may be anything that stood in the settings.
 */
export function firstLanguage(chosen: string | null, wanted: readonly string[], available: readonly string[]): string {
  if (chosen !== null && (chosen === PSEUDO || available.includes(chosen))) return chosen;
  for (const tag of wanted) {
    const exact = available.find((known) => known.toLowerCase() === tag.toLowerCase());
    const found = exact ?? available.find((known) => primary(known) === primary(tag));
    if (found !== undefined) return found;
  }
  return 'en';
}
