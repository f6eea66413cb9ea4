/**
 * The languages that the app speaks. English stands in TypeScript (`en.ts`); any other is one file of key → text,
 * `languages/<tag>.json`: adding the file adds the language. A visit loads only the file that it shows.
 */
import { completePlurals, type Texts } from './plural-forms.ts';
import { PSEUDO } from './tags.ts';

const files = import.meta.glob<Texts>('./languages/*.json', { import: 'default' });
/** Only what a language calls itself: `app/cli/language-names.ts` answers this. */
const names = import.meta.glob<string>('./languages/*.json', {
  import: 'default',
  query: '?name',
  eager: true,
});

const tagOf = (path: string) => path.replace(/^.*\//, '').replace(/\.json$/, '');

export interface Language {
  /** BCP 47. */
  readonly tag: string;
  /** What the language calls itself. */
  readonly name: string;
}

/** By tag, English first. */
export const LANGUAGES: readonly Language[] = [
  { tag: 'en', name: 'English' },
  ...Object.entries(names)
    .map(([path, name]) => ({ tag: tagOf(path), name: name === '' ? tagOf(path) : name }))
    .sort((a, b) => (a.tag < b.tag ? -1 : 1)),
];

/** The texts of a language that has a file; null for a tag without one. Rejects when the file does not arrive. */
export async function languageTexts(tag: string): Promise<Texts | null> {
  if (tag === PSEUDO) return (await import('./pseudo.ts')).pseudoTexts();
  const load = files[`./languages/${tag}.json`];
  return load === undefined ? null : completePlurals(await load(), tag);
}
