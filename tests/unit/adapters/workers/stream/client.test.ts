import { MessageChannel } from 'node:worker_threads';
import { afterEach, expect, it, vi } from 'vitest';
import { startStream } from '../../../../../app/adapters/workers/stream/client.ts';

afterEach(() => vi.unstubAllGlobals());

it('tells the worker of sensors that became known after the start', () => {
  const posted: unknown[] = [];
  vi.stubGlobal(
    'Worker',
    class {
      postMessage(message: unknown): void {
        posted.push(message);
      }
    },
  );
  const { port1, port2 } = new MessageChannel();
  const stream = startStream({
    origin: () => ({ type: 'embedded', port: port1 as unknown as MessagePort }),
    databasePort: () => port2 as unknown as MessagePort,
  });
  stream.knowSensors(['air-001', 'air-002']);
  expect(posted.at(-1)).toEqual({ type: 'sensors', sensorIds: ['air-001', 'air-002'] });
  port1.close();
});
