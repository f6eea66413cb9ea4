import { unitSuffix } from '../../state/drawn-layers.ts';

/** The unit a column's name tells, as a UCUM code; '' where it tells none. */
export function attributeUnit(column: string): string {
  return unitSuffix(column).unit;
}

/** The name without its unit, as words: `canyon_height_m` → `Canyon height`. */
export function attributeWords(column: string): string {
  const { suffix } = unitSuffix(column);
  const words = column
    .slice(0, column.length - suffix.length)
    .replaceAll('_', ' ')
    .trim();
  return words.charAt(0).toUpperCase() + words.slice(1);
}
