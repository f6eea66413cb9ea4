/** JSON that can only be understood as a whole, checked for bombs before it is parsed. */
import { countNames } from './geojson-elements.ts';
import type { IssueLog } from './issue-log.ts';
import { firstDuplicateName } from './json-duplicates.ts';
import { findJsonFault } from './json-fault.ts';
import { JsonScanner } from './json-scanner.ts';
import type { TextFile } from './text-file.ts';

/** The longest text an engine holds is half a gigabyte. */
const MAX_BYTES = 256 * 1024 * 1024;

/** One value between two offsets (`end`: where it ends, found by its brackets); undefined where the log says why not. */
export function parseWholeJson(text: TextFile, start: number, log: IssueLog): unknown {
  const scanner = new JsonScanner(text.bytes, start);
  const isWhole = scanner.skipValue();
  const { fault } = scanner;
  if (!isWhole && (fault === 'too-deep' || fault === 'too-large')) {
    log.add(fault, { position: text.places.find(scanner.faultAt) });
    return undefined;
  }
  const end = isWhole ? scanner.at : text.bytes.length;
  if (end - start > MAX_BYTES) {
    log.add('too-large');
    return undefined;
  }
  return parseJsonSlice(text, start, end, scanner.names, log);
}

/** `names`: members that its text has. */
export function parseJsonSlice(text: TextFile, start: number, end: number, names: number, log: IssueLog): unknown {
  const json = text.decode(text.bytes.subarray(start, end));
  try {
    const value: unknown = JSON.parse(json);
    const twice = countNames(value) < names ? firstDuplicateName(json) : null;
    if (twice !== null) log.add('duplicate-json-keys', { detail: twice });
    return value;
  } catch {
    const found = findJsonFault(text.bytes, start, end) ?? { offset: start, sentence: 'this is no JSON' };
    const position = text.places.find(found.offset);
    const detail = `line ${position.line}, column ${position.column}: ${found.sentence}`;
    log.add('malformed-json', { position, detail });
    return undefined;
  }
}
