/**
 * Finds a Chrome, Edge or Chromium for the browser tests; on a Debian-like Linux, as root, installs one.
 * Plain Node without dependencies: it also runs before anything is installed.
 */
import { execFileSync, spawnSync } from 'node:child_process';
import { accessSync, constants } from 'node:fs';
import path from 'node:path';

/** What makes Cesium render without a graphics card, and keeps the browser from calling home. */
export const BROWSER_FLAGS = [
  '--use-gl=angle',
  '--use-angle=swiftshader',
  '--enable-unsafe-swiftshader',
  '--ignore-gpu-blocklist',
  '--disable-quic',
  '--no-first-run',
  '--disable-background-networking',
  '--disable-component-update',
  '--disable-sync',
  ...(process.platform === 'linux' ? ['--no-sandbox', '--disable-dev-shm-usage'] : []),
];

export const HOW_TO_GET_A_BROWSER =
  'The browser tests need Chrome, Edge or Chromium: install one, or set CHROME_PATH to its program, and run `npm test` again.';

const CANDIDATES = {
  linux: ['chromium', 'chromium-browser', 'google-chrome', 'google-chrome-stable', 'microsoft-edge'],
  darwin: [
    '/Applications/Google Chrome.app/Contents/MacOS/Google Chrome',
    '/Applications/Chromium.app/Contents/MacOS/Chromium',
    '/Applications/Microsoft Edge.app/Contents/MacOS/Microsoft Edge',
  ],
  win32: ['ProgramFiles', 'ProgramFiles(x86)', 'LocalAppData'].flatMap((variable) =>
    [
      'Google\\Chrome\\Application\\chrome.exe',
      'Microsoft\\Edge\\Application\\msedge.exe',
      'Chromium\\Application\\chrome.exe',
    ].map((program) => path.win32.join(process.env[variable] ?? 'C:\\', program)),
  ),
};

function isProgram(file) {
  try {
    accessSync(file, constants.X_OK);
    return true;
  } catch {
    return false;
  }
}

function locate(candidate) {
  if (path.isAbsolute(candidate)) return isProgram(candidate) ? candidate : null;
  const folders = (process.env.PATH ?? '').split(path.delimiter);
  return folders.map((folder) => path.join(folder, candidate)).find(isProgram) ?? null;
}

/** Path of a browser's program, or null. */
export function findBrowser() {
  const named = process.env.CHROME_PATH;
  if (named) return isProgram(named) ? named : null;
  for (const candidate of CANDIDATES[process.platform] ?? CANDIDATES.linux) {
    const found = locate(candidate);
    if (found !== null) return found;
  }
  return null;
}

/** Finds a browser or installs Debian's Chromium where that needs nobody's password. Path, or null. */
export function findOrInstallBrowser(say = console.log) {
  const found = findBrowser();
  if (found !== null || process.platform !== 'linux' || process.getuid?.() !== 0 || locate('apt-get') === null)
    return found;
  say('No browser found: installing Chromium with apt-get (this takes a minute or two) …');
  const environment = { ...process.env, DEBIAN_FRONTEND: 'noninteractive' };
  spawnSync('apt-get', ['update', '-qq'], { stdio: 'ignore', env: environment });
  try {
    execFileSync('apt-get', ['install', '-y', '-qq', 'chromium'], {
      stdio: ['ignore', 'ignore', 'inherit'],
      env: environment,
    });
  } catch {
    return null;
  }
  return findBrowser();
}
