import { chmodSync, lstatSync, mkdirSync, rmSync, writeFileSync } from 'node:fs';
import { homedir, tmpdir, userInfo } from 'node:os';
import path from 'node:path';

/** Where a run is remembered: beside the program, else where this account keeps such files, else among temporary ones. */
export function statePlaces(folder: string, environment = process.env, platform = process.platform): string[] {
  const { XDG_STATE_HOME, LOCALAPPDATA } = environment;
  const home = homedir();
  const own =
    platform === 'win32'
      ? path.join(LOCALAPPDATA ?? path.join(home, 'AppData', 'Local'), 'Maqueta')
      : platform === 'darwin'
        ? path.join(home, 'Library', 'Application Support', 'Maqueta')
        : path.join(XDG_STATE_HOME || path.join(home, '.local', 'state'), 'maqueta');
  return [path.join(folder, '.maqueta'), own, path.join(tmpdir(), `maqueta-${accountName()}`)];
}

/**
 * The first of these folders that takes a file, made for this account alone where it is missing; the first where none
 * does. One among temporary files has a name that anybody can guess: it counts only where nobody else has made it.
 */
export function firstWritable(folders: readonly string[]): string {
  return folders.find(takesFiles) ?? folders[0]!;
}

/** Tried, not asked: what the permissions say is not what a read-only stick or a full disk does. */
function takesFiles(folder: string): boolean {
  const trial = path.join(folder, `.trial-${process.pid}`);
  try {
    mkdirSync(folder, { recursive: true, mode: 0o700 });
    if (isAmongTemporary(folder) && !makeOwn(folder)) return false;
    writeFileSync(trial, 'written to see whether it can be');
    rmSync(trial);
    return true;
  } catch {
    return false;
  }
}

function isAmongTemporary(folder: string): boolean {
  return path.dirname(path.resolve(folder)) === path.resolve(tmpdir());
}

/** Closes a folder to others; false for a link, and for one that is somebody else's. */
function makeOwn(folder: string): boolean {
  const found = lstatSync(folder);
  const account = process.getuid?.();
  if (!found.isDirectory() || (account !== undefined && found.uid !== account)) return false;
  chmodSync(folder, 0o700);
  return true;
}

function accountName(): string {
  try {
    return userInfo().username.replace(/[^\w-]/g, '');
  } catch {
    return 'account'; // an account without a name, as in some containers
  }
}
