import { serveDatabase } from './service.ts';

serveDatabase(globalThis as unknown as DedicatedWorkerGlobalScope);
