/**
 * `npm run release`: one zip with the page, the server as one file, the data and the notices. It starts with
 * `node maqueta.mjs` where there is Node and nothing else. The same sources give the same bytes.
 */
import { mkdir, readdir, readFile, rename, writeFile } from 'node:fs/promises';
import path from 'node:path';
import { type Zippable, zip } from 'fflate';
import { bundleServer } from './release-server.ts';
import { thirdPartyNotices } from './third-party-notices.ts';

/** The earliest time that a zip can hold: the files' own times would make every release another one. */
const ENTRY_TIME = new Date(1980, 0, 1, 0, 0, 0);
const UNIX = 3;
const ANYBODY_READS = 0o100644 << 16;
const PACKED_ALREADY = /\.(gz|png|jpg|webp|woff2|ktx2)$/;

export interface Release {
  readonly file: string;
  readonly bytes: number;
  readonly entries: number;
}

/** Packs dist/, which must be built, into `maqueta-<version>.zip` in the folder; an older one is replaced when all is done. */
export async function makeRelease(root: string, intoFolder: string): Promise<Release> {
  const { version } = JSON.parse(await readFile(path.join(root, 'package.json'), 'utf8')) as { version: string };
  const files = await pageFiles(path.join(root, 'dist'));
  const text = (content: string) => new TextEncoder().encode(content);
  files.set('maqueta.mjs', text(await bundleServer(root, version)));
  files.set('LICENSE', await readFile(path.join(root, 'LICENSE')));
  files.set('third-party-notices.txt', text(thirdPartyNotices(root)));
  const readme = await readFile(path.join(root, 'app', 'cli', 'release-readme.txt'), 'utf8');
  files.set('README.txt', text(readme.replaceAll('{{version}}', version)));

  const name = `maqueta-${version}`;
  const entries: Zippable = {};
  for (const address of [...files.keys()].sort()) {
    const level = PACKED_ALREADY.test(address) ? 0 : 9;
    entries[`${name}/${address}`] = [files.get(address)!, { level }];
  }
  const bytes = await new Promise<Uint8Array>((resolve, reject) => {
    zip(entries, { mtime: ENTRY_TIME, os: UNIX, attrs: ANYBODY_READS }, (error, packed) =>
      error ? reject(error) : resolve(packed),
    );
  });
  await mkdir(intoFolder, { recursive: true });
  const file = path.join(intoFolder, `${name}.zip`);
  await writeFile(`${file}.new`, bytes);
  await rename(`${file}.new`, file);
  return { file, bytes: bytes.length, entries: files.size };
}

/** The built page below `app/`, whatever lies there. The notices stand at the top once. */
async function pageFiles(dist: string): Promise<Map<string, Uint8Array>> {
  const found = await readdir(dist, { recursive: true, withFileTypes: true });
  const files = new Map<string, Uint8Array>();
  for (const entry of found) {
    if (!entry.isFile()) continue;
    const file = path.join(entry.parentPath, entry.name);
    files.set(`app/${path.relative(dist, file).split(path.sep).join('/')}`, await readFile(file));
  }
  return files;
}
