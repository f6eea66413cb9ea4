/** Which form of a twin fits a question: the rule and the cases, as the interface asks for them. */
export {
  answerForm,
  askedQuestions,
  decideForm,
  type FormAnswers,
  type FormDecision,
  type FormQuestion,
  nextQuestion,
} from '../core/lessons/forms/decision-rule.ts';
export { casesOf, type EuropeanCase } from '../core/lessons/forms/european-cases.ts';
export { type FormNote, formNoteMarkdown, readFormNotes } from '../core/lessons/forms/form-note.ts';

export const FORM_NOTES_KEY = 'form-notes';
