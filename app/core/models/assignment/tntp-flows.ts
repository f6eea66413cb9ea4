import { ok, type Result } from '../../base/result.ts';
import { createTntpIssues, quoted, readTntpText, type TntpIssueCode, tntpNumber } from './tntp-text.ts';

/** Link flows as published beside a network: one row per link, in the file's order. */
export interface TntpFlows {
  readonly initNode: Int32Array;
  readonly termNode: Int32Array;
  readonly volume: Float64Array;
  /** 0 where the file gives none. */
  readonly cost: Float64Array;
}

/** Reads `From To Volume Cost` rows, also in the older form with a colon and a semicolon. */
export function parseTntpFlows(text: string): Result<TntpFlows, TntpIssueCode> {
  const source = readTntpText(text);
  const issues = createTntpIssues();
  const rows: number[][] = [];
  source.lines.forEach((line, index) => {
    const tokens = line
      .replace(/[:;]/g, ' ')
      .trim()
      .split(/[\s,]+/);
    const values = tokens.map(tntpNumber);
    if (rows.length === 0 && values.every(Number.isNaN)) return;
    if (values.length < 3 || values.slice(0, 4).some(Number.isNaN)) {
      issues.error('line', `line ${source.lineNumbers[index]}: ${quoted(line)} is not “from to volume cost”`);
      return;
    }
    rows.push(values);
  });
  if (rows.length === 0 && !issues.hasErrors()) issues.error('empty', 'the flows file holds no flow');
  if (issues.hasErrors()) return { value: null, issues: issues.all() };
  return ok({
    initNode: Int32Array.from(rows, (row) => row[0]!),
    termNode: Int32Array.from(rows, (row) => row[1]!),
    volume: Float64Array.from(rows, (row) => row[2]!),
    cost: Float64Array.from(rows, (row) => row[3] ?? 0),
  });
}
