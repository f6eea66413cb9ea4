/** DuckDB's error texts, with `errors_as_json` on, become a kind, a message and a place. */
import type { QueryErrorCode, QueryErrorKind } from '../../core/store/database.ts';

export interface DatabaseError {
  readonly kind: QueryErrorKind;
  readonly message: string;
  /** UTF-16 offset into the statement that failed. */
  readonly position?: number;
  readonly code?: QueryErrorCode;
}

const KIND_OF_TYPE: Readonly<Record<string, QueryErrorKind>> = {
  Parser: 'syntax',
  Syntax: 'syntax',
  Binder: 'catalog',
  Catalog: 'catalog',
  Conversion: 'conversion',
  'Mismatch Type': 'conversion',
  'Out of Range': 'conversion',
  'Invalid Input': 'conversion',
  'Invalid type': 'conversion',
  'Out of Memory': 'memory',
  INTERRUPT: 'cancelled',
};

const JSON_PART = /^(?:[A-Za-z ]+ Error: )?(\{[\s\S]*\})\s*$/;
const PLAIN = /^([A-Za-z ]+?) Error: ([\s\S]*)$/;
/** DuckDB's own picture of the place, and its advice to install what cannot be installed here. */
const TAIL = /\n+(?:LINE \d+:|Please try installing and loading)[\s\S]*$/;
const NEEDS_EXTENSION = /exists in the \w+ extension|required extension '\w+'/;
/** A commit that finds no memory calls itself an error of the transaction. */
const OUT_OF_MEMORY = /could not allocate|failed to allocate|out of memory/i;
const LONGEST_MESSAGE = 2_000;

/** UTF-16 offset of a UTF-8 byte offset. */
export function offsetOfByte(text: string, byteOffset: number): number {
  let bytes = 0;
  let i = 0;
  while (i < text.length && bytes < byteOffset) {
    const code = text.codePointAt(i)!;
    bytes += code < 0x80 ? 1 : code < 0x800 ? 2 : code < 0x10000 ? 3 : 4;
    i += code > 0xffff ? 2 : 1;
  }
  return i;
}

function describe(type: string, message: string): DatabaseError {
  // An error passed on from an inner step is wrapped once more.
  if (message.startsWith('{"exception_type"')) {
    try {
      const inner = JSON.parse(message) as Record<string, string | undefined>;
      return describe(inner.exception_type ?? type, inner.exception_message ?? '');
    } catch {
      // A message that only looks like it.
    }
  }
  const kind = KIND_OF_TYPE[type] ?? (OUT_OF_MEMORY.test(message) ? 'memory' : 'other');
  const text = message.replace(TAIL, '').trim().slice(0, LONGEST_MESSAGE);
  return NEEDS_EXTENSION.test(message) ? { kind, message: text, code: 'needs-extension' } : { kind, message: text };
}

export function readDatabaseError(text: string, statement: string): DatabaseError {
  const json = JSON_PART.exec(text)?.[1];
  if (json !== undefined) {
    try {
      const error = JSON.parse(json) as Record<string, string | undefined>;
      const described = describe(error.exception_type ?? '', error.exception_message ?? text);
      const byteOffset = Number(error.position);
      if (error.position === undefined || !Number.isInteger(byteOffset)) return described;
      return { ...described, position: offsetOfByte(statement, byteOffset) };
    } catch {
      // Not JSON after all: read it as plain text.
    }
  }
  const [, type = '', rest = text] = PLAIN.exec(text) ?? [];
  return describe(type, rest);
}
