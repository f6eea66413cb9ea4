import { Label, TextArea, TextField } from 'react-aria-components';
import { noteOnExercise } from '../../commands/help-with-exercise.ts';
import type { OpenedExercise } from '../../core/lessons/exercises/exercise-library.ts';
import { useCommand } from '../app-context.tsx';
import { useText } from '../i18n/text.ts';
import { MarkedText } from '../parts/marked-text.tsx';
import { useWork } from './use-lessons.ts';

const NOTES = ['takeaway', 'question'] as const;

/** The question to talk about, and what the participant notes down. */
export function NotesTab({ opened }: { readonly opened: OpenedExercise }) {
  const t = useText();
  const run = useCommand();
  const { name } = opened.exercise;
  const work = useWork(name);
  const isTime = work.passedAtMs !== null || work.solutionSeen;
  return (
    <>
      <section className="lesson-part">
        <h3>{t('lesson.debrief')}</h3>
        {isTime ? (
          <MarkedText text={opened.texts.debrief} />
        ) : (
          <p className="small muted">{t('lesson.debrief.wait')}</p>
        )}
      </section>
      {NOTES.map((note) => (
        <TextField
          key={note}
          className="note-field"
          value={work[note]}
          onChange={(text) => run(noteOnExercise, name, note, text)}
        >
          <Label className="field-label">{t(`lesson.${note}`)}</Label>
          <TextArea className="text-input" rows={3} />
        </TextField>
      ))}
      <p className="small muted">{t('lesson.notes.kept')}</p>
    </>
  );
}
