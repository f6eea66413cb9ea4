/** GeoJSON that was made a script: `var districts = {…};`, `export default {…}`, `callback({…})`. */
import type { TextFile } from './text-file.ts';

/** Comments may stand before it. */
const WRAPPING =
  /^\s*(?:(?:\/\/[^\n]*\n|\/\*[\s\S]*?\*\/)\s*)*((?:(?:export\s+)?(?:var|let|const)\s+)?[A-Za-z_$][\w$.]*(?:\["?\w+"?\])?\s*=\s*|(?:export\s+default|module\.exports\s*=)\s*|[A-Za-z_$][\w$.]*\s*\(\s*)(?=[{[])/;
const LOOKED_AT_BYTES = 2_000;

export interface Unwrapped {
  /** Offset of the JSON. */
  readonly start: number;
  /** What stands before it, as written. */
  readonly wrapping: string;
}

/** Null where the text is no such script. */
export function unwrapJavaScript(text: TextFile): Unwrapped | null {
  const head = text.decode(text.bytes.subarray(text.start, text.start + LOOKED_AT_BYTES));
  const match = WRAPPING.exec(head);
  if (match === null) return null;
  const bracket = text.bytes.findIndex(
    (byte, index) => index >= text.start && (byte === 0x7b || byte === 0x5b) && !isInWrapping(text, index, match[0]),
  );
  return { start: bracket, wrapping: match[1]!.trim() };
}

/** A bracket of the comment or of `x["name"] =` stands before the JSON. */
function isInWrapping(text: TextFile, index: number, wrapping: string): boolean {
  return text.decode(text.bytes.subarray(text.start, index)).length < wrapping.length;
}
