/** The one sentence about a file: chosen here, by keys with their numbers; said by `say`, or by a translation of the page. */
import type { CrsReport, DoctorOutcome, DoctorSentence, IssueWeight, ReportedIssue } from '../report.ts';
import { FINDING_TEXTS, HEAD_TEXTS } from './english.ts';

/** A sentence that lists more is not read. */
const MOST_FINDINGS = 3;

const HEAVIEST_FIRST: readonly IssueWeight[] = ['refusal', 'question', 'missing', 'guessed', 'mended', 'note'];
/** A file that is turned away is not said more about than why. */
const SAID: Readonly<Record<DoctorOutcome, readonly IssueWeight[]>> = {
  refused: ['refusal'],
  'needs-crs': ['question', 'missing', 'guessed', 'mended'],
  'loads-with-issues': ['missing', 'guessed', 'mended'],
  loads: ['note'],
};

export interface SentenceFacts {
  readonly outcome: DoctorOutcome;
  readonly features: number | null;
  readonly drawable: number;
  readonly issues: readonly ReportedIssue[];
  readonly crs: Pick<CrsReport, 'candidates'>;
}

/** The head first, then what there is to say, the heaviest first. */
export function sentenceParts({ outcome, features, drawable, issues, crs }: SentenceFacts): DoctorSentence[] {
  const said = issues
    .filter(({ code, weight }) => SAID[outcome].includes(weight) && code !== 'no-features')
    .sort((a, b) => HEAVIEST_FIRST.indexOf(a.weight) - HEAVIEST_FIRST.indexOf(b.weight));
  const [first, ...rest] = said.slice(0, MOST_FINDINGS).map(sentenceOf);
  const [best] = crs.candidates;
  const parts = [headOf(outcome, features ?? 0, drawable), ...(first === undefined ? [] : [first])];
  if (outcome === 'needs-crs' && best !== undefined) {
    const area = best.near == null ? best.area : `${best.area}, ${best.near}`;
    parts.push({ key: 'head.candidate', parameters: { code: best.code, name: best.name, area } });
  }
  parts.push(...rest);
  const more = said.length - MOST_FINDINGS;
  if (more > 0) parts.push({ key: 'head.more', parameters: { count: more } });
  return parts;
}

function headOf(outcome: DoctorOutcome, count: number, drawable: number): DoctorSentence {
  if (outcome === 'refused') return { key: 'head.refused', parameters: {} };
  if (outcome === 'needs-crs') return { key: 'head.question', parameters: { count } };
  if (count === 0) return { key: 'head.empty', parameters: {} };
  if (drawable === 0) return { key: 'head.none', parameters: { count } };
  return drawable === count
    ? { key: 'head.all', parameters: { count } }
    : { key: 'head.some', parameters: { count, drawable } };
}

/** One finding as a clause. */
export function sentenceOf(issue: Pick<ReportedIssue, 'code' | 'count' | 'detail'>): DoctorSentence {
  return { key: `finding.${issue.code}`, parameters: { count: issue.count ?? 1, detail: issue.detail ?? '' } };
}

/** In English: `All 73 features can be drawn: 2 shapes crossed themselves and were mended.` */
export function sayAll(parts: readonly DoctorSentence[]): string {
  const [head, ...findings] = parts.map(say);
  return findings.length === 0 ? `${head}.` : `${head}: ${findings.join('; ')}.`;
}

export function say({ key, parameters }: DoctorSentence): string {
  const [room, name] = [key.slice(0, key.indexOf('.')), key.slice(key.indexOf('.') + 1)];
  const texts = room === 'head' ? HEAD_TEXTS : FINDING_TEXTS;
  const text = texts[name as keyof typeof texts] as (typeof FINDING_TEXTS)[keyof typeof FINDING_TEXTS];
  const form = typeof text === 'string' ? text : parameters.count === 1 ? text.one : text.other;
  const said = form.replace(/\{\{(\w+)\}\}/g, (_whole, parameter: string) => {
    const value = parameters[parameter];
    return typeof value === 'number' ? value.toLocaleString('en') : (value ?? '');
  });
  // A finding without its detail has nothing in its brackets.
  return said.replace(/ \((“”)?\)/g, '');
}
