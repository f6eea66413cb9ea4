import { useEffect, useRef, useState } from 'react';
import { readRowPage } from '../../commands/read-attribute-rows.ts';
import type { Cell, TableColumn } from '../../core/store/database.ts';
import { useApp } from '../app-context.tsx';

const PAGE_ROWS = 200;
/** Rows whose cells are remembered; further ones are read again when they come into sight. */
const MOST_REMEMBERED = 4_000;

interface Known {
  key: string;
  cells: Map<number, readonly Cell[]>;
  /** By row: the version of the table its cells were read of. */
  of: Map<number, number>;
  asked: Map<number, number>;
}

const nothingKnown = (key: string): Known => ({ key, cells: new Map(), of: new Map(), asked: new Map() });

/**
 * Cells of the rows in sight, read in pages; null for a row that is on its way. What was read of an older version is shown
 * until the newer cells are there.
 */
export function useRowCells(
  table: string,
  columns: readonly TableColumn[],
  rows: Int32Array,
  version: number,
  sight: { readonly first: number; readonly last: number },
): (row: number) => readonly Cell[] | null {
  const { database } = useApp().ports;
  const key = JSON.stringify([table, columns]);
  const known = useRef(nothingKnown(key));
  const [, tell] = useState(0);
  if (known.current.key !== key) known.current = nothingKnown(key);
  const from = Math.floor(sight.first / PAGE_ROWS) * PAGE_ROWS;
  const to = Math.min(rows.length, (Math.floor(sight.last / PAGE_ROWS) + 1) * PAGE_ROWS);
  useEffect(() => {
    const book = known.current;
    const wanted: number[] = [];
    for (let at = from; at < to; at++) {
      const row = rows[at]!;
      if (book.asked.get(row) !== version) wanted.push(row);
    }
    if (wanted.length === 0) return;
    if (book.cells.size > MOST_REMEMBERED) {
      const kept = new Set(rows.subarray(from, to));
      for (const row of book.cells.keys()) {
        if (kept.has(row)) continue;
        book.cells.delete(row);
        book.of.delete(row);
        book.asked.delete(row);
      }
    }
    for (const row of wanted) book.asked.set(row, version);
    readRowPage(database, table, columns, wanted).then(
      (page) => {
        if (known.current !== book) return;
        for (const [row, cells] of page) {
          if ((book.of.get(row) ?? -1) > version) continue;
          book.cells.set(row, cells);
          book.of.set(row, version);
        }
        tell((count) => count + 1);
      },
      () => {
        // It is asked again when the table changes or the rows come back into sight.
        for (const row of wanted) if (book.asked.get(row) === version) book.asked.delete(row);
      },
    );
    // The columns are in the key
  }, [database, key, rows, version, from, to]);
  return (row) => known.current.cells.get(row) ?? null;
}
