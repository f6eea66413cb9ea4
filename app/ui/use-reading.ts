import { useEffect, useRef, useState } from 'react';
import { watchTables } from '../commands/watch-tables.ts';
import type { Database } from '../core/store/database.ts';
import { useApp } from './app-context.tsx';

export type Reading<T> =
  | { readonly status: 'loading'; readonly value: T | null }
  | { readonly status: 'ready'; readonly value: T }
  | { readonly status: 'failed'; readonly value: T | null; readonly detail: string };

/**
 * Something read from the database and read again when one of `tables` changed, at most every `everyMs`. `key` names
 * what is read; with another key the old value is dropped. Nothing is read while `read` is null.
 */
export function useReading<T>(
  key: string,
  tables: readonly string[],
  everyMs: number,
  read: ((database: Database) => Promise<T>) | null,
): Reading<T> {
  const { database } = useApp().ports;
  const [reading, setReading] = useState<{ key: string; reading: Reading<T> } | null>(null);
  const newest = useRef(read);
  newest.current = read;
  const idle = read === null;
  const tableNames = tables.join(' ');
  useEffect(() => {
    if (idle) return;
    return watchTables(
      { ports: { database } },
      { tables: tableNames.split(' '), everyMs },
      async (database) => newest.current?.(database) as Promise<T>,
      {
        next: (value) => setReading({ key, reading: { status: 'ready', value } }),
        failed: (detail) =>
          setReading((before) => ({
            key,
            reading: { status: 'failed', value: before?.key === key ? before.reading.value : null, detail },
          })),
      },
    );
  }, [database, idle, key, tableNames, everyMs]);
  return reading?.key === key ? reading.reading : { status: 'loading', value: null };
}
