/** The last errors that were caught, for the problem report: bounded, and cut so that no data travels with them. */
const KEPT = 20;
const LENGTH = 300;

export interface ErrorLog {
  add(what: string, error: unknown): void;
  /** Newest last. */
  list(): readonly string[];
}

export function errorLog(now: () => number): ErrorLog {
  const entries: string[] = [];
  return {
    add(what, error) {
      const words = error instanceof Error ? `${error.name}: ${error.message}` : String(error);
      entries.push(`${new Date(now()).toISOString()} ${what}: ${words}`.slice(0, LENGTH));
      if (entries.length > KEPT) entries.shift();
    },
    list: () => [...entries],
  };
}
