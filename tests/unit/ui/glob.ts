import { readdirSync, statSync } from 'node:fs';

/** Source files below a folder, or the file itself. */
export function glob(path: string): string[] {
  if (statSync(path).isFile()) return [path];
  return readdirSync(path, { recursive: true, encoding: 'utf8' })
    .filter((name) => /\.tsx?$/.test(name))
    .map((name) => `${path}/${name}`);
}
