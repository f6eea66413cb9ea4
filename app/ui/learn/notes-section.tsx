import { Download, FileInput } from 'lucide-react';
import { useRef } from 'react';
import { Button } from 'react-aria-components';
import { exportLessonNotes, exportLessonWorks, importLessonWorks } from '../../commands/carry-lesson-works.ts';
import { openExercise } from '../../commands/open-exercise.ts';
import { useAppState, useCommand } from '../app-context.tsx';
import { useText } from '../i18n/text.ts';
import { Section } from '../parts/section.tsx';
import { useTitleIn } from './path-list.tsx';
import { useLessonDesk } from './use-lessons.ts';

/** What was noted in all exercises, and the way to carry one's work. */
export function NotesSection() {
  const t = useText();
  const run = useCommand();
  const titleIn = useTitleIn();
  const entries = useLessonDesk((desk) => desk.list.entries);
  const works = useAppState((state) => state.lessonWorks);
  const file = useRef<HTMLInputElement>(null);
  const noted = entries.flatMap((entry) => {
    const { question = '', takeaway = '' } = works[entry.name] ?? {};
    return question.trim() + takeaway.trim() === '' ? [] : [{ entry, question, takeaway }];
  });
  const words = {
    title: t('learn.notes.title'),
    questions: t('lesson.question'),
    takeaways: t('lesson.takeaway'),
  };
  return (
    <>
      <Section title={t('learn.notes')}>
        {noted.length === 0 ? <p className="small muted">{t('learn.notes.none')}</p> : null}
        <ul className="note-list">
          {noted.map(({ entry, question, takeaway }) => (
            <li key={entry.name}>
              <Button className="link" onPress={() => run(openExercise, entry.name)}>
                {entry.number}. {titleIn(entry.titles)}
              </Button>
              {question.trim() === '' ? null : (
                <p className="breakable">
                  <span className="small muted">{t('lesson.question')}: </span>
                  {question}
                </p>
              )}
              {takeaway.trim() === '' ? null : (
                <p className="breakable">
                  <span className="small muted">{t('lesson.takeaway')}: </span>
                  {takeaway}
                </p>
              )}
            </li>
          ))}
        </ul>
        {noted.length === 0 ? null : (
          <Button className="button" onPress={() => run(exportLessonNotes, words)}>
            <Download className="icon" aria-hidden="true" />
            {t('learn.notes.export')}
          </Button>
        )}
      </Section>
      <Section title={t('learn.work')}>
        <p className="small muted learn-about">{t('learn.work.about')}</p>
        <div className="learn-buttons">
          <Button
            className="button"
            isDisabled={Object.keys(works).length === 0}
            onPress={() => run(exportLessonWorks)}
          >
            <Download className="icon" aria-hidden="true" />
            {t('learn.work.export')}
          </Button>
          <Button className="button" onPress={() => file.current?.click()}>
            <FileInput className="icon" aria-hidden="true" />
            {t('learn.work.import')}
          </Button>
        </div>
        <input
          ref={file}
          type="file"
          accept=".json,application/json"
          hidden
          onChange={(event) => {
            const [chosen] = event.target.files ?? [];
            event.target.value = '';
            void chosen?.text().then((text) => run(importLessonWorks, text));
          }}
        />
      </Section>
    </>
  );
}
