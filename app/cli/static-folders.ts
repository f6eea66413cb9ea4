/**
 * Folders that the page fetches by relative address and that no bundler sees: Cesium's own workers and assets, and the
 * shipped district. One list serves the dev server and the build.
 */
import { createReadStream } from 'node:fs';
import { cp, stat } from 'node:fs/promises';
import { createRequire } from 'node:module';
import path from 'node:path';
import type { Plugin } from 'vite';

const cesiumBuild = path.join(
  path.dirname(createRequire(import.meta.url).resolve('cesium/package.json')),
  'Build',
  'Cesium',
);

/** Pictures of stars, the whole Earth and map pins: nothing the scale model shows. */
const UNUSED_CESIUM = [
  /Assets[\\/]Textures[\\/](?!water|LensFlare)/,
  /Assets[\\/]IAU2006_XYS/,
  /ThirdParty[\\/](?!Workers)/,
];

/** Address below the page → folder on disk. */
const foldersBelow = (root: string): Record<string, string> => ({
  'cesium/Assets': path.join(cesiumBuild, 'Assets'),
  'cesium/ThirdParty': path.join(cesiumBuild, 'ThirdParty'),
  'cesium/Workers': path.join(cesiumBuild, 'Workers'),
  datasets: path.join(root, 'datasets'),
});

const TYPES: Record<string, string> = {
  '.js': 'text/javascript',
  '.json': 'application/json',
  '.geojson': 'application/geo+json',
  '.wasm': 'application/wasm',
};

function isServed(file: string): boolean {
  return !UNUSED_CESIUM.some((pattern) => pattern.test(file)) && !/\.(ts|mjs)$/.test(file);
}

/** A Vite plugin: serves the folders in development, copies them into the build. */
export function staticFolders(root: string): Plugin {
  const folders = foldersBelow(root);
  return {
    name: 'maqueta-static-folders',
    configureServer(server) {
      server.middlewares.use(async (request, response, next) => {
        const address = decodeURIComponent((request.url ?? '/').split(/[?#]/)[0]!).replace(/^\/+/, '');
        if (address === 'maqueta.json') {
          response.setHeader('content-type', 'application/json');
          response.end(JSON.stringify({ mode: 'embedded', city: 'eixample', version: 'development' }));
          return;
        }
        const prefix = Object.keys(folders).find((name) => address.startsWith(`${name}/`));
        if (prefix === undefined) return next();
        const folder = folders[prefix]!;
        const file = path.join(folder, address.slice(prefix.length));
        const inside = file.startsWith(folder + path.sep);
        const found = inside && isServed(file) && (await stat(file).catch(() => null))?.isFile();
        if (!found) return next();
        response.setHeader('content-type', TYPES[path.extname(file)] ?? 'application/octet-stream');
        createReadStream(file).pipe(response);
      });
    },
    async writeBundle(options) {
      for (const [address, folder] of Object.entries(folders)) {
        await cp(folder, path.join(options.dir!, address), {
          recursive: true,
          filter: async (source) => (await stat(source)).isDirectory() || isServed(source),
        });
      }
    },
  };
}
