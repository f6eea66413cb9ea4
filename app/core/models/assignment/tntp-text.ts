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

const METADATA_LINE = /^<([^>]*)>\s*(.*)$/;
/** More than this many issues help nobody. */
const ISSUES_TOLD = 20;
const SHOWN_CHARACTERS = 60;

export function readTntpText(text: string): TntpText {
  const metadata = new Map<string, string>();
  const lines: string[] = [];
  const lineNumbers: number[] = [];
  let number = 0;
  for (const raw of text.replace(/^\uFEFF/, '').split(/\r\n|\n|\r/)) {
    number++;
    const found = METADATA_LINE.exec(raw.trim());
    if (found !== null) {
      metadata.set(found[1]!.trim().toUpperCase().replace(/\s+/g, ' '), found[2]!.trim());
      continue;
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

/** A count from the head of the file; null where it is missing or no whole number. */
export function metadataCount(text: TntpText, key: string): number | null {
  const value = tntpNumber(text.metadata.get(key)?.split(/\s+/)[0]?.replace(/;$/, '') ?? '');
  return Number.isInteger(value) && value >= 0 ? value : null;
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
