import { openIdbKeepStore } from '../storage/idb-keep-store.ts';
import { randomName } from '../storage/tab-identity.ts';
import { serveDatabase } from './service.ts';

serveDatabase(globalThis as unknown as DedicatedWorkerGlobalScope, ({ name, tabId }) =>
  openIdbKeepStore({ name, tabId, session: randomName(), now: () => Date.now() }),
);
