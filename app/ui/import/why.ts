import type { DoctorReport, ReportedIssue } from '../../core/geo/doctor/report.ts';
import type { Translate } from '../i18n/text.ts';

/** `All 73 features can be drawn: 2 shapes crossed themselves and were mended.` */
export function whyOf({ whyParts }: Pick<DoctorReport, 'whyParts'>, t: Translate): string {
  const [head = '', ...findings] = whyParts.map(({ key, parameters }) => t.sentence(key, parameters));
  return findings.length === 0 ? `${head}.` : `${head}: ${findings.join('; ')}.`;
}

/** One finding as a sentence of its own. */
export function findingOf({ code, count, detail }: ReportedIssue, t: Translate): string {
  const clause = t.sentence(`finding.${code}`, { count: count ?? 1, detail: detail ?? '' });
  return clause.charAt(0).toUpperCase() + clause.slice(1);
}
