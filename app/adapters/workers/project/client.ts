/** The page's handle on project archives: a worker for each, ended with it, which is also how one is called off. */
import type { ArchiveOptions, ProjectArchives } from '../../../core/project/project-archives.ts';
import type { FromProjectWorker, ToProjectWorker } from './codec.ts';

const aborted = () => new DOMException('The project is no longer wanted', 'AbortError');

/** `ingestPort` makes a port of the database worker, which is transferred. */
export function projectArchives(ingestPort: () => MessagePort): ProjectArchives {
  return {
    async write(content, options = {}) {
      const worker = startWorker();
      try {
        const port = ingestPort();
        const answer = await ask(worker, { type: 'write', content, port }, [port], options);
        if (answer.type !== 'written') throw new Error(`unexpected answer ${answer.type}`);
        return answer.archive;
      } finally {
        worker.terminate();
      }
    },
    async open(bytes, here) {
      const worker = startWorker();
      try {
        const answer = await ask(worker, { type: 'open', bytes, here }, [bytes.buffer as ArrayBuffer], {});
        if (answer.type !== 'opened') throw new Error(`unexpected answer ${answer.type}`);
        return {
          ...answer.opened,
          async store(taken, options = {}) {
            const port = ingestPort();
            const stored = await ask(worker, { type: 'store', taken, port }, [port], options);
            if (stored.type !== 'stored') throw new Error(`unexpected answer ${stored.type}`);
            return stored.stored;
          },
          close: () => worker.terminate(),
        };
      } catch (error) {
        worker.terminate();
        throw error;
      }
    },
  };
}

function startWorker(): Worker {
  return new Worker(new URL('./worker.ts', import.meta.url), { type: 'module', name: 'project' });
}

/** One question at a time; a worker that is called off is ended in the middle of its work. */
function ask(
  worker: Worker,
  message: ToProjectWorker,
  transfer: Transferable[],
  { signal, onProgress }: ArchiveOptions,
): Promise<FromProjectWorker> {
  return new Promise((resolve, reject) => {
    const abort = () => {
      worker.terminate();
      reject(aborted());
    };
    if (signal?.aborted) return abort();
    signal?.addEventListener('abort', abort);
    worker.onmessage = ({ data }: MessageEvent<FromProjectWorker>) => {
      if (data.type === 'progress') return onProgress?.(data.progress);
      signal?.removeEventListener('abort', abort);
      if (data.type === 'failed') reject(new Error(data.detail));
      else resolve(data);
    };
    worker.onerror = (event) => {
      event.preventDefault();
      signal?.removeEventListener('abort', abort);
      reject(new Error(event.message));
    };
    worker.postMessage(message, transfer);
  });
}
