import { useEffect, useState } from 'react';
import { knownStreets, readStreets } from '../../commands/street-book.ts';
import type { StreetBook } from '../../core/models/scenario/street-book.ts';
import { useApp, useAppState } from '../app-context.tsx';

export interface StreetsReading {
  readonly book: StreetBook | null;
  /** Technical words; null while all is well. */
  readonly failure: string | null;
  readonly retry: () => void;
}

/** The place's streets by name, read once for the page. */
export function useStreets(): StreetsReading {
  const { ports } = useApp();
  const place = useAppState((state) => state.ownPlace.spec);
  const { whatIf } = ports;
  const [book, setBook] = useState(() => knownStreets({ whatIf }));
  const [failure, setFailure] = useState<string | null>(null);
  const [attempt, setAttempt] = useState(0);
  useEffect(() => {
    let left = false;
    setFailure(null);
    setBook(knownStreets({ whatIf }));
    readStreets({ whatIf }).then(
      (read) => {
        if (!left) setBook(read);
      },
      (error: unknown) => {
        if (!left) setFailure(error instanceof Error ? error.message : String(error));
      },
    );
    return () => {
      left = true;
    };
    // Another place has other streets.
  }, [whatIf, attempt, place]);
  return { book, failure, retry: () => setAttempt((count) => count + 1) };
}
