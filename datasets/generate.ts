/** `npm run datasets`: writes datasets/eixample again, to the byte. See docs/adr/0002-the-generator-lives-in-simulators.md. */
import { mkdirSync, writeFileSync } from 'node:fs';
import { join } from 'node:path';
import { fileURLToPath } from 'node:url';
import { datasetFiles } from './files.ts';

const folder = join(fileURLToPath(new URL('.', import.meta.url)), 'eixample');
mkdirSync(folder, { recursive: true });
for (const [name, text] of datasetFiles()) {
  writeFileSync(join(folder, name), text);
  console.log(`${name.padEnd(24)} ${Buffer.byteLength(text).toLocaleString('en')} bytes`);
}
