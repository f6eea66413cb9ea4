import { type StreetBook, streetBook } from '../core/models/scenario/street-book.ts';
import type { WhatIfModels } from '../core/models/scenario/what-if.ts';
import type { Ports } from './ports.ts';

interface Shelf {
  readonly coming: Promise<StreetBook>;
  book: StreetBook | null;
}

const books = new WeakMap<WhatIfModels, Shelf>();

/** The place's streets, asked of the models once. Rejects with WhatIfError, and asks anew next time. */
export function readStreets({ whatIf }: Pick<Ports, 'whatIf'>): Promise<StreetBook> {
  const known = books.get(whatIf);
  if (known !== undefined) return known.coming;
  const entry: Shelf = {
    book: null,
    coming: whatIf.streets().then(
      (streets) => {
        entry.book = streetBook(streets);
        return entry.book;
      },
      (error: unknown) => {
        books.delete(whatIf);
        throw error;
      },
    ),
  };
  books.set(whatIf, entry);
  return entry.coming;
}

/** Another place: its streets are asked for anew. */
export function forgetStreets({ whatIf }: Pick<Ports, 'whatIf'>): void {
  books.delete(whatIf);
}

/** The streets where they have been read; null before. */
export function knownStreets({ whatIf }: Pick<Ports, 'whatIf'>): StreetBook | null {
  return books.get(whatIf)?.book ?? null;
}
