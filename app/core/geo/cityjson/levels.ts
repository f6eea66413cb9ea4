/** Levels of detail: the same thing stands in a file several times, and one is drawn. */
import { isObject, type JsonObject } from './model.ts';

/** Level 3 has openings and insides: more than a city map shows. */
export const HIGHEST_LEVEL = 2.9;

/** Geometries of an object; what is no object is passed over. */
export function geometriesOf(object: JsonObject): readonly JsonObject[] {
  return Array.isArray(object.geometry) ? object.geometry.filter(isObject) : [];
}

/** `"2.2"` and, in version 1.0, 2; instances of templates may say none and count as 0. */
export function levelOf(geometry: JsonObject, templates: readonly unknown[]): number {
  const template = typeof geometry.template === 'number' ? templates[geometry.template] : undefined;
  const lod = geometry.lod ?? (isObject(template) ? template.lod : undefined);
  const level = Number(lod);
  return Number.isFinite(level) ? level : 0;
}

/** The highest level that is not above the wanted one, or else the lowest there is. */
export function chooseLevel(levels: readonly number[], highest: number): number | null {
  const sorted = [...new Set(levels)].toSorted((a, b) => a - b);
  return sorted.filter((level) => level <= highest).at(-1) ?? sorted[0] ?? null;
}
