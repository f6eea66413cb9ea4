/**
 * Plain Node entry of `npm run release [-- --into FOLDER]`: installs and builds what is missing, then packs release/.
 */
import path from 'node:path';
import { fileURLToPath } from 'node:url';
import { parseArgs } from 'node:util';
import { ensureBuild, ensureDependencies, nodeProblem } from '../../simulators/server/prepare.mjs';

const root = fileURLToPath(new URL('../..', import.meta.url));
const problem = nodeProblem();
if (problem !== null) {
  console.error(problem);
  process.exit(1);
}
const { values } = parseArgs({ options: { into: { type: 'string', default: path.join(root, 'release') } } });
await ensureDependencies(root);
await ensureBuild(root);
const { register } = await import('tsx/esm/api');
register();
const { makeRelease } = await import('./release.ts');
const { file, bytes, entries } = await makeRelease(root, path.resolve(values.into));
console.log(`${file}: ${(bytes / 1e6).toFixed(1)} MB, ${entries} files`);
