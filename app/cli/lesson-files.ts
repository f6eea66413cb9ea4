/** The exercises as files of the page: docs/exercises, bundled one file an exercise. The build and the dev server give the same. */
import { mkdir, readFile, writeFile } from 'node:fs/promises';
import path from 'node:path';
import type { Plugin } from 'vite';
import { bundleOf, type ExerciseIndex, entryOf } from '../core/lessons/exercises/exercise-bundle.ts';
import type { ExerciseEntry } from '../core/lessons/exercises/exercise-library.ts';
import { readFolders } from './exercises/folders.ts';

/** Address below the page → text. Throws in plain words where a folder is no exercise. */
export async function exerciseFiles(root: string): Promise<ReadonlyMap<string, string>> {
  const folder = path.join(root, 'docs', 'exercises');
  const files = new Map<string, string>();
  const exercises: ExerciseEntry[] = [];
  for (const [name, texts] of await readFolders(folder)) {
    const { value, issues } = entryOf(name, texts);
    if (value === null) {
      const reasons = issues.map(({ code, detail }) => `${code} ${detail ?? ''}`).join('; ');
      throw new Error(`docs/exercises/${name}: ${reasons}`);
    }
    exercises.push(value);
    files.set(`lessons/exercises/${name}.json`, JSON.stringify(bundleOf(texts)));
  }
  const paths = await readFile(path.join(folder, 'paths.json'), 'utf8');
  const index: ExerciseIndex = { exercises, paths };
  files.set('lessons/exercises/index.json', JSON.stringify(index));
  return files;
}

/** A Vite plugin: serves the files in development, writes them into the build. */
export function lessonFiles(root: string): Plugin {
  return {
    name: 'maqueta-lesson-files',
    configureServer(server) {
      server.middlewares.use(async (request, response, next) => {
        const address = decodeURIComponent((request.url ?? '/').split(/[?#]/)[0]!).replace(/^\/+/, '');
        if (!address.startsWith('lessons/exercises/')) return next();
        const text = (await exerciseFiles(root)).get(address);
        if (text === undefined) return next();
        response.setHeader('content-type', 'application/json');
        response.end(text);
      });
    },
    async writeBundle(options) {
      for (const [address, text] of await exerciseFiles(root)) {
        const file = path.join(options.dir!, address);
        await mkdir(path.dirname(file), { recursive: true });
        await writeFile(file, text);
      }
    },
  };
}
