/** An importer without a worker, on the real readers and the real doctor; tables go to whoever takes them. */
import { openSource } from '../../app/adapters/files/readers/open-source.ts';
import { createImportDesk } from '../../app/adapters/workers/import/api.ts';
import { loadCrsDefinitions } from '../../app/core/geo/crs/definitions.ts';
import { createCrsRegistry } from '../../app/core/geo/crs/registry.ts';
import { examine } from '../../app/core/geo/doctor/examine.ts';
import type { ColumnBatch } from '../../app/core/store/column-batch.ts';
import type { FileImporter, ImportOptions } from '../../app/core/twins/file-importer.ts';

export function fakeImporter(store: (batches: readonly ColumnBatch[]) => Promise<void> = async () => {}): FileImporter {
  return {
    open(parts) {
      let told: ImportOptions['onProgress'];
      const desk = createImportDesk(parts, {
        openSource,
        examine: async (source, options) =>
          examine(source, { ...options, registry: createCrsRegistry(await loadCrsDefinitions()) }),
        store: (batches) => store([...batches]),
        onProgress: (progress) => told?.(progress),
      });
      const called = async <T>(work: Promise<T>, { signal, onProgress }: ImportOptions = {}): Promise<T> => {
        told = onProgress;
        const stopped = new Promise<never>((_, reject) =>
          signal?.addEventListener('abort', () => reject(new Error('aborted'))),
        );
        return Promise.race([work, stopped]);
      };
      return {
        examine: (wishes, options) => called(desk.examine(wishes), options),
        store: (plan, options) => called(desk.store(plan), options),
        close() {},
      };
    },
  };
}
