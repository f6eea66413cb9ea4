import { serveLessons } from './service.ts';

serveLessons(globalThis as unknown as DedicatedWorkerGlobalScope);
