/** What a language's plural forms are called (CLDR), and what stands in for those that it need not write. */

export type Texts = Readonly<Record<string, string>>;

const SUFFIX = /_(zero|one|two|few|many|other)$/;
/** Counts up to here are what people meet; Spanish, Catalan and French have `many` for whole millions only. */
const EVERYDAY = 1_000;

export const baseKey = (key: string) => key.replace(SUFFIX, '');
export const isPlural = (key: string) => SUFFIX.test(key);

/** The forms that the language needs for whole counts up to a thousand, `other` among them; every language has `other`. */
export function everydayForms(tag: string): readonly string[] {
  const rules = new Intl.PluralRules(tag);
  const forms = new Set(['other']);
  for (let count = 0; count < EVERYDAY; count++) forms.add(rules.select(count));
  return [...forms].sort();
}

/** Every form that the language knows. */
export function allForms(tag: string): readonly string[] {
  return [...new Intl.PluralRules(tag).resolvedOptions().pluralCategories].sort();
}

/** Forms that a file leaves out are said as `other`: else a million would be said in English. */
export function completePlurals(texts: Texts, tag: string): Texts {
  const complete: Record<string, string> = { ...texts };
  for (const key of Object.keys(texts)) {
    if (!key.endsWith('_other')) continue;
    for (const form of allForms(tag)) complete[`${baseKey(key)}_${form}`] ??= texts[key]!;
  }
  return complete;
}
