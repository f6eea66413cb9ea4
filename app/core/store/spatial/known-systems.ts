/** The reference systems that ST_Transform knows. The list is fetched when a statement first speaks of it. */

import type { CrsRegistry } from '../../geo/crs/registry.ts';
import { type CrsDefinition, findCrs } from '../../geo/crs.ts';
import { SpatialError } from '../../geo/spatial/spatial-error.ts';

let registry: CrsRegistry | null = null;

async function load(): Promise<void> {
  const [{ createCrsRegistry }, { loadCrsDefinitions }] = await Promise.all([
    import('../../geo/crs/registry.ts'),
    import('../../geo/crs/definitions.ts'),
  ]);
  registry = createCrsRegistry(await loadCrsDefinitions());
}

/** Waits for the list where a statement will need it: a function that the database calls cannot wait. */
export async function prepareSystems(sql: string): Promise<void> {
  if (registry !== null || !/st_transform/i.test(sql)) return;
  // Without the list the two systems at hand still serve.
  await load().catch(() => undefined);
}

export function systemNamed(code: string): CrsDefinition {
  const text = code.trim();
  const found = findCrs(/^\d+$/.test(text) ? `EPSG:${text}` : text) ?? registry?.find(text) ?? null;
  if (found !== null) return found;
  if (registry !== null) throw new SpatialError(`knows no system "${code}"; it takes codes as 'EPSG:25831'`);
  // Named by a view or a macro of the person's: the statement did not say so.
  load().catch(() => undefined);
  throw new SpatialError(`fetches the list of systems for "${code}"; run the statement once more`);
}
