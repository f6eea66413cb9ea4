/** The tours that come with the page, fetched from its own origin when they are asked for. */
import type { TourEntry, TourLibrary } from '../../core/lessons/tours/tour.ts';
import { shippedTourPlace } from '../../core/twins/tour-place.ts';
import { fetchBytes } from './fetch-bytes.ts';

const FOLDER = 'lessons/tours';

async function fetchText(name: string): Promise<string> {
  const bytes = await fetchBytes(new URL(`${FOLDER}/${name}`, document.baseURI).href);
  return new TextDecoder().decode(bytes);
}

export function tourLibrary(): TourLibrary {
  let fetched: Promise<readonly TourEntry[]> | null = null;
  const list = () => {
    fetched ??= fetchText('index.json')
      .then((text) => JSON.parse(text) as readonly TourEntry[])
      .catch((error: unknown) => {
        fetched = null;
        throw error;
      });
    return fetched;
  };
  return {
    list,
    async read(name, wanted) {
      // The reader of YAML comes with the first tour.
      const reading = import('../../core/lessons/tours/read-tour.ts');
      const entry = (await list()).find((candidate) => candidate.name === name);
      if (entry === undefined) throw new Error(`There is no tour ${name}`);
      const written = Object.keys(entry.languages);
      const language = [wanted, wanted.split('-')[0]!, 'en'].find((tag) => written.includes(tag)) ?? written[0]!;
      const [text, { readTour }] = await Promise.all([fetchText(`${name}/tour.${language}.md`), reading]);
      const { value, issues } = readTour(text, shippedTourPlace());
      if (value === null) throw new Error(`${name}, ${language}: ${issues[0]?.detail}`);
      return value;
    },
  };
}
