/**
 * Reads CSV (RFC 4180) into columns of text: quoted cells with delimiters, line ends and doubled quotes inside; lines that
 * end in LF, CR or CRLF, the last with or without; a byte order mark before the head. Cells stay as they came.
 */
import type { Issue, Result } from './result.ts';

export type CsvIssue =
  /** No head, or one whose names are empty or occur twice. */
  | 'csv-bad-head'
  /** A row with fewer or more cells than the head: filled with nulls, or cut. `detail` is the line it begins on. */
  | 'csv-ragged-row'
  /** The file ends inside a quoted cell. */
  | 'csv-open-quote';

export interface CsvTable {
  readonly names: readonly string[];
  /** By column; null only where a row was too short. */
  readonly columns: readonly (readonly (string | null)[])[];
  readonly rowCount: number;
  /** Rows with fewer or more cells than the head. */
  readonly raggedRows: number;
}

const QUOTE = '"';
/** Beyond this many ragged rows they are only counted in the last issue. */
const MOST_ISSUES = 20;

/** `onRows` is told now and then how many characters and rows were read. */
export function readCsv(
  text: string,
  delimiter: string,
  onRows?: (charactersRead: number, rows: number) => void,
): Result<CsvTable, CsvIssue> {
  const issues: Issue<CsvIssue>[] = [];
  const cursor = { at: text.charCodeAt(0) === 0xfeff ? 1 : 0, line: 1, openQuote: false };
  const names = readRow(text, delimiter, cursor) ?? [];
  const isBad = names.length === 0 || names.includes('') || new Set(names).size < names.length;
  if (isBad)
    return { value: null, issues: [{ code: 'csv-bad-head', severity: 'error', detail: names.join(delimiter) }] };
  const columns: (string | null)[][] = names.map(() => []);
  let rowCount = 0;
  let ragged = 0;
  while (cursor.at < text.length) {
    const { line } = cursor;
    const cells = readRow(text, delimiter, cursor);
    // An empty line is no row, unless a single column may be empty.
    if (cells === null || (cells.length === 1 && cells[0] === '' && names.length > 1)) continue;
    if (cells.length !== names.length) {
      ragged++;
      if (ragged <= MOST_ISSUES) issues.push({ code: 'csv-ragged-row', severity: 'warning', detail: String(line) });
    }
    for (const [index, column] of columns.entries()) column.push(cells[index] ?? null);
    rowCount++;
    if (rowCount % 4_096 === 0) onRows?.(cursor.at, rowCount);
  }
  if (ragged > MOST_ISSUES) issues.push({ code: 'csv-ragged-row', severity: 'warning', detail: `${ragged} in all` });
  if (cursor.openQuote) issues.push({ code: 'csv-open-quote', severity: 'warning' });
  onRows?.(text.length, rowCount);
  return { value: { names, columns, rowCount, raggedRows: ragged }, issues };
}

interface Cursor {
  at: number;
  /** Counted from 1. */
  line: number;
  openQuote: boolean;
}

/** The cells of one row; the cursor moves behind its line end. Null at the end of the text. */
function readRow(text: string, delimiter: string, cursor: Cursor): string[] | null {
  if (cursor.at >= text.length) return null;
  const cells: string[] = [];
  for (;;) {
    cells.push(text[cursor.at] === QUOTE ? readQuoted(text, delimiter, cursor) : readPlain(text, delimiter, cursor));
    const next = text[cursor.at];
    cursor.at++;
    if (next === delimiter) continue;
    if (next === '\r' && text[cursor.at] === '\n') cursor.at++;
    cursor.line++;
    return cells;
  }
}

/** Stops at the delimiter, at a line end or at the end of the text. */
function readPlain(text: string, delimiter: string, cursor: Cursor): string {
  const start = cursor.at;
  let at = start;
  while (at < text.length) {
    const character = text[at]!;
    if (character === delimiter || character === '\n' || character === '\r') break;
    at++;
  }
  cursor.at = at;
  return text.slice(start, at);
}

/** What follows a closing quote before the next delimiter belongs to the cell, as most programs have it. */
function readQuoted(text: string, delimiter: string, cursor: Cursor): string {
  let out = '';
  let at = cursor.at + 1;
  for (;;) {
    const quote = text.indexOf(QUOTE, at);
    if (quote < 0) {
      cursor.openQuote = true;
      out += text.slice(at);
      cursor.at = text.length;
      return out;
    }
    out += text.slice(at, quote);
    at = quote + 1;
    if (text[at] !== QUOTE) break;
    out += QUOTE;
    at++;
  }
  for (let index = out.indexOf('\n'); index >= 0; index = out.indexOf('\n', index + 1)) cursor.line++;
  cursor.at = at;
  return out + readPlain(text, delimiter, cursor);
}
