/** What a language's file lacks, measured against the English texts. */
import { allForms, baseKey, everydayForms, isPlural, type Texts } from '../../app/ui/i18n/plural-forms.ts';

export interface LanguageGaps {
  /** English keys (with the language's own plural forms) without a text. */
  readonly missing: readonly string[];
  /** Keys that no English text has, and plural forms that the language does not know. */
  readonly unused: readonly string[];
  /** `key: {{value}}` for a value of the English text that is not said, or one that nobody gives. */
  readonly placeholders: readonly string[];
  /** Keys whose text is empty or no text at all. */
  readonly empty: readonly string[];
}

const valuesIn = (text: string) => new Set([...text.matchAll(/\{\{\s*([^}\s]+)\s*\}\}/g)].map((match) => match[1]!));

/** English texts by the name under which the code asks for them, with all their forms. */
function byName(english: Texts): Map<string, { readonly plural: boolean; readonly texts: readonly string[] }> {
  const names = new Map<string, { plural: boolean; texts: string[] }>();
  const plurals = new Set(
    Object.keys(english)
      .filter(isPlural)
      .map(baseKey)
      .filter((name) => `${name}_other` in english),
  );
  for (const [key, text] of Object.entries(english)) {
    const plural = isPlural(key) && plurals.has(baseKey(key));
    const name = plural ? baseKey(key) : key;
    const entry = names.get(name) ?? { plural, texts: [] };
    entry.texts.push(text);
    names.set(name, entry);
  }
  return names;
}

export function languageGaps(tag: string, texts: Texts, english: Texts): LanguageGaps {
  const gaps = { missing: [] as string[], unused: [] as string[], placeholders: [] as string[], empty: [] as string[] };
  const wanted = new Map<string, string>();
  const names = byName(english);
  for (const [name, { plural }] of names) {
    if (!plural) wanted.set(name, name);
    else for (const form of allForms(tag)) wanted.set(`${name}_${form}`, name);
    const needed = plural ? everydayForms(tag).map((form) => `${name}_${form}`) : [name];
    gaps.missing.push(...needed.filter((key) => !(key in texts)));
  }
  for (const [key, text] of Object.entries(texts)) {
    const name = wanted.get(key);
    if (name === undefined) {
      gaps.unused.push(key);
      continue;
    }
    if (typeof text !== 'string' || text.trim() === '') {
      gaps.empty.push(key);
      continue;
    }
    const said = valuesIn(text);
    const forms = names.get(name)!.texts.map(valuesIn);
    // A singular may do without its number: what every English form says has to be said, what one says may be.
    const needed = [...forms[0]!].filter((value) => forms.every((form) => form.has(value)));
    const known = new Set(forms.flatMap((form) => [...form]));
    if (names.get(name)!.plural) known.add('count');
    gaps.placeholders.push(
      ...needed.filter((value) => !said.has(value)).map((value) => `${key}: {{${value}}} is lost`),
      ...[...said].filter((value) => !known.has(value)).map((value) => `${key}: {{${value}}} is given by nobody`),
    );
  }
  return gaps;
}
