import { FINDING_TEXTS, HEAD_TEXTS } from '../core/geo/doctor/texts/english.ts';

/** The doctor's texts as translations: `finding.gzip`, `head.all_one`, `head.all_other`. Another language brings its own. */
export function doctorTexts(): Readonly<Record<string, string>> {
  const texts: Record<string, string> = {};
  for (const [room, said] of [
    ['finding', FINDING_TEXTS],
    ['head', HEAD_TEXTS],
  ] as const) {
    for (const [name, text] of Object.entries(said)) {
      if (typeof text === 'string') texts[`${room}.${name}`] = text;
      else {
        texts[`${room}.${name}_one`] = text.one;
        texts[`${room}.${name}_other`] = text.other;
      }
    }
  }
  return texts;
}
