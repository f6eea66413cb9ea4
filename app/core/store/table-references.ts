/** Which tables a SQL text may read: enough to know when a live query has to run again. */
import { tokenizeSql } from './sql-tokens.ts';

/** What is known of a table; views name what stands behind them. */
export interface KnownTable {
  readonly name: string;
  readonly reads?: readonly string[];
}

/**
 * The known tables whose name stands anywhere in the text as a word or a quoted identifier, and whatever their views
 * read. It may name one too many — a column called like a table — which costs a needless run; it never misses one.
 */
export function tableReferences(sql: string, known: readonly KnownTable[]): ReadonlySet<string> {
  const byName = new Map(known.map((table) => [table.name.toLowerCase(), table]));
  const found = new Set<string>();
  const add = (name: string): void => {
    const table = byName.get(name.toLowerCase());
    if (table === undefined || found.has(table.name)) return;
    found.add(table.name);
    for (const read of table.reads ?? []) add(read);
  };
  for (const token of tokenizeSql(sql)) {
    if (token.type === 'word' || token.type === 'quoted') add(token.value);
    // FROM 'name' reads a table of that name.
    else if (token.type === 'text') add(token.value.slice(1, -1));
  }
  return found;
}
