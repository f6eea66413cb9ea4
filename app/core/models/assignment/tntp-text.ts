/**
 * What all files of the TNTP format have in common: `<KEY> value` lines, an `<END OF METADATA>` line, `~` before comments,
 * fields parted by spaces or tabs, and semicolons that some files leave out.
 *
 * Source: the format's description at github.com/bstabler/TransportationNetworks.
 */
import type { Issue } from '../../base/result.ts';

/** `line`: what stands there is not understood. `metadata`: what the head of the file says and what follows differ. */
export type TntpIssueCode = 'line' | 'metadata' | 'empty';

export type TntpIssue = Issue<TntpIssueCode>;

export interface TntpText {
  /** By key in capitals, without the angle brackets. */
  readonly metadata: ReadonlyMap<string, string>;
  /** Lines with data, trimmed and without comments, and their numbers in the file (from 1). */
  readonly lines: readonly string[];
  readonly lineNumbers: readonly number[];
}

/** Old editors end a file with it. */
const LAST_CHARACTER = String.fromCharCode(26);
const END_OF_METADATA = 'END OF METADATA';
const METADATA_LINE = /^<([^>]*)>\s*(.*)$/;
/** More than this many issues help nobody. */
const ISSUES_TOLD = 20;
const SHOWN_CHARACTERS = 60;

export function readTntpText(text: string): TntpText {
  const metadata = new Map<string, string>();
  const lines: string[] = [];
  const lineNumbers: number[] = [];
  let number = 0;
  const lineTexts = text
    .replace(/^\uFEFF/, '')
    .replaceAll(LAST_CHARACTER, '')
    .split(/\r\n|\n|\r/);
  for (let raw of lineTexts) {
    number++;
    const found = METADATA_LINE.exec(raw.trim());
    if (found !== null) {
      const key = found[1]!.trim().toUpperCase().replace(/\s+/g, ' ').replace('THROUGH', 'THRU');
      metadata.set(key, found[2]!.trim());
      // What stands behind the end of the head on the same line is no part of it.
      if (key !== END_OF_METADATA) continue;
      raw = found[2]!;
    }
    const comment = raw.indexOf('~');
    const line = (comment < 0 ? raw : raw.slice(0, comment)).trim();
    if (line === '') continue;
    lines.push(line);
    lineNumbers.push(number);
  }
  return { metadata, lines, lineNumbers };
}

/** A number as these files write it, also with Fortran's D for the exponent; NaN where it is none. */
export function tntpNumber(token: string): number {
  if (!/^[+-]?(\d+\.?\d*|\.\d+)([eEdD][+-]?\d+)?$/.test(token)) return Number.NaN;
  return Number(token.replace(/[dD]/, 'e'));
}

/** A number from the head of the file, also with commas between thousands; null where it is missing or none. */
export function metadataNumber(text: TntpText, key: string): number | null {
  const word =
    text.metadata
      .get(key)
      ?.split(/[\s~]+/)[0]
      ?.replace(/;$/, '') ?? '';
  const value = tntpNumber(/^\d{1,3}(,\d{3})+(\.\d*)?$/.test(word) ? word.replaceAll(',', '') : word);
  return Number.isFinite(value) && value >= 0 ? value : null;
}

/** A count from the head of the file; null where it is missing or no whole number. */
export function metadataCount(text: TntpText, key: string): number | null {
  const value = metadataNumber(text, key);
  return Number.isInteger(value) ? value : null;
}

export function quoted(text: string): string {
  return `“${text.length > SHOWN_CHARACTERS ? `${text.slice(0, SHOWN_CHARACTERS)}…` : text}”`;
}

/** Collects issues, of which it keeps a bounded number. */
export function createTntpIssues() {
  const issues: TntpIssue[] = [];
  let errors = 0;
  let untold = 0;
  const add = (code: TntpIssueCode, severity: TntpIssue['severity'], detail: string): void => {
    if (severity === 'error') errors++;
    if (issues.length < ISSUES_TOLD) issues.push({ code, severity, detail });
    else untold++;
  };
  return {
    error: (code: TntpIssueCode, detail: string) => add(code, 'error', detail),
    warning: (code: TntpIssueCode, detail: string) => add(code, 'warning', detail),
    hasErrors: () => errors > 0,
    all(): TntpIssue[] {
      if (untold === 0) return issues;
      const severity = errors > 0 ? 'error' : 'warning';
      return [...issues, { code: 'line', severity, detail: `and ${untold} more findings` }];
    },
  };
}
