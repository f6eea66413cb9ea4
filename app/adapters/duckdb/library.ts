/**
 * DuckDB-WASM's own worker script, loaded as a module into our worker. It brings the bindings of the exception-handling
 * bundle only, and leaves them in a global once its dispatcher has instantiated them; from then on the bindings are ours
 * and the dispatcher has nothing more to do.
 */
import type { DuckDBBindings } from '@duckdb/duckdb-wasm/blocking';

interface LibraryScope {
  DUCKDB_BINDINGS?: DuckDBBindings;
  onmessage: ((event: { readonly data: unknown }) => unknown) | null;
  postMessage: (message: unknown) => void;
}

interface LibraryMessage {
  readonly type: string;
  readonly data?: { readonly bytesLoaded?: number; readonly bytesTotal?: number; readonly message?: string };
}

/**
 * `scriptUrl` and `wasmUrl` are absolute addresses on the page's own origin. The scope's `postMessage` and `onmessage`
 * are taken over by the library's script: the caller keeps its own way to talk before it calls this.
 */
export async function loadBindings(
  scriptUrl: string,
  wasmUrl: string,
  onProgress: (loadedBytes: number, totalBytes: number) => void,
): Promise<DuckDBBindings> {
  const scope = globalThis as unknown as LibraryScope;
  await import(/* @vite-ignore */ scriptUrl);
  const { onmessage } = scope;
  if (onmessage === null) throw new Error('the database script did not start');
  let failure: string | undefined;
  // The library reports to the page that it thinks owns it; nobody there listens.
  scope.postMessage = (message) => {
    const { type, data } = message as LibraryMessage;
    if (type === 'ERROR') failure = data?.message ?? 'unknown error';
    else if (type === 'INSTANTIATE_PROGRESS') onProgress(data?.bytesLoaded ?? 0, data?.bytesTotal ?? 0);
  };
  scope.onmessage = null;
  // A failed download rejects inside the library where nobody waits for it.
  const lost = new Promise<never>((_resolve, reject) => {
    globalThis.addEventListener('unhandledrejection', (event) => reject((event as PromiseRejectionEvent).reason), {
      once: true,
    });
  });
  await Promise.race([onmessage({ data: { messageId: 0, type: 'INSTANTIATE', data: [wasmUrl, null] } }), lost]);
  if (failure !== undefined) throw new Error(failure);
  const bindings = scope.DUCKDB_BINDINGS;
  if (bindings === undefined) throw new Error('the database did not start');
  return bindings;
}
