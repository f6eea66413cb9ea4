import { attributeWords } from '../format/attributes.ts';
import type { Translate } from './text.ts';

/** A column or property as people name it: the translation where there is one, else its own words. */
export function attributeName(column: string, t: Translate): string {
  for (const key of [`property.${column}`, `attribute.${column}`]) {
    const known = t.named(key);
    if (known !== key) return known;
  }
  // An expression is no name: it stands as it was written.
  return /^[\p{L}\p{N}_:.-]+$/u.test(column) ? attributeWords(column) : column;
}
