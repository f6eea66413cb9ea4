/**
 * `npm test`: everything, set-up included, ending in one line `N passed, N failed`.
 * `npm test -- unit app` runs only the named steps and lanes.
 */
import { spawn } from 'node:child_process';
import { mkdtemp, readFile, rm } from 'node:fs/promises';
import { tmpdir } from 'node:os';
import path from 'node:path';
import { fileURLToPath } from 'node:url';
import { ensureBuild, ensureDependencies } from '../simulators/server/prepare.mjs';
import { findOrInstallBrowser, HOW_TO_GET_A_BROWSER } from './support/find-browser.mjs';

const root = fileURLToPath(new URL('..', import.meta.url));
const bin = (name, file) => path.join(root, 'node_modules', name, file);

const CHECKS = {
  lint: [bin('@biomejs/biome', 'bin/biome'), ['check', '.']],
  types: [bin('typescript', 'bin/tsc'), ['-p', 'tsconfig.json']],
  'core-types': [bin('typescript', 'bin/tsc'), ['-p', 'tsconfig.core.json']],
  unused: [bin('knip', 'bin/knip.js'), ['--no-progress']],
};
const LANES = ['architecture', 'unit', 'reference', 'integration', 'browser', 'app'];
const BROWSER_LANES = ['browser', 'app'];

function run(program, parameters, options = {}) {
  return new Promise((resolve) => {
    const child = spawn(process.execPath, [program, ...parameters], { cwd: root, stdio: 'inherit', ...options });
    child.on('close', (code) => resolve(code ?? 1));
    child.on('error', () => resolve(1));
  });
}

/** Runs lanes of Vitest and counts their tests; a file that cannot even load counts as one failure. */
async function runLanes(lanes) {
  const folder = await mkdtemp(path.join(tmpdir(), 'maqueta-tests-'));
  const report = path.join(folder, 'report.json');
  const code = await run(bin('vitest', 'vitest.mjs'), [
    'run',
    ...lanes.flatMap((lane) => ['--project', lane]),
    '--reporter=default',
    '--reporter=json',
    `--outputFile.json=${report}`,
  ]);
  try {
    const { testResults } = JSON.parse(await readFile(report, 'utf8'));
    const tests = testResults.flatMap((file) => file.assertionResults);
    const count = (status) => tests.filter((test) => test.status === status).length;
    const broken = testResults.filter(
      (file) => file.status === 'failed' && file.assertionResults.every((test) => test.status !== 'failed'),
    );
    const failed = count('failed') + broken.length;
    return {
      passed: count('passed'),
      failed: failed === 0 && code !== 0 ? 1 : failed,
      skipped: count('pending') + count('skipped') + count('todo'),
    };
  } catch {
    return { passed: 0, failed: 1, skipped: 0 };
  } finally {
    await rm(folder, { recursive: true, force: true });
  }
}

const asked = process.argv.slice(2);
const unknown = asked.filter((name) => !(name in CHECKS) && !LANES.includes(name));
if (unknown.length > 0) {
  console.error(`Unknown step ${unknown.join(', ')}. There are: ${[...Object.keys(CHECKS), ...LANES].join(', ')}.`);
  process.exit(2);
}
const chosen = (name) => asked.length === 0 || asked.includes(name);
const total = { passed: 0, failed: 0, skipped: 0 };

await ensureDependencies(root);
const { register } = await import('tsx/esm/api');
register();
const { ensureCrsDefinitions } = await import('../app/cli/crs/ensure.ts');
ensureCrsDefinitions();
for (const [name, [program, parameters]] of Object.entries(CHECKS)) {
  if (!chosen(name)) continue;
  console.log(`\n— ${name}`);
  const code = await run(program, parameters);
  total[code === 0 ? 'passed' : 'failed']++;
  if (code !== 0) console.error(`${name} failed`);
}

let lanes = LANES.filter(chosen);
if (lanes.some((lane) => BROWSER_LANES.includes(lane)) && findOrInstallBrowser() === null) {
  console.error(HOW_TO_GET_A_BROWSER);
  total.failed++;
  lanes = lanes.filter((lane) => !BROWSER_LANES.includes(lane));
}
if (lanes.includes('app') || lanes.includes('integration')) await ensureBuild(root);
// Lane after lane: two cores cannot honestly time a browser beside a broker.
for (const lane of lanes) {
  console.log(`\n— ${lane}`);
  const counts = await runLanes([lane]);
  for (const key of Object.keys(total)) total[key] += counts[key];
}

console.log(`\n${total.passed} passed, ${total.failed} failed${total.skipped > 0 ? `, ${total.skipped} skipped` : ''}`);
process.exitCode = total.failed === 0 && total.passed > 0 ? 0 : 1;
