/** Words that stand for something else than themselves: no value, yes and no. */

/** Never a value, whatever the column holds. */
const NOTHING = new Set([
  '',
  'null',
  '<null>',
  '(null)',
  '[null]',
  '\\n',
  'nan',
  'n/a',
  '#n/a',
  '#nv',
  '-',
  '--',
  '---',
]);

/**
 * No value only where everything else in the column is a number, a date or a truth: “NA” is Naples, too, and “none” an
 * answer.
 */
const NOTHING_AMONG_VALUES = new Set([
  'na',
  'nd',
  'n.d.',
  'n.a.',
  'k.a.',
  's/d',
  's.d.',
  'none',
  'nil',
  '.',
  '?',
  'x',
  'unknown',
]);

/** Whether a text says that there is no value. */
export function isNothing(text: string): boolean {
  return text.length <= 6 && NOTHING.has(text.trim().toLowerCase());
}

/** Whether a text says so among numbers, dates or truths. */
export function isNothingAmongValues(text: string): boolean {
  if (text.length > 8) return false;
  const word = text.trim().toLowerCase();
  return NOTHING.has(word) || NOTHING_AMONG_VALUES.has(word);
}

/**
 * Yes and no, language by language; a column is a truth where it holds both words of one of them and nothing else.
 * Single letters are left alone: S and N may be south and north.
 */
export const TRUTH_WORDS: readonly (readonly [yes: string, no: string])[] = [
  ['true', 'false'],
  ['yes', 'no'],
  ['sí', 'no'],
  ['si', 'no'],
  ['sì', 'no'],
  ['oui', 'non'],
  ['vrai', 'faux'],
  ['ja', 'nein'],
  ['wahr', 'falsch'],
  ['ja', 'nee'],
  ['waar', 'onwaar'],
  ['ja', 'nej'],
  ['ja', 'nei'],
  ['sim', 'não'],
  ['sim', 'nao'],
  ['verdadeiro', 'falso'],
  ['verdadero', 'falso'],
  ['vero', 'falso'],
  ['kyllä', 'ei'],
  ['jah', 'ei'],
  ['tak', 'nie'],
  ['ano', 'ne'],
  ['áno', 'nie'],
  ['da', 'ne'],
  ['da', 'nu'],
  ['igen', 'nem'],
  ['jā', 'nē'],
  ['taip', 'ne'],
  ['ναι', 'όχι'],
  ['да', 'не'],
  ['evet', 'hayır'],
  ['bai', 'ez'],
];
