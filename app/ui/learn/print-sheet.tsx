import { useEffect } from 'react';
import { createPortal } from 'react-dom';
import type { OpenedExercise } from '../../core/lessons/exercises/exercise-library.ts';
import { useText } from '../i18n/text.ts';
import MarkdownElements from '../parts/markdown.tsx';
import { LessonFacts } from './task-tab.tsx';

export interface PrintSheetProps {
  readonly opened: OpenedExercise;
  /** With hints, messages, solution and the question to talk about. */
  readonly isTrainers: boolean;
  readonly onDone: () => void;
}

/** One exercise on paper. It stands outside the page and is seen by the printer alone. */
export default function PrintSheet({ opened, isTrainers, onDone }: PrintSheetProps) {
  const t = useText();
  const { exercise, texts } = opened;
  useEffect(() => {
    // The menu that asked for it closes first, and gives the focus back.
    const timer = setTimeout(() => {
      window.print();
      onDone();
    }, 100);
    return () => clearTimeout(timer);
  }, []);
  return createPortal(
    <article className="print-sheet markdown">
      <p>{t('lesson.overline', { number: exercise.number, minutes: exercise.minutes })}</p>
      <h1>{texts.title}</h1>
      <LessonFacts opened={opened} />
      <h2>{t('lesson.story')}</h2>
      <MarkdownElements text={texts.story} />
      <h2>{t('lesson.task')}</h2>
      <MarkdownElements text={texts.task} />
      {isTrainers ? <TrainersPart opened={opened} /> : <Ruled title={t('lesson.part.notes')} lines={9} />}
      {isTrainers ? null : <Ruled title={t('lesson.question')} lines={4} />}
    </article>,
    document.body,
  );
}

function TrainersPart({ opened: { exercise, texts } }: { readonly opened: OpenedExercise }) {
  const t = useText();
  return (
    <>
      <h2>{t('lesson.part.hints')}</h2>
      {texts.hints.map(({ title, text }) => (
        <section key={title}>
          <h3>{title}</h3>
          <MarkdownElements text={text} />
        </section>
      ))}
      <h2>{t('lesson.solution')}</h2>
      <pre>{exercise.solution.trim()}</pre>
      <MarkdownElements text={texts.solution} />
      <h2>{t('lesson.mistakes')}</h2>
      {[...texts.messages].map(([id, text]) => (
        <section key={id}>
          <h3>{id}</h3>
          <MarkdownElements text={text} />
        </section>
      ))}
      <h2>{t('lesson.debrief')}</h2>
      <MarkdownElements text={texts.debrief} />
    </>
  );
}

function Ruled({ title, lines }: { readonly title: string; readonly lines: number }) {
  return (
    <section className="print-ruled">
      <h2>{title}</h2>
      {Array.from({ length: lines }, (_, line) => (
        <hr key={line} />
      ))}
    </section>
  );
}
