import { useState } from 'react';
import { Button } from 'react-aria-components';
import { leaveExercise, openExercise } from '../../commands/open-exercise.ts';
import type { OpenedExercise } from '../../core/lessons/exercises/exercise-library.ts';
import { useAppState, useCommand } from '../app-context.tsx';
import { useText } from '../i18n/text.ts';
import { Note } from '../parts/note.tsx';
import { ScrollRegion } from '../parts/scroll-region.tsx';
import { Segmented } from '../parts/segmented.tsx';
import { ExerciseHead } from './exercise-head.tsx';
import { Feedback } from './feedback.tsx';
import { HintsTab } from './hints-tab.tsx';
import { NotesTab } from './notes-tab.tsx';
import { TaskTab } from './task-tab.tsx';
import { useLessonDesk, useWork } from './use-lessons.ts';

export type LessonTab = 'task' | 'hints' | 'notes';
const TABS: readonly LessonTab[] = ['task', 'hints', 'notes'];

/** The open exercise: what is to be done, help, notes, and what the last check said. */
export default function ExerciseSheet() {
  const t = useText();
  const name = useAppState((state) => state.lesson.exercise) ?? '';
  const opened = useLessonDesk((desk) => desk.opened);
  const problem = useLessonDesk((desk) => desk.problem);
  const run = useCommand();
  return (
    <section className="sheet panel wide exercise-sheet" aria-label={opened?.texts.title ?? t('lesson.reading')}>
      <ExerciseHead opened={opened} onLeave={() => run(leaveExercise)} />
      {problem === null ? null : (
        <div className="exercise-problem">
          <Note tone="error" detail={problem.detail}>
            {t(`lesson.failed.${problem.what}`)}
          </Note>
          <Button className="button" onPress={() => run(openExercise, name)}>
            {t('learn.retry')}
          </Button>
        </div>
      )}
      {opened === null ? (
        problem === null ? (
          <div className="skeleton-stack exercise-waiting" role="status" aria-label={t('lesson.reading')}>
            <span className="skeleton" />
            <span className="skeleton tall" />
            <span className="skeleton tall" />
          </div>
        ) : null
      ) : (
        <Opened opened={opened} />
      )}
    </section>
  );
}

function Opened({ opened }: { readonly opened: OpenedExercise }) {
  const t = useText();
  const [tab, setTab] = useState<LessonTab>('task');
  const work = useWork(opened.exercise.name);
  const { hints } = opened.texts;
  const words = {
    task: t('lesson.part.task'),
    hints:
      work.hints === 0 ? t('lesson.part.hints') : t('lesson.part.hints.some', { taken: work.hints, all: hints.length }),
    notes: t('lesson.part.notes'),
  };
  return (
    <>
      <div className="exercise-tabs">
        <Segmented
          label={t('lesson.parts')}
          value={tab}
          options={TABS.map((value) => ({ value, label: words[value] }))}
          onChange={setTab}
        />
      </div>
      <ScrollRegion key={tab} className="sheet-body exercise-body" label={words[tab]}>
        {tab === 'task' ? <TaskTab opened={opened} /> : null}
        {tab === 'hints' ? <HintsTab opened={opened} /> : null}
        {tab === 'notes' ? <NotesTab opened={opened} /> : null}
      </ScrollRegion>
      <Feedback opened={opened} onTab={setTab} />
    </>
  );
}
