/** `npm run datasets`: writes datasets/eixample again, to the byte. See docs/adr/0002-the-generator-lives-in-simulators.md. */
import { mkdirSync, writeFileSync } from 'node:fs';
import { dirname, join } from 'node:path';
import { fileURLToPath } from 'node:url';
import { datasetFiles } from './files.ts';

const folder = join(fileURLToPath(new URL('.', import.meta.url)), 'eixample');
for (const [name, bytes] of datasetFiles()) {
  const path = join(folder, name);
  mkdirSync(dirname(path), { recursive: true });
  writeFileSync(path, bytes);
  console.log(`${name.padEnd(36)} ${bytes.length.toLocaleString('en')} bytes`);
}
