import { readdirSync } from 'node:fs';
import path from 'node:path';
import { fileURLToPath } from 'node:url';
import { doctorTexts } from '../../app/state/doctor-texts.ts';
import { en } from '../../app/ui/i18n/en.ts';
import type { Texts } from '../../app/ui/i18n/plural-forms.ts';

const folder = fileURLToPath(new URL('../../app/ui/i18n/languages', import.meta.url));

/** Tags of the languages that have a file. */
export const languageTags = (): readonly string[] =>
  readdirSync(folder)
    .filter((name) => name.endsWith('.json'))
    .map((name) => name.slice(0, -'.json'.length))
    .sort();

export const languageFile = (tag: string): string => path.join(folder, `${tag}.json`);

/** Every English text, the doctor's among them. */
export const shippedEnglish = (): Texts => ({ ...doctorTexts(), ...en });
