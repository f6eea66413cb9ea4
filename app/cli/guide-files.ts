/** The guides as files of the page, below `guides/`: what of docs/ is shipped. The build and the dev server give the same. */
import { cp, readdir, readFile } from 'node:fs/promises';
import path from 'node:path';
import type { Plugin } from 'vite';
import { isGuideFile } from '../core/lessons/guides/guide-files.ts';

/** Paths from docs/ on. */
async function guideFiles(root: string): Promise<readonly string[]> {
  const names = await readdir(path.join(root, 'docs'), { recursive: true });
  return names.map((name) => name.split(path.sep).join('/')).filter(isGuideFile);
}

/** A Vite plugin: serves the files in development, copies them into the build. */
export function guideFilesPlugin(root: string): Plugin {
  return {
    name: 'maqueta-guide-files',
    configureServer(server) {
      server.middlewares.use(async (request, response, next) => {
        const address = decodeURIComponent((request.url ?? '/').split(/[?#]/)[0]!).replace(/^\/+/, '');
        const name = address.startsWith('guides/') ? address.slice('guides/'.length) : '';
        if (!isGuideFile(name)) return next();
        const content = await readFile(path.join(root, 'docs', name)).catch(() => null);
        if (content === null) return next();
        response.setHeader('content-type', name.endsWith('.png') ? 'image/png' : 'text/markdown; charset=utf-8');
        response.end(content);
      });
    },
    async writeBundle(options) {
      for (const name of await guideFiles(root))
        await cp(path.join(root, 'docs', name), path.join(options.dir!, 'guides', name));
    },
  };
}
