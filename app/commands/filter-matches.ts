import { matchesFilter, readFilters } from '../core/lessons/exercises/topic-filters.ts';
import type { Database, ResultTable } from '../core/store/database.ts';
import { numberIn, readRows, textIn } from './read-rows.ts';

export interface LineMatches {
  /** 1-based. */
  readonly line: number;
  readonly filter: string;
  /** Topics that this line matches; null where it is no filter. */
  readonly matched: number | null;
}

export interface FilterMatches {
  readonly lines: readonly LineMatches[];
  /** Topics that at least one line matches, of how many. */
  readonly matched: number;
  readonly topics: number;
}

export function countMatches(text: string, table: ResultTable): FilterMatches {
  const column = table.columns.findIndex(({ name }) => name === 'topic');
  const topics = Array.from({ length: table.rowCount }, (_, row) => String(table.cell(row, column)));
  const filters: string[] = [];
  const lines = text.split('\n').flatMap((written, index): LineMatches[] => {
    const read = readFilters(written);
    const filter = read.filters[0];
    if (filter !== undefined) {
      filters.push(filter);
      const matched = topics.filter((topic) => matchesFilter(filter, topic)).length;
      return [{ line: index + 1, filter, matched }];
    }
    return read.problems.map((problem) => ({ line: index + 1, filter: problem.filter, matched: null }));
  });
  const matched = topics.filter((topic) => filters.some((filter) => matchesFilter(filter, topic))).length;
  return { lines, matched, topics: topics.length };
}

export interface HeardKind {
  /** `air/lowcost`, and `obs`, `status` or `meta`. */
  readonly kind: string;
  readonly topics: number;
  readonly messages: number;
}

const MOST_TOPICS = 5_000;
/** `city/{city}/{domain}/{kind}/{device}/{obs|status|meta}` */
const KIND = /^city\/[^/]+\/([^/]+\/[^/]+)\/[^/]+\/([^/]+)$/;

/** What the filters would have let through of the newest five minutes of the city's own stream, by kind. */
export async function readHeard(database: Database, text: string): Promise<readonly HeardKind[]> {
  const { filters } = readFilters(text);
  const rows = await readRows(
    database,
    `SELECT topic, count(*)::INTEGER AS messages FROM messages_raw
     WHERE received_at > (SELECT max(received_at) FROM messages_raw) - INTERVAL 5 MINUTE
     GROUP BY topic ORDER BY topic`,
    { maxRows: MOST_TOPICS },
  );
  const kinds = new Map<string, { topics: number; messages: number }>();
  for (const row of rows) {
    const topic = textIn(row, 'topic');
    if (!filters.some((filter) => matchesFilter(filter, topic))) continue;
    const [, kind = topic, level = ''] = KIND.exec(topic) ?? [];
    const key = `${kind} ${level}`.trim();
    const sum = kinds.get(key) ?? { topics: 0, messages: 0 };
    kinds.set(key, { topics: sum.topics + 1, messages: sum.messages + (numberIn(row, 'messages') ?? 0) });
  }
  return [...kinds].map(([kind, sum]) => ({ kind, ...sum })).sort((a, b) => b.messages - a.messages);
}
