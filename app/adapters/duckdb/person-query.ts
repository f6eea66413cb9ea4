/**
 * A person's SQL: split, judged, and run statement by statement in short steps, so that whatever arrives in between — rows,
 * other queries, a cancel — has its turn.
 */
import type { DuckDBBindings } from '@duckdb/duckdb-wasm/blocking';
import { MessageReader } from 'apache-arrow';
import { QueryError } from '../../core/store/database.ts';
import {
  type GuardRules,
  judgeStatement,
  type SqlStatement,
  splitStatements,
  type Verdict,
} from '../../core/store/statement-guard.ts';
import { type ConnectionHandle, guarded, toQueryError } from './connections.ts';
import { offsetOfByte } from './database-error.ts';

/** Bytes of one result; a longer one is cut like one with too many rows. */
const LARGEST_RESULT_BYTES = 64 * 1024 * 1024;
const END_OF_STREAM = new Uint8Array([0xff, 0xff, 0xff, 0xff, 0, 0, 0, 0]);

/** DuckDB's token types. */
const IDENTIFIER = 0;
const KEYWORD = 4;
const OPERATOR = 3;
/** Operators such as `::` come as keywords. */
const WORD_START = /[A-Za-z_\u0080-\uffff]/;

const REFUSALS = {
  'not-allowed': (word: string) =>
    `"${word.toUpperCase()}" is not run here: only queries and changes to your own tables are`,
  'protected-table': (word: string) =>
    `"${word}" belongs to the app and cannot be changed; make a copy of your own instead`,
  'other-database': (word: string) =>
    `there is no other database here than "memory", and no other schema than "main": "${word}"`,
  temporary: () => 'temporary tables are not kept between queries; make an ordinary one',
  'builtin-name': (word: string) => `"${word}" is the name of a function that is already there`,
} as const;

export interface JudgedStatement extends SqlStatement {
  readonly verdict: Exclude<Verdict, { type: 'refused' }>;
}

/** What decides, between two steps, whether a query goes on. It throws a QueryError where not. */
export type Checkpoint = (verdict: JudgedStatement['verdict']) => void;

export interface RawResult {
  readonly ipc: Uint8Array;
  readonly rowCount: number;
  readonly truncated: boolean;
}

/** Whether DuckDB's lexer sees what the guard saw. */
interface Reading {
  /** The same words at the same places, and no end of a statement inside one of ours. */
  readonly same: boolean;
  /** At least: one statement, beginning with the same word. Then it is what its first word says. */
  readonly sameHead: boolean;
  /** Places of words that are no keyword of any kind. */
  readonly names: ReadonlySet<number>;
}

function compareReadings(bindings: DuckDBBindings, sql: string, statements: readonly SqlStatement[]): Reading {
  const { offsets, types } = guarded(() => bindings.tokenize(sql));
  const theirs: number[] = [];
  const names = new Set<number>();
  let sameEnds = true;
  // DuckDB counts bytes, we count UTF-16 units; both lists ascend, so one walk translates.
  let byte = 0;
  let at = 0;
  for (const [i, byteOffset] of offsets.entries()) {
    at += offsetOfByte(sql.slice(at), byteOffset - byte);
    byte = byteOffset;
    const type: number = types[i]!;
    const character = sql[at] ?? '';
    if ((type === IDENTIFIER || type === KEYWORD) && WORD_START.test(character)) theirs.push(at);
    if (type === IDENTIFIER) names.add(at);
    if (type === OPERATOR && character === ';') {
      const end = at;
      sameEnds &&= statements.every(({ start, text }) => end < start || end >= start + text.length);
    }
  }
  const ours = statements.flatMap(({ tokens }) => tokens.filter((token) => token.type === 'word'));
  const sameWords = ours.length === theirs.length && ours.every((token, i) => token.start === theirs[i]);
  return {
    same: sameWords && sameEnds,
    sameHead: sameEnds && statements.length === 1 && ours[0] !== undefined && ours[0].start === theirs[0],
    names,
  };
}

/** Splits and judges a text; throws QueryError for the first statement that is refused. */
export function readPersonSql(bindings: DuckDBBindings, sql: string, rules: GuardRules): JudgedStatement[] {
  const statements = splitStatements(sql);
  if (statements.length === 0) throw new QueryError('syntax', 'there is no statement in this text', 0);
  if (sql.includes('\0')) throw new QueryError('syntax', 'SQL cannot hold the character NUL', sql.indexOf('\0'));
  const reading = compareReadings(bindings, sql, statements);
  return statements.map((statement) => {
    const verdict = judgeStatement(statement.tokens, rules);
    if (verdict.type === 'refused') {
      const { code, word, position } = verdict;
      // No statement begins with a word that is not a keyword: a slip, not something forbidden.
      if (code === 'not-allowed' && position === statement.start && reading.names.has(position)) {
        throw new QueryError('syntax', `syntax error at or near "${word}"`, position);
      }
      throw new QueryError('other', REFUSALS[code](word), position, code);
    }
    // Where the readings differ the text is malformed, and the database's parser says best what is wrong with it; but
    // only what is certain to be a single reading statement may get that far.
    const harmless = reading.sameHead && verdict.type === 'read' && statement.tokens[0]?.value !== 'with';
    if (!reading.same && !harmless) {
      throw new QueryError(
        'syntax',
        'this cannot be read as SQL: look for a quote that is not closed',
        statement.start,
      );
    }
    return { ...statement, verdict };
  });
}

/** Rows announced by the one record batch message in these bytes. */
function rowsIn(message: Uint8Array): number {
  const { value } = new MessageReader(message).next();
  return value?.isRecordBatch() ? value.header().length : 0;
}

function join(parts: readonly Uint8Array[], totalBytes: number): Uint8Array {
  const whole = new Uint8Array(totalBytes);
  let at = 0;
  for (const part of parts) {
    whole.set(part, at);
    at += part.length;
  }
  return whole;
}

/** Runs one statement in steps. `turn` lets other work of this thread happen. */
export async function runStatement(
  bindings: DuckDBBindings,
  connection: ConnectionHandle,
  statement: JudgedStatement,
  maxRows: number,
  check: Checkpoint,
  turn: () => Promise<void>,
): Promise<RawResult> {
  const step = <T>(call: () => T): T => {
    try {
      return guarded(call);
    } catch (error) {
      throw toQueryError(error, statement.text, statement.start);
    }
  };
  check(statement.verdict);
  let schema = step(() => bindings.startPendingQuery(connection, statement.text, true));
  while (schema === null) {
    await turn();
    check(statement.verdict);
    schema = step(() => bindings.pollPendingQuery(connection));
  }
  const parts: Uint8Array[] = [schema];
  let bytes = schema.length;
  let rowCount = 0;
  for (;;) {
    const part = step(() => bindings.fetchQueryResults(connection));
    // Null: not ready, ask again. No bytes: the end.
    if (part !== null) {
      if (part.length === 0) break;
      parts.push(part);
      bytes += part.length;
      rowCount += rowsIn(part);
      if (rowCount > maxRows || bytes > LARGEST_RESULT_BYTES) break;
    }
    if (part === null || parts.length % 8 === 0) {
      await turn();
      check(statement.verdict);
    }
  }
  parts.push(END_OF_STREAM);
  bytes += END_OF_STREAM.length;
  const truncated = rowCount > maxRows || bytes > LARGEST_RESULT_BYTES;
  return { ipc: join(parts, bytes), rowCount: Math.min(rowCount, maxRows), truncated };
}
