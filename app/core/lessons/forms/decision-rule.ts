/**
 * Which form of a twin fits a question, or none: five questions, asked in order until one decides. The rule is the
 * programme's own (question → twin).
 */

export const FORM_QUESTIONS = ['pending', 'sensitive', 'counterfactual', 'monitoring', 'perception'] as const;
export type FormQuestion = (typeof FORM_QUESTIONS)[number];

export type TwinForm = '3d' | 'layers' | 'model';
export type FormVerdict = TwinForm | 'none';

/** What was answered so far; `true` for yes. */
export type FormAnswers = Readonly<Partial<Record<FormQuestion, boolean>>>;

export interface FormDecision {
  readonly verdict: FormVerdict;
  /** The question whose answer decided. */
  readonly because: FormQuestion;
}

const ON_YES: Readonly<Partial<Record<FormQuestion, FormVerdict>>> = {
  counterfactual: 'model',
  monitoring: 'layers',
  perception: '3d',
};
const ON_NO: Readonly<Partial<Record<FormQuestion, FormVerdict>>> = {
  pending: 'none',
  sensitive: 'none',
  perception: 'none',
};

/** Null while a question that could decide is not answered. Answers after the one that decides do not count. */
export function decideForm(answers: FormAnswers): FormDecision | null {
  for (const question of FORM_QUESTIONS) {
    const answer = answers[question];
    if (answer === undefined) return null;
    const verdict = (answer ? ON_YES : ON_NO)[question];
    if (verdict !== undefined) return { verdict, because: question };
  }
  return null;
}

/** What is to be asked now; null once it is decided. */
export function nextQuestion(answers: FormAnswers): FormQuestion | null {
  if (decideForm(answers) !== null) return null;
  return FORM_QUESTIONS.find((question) => answers[question] === undefined) ?? null;
}

/** The questions that were asked on the way to the decision, or to the question that is open. */
export function askedQuestions(answers: FormAnswers): readonly FormQuestion[] {
  const end = decideForm(answers)?.because ?? nextQuestion(answers);
  return end === null ? [] : FORM_QUESTIONS.slice(0, FORM_QUESTIONS.indexOf(end) + 1);
}

/** The answers with one changed; those after it were given to another course of questions and go. */
export function answerForm(answers: FormAnswers, question: FormQuestion, answer: boolean): FormAnswers {
  const kept = FORM_QUESTIONS.slice(0, FORM_QUESTIONS.indexOf(question));
  return { ...Object.fromEntries(kept.map((name) => [name, answers[name]])), [question]: answer };
}
