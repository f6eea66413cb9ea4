import i18next from 'i18next';
import { initReactI18next, useTranslation } from 'react-i18next';
import { doctorTexts } from '../../state/doctor-texts.ts';
import { setFormatLocale } from '../format/locale.ts';
import { en } from './en.ts';
import { languageTexts } from './languages.ts';

type BaseKey<Key extends string> = Key extends `${infer Base}_one` | `${infer Base}_other` ? Base : Key;

/** Every text a person sees has one of these names; a plural goes by its name without `_one` and `_other`. */
export type TextKey = BaseKey<keyof typeof en>;

export type TextValues = Readonly<Record<string, string | number>>;

export interface Translate {
  (key: TextKey, values?: TextValues): string;
  /** For names that come from a layer, a manifest or an error: the translation where the key is known, else the text. */
  named(name: string): string;
  /** What the doctor says: a key of its own texts. A finding without its detail has nothing in its brackets. */
  sentence(key: string, values: TextValues): string;
}

/** Starts the texts; once, before the first render. */
export function startTexts(): void {
  if (i18next.isInitialized) return;
  void i18next.use(initReactI18next).init({
    lng: 'en',
    fallbackLng: 'en',
    resources: { en: { translation: { ...doctorTexts(), ...en } } },
    keySeparator: false,
    nsSeparator: false,
    initAsync: false,
    showSupportNotice: false,
    // React escapes: a value that looks like markup stays text.
    interpolation: { escapeValue: false },
  });
}

let asked = 0;

/**
 * Shows the page in a language, without a reload: texts, numbers, dates, and the `lang` of the document. Rejects when its
 * texts do not arrive; then everything stays as it was. Of two calls the later one holds, whichever file comes first.
 */
export async function showLanguage(tag: string): Promise<void> {
  startTexts();
  asked += 1;
  const mine = asked;
  if (!i18next.hasResourceBundle(tag, 'translation')) {
    const texts = await languageTexts(tag);
    if (texts === null) throw new Error(`There is no language ${tag}`);
    i18next.addResourceBundle(tag, 'translation', texts);
  }
  if (mine !== asked) return;
  setFormatLocale(tag);
  document.documentElement.lang = tag;
  await i18next.changeLanguage(tag);
}

/** One text outside any component. */
export function textOf(key: TextKey, values?: TextValues): string {
  startTexts();
  return i18next.t(key, { ...values });
}

export function useText(): Translate {
  const { t, i18n } = useTranslation();
  const translate = ((key: TextKey, values?: TextValues) => t(key, { ...values })) as Translate;
  translate.named = (name) => (i18n.exists(name) ? t(name) : name);
  translate.sentence = (key, values) => t(key, { ...values }).replace(/ \((“”|«»)?\)/g, '');
  return translate;
}
