/**
 * A Vite plugin: `languages/es.json?name` is only what that language calls itself, so that a menu can name every language
 * and a visit still loads the texts of one.
 */
import { readFile } from 'node:fs/promises';
import type { Plugin } from 'vite';

const ASKED = /^(.*\/languages\/[^/]+\.json)\?name$/;

export function languageNames(): Plugin {
  return {
    name: 'maqueta-language-names',
    async load(id) {
      const file = ASKED.exec(id)?.[1];
      if (file === undefined) return null;
      const texts = JSON.parse(await readFile(file, 'utf8')) as Record<string, string>;
      this.addWatchFile(file);
      return { code: `export default ${JSON.stringify(texts['language.name'] ?? '')};`, moduleType: 'js' };
    },
  };
}
