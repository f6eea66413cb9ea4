import { LogOut, PencilRuler, RotateCcw } from 'lucide-react';
import { useEffect, useState } from 'react';
import { Button, Tooltip, TooltipTrigger } from 'react-aria-components';
import { leaveExercise, startExerciseOver } from '../../commands/open-exercise.ts';
import { checkExercise, runExercise } from '../../commands/run-exercise.ts';
import type { TableInfo } from '../../core/store/database.ts';
import { useApp, useAppState, useCommand } from '../app-context.tsx';
import { useText } from '../i18n/text.ts';
import { DockResizer } from '../query/dock-resizer.tsx';
import { SchemaBrowser } from '../query/schema-browser.tsx';
import type { SqlEditorHandle } from '../query/sql-editor.tsx';
import type { Reading } from '../use-reading.ts';
import { AnswerBar } from './answer-bar.tsx';
import { AnswerEditor } from './answer-editor.tsx';
import { ExerciseResult } from './exercise-result.tsx';
import { FilterCounts } from './filter-counts.tsx';
import { HeardTopics } from './heard-topics.tsx';
import { useLessonDesk } from './use-lessons.ts';

/** The editor of the open exercise. It looks like the query panel and says all the time that it is another one. */
export default function ExerciseDock() {
  const t = useText();
  const run = useCommand();
  const height = useAppState((state) => state.dockHeightPx);
  const opened = useLessonDesk((desk) => desk.opened);
  const step = useLessonDesk((desk) => desk.step);
  const tables = useLessonDesk((desk) => desk.tables);
  const [editor, setEditor] = useState<SqlEditorHandle | null>(null);
  useExerciseKeys();
  const reading: Reading<readonly TableInfo[]> =
    step === 'ready' ? { status: 'ready', value: tables } : { status: 'loading', value: null };
  const number = opened?.exercise.number ?? '';
  const isFilters = opened?.exercise.answer.kind === 'filters';
  const insert = (text: string) => editor?.insert(text);
  return (
    <section
      className="dock sheet exercise-dock"
      aria-label={t('lesson.dock', { number })}
      style={{ height: `${height / 16}rem` }}
    >
      <DockResizer label={t('lesson.resize')} />
      <div className="exercise-mode">
        <PencilRuler className="icon" aria-hidden="true" />
        <h2 className="exercise-mode-title">{t('lesson.mode', { number })}</h2>
        <p className="exercise-mode-about small ellipsis">{t('lesson.mode.about')}</p>
        <TooltipTrigger delay={500} closeDelay={0}>
          <Button
            className="button quiet small"
            aria-label={t('lesson.over')}
            isDisabled={step !== 'ready' && step !== 'failed'}
            onPress={() => run(startExerciseOver)}
          >
            <RotateCcw className="icon" aria-hidden="true" />
            <span className="label-wide">{t('lesson.over')}</span>
          </Button>
          <Tooltip className="tooltip" offset={6}>
            {t('lesson.over.about')}
          </Tooltip>
        </TooltipTrigger>
        <Button className="button quiet small" aria-label={t('lesson.leave')} onPress={() => run(leaveExercise)}>
          <LogOut className="icon" aria-hidden="true" />
          <span className="label-wide">{t('lesson.leave')}</span>
        </Button>
      </div>
      <div className="dock-columns exercise-columns">
        <SchemaBrowser tables={reading} onInsert={insert} />
        <div className="dock-editor">
          <AnswerBar editor={editor} tables={reading} />
          {opened === null ? (
            <div className="skeleton-stack result-skeleton" aria-busy="true">
              <span className="skeleton" />
              <span className="skeleton" />
              <span className="skeleton" />
            </div>
          ) : (
            <AnswerEditor key={opened.exercise.name} opened={opened} onReady={setEditor} />
          )}
          {isFilters ? (
            <div className="filter-foot">
              <FilterCounts />
              <HeardTopics />
            </div>
          ) : null}
        </div>
        <ExerciseResult />
      </div>
    </section>
  );
}

/** Run and check from anywhere in the exercise; the editor takes its own keys first. */
function useExerciseKeys(): void {
  const app = useApp();
  useEffect(() => {
    const onKey = (event: KeyboardEvent) => {
      if (event.defaultPrevented || event.key !== 'Enter' || !(event.ctrlKey || event.metaKey)) return;
      if (event.shiftKey) checkExercise(app);
      else runExercise(app);
      event.preventDefault();
    };
    window.addEventListener('keydown', onKey);
    return () => window.removeEventListener('keydown', onKey);
  }, [app]);
}
