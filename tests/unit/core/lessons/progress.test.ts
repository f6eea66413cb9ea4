import { describe, expect, it } from 'vitest';
import type { CheckReport, FindingCode } from '../../../../app/core/lessons/exercises/check-report.ts';
import {
  beginWork,
  mergeWork,
  msUntilSolution,
  NO_WORK,
  noteCheck,
  replaceDraft,
  statusOf,
  takeHint,
  writeDraft,
  writeNote,
} from '../../../../app/core/lessons/progress/exercise-work.ts';
import { readLessonPaths } from '../../../../app/core/lessons/progress/lesson-path.ts';
import { notesMarkdown } from '../../../../app/core/lessons/progress/notes-markdown.ts';
import { pathProgress } from '../../../../app/core/lessons/progress/path-progress.ts';
import { mergeWorks, readKeptWorks, readWorks, writeWorks } from '../../../../app/core/lessons/progress/works-text.ts';
import { MADE_ENTRIES } from '../../../builders/lessons.ts';

const NOON_MS = Date.UTC(2026, 0, 15, 12);
const MINUTE_MS = 60_000;

function report(passed: boolean, ...codes: FindingCode[]): CheckReport {
  return {
    passed,
    mistake: null,
    findings: codes.map((code) => ({ code, values: {} })),
    columns: ['hour'],
    kinds: [],
    expectedRows: 24,
    foundRows: 24,
    rightRows: passed ? 24 : 3,
    differences: [],
    elapsedMs: 4,
  };
}

describe('the work on an exercise', () => {
  it('is new, begun when it is opened, and passed once and for all', () => {
    const begun = beginWork(NO_WORK, NOON_MS);
    const passed = noteCheck(begun, report(true), 'SELECT 1', true, NOON_MS + 1);
    const later = noteCheck(passed, report(false, 'rows-missing'), 'SELECT 2', true, NOON_MS + 2);
    expect([NO_WORK, begun, passed, later].map(statusOf)).toEqual(['new', 'begun', 'passed', 'passed']);
    expect(beginWork(begun, NOON_MS + 9).begunAtMs).toBe(NOON_MS);
    expect(noteCheck(later, report(true), 'SELECT 3', true, NOON_MS + 3).passedAtMs).toBe(NOON_MS + 1);
  });

  it('counts a wrong answer as a try, the same one only once', () => {
    const once = noteCheck(NO_WORK, report(false, 'values-wrong'), 'SELECT 1', true, NOON_MS);
    const again = noteCheck(once, report(false, 'values-wrong'), ' SELECT 1\n', true, NOON_MS);
    const other = noteCheck(again, report(false, 'values-wrong'), 'SELECT 2', true, NOON_MS);
    expect([once, again, other].map(({ tries }) => tries)).toEqual([1, 1, 2]);
  });

  it('takes looking around for no try, nor an empty answer', () => {
    const looked = noteCheck(NO_WORK, report(false, 'columns-missing'), 'SELECT * FROM sensors', false, NOON_MS);
    const failed = noteCheck(NO_WORK, report(false, 'failed'), 'SELEC', false, NOON_MS);
    const empty = noteCheck(NO_WORK, report(false, 'nothing-written'), '', true, NOON_MS);
    expect([looked, failed, empty].map(({ tries }) => tries)).toEqual([0, 0, 0]);
    expect(noteCheck(NO_WORK, report(false, 'columns-missing'), 'SELECT 1', true, NOON_MS).tries).toBe(1);
    expect(noteCheck(NO_WORK, report(false, 'rows-missing'), 'SELECT 1', false, NOON_MS).tries).toBe(1);
  });

  it('opens the solution after two tries or five minutes, and to whoever passed', () => {
    const begun = beginWork(NO_WORK, NOON_MS);
    expect(msUntilSolution(NO_WORK, NOON_MS)).toBe(5 * MINUTE_MS);
    expect(msUntilSolution(begun, NOON_MS + 2 * MINUTE_MS)).toBe(3 * MINUTE_MS);
    expect(msUntilSolution(begun, NOON_MS + 5 * MINUTE_MS)).toBe(0);
    expect(msUntilSolution({ ...begun, tries: 1 }, NOON_MS + 1)).toBe(5 * MINUTE_MS - 1);
    expect(msUntilSolution({ ...begun, tries: 2 }, NOON_MS + 1)).toBe(0);
    expect(msUntilSolution({ ...begun, passedAtMs: NOON_MS }, NOON_MS + 1)).toBe(0);
  });

  it('does not wait longer than five minutes where the clock of the computer was put back', () => {
    expect(msUntilSolution(beginWork(NO_WORK, NOON_MS), NOON_MS - 60 * MINUTE_MS)).toBe(5 * MINUTE_MS);
  });

  it('opens hints one by one, and no more than there are', () => {
    let work = NO_WORK;
    const opened = Array.from({ length: 4 }, () => {
      work = takeHint(work, 3);
      return work.hints;
    });
    expect(opened).toEqual([1, 2, 3, 3]);
  });

  it('puts a draft aside when another takes its place, and keeps the five newest', () => {
    let work = writeDraft(NO_WORK, 'first', 1, NOON_MS);
    for (const text of ['second', 'third', 'fourth', 'fifth', 'sixth', 'seventh']) {
      work = replaceDraft(work, text, 1, NOON_MS);
    }
    expect(work.earlier).toEqual(['sixth', 'fifth', 'fourth', 'third', 'second']);
    expect(replaceDraft(work, null, 1, NOON_MS)).toMatchObject({
      draft: null,
      earlier: ['seventh', 'sixth', 'fifth', 'fourth', 'third'],
    });
    expect(replaceDraft(work, 'fifth', 1, NOON_MS).earlier).toEqual(['seventh', 'sixth', 'fourth', 'third', 'second']);
  });
});

describe('the work of two computers', () => {
  const here = { ...writeNote(writeDraft(NO_WORK, 'here', 2, NOON_MS), 'question', 'Who pays?', NOON_MS), tries: 3 };
  const there = {
    ...writeNote(writeDraft(NO_WORK, 'there', 1, NOON_MS + 1), 'question', 'Who owns it?', NOON_MS + 1),
    hints: 2,
    passedAtMs: NOON_MS,
  };

  it('is one, in which nothing of either is lost', () => {
    expect(mergeWork(here, there)).toMatchObject({
      draft: 'there',
      version: 1,
      earlier: ['here'],
      tries: 3,
      hints: 2,
      passedAtMs: NOON_MS,
      question: 'Who owns it?\n\nWho pays?',
    });
  });

  it('stays what it is when the same is added once more', () => {
    const merged = mergeWork(here, there);
    expect(mergeWork(merged, there)).toEqual(merged);
    expect(mergeWork(there, merged)).toEqual(merged);
  });

  it('travels as a file', () => {
    const works = { '03-what-time-is-it': there };
    expect(readWorks(writeWorks(works))).toEqual({ value: works, issues: [] });
    expect(mergeWorks({ '04-say-it-twice': here }, works)).toEqual({ '04-say-it-twice': here, ...works });
  });

  it('is not taken from a file of another kind, and the reason is told', () => {
    const codes = [
      'hello',
      '[]',
      '{"format":"maqueta-scenario","version":1,"exercises":{}}',
      '{"format":"maqueta-lessons","version":2,"exercises":{}}',
      '{"format":"maqueta-lessons","version":1,"exercises":{"03-x":{"draft":7}}}',
      '{"format":"maqueta-lessons","version":1,"exercises":{"../x":{}}}',
    ].map((text) => readWorks(text).issues[0]?.code);
    expect(codes).toEqual([
      'lessons-not-json',
      'lessons-not-json',
      'lessons-other-format',
      'lessons-other-version',
      'lessons-bad-entry',
      'lessons-bad-entry',
    ]);
  });

  it('is read from the browser entry by entry, without what is odd', () => {
    const text = '{"exercises":{"03-x":{"draft":"SELECT 1","unknown":1},"04-y":{"tries":-1},"05-z":[]}}';
    expect(readKeptWorks(text)).toEqual({ '03-x': { ...NO_WORK, draft: 'SELECT 1' } });
    expect([null, '', 'null', '{"exercises":[]}'].map(readKeptWorks)).toEqual([{}, {}, {}, {}]);
  });
});

describe('a path', () => {
  const path = { exercises: ['03-what-time-is-it', '02-not-there-yet', '01-listen-to-the-city', '04-say-it-twice'] };

  it('lists the exercises that are there, in its own order, and how far one has come', () => {
    const works = {
      '03-what-time-is-it': { ...NO_WORK, begunAtMs: 1, passedAtMs: 2 },
      '04-say-it-twice': { ...NO_WORK, begunAtMs: 1 },
    };
    const { exercises, next, ...sums } = pathProgress(path, MADE_ENTRIES, works);
    expect(exercises.map(({ number }) => number)).toEqual([3, 1, 4]);
    expect(sums).toEqual({ passed: 1, begun: 1, minutesPassed: 10, minutes: 26 });
    expect(next?.number).toBe(1);
  });

  it('is read from its file, and a file that is none is refused with the place', () => {
    const good = {
      id: '90-minutes',
      minutes: 90,
      exercises: ['01-a', '03-b'],
      titles: { en: '90 minutes', ca: '90 minuts' },
    };
    const read = (...paths: unknown[]) => readLessonPaths(JSON.stringify({ paths }));
    expect(read(good).value).toEqual([good]);
    const bad = [
      { ...good, minutes: 0 },
      { ...good, exercises: ['01-a', '01-a'] },
      { ...good, titles: { ca: '90' } },
      good,
    ];
    expect(bad.map((path) => read({ ...good, id: 'other' }, good, path).issues[0])).toEqual(
      bad.map(() => ({ code: 'paths-bad-entry', severity: 'error', detail: '3' })),
    );
    expect(readLessonPaths('{}').issues[0]?.code).toBe('paths-not-json');
  });
});

describe('notes', () => {
  const words = { title: 'Notes', questions: 'For the plenary', takeaways: 'Taken home' };

  it('are written with the questions first, and not at all where there are none', () => {
    const text = notesMarkdown(
      [
        { number: 1, title: 'Listen', work: { takeaway: 'Fix the levels.', question: '' } },
        { number: 3, title: 'Time', work: { takeaway: ' ', question: 'Whose clock?\n' } },
      ],
      words,
    );
    expect(text).toBe(
      '# Notes\n\n## For the plenary\n\n### 3. Time\n\nWhose clock?\n\n## Taken home\n\n### 1. Listen\n\nFix the levels.\n',
    );
    expect(notesMarkdown([{ number: 1, title: 'Listen', work: { takeaway: '', question: ' ' } }], words)).toBeNull();
  });
});
