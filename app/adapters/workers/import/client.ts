/** The page's handle on imports: a worker for each session, ended with it, which is also how one is called off. */
import type {
  Examination,
  FileImporter,
  ImportedLayer,
  ImportOptions,
  ImportPart,
  ImportPlan,
  ImportSession,
  ImportWishes,
} from '../../../core/twins/file-importer.ts';
import type { FromImportWorker, ToImportWorker } from './codec.ts';

const shippedWorker = () => new Worker(new URL('./worker.ts', import.meta.url), { type: 'module', name: 'import' });

/** `ingestPort` makes a port of the database worker, which is transferred; asked only where rows are to be stored. */
export function fileImporter(ingestPort: () => MessagePort, startWorker = shippedWorker): FileImporter {
  return { open: (parts) => openSession(parts, ingestPort, startWorker) };
}

interface Waiting {
  readonly options: ImportOptions;
  resolve(answer: Examination | ImportedLayer): void;
  reject(error: Error): void;
}

const aborted = () => new DOMException('The import is no longer wanted', 'AbortError');

function openSession(
  parts: readonly ImportPart[],
  ingestPort: () => MessagePort,
  startWorker: () => Worker,
): ImportSession {
  const waiting = new Map<number, Waiting>();
  let nextId = 1;
  let worker: Worker | null = null;

  /** A worker that died or was called off is followed by a new one: the files can be read again. */
  const close = (error: Error) => {
    worker?.terminate();
    worker = null;
    for (const { reject } of waiting.values()) reject(error);
    waiting.clear();
  };

  const begin = (): Worker => {
    if (worker !== null) return worker;
    const begun = startWorker();
    begun.addEventListener('message', ({ data }: MessageEvent<FromImportWorker>) => {
      if (data.type === 'progress') {
        for (const { options } of waiting.values()) options.onProgress?.(data.progress);
        return;
      }
      const wait = waiting.get(data.id);
      waiting.delete(data.id);
      if (data.type === 'failed') wait?.reject(new Error(data.detail));
      else wait?.resolve(data.type === 'examined' ? data.examination : data.layer);
    });
    begun.addEventListener('error', (event) => {
      event.preventDefault();
      close(new Error(event.message));
    });
    worker = begun;
    const message: ToImportWorker = { type: 'open', parts };
    begun.postMessage(message);
    return begun;
  };

  function ask<Answer extends Examination | ImportedLayer>(
    options: ImportOptions,
    message: (id: number) => { readonly message: ToImportWorker; readonly transfer: Transferable[] },
  ): Promise<Answer> {
    const { signal } = options;
    return new Promise<Answer>((resolve, reject) => {
      if (signal?.aborted) return reject(aborted());
      const id = nextId++;
      const abort = () => close(aborted());
      signal?.addEventListener('abort', abort);
      const settle = () => signal?.removeEventListener('abort', abort);
      waiting.set(id, {
        options,
        resolve(answer) {
          settle();
          resolve(answer as Answer);
        },
        reject(error) {
          settle();
          reject(error);
        },
      });
      const { message: asked, transfer } = message(id);
      begin().postMessage(asked, transfer);
    });
  }

  return {
    examine: (wishes: ImportWishes, options = {}) =>
      ask<Examination>(options, (id) => ({ message: { type: 'examine', id, wishes }, transfer: [] })),
    store: (plan: ImportPlan, options = {}) =>
      ask<ImportedLayer>(options, (id) => {
        const port = ingestPort();
        return { message: { type: 'store', id, plan, ingestPort: port }, transfer: [port] };
      }),
    close: () => close(aborted()),
  };
}
