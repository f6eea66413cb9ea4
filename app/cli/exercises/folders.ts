/** Folders of docs/exercises on disk. */
import { readdir, readFile } from 'node:fs/promises';
import path from 'node:path';
import type { FolderFiles } from '../../core/lessons/exercises/read-exercise.ts';

const FOLDER = /^\d\d-/;
const READ = /\.(json|md|sql|txt)$/;

/** Every file of one exercise by its path in the folder, with `/` on every system. */
export async function readFolder(folder: string): Promise<FolderFiles> {
  const files = new Map<string, string>();
  for (const entry of await readdir(folder, { recursive: true, withFileTypes: true })) {
    if (!entry.isFile() || !READ.test(entry.name)) continue;
    const file = path.join(entry.parentPath, entry.name);
    files.set(path.relative(folder, file).split(path.sep).join('/'), await readFile(file, 'utf8'));
  }
  return files;
}

/** All exercises, by name. */
export async function readFolders(exercises: string): Promise<ReadonlyMap<string, FolderFiles>> {
  const names = (await readdir(exercises, { withFileTypes: true }))
    .filter((entry) => entry.isDirectory() && FOLDER.test(entry.name))
    .map(({ name }) => name)
    .sort();
  const folders = new Map<string, FolderFiles>();
  for (const name of names) folders.set(name, await readFolder(path.join(exercises, name)));
  return folders;
}
