/**
 * `npm start`: installs and builds what is missing, then becomes the server — one Node process in the end.
 * Plain Node without dependencies, because it runs before anything is installed.
 */
import path from 'node:path';
import { fileURLToPath, pathToFileURL } from 'node:url';
import { ensureBuild, ensureDependencies, nodeProblem } from './prepare.mjs';

const root = fileURLToPath(new URL('../..', import.meta.url));

async function start() {
  const problem = nodeProblem();
  if (problem !== null) throw new Error(problem);
  // A wrong option is said at once, not after a build: but reading options needs nothing, and help needs no build.
  const { helpText, optionsProblem } = await import('./option-list.mjs');
  const parameters = process.argv.slice(2);
  if (parameters.includes('--help')) return console.log(helpText());
  const wrong = optionsProblem(parameters);
  if (wrong !== null) throw new Error(wrong);

  await ensureDependencies(root);
  await ensureBuild(root);
  const { register } = await import('tsx/esm/api');
  register();
  const { main } = await import(pathToFileURL(path.join(root, 'simulators', 'server', 'main.ts')).href);
  await main(parameters, root);
}

start().catch((error) => {
  console.error(error instanceof Error ? error.message : String(error));
  process.exitCode = 1;
});
