import { ArrowLeft, Check, Printer } from 'lucide-react';
import { lazy, Suspense, useState } from 'react';
import { Button, Menu, MenuItem, MenuTrigger, Popover } from 'react-aria-components';
import { statusOf } from '../../commands/exercise-progress.ts';
import type { OpenedExercise } from '../../core/lessons/exercises/exercise-library.ts';
import { useText } from '../i18n/text.ts';
import { useWork } from './use-lessons.ts';

const PrintSheet = lazy(() => import('./print-sheet.tsx'));

export interface ExerciseHeadProps {
  readonly opened: OpenedExercise | null;
  readonly onLeave: () => void;
}

export function ExerciseHead({ opened, onLeave }: ExerciseHeadProps) {
  const t = useText();
  const work = useWork(opened?.exercise.name ?? '');
  const [printed, setPrinted] = useState<'participant' | 'trainer' | null>(null);
  return (
    <header className="sheet-head exercise-head">
      <Button className="button quiet icon-only" aria-label={t('lesson.leave')} onPress={onLeave}>
        <ArrowLeft className="icon" aria-hidden="true" />
      </Button>
      {opened === null ? (
        <span className="skeleton exercise-head-waiting" />
      ) : (
        <div className="sheet-title">
          <div className="sheet-overline">
            <span>{t('lesson.overline', { number: opened.exercise.number, minutes: opened.exercise.minutes })}</span>
            {opened.exercise.goals.map((goal) => (
              <abbr key={goal} className="goal" title={t(`learn.goal.${goal}`)}>
                {goal}
              </abbr>
            ))}
            {statusOf(work) === 'passed' ? (
              <span className="badge good">
                <Check className="icon" aria-hidden="true" />
                {t('learn.status.passed')}
              </span>
            ) : null}
          </div>
          <h2 className="breakable">{opened.texts.title}</h2>
        </div>
      )}
      {opened === null ? null : (
        <MenuTrigger>
          <Button className="button quiet icon-only" aria-label={t('lesson.print')}>
            <Printer className="icon" aria-hidden="true" />
          </Button>
          <Popover className="popover" placement="bottom end" offset={4}>
            <Menu
              className="options"
              aria-label={t('lesson.print')}
              onAction={(key) => setPrinted(key as 'participant' | 'trainer')}
            >
              <MenuItem id="participant" className="option">
                {t('lesson.print.participant')}
              </MenuItem>
              <MenuItem id="trainer" className="option">
                {t('lesson.print.trainer')}
              </MenuItem>
            </Menu>
          </Popover>
        </MenuTrigger>
      )}
      {opened === null || printed === null ? null : (
        <Suspense>
          <PrintSheet opened={opened} isTrainers={printed === 'trainer'} onDone={() => setPrinted(null)} />
        </Suspense>
      )}
    </header>
  );
}
