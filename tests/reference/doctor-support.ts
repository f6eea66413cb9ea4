/** The doctor as `npm run doctor` runs it, on published files that are not part of the project. */
import { readFileSync } from 'node:fs';
import path from 'node:path';
import { fileURLToPath } from 'node:url';
import { openSource } from '../../app/adapters/files/readers/open-source.ts';
import { loadCrsDefinitions } from '../../app/core/geo/crs/definitions.ts';
import { createCrsRegistry } from '../../app/core/geo/crs/registry.ts';
import { examine } from '../../app/core/geo/doctor/examine.ts';
import type { ExaminedFile } from '../../app/core/geo/doctor/examined.ts';
import { readCaseBytes } from './cases.ts';

const registry = loadCrsDefinitions().then(createCrsRegistry);

export async function examineCase(file: string, chosenCrs?: string): Promise<ExaminedFile> {
  const bytes = readCaseBytes(file);
  const name = path.basename(file);
  return examine(await openSource(bytes, name), {
    file: { name, bytes: bytes.length },
    registry: await registry,
    ...(chosenCrs === undefined ? {} : { chosenCrs }),
  });
}

/** The first cells of the rows of a table in docs/doctor-verdicts.md, below a heading, without the ticks around them. */
export function listedIn(heading: string): readonly (readonly string[])[] {
  const document = fileURLToPath(new URL('../../docs/doctor-verdicts.md', import.meta.url));
  const [, section = ''] = readFileSync(document, 'utf8').split(`\n## ${heading}\n`);
  return (section.split('\n## ')[0] ?? '')
    .split('\n')
    .filter((line) => line.startsWith('| `'))
    .map((line) =>
      line
        .slice(2, -2)
        .split(' | ')
        .map((cell) => cell.replaceAll('`', '').trim()),
    );
}
