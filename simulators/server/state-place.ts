import { mkdirSync, rmSync, writeFileSync } from 'node:fs';
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

/** The first of these folders that takes a file, made where it is missing; the first where none does. */
export function firstWritable(folders: readonly string[]): string {
  return folders.find(takesFiles) ?? folders[0]!;
}

/** Tried, not asked: what the permissions say is not what a read-only stick or a full disk does. */
function takesFiles(folder: string): boolean {
  const trial = path.join(folder, `.trial-${process.pid}`);
  try {
    mkdirSync(folder, { recursive: true });
    writeFileSync(trial, 'written to see whether it can be');
    rmSync(trial);
    return true;
  } catch {
    return false;
  }
}

function accountName(): string {
  try {
    return userInfo().username.replace(/[^\w-]/g, '');
  } catch {
    return 'account'; // an account without a name, as in some containers
  }
}
