import type { Database } from '../core/store/database.ts';
import type { Ports } from './ports.ts';

export interface WatchRequest {
  /** `*` stands for every table. */
  readonly tables: readonly string[];
  /** Shortest wall time between the ends of two readings. */
  readonly everyMs: number;
}

export interface Watcher<T> {
  next(value: T): void;
  failed(detail: string): void;
}

/**
 * Reads now, and again after one of the tables changed: one reading in flight, the newest wish pending, never a queue.
 * A change while reading or resting leads to exactly one more reading. Returns the function that stops it.
 */
export function watchTables<T>(
  { ports }: { readonly ports: Pick<Ports, 'database'> },
  { tables, everyMs }: WatchRequest,
  read: (database: Database) => Promise<T>,
  watcher: Watcher<T>,
): () => void {
  let stopped = false;
  let busy = false;
  let pending = false;
  let resting: ReturnType<typeof setTimeout> | null = null;
  const wanted = new Set(tables);

  const run = async () => {
    busy = true;
    pending = false;
    try {
      const value = await read(ports.database);
      if (!stopped) watcher.next(value);
    } catch (error) {
      if (!stopped) watcher.failed(error instanceof Error ? error.message : String(error));
    }
    if (stopped) return;
    resting = setTimeout(() => {
      busy = false;
      if (pending) void run();
    }, everyMs);
  };
  const wish = () => {
    if (busy) pending = true;
    else void run();
  };
  const stopChanges = ports.database.onChange((change) => {
    if (wanted.has('*') || change.tables.some((table) => wanted.has(table))) wish();
  });
  const stopRestarts = ports.database.onRestart((phase) => {
    if (phase === 'ready') wish();
  });
  wish();
  return () => {
    stopped = true;
    if (resting !== null) clearTimeout(resting);
    stopChanges();
    stopRestarts();
  };
}
