/** Batches to the database worker over its port, answers matched by number. */
import type { IngestAnswer, IngestBatch, IngestRequest } from '../../../core/store/ingest-protocol.ts';

export interface IngestClient {
  /** Resolves once the rows can be queried; rejects with the database's words. */
  send(batches: readonly IngestBatch[]): Promise<void>;
}

export function ingestClient(port: MessagePort): IngestClient {
  let nextId = 1;
  const waiting = new Map<number, { resolve: () => void; reject: (error: Error) => void }>();
  port.addEventListener('message', (event: MessageEvent<IngestAnswer>) => {
    const answer = event.data;
    const wait = waiting.get(answer.id);
    if (wait === undefined) return;
    waiting.delete(answer.id);
    if (answer.type === 'ingested') wait.resolve();
    else wait.reject(new Error(answer.detail));
  });
  port.start();
  return {
    send: (batches) =>
      new Promise((resolve, reject) => {
        const id = nextId++;
        waiting.set(id, { resolve, reject });
        const request: IngestRequest = { type: 'ingest', id, batches };
        port.postMessage(
          request,
          batches.map((batch) => batch.ipc.buffer as ArrayBuffer),
        );
      }),
  };
}
