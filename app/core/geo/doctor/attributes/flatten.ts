/** One feature's properties as cells by column: levels of nested objects become names joined by `.`, lists JSON text. */
import type { Cell } from './column-cells.ts';

/** Deeper objects stay JSON text. */
const DEEPEST = 4;
/** Longest text of one value; what is longer is cut and said. */
export const LONGEST_TEXT = 100_000;

export interface FlatSink {
  /** `path` tells columns apart; `source` is what a person reads. */
  cell(path: string, source: string, cell: Cell): void;
  /** The column exists, without a value here. */
  nothing(path: string, source: string): void;
  nested(): void;
  tooLong(): void;
}

/** No name of a file holds it, so that `{"a":{"b":1}}` and `{"a.b":1}` stay two columns. */
const LEVEL = '\u0000';

function text(value: string, sink: FlatSink): string {
  if (value.length <= LONGEST_TEXT) return value;
  sink.tooLong();
  return value.slice(0, LONGEST_TEXT);
}

function json(value: object): string {
  try {
    return (
      JSON.stringify(value, (_, part: unknown) => (typeof part === 'bigint' ? String(part) : part)) ?? String(value)
    );
  } catch {
    return String(value);
  }
}

function hexOf(bytes: Uint8Array): string {
  return Array.from(bytes.subarray(0, LONGEST_TEXT / 2), (byte) => byte.toString(16).padStart(2, '0')).join('');
}

export function flatten(properties: object, sink: FlatSink, path = '', source = '', depth = 1): void {
  for (const key of Object.keys(properties)) {
    const value: unknown = (properties as Record<string, unknown>)[key];
    const own = depth === 1 ? key : `${path}${LEVEL}${key}`;
    const name = depth === 1 ? key : `${source}.${key}`;
    switch (typeof value) {
      case 'string':
        sink.cell(own, name, text(value, sink));
        break;
      case 'number':
        if (Number.isFinite(value)) sink.cell(own, name, value);
        else sink.nothing(own, name);
        break;
      case 'boolean':
        sink.cell(own, name, value);
        break;
      case 'bigint':
        sink.cell(own, name, Number.isSafeInteger(Number(value)) ? Number(value) : String(value));
        break;
      case 'object':
        if (value === null) sink.nothing(own, name);
        else if (value instanceof Date) {
          if (Number.isNaN(value.getTime())) sink.nothing(own, name);
          else sink.cell(own, name, value.toISOString());
        } else if (value instanceof Uint8Array) sink.cell(own, name, text(hexOf(value), sink));
        else if (Array.isArray(value) || depth >= DEEPEST) {
          sink.nested();
          sink.cell(own, name, text(json(value), sink));
        } else {
          sink.nested();
          if (Object.keys(value).length === 0) sink.nothing(own, name);
          else flatten(value, sink, own, name, depth + 1);
        }
        break;
      default:
        sink.nothing(own, name);
    }
  }
}
