/** A process of its own: examines made buildings once and prints the bytes that its memory grew by, at the highest. */

import { readFileSync } from 'node:fs';
import { openSource } from '../../app/adapters/files/readers/open-source.ts';
import { loadCrsDefinitions } from '../../app/core/geo/crs/definitions.ts';
import { createCrsRegistry } from '../../app/core/geo/crs/registry.ts';
import { examine } from '../../app/core/geo/doctor/examine.ts';

const bytes = readFileSync(process.argv[2]!);
const registry = createCrsRegistry(await loadCrsDefinitions());
const before = process.resourceUsage().maxRSS;
const file = { name: 'buildings.geojson', bytes: bytes.length };
await examine(await openSource(bytes, file.name), { file, registry });
console.log((process.resourceUsage().maxRSS - before) * 1024 + bytes.length);
