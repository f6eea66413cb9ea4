/** Collects the findings of a reader: the first of each kind one by one, the rest of it as a number. */

import type { IssueSeverity } from '../../base/result.ts';
import type { FileIssue, FilePosition } from '../doctor/feature-source.ts';
import { DOCTOR_CODES, type DoctorCode, type IssueWeight } from '../doctor/report.ts';

/** Of one code, told with their places. */
const FIRST = 20;
const LONGEST_DETAIL = 400;

const SEVERITIES: Readonly<Record<IssueWeight, IssueSeverity>> = {
  note: 'info',
  mended: 'warning',
  missing: 'warning',
  guessed: 'warning',
  question: 'warning',
  refusal: 'error',
};

export interface IssueFacts {
  readonly featureNumber?: number;
  readonly position?: FilePosition;
  readonly detail?: string;
  readonly count?: number;
}

export class IssueLog {
  private readonly told: FileIssue[] = [];
  private readonly counts = new Map<DoctorCode, number>();

  copy(): IssueLog {
    const copy = new IssueLog();
    copy.told.push(...this.told);
    for (const [code, count] of this.counts) copy.counts.set(code, count);
    return copy;
  }

  add(code: DoctorCode, facts: IssueFacts = {}): void {
    const seen = this.counts.get(code) ?? 0;
    this.counts.set(code, seen + 1);
    if (seen >= FIRST) return;
    const { detail, ...rest } = facts;
    const severity = SEVERITIES[DOCTOR_CODES[code]];
    this.told.push({
      code,
      severity,
      ...rest,
      // It will stand within a sentence.
      ...(detail === undefined ? {} : { detail: detail.slice(0, LONGEST_DETAIL).replace(/\.$/, '') }),
    });
  }

  has(code: DoctorCode): boolean {
    return this.counts.has(code);
  }

  /** As `FeatureSource.issues()` has them. */
  list(): readonly FileIssue[] {
    const rest = [...this.counts].filter(([, count]) => count > FIRST);
    return [
      ...this.told,
      ...rest.map(([code, count]) => ({ code, severity: SEVERITIES[DOCTOR_CODES[code]], count: count - FIRST })),
    ];
  }
}
