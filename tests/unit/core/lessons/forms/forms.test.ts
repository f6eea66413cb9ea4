import { describe, expect, it } from 'vitest';
import {
  answerForm,
  askedQuestions,
  decideForm,
  FORM_QUESTIONS,
  nextQuestion,
} from '../../../../../app/core/lessons/forms/decision-rule.ts';
import { casesOf, EUROPEAN_CASES } from '../../../../../app/core/lessons/forms/european-cases.ts';
import { formNoteMarkdown, readFormNotes } from '../../../../../app/core/lessons/forms/form-note.ts';
import { en } from '../../../../../app/ui/i18n/en.ts';

const texts = en as Readonly<Record<string, string>>;
/** Yes and no to the questions in their order. */
const answers = (...given: boolean[]) =>
  Object.fromEntries(given.map((answer, index) => [FORM_QUESTIONS[index]!, answer]));

describe('which form fits', () => {
  it.each([
    ['no decision is pending', [false], 'none', 'pending'],
    ['data would not change it', [true, false], 'none', 'sensitive'],
    ['it asks what happens if', [true, true, true], 'model', 'counterfactual'],
    ['it asks where things coincide', [true, true, false, true], 'layers', 'monitoring'],
    ['people have to see it', [true, true, false, false, true], '3d', 'perception'],
    ['nothing of all that', [true, true, false, false, false], 'none', 'perception'],
  ] as const)('where %s', (_name, given, verdict, because) => {
    expect(decideForm(answers(...given))).toEqual({ verdict, because });
    expect(nextQuestion(answers(...given))).toBeNull();
    expect(askedQuestions(answers(...given))).toHaveLength(given.length);
  });

  it('is asked one question at a time until one decides', () => {
    expect(nextQuestion({})).toBe('pending');
    expect(nextQuestion(answers(true))).toBe('sensitive');
    expect(nextQuestion(answers(true, true, false))).toBe('monitoring');
    expect(decideForm(answers(true, true))).toBeNull();
  });

  it('forgets the answers after one that was changed', () => {
    expect(answerForm(answers(true, true, false, true), 'sensitive', false)).toEqual({
      pending: true,
      sensitive: false,
    });
  });

  it('takes no notice of answers after the one that decides', () => {
    expect(decideForm({ pending: false, counterfactual: true })).toEqual({ verdict: 'none', because: 'pending' });
  });
});

describe('the European cases', () => {
  it('are there for every form, each with a source, its year and its address', () => {
    for (const form of ['3d', 'layers', 'model'] as const) expect(casesOf(form).length).toBeGreaterThan(1);
    expect(casesOf('none')).toEqual([]);
    for (const { source } of EUROPEAN_CASES) {
      expect(source.name.length).toBeGreaterThan(10);
      expect(source.year).toBeGreaterThan(2015);
      expect(source.address).toMatch(/^https?:\/\//);
    }
  });

  it('have words on screen', () => {
    const wanted = EUROPEAN_CASES.flatMap(({ id, challenge }) => [`forms.case.${id}`, `forms.challenge.${challenge}`]);
    expect(wanted.filter((key) => !(key in texts))).toEqual([]);
  });
});

describe('a kept question', () => {
  const WORDS = {
    title: 'Which form fits?',
    verdict: 'A model',
    reason: 'You ask what would happen if.',
    parts: [['What it needs', 'Data.']],
    casesTitle: 'Cases in Europe',
    cases: ['Pilsen: traffic.'],
  } as const;

  it('is Markdown that keeps what was typed a text', () => {
    const text = formNoteMarkdown({ question: '# Close <b>it</b>?\n[x](y)', asked: [['Pending?', 'Yes']] }, WORDS);
    expect(text).toBe(
      [
        '## Which form fits?',
        '> \\# Close \\<b\\>it\\</b\\>? \\[x\\](y)',
        '- Pending? **Yes**',
        '**A model.** You ask what would happen if.',
        '### What it needs',
        'Data.',
        '### Cases in Europe',
        '- Pilsen: traffic.\n',
      ].join('\n\n'),
    );
  });

  it('is read again as foreign input', () => {
    const kept = [{ question: 'Close it?', answers: { pending: false, x: 1 }, atMs: 5 }];
    const odd = [
      null,
      7,
      { question: 1 },
      { question: 'a', answers: {}, atMs: 1 },
      { question: 'b', answers: null, atMs: 'x' },
    ];
    expect(readFormNotes(JSON.stringify([...odd, ...kept]))).toEqual([
      { question: 'Close it?', answers: { pending: false }, atMs: 5 },
    ]);
    expect(readFormNotes('no JSON')).toEqual([]);
    expect(readFormNotes('{}')).toEqual([]);
    expect(readFormNotes(null)).toEqual([]);
  });
});
