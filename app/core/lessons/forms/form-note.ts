/** A question that went through the rule, kept as a note and written as Markdown. */
import { decideForm, FORM_QUESTIONS, type FormAnswers } from './decision-rule.ts';

export interface FormNote {
  /** In the city's own words. */
  readonly question: string;
  readonly answers: FormAnswers;
  /** Wall ms. */
  readonly atMs: number;
}

export const LONGEST_QUESTION = 500;
export const MOST_FORM_NOTES = 50;

/** The notes of a former visit, read as foreign input: what is odd is passed over. */
export function readFormNotes(text: string | null): readonly FormNote[] {
  if (text === null) return [];
  try {
    const list: unknown = JSON.parse(text);
    return Array.isArray(list) ? list.slice(0, MOST_FORM_NOTES).flatMap((entry) => readFormNote(entry) ?? []) : [];
  } catch {
    return [];
  }
}

function readFormNote(value: unknown): FormNote | null {
  if (typeof value !== 'object' || value === null) return null;
  const { question, answers, atMs } = value as Readonly<Record<string, unknown>>;
  if (typeof question !== 'string' || typeof atMs !== 'number' || !Number.isFinite(atMs)) return null;
  const given = typeof answers === 'object' && answers !== null ? (answers as Readonly<Record<string, unknown>>) : {};
  const sound = FORM_QUESTIONS.filter((name) => typeof given[name] === 'boolean');
  const read = Object.fromEntries(sound.map((name) => [name, given[name] as boolean]));
  if (decideForm(read) === null) return null;
  return { question: question.slice(0, LONGEST_QUESTION), answers: read, atMs };
}

/** Texts by what they are; all in the language of the page. */
export interface FormNoteWords {
  readonly title: string;
  readonly verdict: string;
  readonly reason: string;
  /** Heading and text. */
  readonly parts: readonly (readonly [title: string, text: string])[];
  readonly casesTitle: string;
  readonly cases: readonly string[];
}

/** A decided question as Markdown. What the person typed is text: what would be markup in it is written out. */
export function formNoteMarkdown(
  {
    question,
    asked,
  }: { readonly question: string; readonly asked: readonly (readonly [question: string, answer: string])[] },
  { title, verdict, reason, parts, casesTitle, cases }: FormNoteWords,
): string {
  const list = (lines: readonly string[]) => lines.map((line) => `- ${line}`).join('\n');
  return `${[
    `## ${title}`,
    `> ${plain(question)}`,
    list(asked.map(([name, answer]) => `${name} **${answer}**`)),
    `**${verdict}.** ${reason}`,
    ...parts.flatMap(([heading, text]) => [`### ${heading}`, text]),
    ...(cases.length === 0 ? [] : [`### ${casesTitle}`, list(cases)]),
  ].join('\n\n')}\n`;
}

function plain(text: string): string {
  return text
    .replace(/\s+/g, ' ')
    .trim()
    .replace(/[\\`*_[\]<>#|]/g, (sign) => `\\${sign}`);
}
