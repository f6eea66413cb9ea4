import type { StorageState, StorageStatus, WorkStorage } from '../core/store/work-storage.ts';
import type { AppContext } from './app-context.ts';
import { giveNotice } from './give-notice.ts';

/** States a person has to be told of at once; the others stand in the storage section. */
const TOLD: ReadonlySet<StorageState> = new Set(['full', 'failed', 'other-version']);

/** Tells what keeps a person's work from being kept, once each time it begins. Returns the function that stops it. */
export function tellStorage({ store }: Pick<AppContext, 'store'>, storage: WorkStorage): () => void {
  let before: StorageStatus | null = null;
  return storage.onStatus((status) => {
    const { state, damaged, tooLarge, detail } = status;
    if (state !== before?.state && TOLD.has(state)) {
      giveNotice({ store }, 'warning', `notice.storage-${state}`, { detail: detail ?? '' });
    }
    const isNew = (name: string, list: readonly string[] | undefined) => !list?.includes(name);
    if (damaged.some((name) => isNew(name, before?.damaged))) {
      giveNotice({ store }, 'warning', 'notice.storage-damaged', { names: damaged.join(', ') });
    }
    if (tooLarge.some((name) => isNew(name, before?.tooLarge))) {
      giveNotice({ store }, 'warning', 'notice.storage-too-large', { names: tooLarge.join(', ') });
    }
    before = status;
  });
}
