import { existsSync, readFileSync } from 'node:fs';
import path from 'node:path';
import { fileURLToPath } from 'node:url';

const repository = fileURLToPath(new URL('../..', import.meta.url));
/** Published reference data, which is not part of the project: where MAQUETA_CASES says, or beside the repository. */
const folder = process.env.MAQUETA_CASES ?? path.join(repository, '..', 'shared', 'cases');

/** Whether all the named files are there; says so where they are not, for the tests that are skipped then. */
export function casesAreHere(...files: readonly string[]): boolean {
  const missing = files.filter((file) => !existsSync(path.join(folder, file)));
  if (missing.length > 0) console.log(`skipped: not here (${missing.join(', ')})`);
  return missing.length === 0;
}

export function readCase(file: string): string {
  return readFileSync(path.join(folder, file), 'utf8');
}

export function readCaseBytes(file: string): Uint8Array {
  return new Uint8Array(readFileSync(path.join(folder, file)));
}
