/**
 * `npm run build`: the static site in dist/, which any web server can serve from any sub-path.
 * Beside each compressible file lies its gzip copy, so that thirty cold starts in a class cost the server no work.
 */
import { readdir, readFile, writeFile } from 'node:fs/promises';
import path from 'node:path';
import { fileURLToPath } from 'node:url';
import { promisify } from 'node:util';
import { constants, gzip } from 'node:zlib';
import { build } from 'vite';
import { thirdPartyNotices } from './third-party-notices.ts';

const root = fileURLToPath(new URL('../..', import.meta.url));
const dist = path.join(root, 'dist');
const COMPRESSIBLE = /\.(js|css|html|json|geojson|csv|svg|wasm|txt|md)$/;

async function compressFiles() {
  const entries = await readdir(dist, { recursive: true, withFileTypes: true });
  // maqueta.json stays alone: whoever edits it must not find an old copy answering for it.
  const files = entries.filter(
    (entry) => entry.isFile() && COMPRESSIBLE.test(entry.name) && entry.name !== 'maqueta.json',
  );
  let before = 0;
  let after = 0;
  await Promise.all(
    files.map(async (entry) => {
      const file = path.join(entry.parentPath, entry.name);
      const bytes = await readFile(file);
      const packed = await promisify(gzip)(bytes, { level: constants.Z_BEST_COMPRESSION });
      before += bytes.length;
      after += packed.length;
      if (packed.length < bytes.length) await writeFile(`${file}.gz`, packed);
    }),
  );
  return { before, after };
}

const started = performance.now();
await build({ configFile: path.join(root, 'vite.config.ts'), logLevel: 'warn' });
// The city of a page with no server behind it; the server of `npm start` answers this address itself.
const { version } = JSON.parse(await readFile(path.join(root, 'package.json'), 'utf8'));
await writeFile(path.join(dist, 'maqueta.json'), JSON.stringify({ mode: 'embedded', city: 'eixample', version }));
await writeFile(path.join(dist, 'third-party-notices.txt'), thirdPartyNotices(root));
const { before, after } = await compressFiles();
const seconds = ((performance.now() - started) / 1000).toFixed(1);
const megabytes = (bytes: number) => (bytes / 1e6).toFixed(1);
console.log(`dist/ built in ${seconds} s: ${megabytes(before)} MB, ${megabytes(after)} MB compressed`);
