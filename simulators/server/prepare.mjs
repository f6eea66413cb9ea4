/**
 * What must stand before anything runs: dependencies and the built page. Plain Node without dependencies, because it
 * runs before anything is installed — by `npm start`, by `npm test` and by the benchmarks.
 */
import { spawn } from 'node:child_process';
import { createHash } from 'node:crypto';
import { existsSync } from 'node:fs';
import { mkdir, readdir, readFile, stat, writeFile } from 'node:fs/promises';
import path from 'node:path';

const OLDEST_NODE = [20, 19, 0];
/** Whatever the page is made of. */
const SOURCES = ['app', 'datasets', 'docs', 'simulators', 'vite.config.ts', 'package-lock.json'];

/** One sentence where this Node is too old, else null. */
export function nodeProblem(version = process.versions.node) {
  const parts = version.split('.').map(Number);
  for (let i = 0; i < 3; i++) {
    if (parts[i] > OLDEST_NODE[i]) return null;
    if (parts[i] < OLDEST_NODE[i]) {
      return `Maqueta needs Node ${OLDEST_NODE.join('.')} or newer; this is ${version}. Get one at https://nodejs.org.`;
    }
  }
  return null;
}

/** Installs what the lock file names, unless exactly that is there already. Returns whether it installed. */
export async function ensureDependencies(root, say = console.log) {
  const lockText = await readFile(path.join(root, 'package-lock.json'), 'utf8');
  const stampFile = path.join(root, 'node_modules', '.maqueta-lock-hash');
  const hash = createHash('sha256').update(lockText).digest('hex');
  const modulesThere = existsSync(path.join(root, 'node_modules', '.package-lock.json'));
  if (modulesThere && (await readText(stampFile)) === hash) return false;
  if (modulesThere && (await installedMatches(root, lockText))) {
    await writeFile(stampFile, hash);
    return false;
  }
  const reason = modulesThere ? 'package-lock.json changed' : 'first start';
  await step(`Installing dependencies (${reason}; needs the internet once)`, say, () =>
    npm(root, ['ci', '--no-audit', '--no-fund']),
  );
  await writeFile(stampFile, hash);
  return true;
}

/** Builds the page into dist/, unless dist/ was built from exactly these sources. Returns whether it built. */
export async function ensureBuild(root, say = console.log) {
  const hash = await sourcesHash(root);
  const built = existsSync(path.join(root, 'dist', 'index.html'));
  if (built && (await readText(buildStampFile(root))) === hash) return false;
  await step('Building the page', say, () => runNode(root, [path.join(root, 'app', 'cli', 'build.mjs')]));
  await markBuilt(root, hash);
  return true;
}

/** Notes that dist/ was built from the sources of this hash: take it before the build, they may change meanwhile. */
export async function markBuilt(root, hash) {
  await mkdir(path.dirname(buildStampFile(root)), { recursive: true });
  await writeFile(buildStampFile(root), hash);
}

function buildStampFile(root) {
  return path.join(root, '.maqueta', 'build-hash');
}

/** Does npm's own record of node_modules agree with the lock file? Packages for other platforms may be absent. */
async function installedMatches(root, lockText) {
  try {
    const wanted = JSON.parse(lockText).packages;
    const record = await readFile(path.join(root, 'node_modules', '.package-lock.json'), 'utf8');
    const installed = JSON.parse(record).packages;
    return Object.entries(wanted).every(([place, entry]) => {
      if (place === '') return true;
      const there = installed[place];
      if (there === undefined) return entry.optional === true || entry.peer === true || entry.devOptional === true;
      return there.version === entry.version;
    });
  } catch {
    return false;
  }
}

/** One hash over path and content of every source file, whatever the platform's separator or the files' order on disk. */
export async function sourcesHash(root) {
  const files = [];
  for (const source of SOURCES) {
    const place = path.join(root, source);
    const found = await stat(place).catch(() => null);
    if (found?.isFile()) files.push(source);
    if (!found?.isDirectory()) continue;
    for (const name of await readdir(place, { recursive: true })) {
      // Generated from the others, by the build itself where it is not there yet.
      if (!name.endsWith('.generated.js')) files.push(path.join(source, name));
    }
  }
  const hash = createHash('sha256');
  for (const file of files.sort()) {
    const content = await readFile(path.join(root, file)).catch(() => null); // null: a folder
    if (content !== null) hash.update(`${file.split(path.sep).join('/')}\0${content.length}\0`).update(content);
  }
  return hash.digest('hex');
}

/** Runs npm the way it was started, else whatever `npm` the shell finds (on Windows it is a .cmd file). */
function npm(root, parameters) {
  const cli = process.env.npm_execpath;
  if (cli !== undefined && /npm-cli\.[cm]?js$/.test(cli)) return runNode(root, [cli, ...parameters]);
  return run(root, ['npm', ...parameters].join(' '), [], { shell: true });
}

function runNode(root, parameters) {
  return run(root, process.execPath, parameters, {});
}

function run(root, program, parameters, options) {
  return new Promise((resolve, reject) => {
    const child = spawn(program, parameters, { cwd: root, stdio: ['ignore', 'pipe', 'pipe'], ...options });
    let output = '';
    const keep = (chunk) => {
      output = (output + chunk).slice(-8_000);
    };
    child.stdout.on('data', keep);
    child.stderr.on('data', keep);
    child.on('error', reject);
    child.on('close', (code) => (code === 0 ? resolve() : reject(new Error(output.trim() || `exit code ${code}`))));
  });
}

/** Says what is being done and for how long: every second on a terminal, at the start and the end elsewhere. */
async function step(title, say, work) {
  const started = Date.now();
  const seconds = () => ((Date.now() - started) / 1000).toFixed(0);
  const terminal = process.stdout.isTTY === true && say === console.log;
  let timer;
  if (terminal) {
    process.stdout.write(`${title} …`);
    timer = setInterval(() => process.stdout.write(`\r${title} … ${seconds()} s`), 1000);
  } else {
    say(`${title} …`);
  }
  try {
    await work();
  } catch (error) {
    if (terminal) process.stdout.write('\n');
    throw new Error(`${title} failed after ${seconds()} s:\n${error.message}`);
  } finally {
    clearInterval(timer);
  }
  if (terminal) process.stdout.write(`\r${title} … done in ${seconds()} s\n`);
  else say(`${title} … done in ${seconds()} s`);
}

async function readText(file) {
  return readFile(file, 'utf8').catch(() => null);
}
