import { LONGEST_QUESTION, MOST_FORM_NOTES } from '../core/lessons/forms/form-note.ts';
import { FORM_NOTES_KEY, type FormNote } from '../state/form-rule.ts';
import type { AppContext } from './app-context.ts';
import type { ChangeRecord } from './change-record.ts';

/** Keeps a question and its answers for the next visit; the newest first, the same question once. */
export function keepFormNote(
  app: AppContext,
  { question, answers }: Pick<FormNote, 'question' | 'answers'>,
): ChangeRecord {
  const text = question.trim().slice(0, LONGEST_QUESTION);
  const note = { question: text, answers, atMs: app.ports.clock.now() };
  const others = app.store.getState().formNotes.filter((kept) => kept.question !== text);
  return write(app, [note, ...others].slice(0, MOST_FORM_NOTES));
}

export function removeFormNote(app: AppContext, gone: Pick<FormNote, 'question' | 'atMs'>): ChangeRecord {
  const isGone = ({ question, atMs }: FormNote) => question === gone.question && atMs === gone.atMs;
  return write(
    app,
    app.store.getState().formNotes.filter((note) => !isGone(note)),
  );
}

function write({ store, ports }: AppContext, formNotes: readonly FormNote[]): ChangeRecord {
  const before = store.getState().formNotes;
  const apply = (notes: readonly FormNote[]) => {
    store.setState({ formNotes: notes });
    ports.settings.set(FORM_NOTES_KEY, JSON.stringify(notes));
  };
  apply(formNotes);
  return { label: 'change.form-note', undo: () => apply(before), redo: () => apply(formNotes) };
}
