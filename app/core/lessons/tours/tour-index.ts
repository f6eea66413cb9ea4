import type { TourPlace } from './read-scene.ts';
import { readTour, type TourResult } from './read-tour.ts';
import type { TourEntry } from './tour.ts';

/** `tour.<language>.md`; null for any other name. */
export function languageOfFile(name: string): string | null {
  return /^tour\.([A-Za-z0-9-]{2,35})\.md$/.exec(name)?.[1] ?? null;
}

export interface TourFault {
  readonly file: string;
  /** A sentence that begins with the line. */
  readonly detail: string;
}

/** The line of the index for one folder, out of its files by language, and what is wrong with them. */
export function tourEntry(
  name: string,
  files: ReadonlyMap<string, string>,
  place: TourPlace,
): { readonly entry: TourEntry | null; readonly faults: readonly TourFault[] } {
  const faults: TourFault[] = [];
  const read = [...files].map(([language, text]): readonly [string, TourResult] => [language, readTour(text, place)]);
  for (const [language, { value, issues }] of read) {
    const file = `${name}/tour.${language}.md`;
    for (const { detail } of issues) faults.push({ file, detail });
    if (value !== null && value.id !== name)
      faults.push({ file, detail: `line 2: the id is “${value.id}”, the folder “${name}”` });
    if (value !== null && value.language !== language) {
      faults.push({ file, detail: `line 2: the language is “${value.language}”, the file says “${language}”` });
    }
  }
  const tours = read.flatMap(([language, { value }]) => (value === null ? [] : [[language, value] as const]));
  if (tours.length === 0 || faults.length > 0) return { entry: null, faults };
  const languages = Object.fromEntries(
    tours.map(([language, { title, minutes, summary }]) => [language, { title, minutes, summary }]),
  );
  return { entry: { name, steps: tours[0]![1].steps.length, languages }, faults };
}
