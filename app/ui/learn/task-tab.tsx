import type { OpenedExercise } from '../../core/lessons/exercises/exercise-library.ts';
import { useAppState } from '../app-context.tsx';
import { useText } from '../i18n/text.ts';
import { MarkedText } from '../parts/marked-text.tsx';
import { Note } from '../parts/note.tsx';
import { useWork } from './use-lessons.ts';

/** The story, and what is to be done. */
export function TaskTab({ opened }: { readonly opened: OpenedExercise }) {
  const t = useText();
  const { exercise, texts } = opened;
  const language = useAppState((state) => state.language);
  const work = useWork(exercise.name);
  const isOld = work.draft !== null && work.version !== exercise.version;
  return (
    <>
      {opened.language === language || opened.language !== 'en' || !isRealLanguage(language) ? null : (
        <Note tone="info">{t('lesson.other-language')}</Note>
      )}
      {isOld ? <Note tone="info">{t('lesson.old-draft')}</Note> : null}
      <section className="lesson-part">
        <h3>{t('lesson.story')}</h3>
        <MarkedText text={texts.story} />
      </section>
      <section className="lesson-part">
        <h3>{t('lesson.task')}</h3>
        <MarkedText text={texts.task} />
      </section>
      <LessonFacts opened={opened} />
    </>
  );
}

/** The pseudo-language of tests has no exercises. */
const isRealLanguage = (tag: string) => /^[a-z]{2,3}(-|$)/.test(tag) && !tag.includes('-x-');

export function LessonFacts({ opened }: { readonly opened: OpenedExercise }) {
  const t = useText();
  const { goals, quality, mim } = opened.exercise;
  return (
    <dl className="lesson-facts small">
      <dt>{t('lesson.goals')}</dt>
      <dd>
        {goals.map((goal) => (
          <div key={goal}>{t(`learn.goal.${goal}`)}</div>
        ))}
      </dd>
      {quality === null ? null : (
        <>
          <dt>{t('lesson.quality')}</dt>
          <dd>{quality}</dd>
        </>
      )}
      {mim === null ? null : (
        <>
          <dt>{t('lesson.mim')}</dt>
          <dd>{mim}</dd>
        </>
      )}
    </dl>
  );
}
