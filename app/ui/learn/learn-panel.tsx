import { lazy, Suspense, useEffect } from 'react';
import { Button } from 'react-aria-components';
import { openPlace } from '../../commands/open-place.ts';
import { readExerciseList } from '../../commands/read-exercise-list.ts';
import { useApp, useAppState, useCommand } from '../app-context.tsx';
import { useText } from '../i18n/text.ts';
import { Note } from '../parts/note.tsx';
import { Section } from '../parts/section.tsx';
import { Sheet } from '../parts/sheet.tsx';
import { NotesSection } from './notes-section.tsx';
import { ExerciseList, PathList } from './path-list.tsx';
import { TourSection } from './tour-section.tsx';
import { useLessonDesk } from './use-lessons.ts';

const ExerciseSheet = lazy(() => import('./exercise-sheet.tsx'));

/** The Learn place: tours, exercises and notes; or the exercise that is open. */
export function LearnPanel() {
  const app = useApp();
  const exercise = useAppState((state) => state.lesson.exercise);
  useEffect(() => {
    void readExerciseList(app);
  }, [app]);
  if (exercise === null) return <Overview />;
  return (
    <Suspense fallback={<div className="sheet panel wide exercise-sheet" aria-busy="true" />}>
      <ExerciseSheet key={exercise} />
    </Suspense>
  );
}

function Overview() {
  const t = useText();
  const app = useApp();
  const run = useCommand();
  const list = useLessonDesk((desk) => desk.list);
  return (
    <Sheet title={t('learn.title')} className="panel wide learn-panel" onClose={() => run(openPlace, null)}>
      <TourSection />
      <Section title={t('learn.paths')}>
        <p className="small muted learn-about">{t('learn.paths.about')}</p>
        {list.status === 'loading' || list.status === 'idle' ? (
          <div className="skeleton-stack" aria-busy="true">
            <span className="skeleton tall" />
            <span className="skeleton" />
            <span className="skeleton" />
          </div>
        ) : null}
        {list.status === 'failed' ? (
          <>
            <Note tone="error" detail={list.detail}>
              {t('learn.failed')}
            </Note>
            <Button className="button" onPress={() => void readExerciseList(app)}>
              {t('learn.retry')}
            </Button>
          </>
        ) : null}
        {list.status === 'ready' && list.entries.length === 0 ? <p className="empty">{t('learn.empty')}</p> : null}
        {list.status === 'ready' ? (
          <>
            <PathList />
            <ExerciseList />
          </>
        ) : null}
      </Section>
      <NotesSection />
    </Sheet>
  );
}
