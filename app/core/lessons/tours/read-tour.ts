/** Reads a tour: Markdown with a front matter, a YAML block in each step, and parts that begin with marker lines. */
import type { Result } from '../../base/result.ts';
import { readFields } from './read-fields.ts';
import { readScene, type TourPlace } from './read-scene.ts';
import type { Tour, TourCamera, TourFacts, TourStep, TourTexts } from './tour.ts';
import { type TourIssue, type TourIssueCode, tourIssue } from './tour-issue.ts';

/** A tour, or why it is none: with any issue there is no tour. */
export interface TourResult extends Result<Tour, TourIssueCode> {
  readonly issues: readonly TourIssue[];
}

/** Marker lines, the same in every language, and where their text goes. */
export const TOUR_PARTS = {
  strength: 'strength',
  weakness: 'weakness',
  question: 'question',
  try: 'tryIt',
  notes: 'notes',
} as const satisfies Readonly<Record<string, keyof TourTexts>>;

const LONGEST_FILE = 200_000;
const MOST_STEPS = 60;
const FACTS = ['id', 'title', 'minutes', 'language', 'summary'];
const ID = /^[a-z0-9][a-z0-9-]{0,59}$/;
const LANGUAGE = /^[a-z]{2,3}(-[A-Za-z0-9]{2,8})*$/;
const FENCE = /^ {0,3}(```+|~~~+)\s*(\S*)/;
const STEP = /^##\s+(.+?)\s*#*\s*$/;
const MARKER = /^<!--\s*([a-z-]+)\s*-->\s*$/;
const HTML_TAG = /<\/?[a-zA-Z][^<>]*>|<!--/;
const INLINE_CODE = /`[^`]*`/g;

interface Line {
  readonly text: string;
  readonly number: number;
  /** Within a fence, or one of its ends. */
  readonly isCode: boolean;
}

export function readTour(file: string, place: TourPlace): TourResult {
  const issues: TourIssue[] = [];
  if (file.length > LONGEST_FILE) {
    return { value: null, issues: [tourIssue('too-long', 1, 'a tour is at most 200,000 letters long')] };
  }
  const { front, body } = splitFront(
    file
      .replace(/^\uFEFF/, '')
      .replaceAll('\r\n', '\n')
      .split('\n'),
  );
  const facts = front === null ? noFrontMatter(issues) : readFacts(front, issues);
  const steps = readSteps(body, place, issues);
  const planned = steps.reduce((sum, step) => sum + step.minutes, 0);
  if (facts !== null && planned > facts.minutes) {
    const words = `the steps take ${planned} minutes, the tour says ${facts.minutes}`;
    issues.push(tourIssue('minutes-do-not-add-up', 1, words));
  }
  const isSound = facts !== null && issues.length === 0;
  return { value: isSound ? { ...facts, steps } : null, issues: [...issues].sort((a, b) => a.line - b.line) };
}

function splitFront(texts: readonly string[]): { readonly front: string | null; readonly body: readonly Line[] } {
  const end = texts[0]?.trim() === '---' ? texts.findIndex((text, index) => index > 0 && text.trim() === '---') : -1;
  const from = end < 0 ? 0 : end + 1;
  let fence: string | null = null;
  const body = texts.slice(from).map((text, index): Line => {
    const [, mark] = FENCE.exec(text) ?? [];
    const number = from + index + 1;
    if (fence !== null) {
      if (mark?.startsWith(fence) && text.trim() === mark) fence = null;
      return { text, number, isCode: true };
    }
    fence = mark ?? null;
    return { text, number, isCode: mark !== undefined };
  });
  return { front: end < 0 ? null : texts.slice(1, end).join('\n'), body };
}

function noFrontMatter(issues: TourIssue[]): null {
  const words = 'the file begins with a line ---, then id, title, minutes, language and summary, then a line ---';
  issues.push(tourIssue('no-front-matter', 1, words));
  return null;
}

function readFacts(front: string, issues: TourIssue[]): TourFacts | null {
  const fields = readFields(front, 2, issues);
  if (fields === null) return null;
  for (const name of FACTS) {
    if (!fields.has(name)) fields.problem('missing-field', name, `the front matter lacks “${name}”`);
  }
  const id = fields.text('id', 60);
  const title = fields.text('title', 120);
  const minutes = fields.number('minutes', 1, 480);
  const language = fields.text('language', 35);
  const summary = fields.text('summary', 400);
  fields.finish(FACTS);
  if (id !== null && !ID.test(id)) fields.problem('bad-value', 'id', '“id” is to be small letters, digits and hyphens');
  if (language !== null && !LANGUAGE.test(language)) {
    fields.problem('bad-value', 'language', '“language” is to be a tag such as en, es or ca');
  }
  if (id === null || title === null || minutes === null || language === null || summary === null) return null;
  return { id, title, minutes, language, summary };
}

function readSteps(body: readonly Line[], place: TourPlace, issues: TourIssue[]): readonly TourStep[] {
  const starts = body.flatMap((line, index) => (!line.isCode && STEP.test(line.text) ? [index] : []));
  if (starts.length === 0)
    issues.push(tourIssue('no-steps', body[0]?.number ?? 1, 'a step begins with a line “## title”'));
  if (starts.length > MOST_STEPS) {
    const line = body[starts[MOST_STEPS]!]!.number;
    issues.push(tourIssue('too-many-steps', line, `a tour has at most ${MOST_STEPS} steps`));
    return [];
  }
  let camera: TourCamera | null = null;
  return starts.flatMap((start, index) => {
    const lines = body.slice(start + 1, starts[index + 1]);
    const step = readStep(body[start]!, lines, place, camera, issues);
    camera = step?.scene.camera ?? camera;
    return step ?? [];
  });
}

function readStep(
  heading: Line,
  lines: readonly Line[],
  place: TourPlace,
  camera: TourCamera | null,
  issues: TourIssue[],
): TourStep | null {
  const title = STEP.exec(heading.text)![1]!;
  const first = lines.findIndex(({ text }) => text.trim() !== '');
  const end =
    first < 0 ? -1 : lines.findIndex(({ text }, index) => index > first && /^ {0,3}(```+|~~~+)\s*$/.test(text));
  if (first < 0 || FENCE.exec(lines[first]!.text)?.[2] !== 'yaml' || end < 0) {
    const words = `“${title.slice(0, 60)}” is to begin with a block \`\`\`yaml that says what the app shows`;
    issues.push(tourIssue('no-scene', heading.number, words));
    return null;
  }
  const block = lines.slice(first + 1, end);
  const fields = readFields(block.map(({ text }) => text).join('\n'), lines[first]!.number + 1, issues);
  const read = fields === null ? null : readScene(fields, place, camera);
  const texts = readTexts(heading, lines.slice(end + 1), issues);
  return read === null ? null : { title, minutes: read.minutes, scene: read.scene, ...texts };
}

function readTexts(heading: Line, lines: readonly Line[], issues: TourIssue[]): TourTexts {
  const parts = new Map<keyof TourTexts, string[]>([['text', []]]);
  let part = parts.get('text')!;
  for (const { text, number, isCode } of lines) {
    const [, marker] = isCode ? [] : (MARKER.exec(text) ?? []);
    if (marker === undefined) {
      if (!isCode && HTML_TAG.test(text.replace(INLINE_CODE, ''))) {
        issues.push(tourIssue('html', number, `no HTML here: “${text.trim().slice(0, 60)}”`));
      }
      part.push(text);
      continue;
    }
    const name = Object.hasOwn(TOUR_PARTS, marker) ? TOUR_PARTS[marker as keyof typeof TOUR_PARTS] : null;
    if (name === null) {
      const words = `there is no part “${marker.slice(0, 40)}”; there are ${Object.keys(TOUR_PARTS).join(', ')}`;
      issues.push(tourIssue('unknown-part', number, words));
    } else if (parts.has(name)) {
      issues.push(tourIssue('part-twice', number, `the part “${marker}” is there twice in this step`));
    }
    part = [];
    if (name !== null) parts.set(name, part);
  }
  const textOf = (name: keyof TourTexts) => bare(parts.get(name) ?? []);
  if (textOf('text') === '') {
    issues.push(tourIssue('no-text', heading.number, 'after its block a step needs a text for the audience'));
  }
  return {
    text: textOf('text'),
    strength: textOf('strength'),
    weakness: textOf('weakness'),
    question: textOf('question'),
    tryIt: textOf('tryIt'),
    notes: textOf('notes'),
  };
}

/** The lines without a heading of their own at the beginning: it is for readers of the file. */
function bare(lines: readonly string[]): string {
  return lines
    .join('\n')
    .trim()
    .replace(/^###\s.*(\n|$)/, '')
    .trim();
}
