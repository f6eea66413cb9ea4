/** The locale in which numbers, times and lists are written: that of the language on the page. */

/** English is written the European way: 24 hours, the day before the month. */
const LOCALES: Readonly<Record<string, string>> = { en: 'en-GB', 'en-XA': 'en-GB' };

let locale = 'en-GB';
const made = new Map<string, unknown>();

export function localeOf(tag: string): string {
  return LOCALES[tag] ?? tag;
}

export function setFormatLocale(tag: string): void {
  locale = localeOf(tag);
}

/** One formatter a locale: making one costs more than a thousand uses. */
export function inLocale<T>(name: string, make: (locale: string) => T): T {
  const key = `${locale} ${name}`;
  if (!made.has(key)) made.set(key, make(locale));
  return made.get(key) as T;
}
