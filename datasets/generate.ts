/** `npm run datasets`: writes datasets/eixample again, to the byte, and docs/data-dictionary.md. See docs/adr/0002-the-generator-lives-in-simulators.md. */
import { mkdirSync, writeFileSync } from 'node:fs';
import { dirname, join } from 'node:path';
import { fileURLToPath } from 'node:url';
import { readManifest } from '../app/core/catalogue/dataset-manifest.ts';
import { dataDictionary } from './dictionary.ts';
import { datasetFiles } from './files.ts';

const folder = join(fileURLToPath(new URL('.', import.meta.url)), 'eixample');
const files = datasetFiles();
for (const [name, bytes] of files) {
  const path = join(folder, name);
  mkdirSync(dirname(path), { recursive: true });
  writeFileSync(path, bytes);
  console.log(`${name.padEnd(36)} ${bytes.length.toLocaleString('en')} bytes`);
}

const manifest = readManifest(new TextDecoder().decode(files.get('manifest.json'))).value!;
writeFileSync(fileURLToPath(new URL('../docs/data-dictionary.md', import.meta.url)), dataDictionary(manifest));
