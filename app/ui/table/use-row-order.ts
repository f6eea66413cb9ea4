import { useEffect, useState } from 'react';
import { type RowOrder, type RowWish, readRowOrder } from '../../commands/read-attribute-rows.ts';
import { watchTables } from '../../commands/watch-tables.ts';
import { useApp } from '../app-context.tsx';

export interface OrderReading {
  /** The newest order; of an earlier wish while another is on its way. */
  readonly order: RowOrder | null;
  /** Grows whenever rows were read again: what is known of their cells may have changed. */
  readonly version: number;
  readonly isReading: boolean;
  /** The database's own words where the wish cannot be understood. */
  readonly problem: string | null;
}

const NOTHING_READ: OrderReading = { order: null, version: 0, isReading: true, problem: null };
/** A table that changes all the time is looked at so often. */
const EVERY_MS = 2_000;

/** The rows a table lists, read again when the wish or the table changes. `null`: the table's columns are not known yet. */
export function useRowOrder(wish: RowWish | null): OrderReading {
  const { database } = useApp().ports;
  const [reading, setReading] = useState(NOTHING_READ);
  const key = JSON.stringify(wish);
  useEffect(() => {
    if (wish === null) return;
    const work = new AbortController();
    setReading((before) => ({ ...before, isReading: true }));
    const stop = watchTables(
      { ports: { database } },
      { tables: [wish.table], everyMs: EVERY_MS },
      () => readRowOrder(database, wish, work.signal),
      {
        next: (order) =>
          setReading((before) => ({ order, version: before.version + 1, isReading: false, problem: null })),
        failed: (problem) => setReading((before) => ({ ...before, isReading: false, problem })),
      },
    );
    return () => {
      stop();
      work.abort();
    };
    // The wish as its text: an equal one is the same wish
  }, [database, key]);
  return reading;
}
