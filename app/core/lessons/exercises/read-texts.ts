/** Reads the texts of an exercise: Markdown whose parts begin with marker lines (docs/exercises/README.md). */
import type { Issue, Result } from '../../base/result.ts';
import type { ExerciseTexts, Hint } from './exercise.ts';

export type TextsIssueCode =
  | 'no-title'
  /** `detail`: the marker's word */
  | 'part-missing'
  | 'part-empty'
  | 'part-unknown'
  | 'part-twice'
  /** There have to be three. `detail`: how many there are */
  | 'hints-count'
  /** `detail`: the mistake's id */
  | 'message-missing'
  | 'message-unknown'
  | 'message-empty'
  /** HTML is not shown. `detail`: its beginning */
  | 'html';

const PARTS = ['story', 'task', 'hints', 'messages', 'solution', 'debrief'] as const;
type Part = (typeof PARTS)[number];

const MARKER = /^<!--\s*([a-z-]+)\s*-->\s*$/;
const TITLE = /^#\s+(.+?)\s*$/;
const HEADING_2 = /^##\s/;
const HEADING_3 = /^###\s+(.+?)\s*$/;
const FENCE = /^\s*(```|~~~)/;
const HTML_TAG = /<\/?[a-zA-Z][^<>]*>/;
const HINTS = 3;

/** `mistakeIds` are those that need a message. Texts are given only where nothing in them is wrong. */
export function readExerciseTexts(
  markdown: string,
  mistakeIds: readonly string[],
): Result<ExerciseTexts, TextsIssueCode> {
  const issues: Issue<TextsIssueCode>[] = [];
  const problem = (code: TextsIssueCode, detail?: string) =>
    issues.push({ code, severity: 'error', ...(detail !== undefined && { detail }) });
  const { title, parts } = splitParts(markdown, problem);
  if (title === null) problem('no-title');
  for (const part of PARTS) {
    const lines = parts.get(part);
    if (lines === undefined) problem('part-missing', part);
    else if (textOf(lines) === '') problem('part-empty', part);
  }
  const text = (part: Part) => textOf(parts.get(part) ?? []);

  const hints: Hint[] = subsections(parts.get('hints') ?? []);
  if (parts.has('hints') && hints.length !== HINTS) problem('hints-count', String(hints.length));
  const messages = new Map(subsections(parts.get('messages') ?? []).map((message) => [message.title, message.text]));
  for (const id of mistakeIds) if (!messages.has(id)) problem('message-missing', id);
  for (const [id, message] of messages) {
    if (!mistakeIds.includes(id)) problem('message-unknown', id);
    if (message === '') problem('message-empty', id);
  }
  if (issues.length > 0) return { value: null, issues };
  return {
    value: {
      title: title!,
      story: text('story'),
      task: text('task'),
      hints,
      messages,
      solution: text('solution'),
      debrief: text('debrief'),
    },
    issues,
  };
}

function splitParts(markdown: string, problem: (code: TextsIssueCode, detail?: string) => void) {
  const parts = new Map<Part, string[]>();
  let title: string | null = null;
  let lines: string[] | null = null;
  let isCode = false;
  for (const line of markdown.replaceAll('\r\n', '\n').split('\n')) {
    if (FENCE.test(line)) isCode = !isCode;
    const marker = isCode ? null : MARKER.exec(line);
    if (marker !== null) {
      const part = PARTS.find((known) => known === marker[1]);
      lines = [];
      if (part === undefined) problem('part-unknown', marker[1]);
      else if (parts.has(part)) problem('part-twice', part);
      else parts.set(part, lines);
      continue;
    }
    // Code may speak of tags, a text may not hold any.
    const tag = isCode ? null : HTML_TAG.exec(line.replaceAll(/`[^`]*`/g, ''));
    if (tag !== null && !/^<(https?:|mailto:)/.test(tag[0])) problem('html', tag[0].slice(0, 40));
    if (lines === null) title ??= TITLE.exec(line)?.[1] ?? null;
    else lines.push(line);
  }
  return { title, parts };
}

/** Without the part's own heading, which the interface writes by itself. */
function textOf(lines: readonly string[]): string {
  const first = lines.findIndex((line) => line.trim() !== '');
  const from = first >= 0 && HEADING_2.test(lines[first]!) ? first + 1 : Math.max(first, 0);
  return lines.slice(from).join('\n').trim();
}

function subsections(lines: readonly string[]): Hint[] {
  const found: { title: string; lines: string[] }[] = [];
  for (const line of lines) {
    const heading = HEADING_3.exec(line);
    if (heading !== null) found.push({ title: heading[1]!, lines: [] });
    else found.at(-1)?.lines.push(line);
  }
  return found.map((section) => ({ title: section.title, text: section.lines.join('\n').trim() }));
}
