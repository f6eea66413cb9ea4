import i18next from 'i18next';
import { initReactI18next, useTranslation } from 'react-i18next';
import { doctorTexts } from '../../state/doctor-texts.ts';
import { en } from './en.ts';

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

/** One text outside any component. */
export function textOf(key: TextKey, values?: TextValues): string {
  startTexts();
  return i18next.t(key, { ...values });
}

export function useText(): Translate {
  const { t, i18n } = useTranslation();
  const translate = ((key: TextKey, values?: TextValues) => t(key, { ...values })) as Translate;
  translate.named = (name) => (i18n.exists(name) ? t(name) : name);
  translate.sentence = (key, values) => t(key, { ...values }).replace(/ \((“”)?\)/g, '');
  return translate;
}
