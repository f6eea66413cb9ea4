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

/** What a statement is run with: the way to the database, and what happens between two steps. */
export interface StepContext {
  readonly bindings: DuckDBBindings;
  readonly connection: ConnectionHandle;
  /** Throws where the statement is not to go on. */
  readonly check: () => void;
  /** Lets other work of this thread happen. */
  readonly turn: () => Promise<void>;
}

/**
 * Runs a text in steps and hands its answer on as it comes: first the schema, then batches, each an Arrow IPC message.
 * Ends early where `take` says false. Errors of the database are thrown as `failed` makes them.
 */
export async function streamStatement(
  { bindings, connection, check, turn }: StepContext,
  sql: string,
  failed: (error: unknown) => Error,
  take: (part: Uint8Array) => boolean | Promise<boolean>,
): Promise<void> {
  const step = <T>(call: () => T): T => {
    try {
      return guarded(call);
    } catch (error) {
      throw failed(error);
    }
  };
  check();
  let schema = step(() => bindings.startPendingQuery(connection, sql, true));
  while (schema === null) {
    await turn();
    check();
    schema = step(() => bindings.pollPendingQuery(connection));
  }
  if ((await take(schema)) === false) return;
  for (let parts = 1; ; ) {
    const part = step(() => bindings.fetchQueryResults(connection));
    // Null: not ready, ask again. No bytes: the end.
    if (part !== null) {
      if (part.length === 0) break;
      parts++;
      if ((await take(part)) === false) break;
    }
    if (part === null || parts % 8 === 0) {
      await turn();
      check();
    }
  }
}

/** One IPC stream of its parts. */
export function joinParts(parts: readonly Uint8Array[]): Uint8Array {
  const bytes = parts.reduce((sum, part) => sum + part.length, END_OF_STREAM.length);
  return join([...parts, END_OF_STREAM], bytes);
}

/** Runs one statement in steps. */
export async function runStatement(
  context: StepContext,
  { text, start }: Pick<SqlStatement, 'text' | 'start'>,
  maxRows: number,
): Promise<RawResult> {
  const parts: Uint8Array[] = [];
  let bytes = 0;
  let rowCount = 0;
  await streamStatement(
    context,
    text,
    (error) => toQueryError(error, text, start),
    (part) => {
      parts.push(part);
      bytes += part.length;
      if (parts.length > 1) rowCount += rowsIn(part);
      return rowCount <= maxRows && bytes <= LARGEST_RESULT_BYTES;
    },
  );
  const truncated = rowCount > maxRows || bytes > LARGEST_RESULT_BYTES;
  return { ipc: joinParts(parts), rowCount: Math.min(rowCount, maxRows), truncated };
}
