/**
 * What a person's SQL may do. Reading is free; writing is allowed on tables, views and macros of their own; the house's
 * tables, the database's settings and everything outside it are not theirs to change. The guard reads the head of each
 * statement, where SQL's grammar leaves no choice of place: verb, kind of object, target. What it does not know it
 * refuses. The database refuses files, extensions and settings by itself as well (docs/adr: a person's SQL).
 */
import { type SqlToken, tokenizeSql } from './sql-tokens.ts';

export interface SqlStatement {
  readonly text: string;
  /** Offset of the statement's first character in the whole text, UTF-16 units. */
  readonly start: number;
  readonly tokens: readonly SqlToken[];
}

/** Closed list of refusals; the interface has a sentence for each. */
export type RefusalCode = 'not-allowed' | 'protected-table' | 'other-database' | 'temporary' | 'builtin-name';

export type Verdict =
  | { readonly type: 'read' }
  | { readonly type: 'write'; readonly verb: string; readonly target: string }
  /** `position` is an offset into the whole text. */
  | { readonly type: 'refused'; readonly code: RefusalCode; readonly word: string; readonly position: number };

/** Statements between semicolons; empty ones are left out. */
export function splitStatements(sql: string): SqlStatement[] {
  const statements: SqlStatement[] = [];
  let pending: SqlToken[] = [];
  const flush = () => {
    const first = pending[0];
    const last = pending.at(-1);
    if (first && last) statements.push({ text: sql.slice(first.start, last.end), start: first.start, tokens: pending });
    pending = [];
  };
  for (const token of tokenizeSql(sql)) {
    if (token.type === 'symbol' && token.value === ';') flush();
    else pending.push(token);
  }
  flush();
  return statements;
}

const READING_VERBS: ReadonlySet<string> = new Set([
  'select',
  'from',
  'values',
  'table',
  'describe',
  'desc',
  'show',
  'summarize',
  'pivot',
  'pivot_wider',
  'unpivot',
  'pivot_longer',
]);

const WRITING_WORDS: ReadonlySet<string> = new Set(['insert', 'update', 'delete', 'merge']);
const OWN_DATABASE: ReadonlySet<string> = new Set(['memory', 'main']);

/** Walks the head of one statement. */
class Head {
  private at = 0;
  constructor(private readonly tokens: readonly SqlToken[]) {}

  peek(): SqlToken | undefined {
    return this.tokens[this.at];
  }

  next(): SqlToken | undefined {
    return this.tokens[this.at++];
  }

  /** Takes the words when they come next, in this order. */
  take(...words: readonly string[]): boolean {
    const matches = words.every((word, i) => {
      const token = this.tokens[this.at + i];
      return token?.type === 'word' && token.value === word;
    });
    if (matches) this.at += words.length;
    return matches;
  }

  takeSymbol(symbol: string): boolean {
    const token = this.tokens[this.at];
    if (token?.type !== 'symbol' || token.value !== symbol) return false;
    this.at++;
    return true;
  }

  /** Skips a bracketed group when one comes next. */
  skipBrackets(): void {
    if (!this.takeSymbol('(')) return;
    for (let depth = 1; depth > 0 && this.at < this.tokens.length; this.at++) {
      const token = this.tokens[this.at]!;
      if (token.type !== 'symbol') continue;
      if (token.value === '(') depth++;
      else if (token.value === ')') depth--;
    }
  }

  rest(): readonly SqlToken[] {
    return this.tokens.slice(this.at);
  }
}

export interface GuardRules {
  /** True for a name (in lower case) of a table or view of the house. */
  isProtected(name: string): boolean;
  /** True for a name (in lower case) of a function or macro that comes with the database or the house. */
  isBuiltinFunction(name: string): boolean;
}

function refuse(code: RefusalCode, token: SqlToken | undefined): Verdict {
  return { type: 'refused', code, word: token?.value ?? '', position: token?.start ?? 0 };
}

/** Reads `name`, `schema.name` or `database.schema.name` and judges it. */
function judgeTarget(head: Head, verb: string, rules: GuardRules, kind: 'table' | 'function'): Verdict {
  const parts: SqlToken[] = [];
  do {
    const token = head.next();
    if (token === undefined || token.type === 'symbol' || token.type === 'number') return refuse('not-allowed', token);
    // `UPDATE ONLY t`: the table is what comes after it. As a name, `only` needs quotes.
    if (token.type === 'word' && token.value === 'only') return refuse('not-allowed', token);
    parts.push(token);
  } while (head.takeSymbol('.'));
  const last = parts.at(-1)!;
  // A text in the place of a name ('observations') is read as an identifier by the database.
  const name = (last.type === 'text' ? last.value.replaceAll(/^.?'|'$/g, '') : last.value).toLowerCase();
  for (const part of parts.slice(0, -1)) {
    if (!OWN_DATABASE.has(part.value.toLowerCase())) return refuse('other-database', part);
  }
  if (last.type === 'text') return refuse('not-allowed', last);
  if (kind === 'table' && rules.isProtected(name)) return refuse('protected-table', last);
  if (kind === 'function' && rules.isBuiltinFunction(name)) return refuse('builtin-name', last);
  return { type: 'write', verb, target: name };
}

function judgeCreate(head: Head, rules: GuardRules): Verdict {
  head.take('or', 'replace');
  const kind = head.peek();
  if (head.take('temp') || head.take('temporary')) return refuse('temporary', kind);
  head.take('recursive');
  if (head.take('table') || head.take('view')) {
    head.take('if', 'not', 'exists');
    return judgeTarget(head, 'create', rules, 'table');
  }
  if (head.take('macro') || head.take('function')) {
    head.take('if', 'not', 'exists');
    return judgeTarget(head, 'create', rules, 'function');
  }
  return refuse('not-allowed', kind);
}

function judgeDrop(head: Head, rules: GuardRules): Verdict {
  const kind = head.peek();
  if (head.take('table') || head.take('view')) {
    head.take('if', 'exists');
    const verdict = judgeTarget(head, 'drop', rules, 'table');
    // `DROP TABLE a, b` is not DuckDB's SQL; whatever follows but RESTRICT and CASCADE is refused.
    const extra = head.rest().find((token) => token.value !== 'cascade' && token.value !== 'restrict');
    return verdict.type === 'write' && extra ? refuse('not-allowed', extra) : verdict;
  }
  if (head.take('macro') || head.take('function')) {
    head.take('table');
    head.take('if', 'exists');
    return judgeTarget(head, 'drop', rules, 'function');
  }
  return refuse('not-allowed', kind);
}

function judgeAlter(head: Head, rules: GuardRules): Verdict {
  const kind = head.peek();
  if (!head.take('table') && !head.take('view')) return refuse('not-allowed', kind);
  head.take('if', 'exists');
  const verdict = judgeTarget(head, 'alter', rules, 'table');
  if (verdict.type !== 'write') return verdict;
  const rename = head.rest();
  const to = rename.findIndex((token) => token.type === 'word' && token.value === 'to');
  const renamed = rename[0]?.value === 'rename' && to === 1 ? rename[2] : undefined;
  // As in the place of any name: the database takes a text for one.
  if (renamed?.type === 'text') return refuse('not-allowed', renamed);
  return renamed && rules.isProtected(renamed.value.toLowerCase()) ? refuse('protected-table', renamed) : verdict;
}

const NOTHING_MAY_BE_WRITTEN: GuardRules = { isProtected: () => true, isBuiltinFunction: () => true };

/** The statement a text's result comes from, where running it again changes nothing; null where it would. */
export function lastReadingStatement(sql: string): SqlStatement | null {
  const last = splitStatements(sql).at(-1);
  if (last === undefined) return null;
  return judgeStatement(last.tokens, NOTHING_MAY_BE_WRITTEN).type === 'read' ? last : null;
}

/** Judges one statement. */
export function judgeStatement(tokens: readonly SqlToken[], rules: GuardRules): Verdict {
  const head = new Head(tokens);
  while (head.takeSymbol('(')) {
    // `(SELECT …) UNION …`: a bracket can open only a query.
  }
  const verb = head.next();
  if (verb?.type !== 'word') return refuse('not-allowed', verb);
  if (READING_VERBS.has(verb.value)) return { type: 'read' };
  switch (verb.value) {
    case 'with': {
      const writing = tokens.find((token) => token.type === 'word' && WRITING_WORDS.has(token.value));
      return writing ? refuse('not-allowed', writing) : { type: 'read' };
    }
    case 'explain': {
      head.take('analyze');
      head.skipBrackets();
      return judgeStatement(head.rest(), rules);
    }
    case 'create':
      return judgeCreate(head, rules);
    case 'drop':
      return judgeDrop(head, rules);
    case 'alter':
      return judgeAlter(head, rules);
    case 'insert': {
      if (head.take('or', 'replace')) head.peek();
      else head.take('or', 'ignore');
      return head.take('into') ? judgeTarget(head, 'insert', rules, 'table') : refuse('not-allowed', verb);
    }
    case 'update':
      return judgeTarget(head, 'update', rules, 'table');
    case 'delete':
      return head.take('from') ? judgeTarget(head, 'delete', rules, 'table') : refuse('not-allowed', verb);
    case 'truncate':
      head.take('table');
      return judgeTarget(head, 'delete', rules, 'table');
    default:
      return refuse('not-allowed', verb);
  }
}
