/** Findings counted as they come: how often, in which features first, and why a row has nothing to draw. */
import type { FilePosition } from './feature-source.ts';
import { DOCTOR_CODES, type DoctorCode, type IssueWeight, type ReportedIssue } from './report.ts';

type Counted = ReportedIssue['counted'];

/** So many features are named for each code. */
const MOST_NAMED = 5;
const LONGEST_DETAIL = 200;

interface Entry {
  count: number | null;
  readonly counted: Counted;
  lastRow: number;
  readonly rows: number[];
  readonly positions: FilePosition[];
  detail: string | undefined;
  weight: IssueWeight;
}

export class Tally {
  private readonly entries = new Map<DoctorCode, Entry>();
  private readonly reasons = new Map<number, DoctorCode>();

  private entry(code: DoctorCode, counted: Counted): Entry {
    let entry = this.entries.get(code);
    if (entry === undefined) {
      entry = {
        count: counted === 'file' ? null : 0,
        counted,
        lastRow: -1,
        rows: [],
        positions: [],
        detail: undefined,
        weight: DOCTOR_CODES[code],
      };
      this.entries.set(code, entry);
    }
    return entry;
  }

  /** One finding in a row; a feature is counted once however often it has it. */
  feature(code: DoctorCode, row: number, detail?: string): void {
    const entry = this.entry(code, 'feature');
    if (entry.lastRow === row) return;
    this.add(entry, row, detail);
  }

  /** One finding in one ring (or line) of a row. */
  ring(code: DoctorCode, row: number): void {
    this.add(this.entry(code, 'ring'), row, undefined);
  }

  private add(entry: Entry, row: number, detail: string | undefined): void {
    entry.count = (entry.count ?? 0) + 1;
    if (detail !== undefined) entry.detail ??= cut(detail);
    if (entry.lastRow !== row && entry.rows.length < MOST_NAMED) entry.rows.push(row);
    entry.lastRow = row;
  }

  /** A finding about the whole file, or one that was counted elsewhere. */
  file(
    code: DoctorCode,
    finding: {
      readonly count?: number | undefined;
      readonly counted?: Counted | undefined;
      readonly row?: number | undefined;
      readonly position?: FilePosition | undefined;
      readonly detail?: string | undefined;
    } = {},
  ): void {
    const entry = this.entry(code, finding.counted ?? 'file');
    if (finding.count !== undefined) entry.count = (entry.count ?? 0) + finding.count;
    else if (entry.counted !== 'file') entry.count = (entry.count ?? 0) + 1;
    if (finding.detail !== undefined) entry.detail ??= cut(finding.detail);
    if (finding.row !== undefined && entry.rows.length < MOST_NAMED && !entry.rows.includes(finding.row)) {
      entry.rows.push(finding.row);
    }
    if (finding.position !== undefined && entry.positions.length < MOST_NAMED) entry.positions.push(finding.position);
  }

  /** What a code means for this file where that differs from the list: a question that has been answered is a note. */
  weigh(code: DoctorCode, weight: IssueWeight): void {
    const entry = this.entries.get(code);
    if (entry !== undefined) entry.weight = weight;
  }

  /** Takes a finding back, unless rows are left out for it. */
  forget(code: DoctorCode): void {
    if (![...this.reasons.values()].includes(code)) this.entries.delete(code);
  }

  has(code: DoctorCode): boolean {
    return this.entries.has(code);
  }

  /** Why nothing can be drawn of a row; the first reason given stays. */
  leaveOut(row: number, reason: DoctorCode): void {
    if (!this.reasons.has(row)) this.reasons.set(row, reason);
  }

  get leftOutCount(): number {
    return this.reasons.size;
  }

  leftOut(): { readonly code: DoctorCode; readonly count: number }[] {
    const counts = new Map<DoctorCode, number>();
    for (const code of this.reasons.values()) counts.set(code, (counts.get(code) ?? 0) + 1);
    return [...counts].map(([code, count]) => ({ code, count })).sort((a, b) => b.count - a.count);
  }

  /** In the order of the list of codes. `positionOf` gives where a row stands in the file. */
  issues(positionOf: (row: number) => FilePosition | null): ReportedIssue[] {
    const reported: ReportedIssue[] = [];
    for (const code of Object.keys(DOCTOR_CODES) as DoctorCode[]) {
      const entry = this.entries.get(code);
      if (entry === undefined) continue;
      const ofRows = entry.rows.map(positionOf).filter((position) => position !== null);
      const positions = [...entry.positions, ...ofRows].slice(0, MOST_NAMED);
      reported.push({
        code,
        weight: entry.weight,
        count: entry.count,
        counted: entry.counted,
        firstFeatures: entry.rows.map((row) => row + 1),
        positions,
        ...(entry.detail === undefined ? {} : { detail: entry.detail }),
      });
    }
    return reported;
  }
}

const cut = (text: string) => (text.length > LONGEST_DETAIL ? `${text.slice(0, LONGEST_DETAIL)}…` : text);
