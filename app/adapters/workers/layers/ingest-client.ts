/** Batches to the database worker over its port, answers matched by number. */
import type {
  IngestAnswer,
  IngestBatch,
  IngestRequest,
  ReadAnswer,
  ReadRequest,
} from '../../../core/store/ingest-protocol.ts';

export interface IngestClient {
  /** Resolves once the rows can be queried; rejects with the database's words. */
  send(batches: readonly IngestBatch[]): Promise<void>;
  /** The rows of a statement; rejects with the database's words. */
  read(sql: string, maxRows: number): Promise<ReadRows>;
  /** The database behind the port is gone: whoever waits for an answer of it waits no longer. */
  abandon(): void;
}

export type ReadRows = Extract<ReadAnswer, { readonly type: 'read' }>;

export function ingestClient(port: MessagePort): IngestClient {
  let nextId = 1;
  const waiting = new Map<number, { resolve: () => void; reject: (error: Error) => void }>();
  const reading = new Map<number, { resolve: (rows: ReadRows) => void; reject: (error: Error) => void }>();
  port.addEventListener('message', (event: MessageEvent<IngestAnswer | ReadAnswer>) => {
    const answer = event.data;
    if (answer.type === 'read' || answer.type === 'read-failed') {
      const read = reading.get(answer.id);
      reading.delete(answer.id);
      if (answer.type === 'read') read?.resolve(answer);
      else read?.reject(new Error(answer.detail));
      return;
    }
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
    read: (sql, maxRows) =>
      new Promise((resolve, reject) => {
        const request: ReadRequest = { type: 'read', id: nextId++, sql, maxRows };
        reading.set(request.id, { resolve, reject });
        port.postMessage(request);
      }),
    abandon() {
      const gone = new Error('the database was started again');
      for (const { reject } of [...waiting.values(), ...reading.values()]) reject(gone);
      waiting.clear();
      reading.clear();
      port.close();
    },
  };
}
