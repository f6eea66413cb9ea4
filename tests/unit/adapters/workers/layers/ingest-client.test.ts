import { MessageChannel } from 'node:worker_threads';
import { describe, expect, it } from 'vitest';
import { ingestClient } from '../../../../../app/adapters/workers/layers/ingest-client.ts';

describe('batches to a database that is started again', () => {
  it('are not waited for any longer, nor is what was asked of it', async () => {
    const { port1, port2 } = new MessageChannel();
    const client = ingestClient(port1 as unknown as MessagePort);
    const sent = client.send([{ table: 't', mode: 'create', ipc: new Uint8Array(8), rowCount: 1 }]);
    const read = client.read('SELECT 1', 1);
    client.abandon();
    await expect(sent).rejects.toThrow('the database was started again');
    await expect(read).rejects.toThrow('the database was started again');
    port2.close();
  });
});
