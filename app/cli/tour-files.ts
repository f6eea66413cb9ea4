/** The tours as files of the page: docs/tours as it is, with an index. The build and the dev server give the same. */
import { mkdir, readdir, readFile, writeFile } from 'node:fs/promises';
import path from 'node:path';
import type { Plugin } from 'vite';
import type { TourEntry } from '../core/lessons/tours/tour.ts';
import { languageOfFile, tourEntry } from '../core/lessons/tours/tour-index.ts';
import { shippedTourPlace } from '../core/twins/tour-place.ts';

/** Address below the page → text. Throws in plain words where a file is no tour. */
export async function tourFiles(root: string): Promise<ReadonlyMap<string, string>> {
  const folder = path.join(root, 'docs', 'tours');
  const files = new Map<string, string>();
  const tours: TourEntry[] = [];
  for (const { name } of (await readdir(folder, { withFileTypes: true })).filter((entry) => entry.isDirectory())) {
    const texts = new Map<string, string>();
    for (const file of (await readdir(path.join(folder, name))).sort()) {
      const language = languageOfFile(file);
      if (language === null) continue;
      const text = await readFile(path.join(folder, name, file), 'utf8');
      texts.set(language, text);
      files.set(`lessons/tours/${name}/${file}`, text);
    }
    const { entry, faults } = tourEntry(name, texts, shippedTourPlace());
    if (entry === null) {
      const words = faults.map(({ file, detail }) => `docs/tours/${file}: ${detail}`).join('\n');
      throw new Error(words || `docs/tours/${name}: no tour.<language>.md in it`);
    }
    tours.push(entry);
  }
  files.set('lessons/tours/index.json', JSON.stringify(tours));
  return files;
}

/** A Vite plugin: serves the files in development, writes them into the build. */
export function tourFilesPlugin(root: string): Plugin {
  return {
    name: 'maqueta-tour-files',
    configureServer(server) {
      server.middlewares.use(async (request, response, next) => {
        const address = decodeURIComponent((request.url ?? '/').split(/[?#]/)[0]!).replace(/^\/+/, '');
        const text = address.startsWith('lessons/tours/') ? (await tourFiles(root)).get(address) : undefined;
        if (text === undefined) return next();
        response.setHeader('content-type', address.endsWith('.json') ? 'application/json' : 'text/markdown');
        response.end(text);
      });
    },
    async writeBundle(options) {
      for (const [address, text] of await tourFiles(root)) {
        const file = path.join(options.dir!, address);
        await mkdir(path.dirname(file), { recursive: true });
        await writeFile(file, text);
      }
    },
  };
}
