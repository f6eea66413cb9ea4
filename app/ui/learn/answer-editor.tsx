import { useEffect, useRef } from 'react';
import { answerText, editExerciseAnswer } from '../../commands/edit-exercise-answer.ts';
import { checkExercise, runExercise } from '../../commands/run-exercise.ts';
import type { OpenedExercise } from '../../core/lessons/exercises/exercise-library.ts';
import { useApp, useCommand } from '../app-context.tsx';
import { useText } from '../i18n/text.ts';
import type { SqlEditorHandle } from '../query/sql-editor.tsx';
import { createSqlView, type SqlView } from '../query/sql-view.ts';
import { useAnswer, useLessonDesk } from './use-lessons.ts';

export interface AnswerEditorProps {
  readonly opened: OpenedExercise;
  readonly onReady: (handle: SqlEditorHandle | null) => void;
}

/** What the participant writes: SQL, or filters one a line. Kept with every letter. */
export function AnswerEditor({ opened, onReady }: AnswerEditorProps) {
  const t = useText();
  const app = useApp();
  const run = useCommand();
  const host = useRef<HTMLDivElement>(null);
  const view = useRef<SqlView | null>(null);
  const answer = useAnswer();
  const tables = useLessonDesk((desk) => desk.tables);
  const error = useLessonDesk((desk) => desk.run.error);
  const label = t('lesson.editor');
  const placeholder = t('lesson.placeholder');
  const isPlain = opened.exercise.answer.kind === 'filters';

  // The view is made once for an exercise; what changes is told to it below.
  useEffect(() => {
    if (host.current === null) return;
    const made = createSqlView(host.current, {
      text: answerText(app),
      label,
      placeholder,
      isPlain,
      onChange: (text) => run(editExerciseAnswer, text),
      // A part of a list of filters is no answer of its own.
      onRun: (text, offset) => run(runExercise, isPlain ? undefined : { text, offset }),
      onCheck: () => run(checkExercise),
    });
    view.current = made;
    onReady(made);
    return () => {
      onReady(null);
      view.current = null;
      made.destroy();
    };
  }, []);
  useEffect(() => view.current?.setText(answer), [answer]);
  useEffect(() => view.current?.setTables(tables), [tables]);
  useEffect(() => view.current?.setProblem(error === null || error.kind === 'cancelled' ? null : error), [error]);
  return <div className="sql-editor" ref={host} />;
}
