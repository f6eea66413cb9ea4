import { Lightbulb } from 'lucide-react';
import { Button } from 'react-aria-components';
import { takeExerciseDraft } from '../../commands/edit-exercise-answer.ts';
import { msUntilSolution } from '../../commands/exercise-progress.ts';
import { openHint, openSolution } from '../../commands/help-with-exercise.ts';
import type { OpenedExercise } from '../../core/lessons/exercises/exercise-library.ts';
import { useCommand, useWallTime } from '../app-context.tsx';
import { useText } from '../i18n/text.ts';
import { MarkedText } from '../parts/marked-text.tsx';
import { ScrollRegion } from '../parts/scroll-region.tsx';
import { useWork } from './use-lessons.ts';

/** Hints one by one, then the solution when its time has come. */
export function HintsTab({ opened }: { readonly opened: OpenedExercise }) {
  const t = useText();
  const run = useCommand();
  const { exercise, texts } = opened;
  const work = useWork(exercise.name);
  const all = texts.hints.length;
  const shown = texts.hints.slice(0, work.hints);
  return (
    <>
      <p className="small muted learn-about">{t('lesson.hint.about')}</p>
      <ol className="hint-list">
        {shown.map((hint, index) => (
          <li key={hint.title} className="hint">
            <h3>
              <span className="small muted">{t('lesson.hint', { number: index + 1, all })}</span> {hint.title}
            </h3>
            <MarkedText text={hint.text} />
          </li>
        ))}
      </ol>
      {work.hints < all ? (
        <Button className="button" onPress={() => run(openHint)}>
          <Lightbulb className="icon" aria-hidden="true" />
          {t('lesson.hint.next', { number: work.hints + 1, all })}
        </Button>
      ) : null}
      <section className="lesson-part solution">
        <h3>{t('lesson.solution')}</h3>
        {work.solutionSeen ? <Solution opened={opened} /> : <SolutionGate name={exercise.name} />}
      </section>
    </>
  );
}

function SolutionGate({ name }: { readonly name: string }) {
  const t = useText();
  const run = useCommand();
  const now = useWallTime(1000);
  const waitMs = msUntilSolution(useWork(name), now);
  if (waitMs === 0) {
    return (
      <Button className="button" onPress={() => run(openSolution)}>
        {t('lesson.solution.show')}
      </Button>
    );
  }
  const seconds = Math.ceil(waitMs / 1000);
  const time = `${Math.floor(seconds / 60)}:${String(seconds % 60).padStart(2, '0')}`;
  return <p className="small muted">{t('lesson.solution.wait', { time })}</p>;
}

function Solution({ opened }: { readonly opened: OpenedExercise }) {
  const t = useText();
  const run = useCommand();
  return (
    <>
      <MarkedText text={opened.texts.solution} />
      <ScrollRegion className="solution-text" label={t('lesson.solution')}>
        <pre>{opened.exercise.solution.trim()}</pre>
      </ScrollRegion>
      <p className="small muted">{t('lesson.solution.own')}</p>
      <Button className="button" onPress={() => run(takeExerciseDraft, opened.exercise.solution)}>
        {t('lesson.solution.take')}
      </Button>
    </>
  );
}
