/** The pseudo-language: English, accented, 40 % longer and in brackets; values in `{{…}}` stay as they are. */
import { doctorTexts } from '../../state/doctor-texts.ts';
import { en } from './en.ts';
import type { Texts } from './plural-forms.ts';

const PLAIN = 'aceiounyACEIOUNY';
const ACCENTED = 'àçéïôüñýÀÇÉÏÔÜÑÝ';
const FILLING = ' one two three four five six seven eight nine ten';
const LONGER = 0.4;

export function pseudoText(text: string): string {
  const accented = text
    .split(/(\{\{[^}]*\}\})/)
    .map((part, index) => (index % 2 === 1 ? part : part.replace(/[aceiouny]/gi, accent)))
    .join('');
  const missing = Math.ceil(text.replace(/\{\{[^}]*\}\}/g, '00').length * LONGER);
  const filling = FILLING.repeat(Math.ceil(missing / FILLING.length)).slice(0, missing);
  return `[${accented}${filling.trimEnd()}]`;
}

const accent = (letter: string) => ACCENTED[PLAIN.indexOf(letter)]!;

export function pseudoTexts(): Texts {
  return Object.fromEntries(
    Object.entries<string>({ ...doctorTexts(), ...en }).map(([key, text]) => [key, pseudoText(text)]),
  );
}
