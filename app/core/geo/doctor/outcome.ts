/** From findings to the one word about the file. */
import type { DoctorOutcome, IssueWeight, ReportedIssue } from './report.ts';

const CHANGES: ReadonlySet<IssueWeight> = new Set(['mended', 'missing', 'guessed']);

/** Any refusal: refused; a question nobody has answered: needs-crs; anything mended, missing or guessed: with issues. */
export function outcomeOf(issues: readonly Pick<ReportedIssue, 'weight'>[]): DoctorOutcome {
  if (issues.some(({ weight }) => weight === 'refusal')) return 'refused';
  if (issues.some(({ weight }) => weight === 'question')) return 'needs-crs';
  return issues.some(({ weight }) => CHANGES.has(weight)) ? 'loads-with-issues' : 'loads';
}
