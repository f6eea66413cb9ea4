import { History, ListChecks, Play, Square, Table2 } from 'lucide-react';
import { Button, Dialog, DialogTrigger, Menu, MenuItem, MenuTrigger, Popover } from 'react-aria-components';
import { takeExerciseDraft } from '../../commands/edit-exercise-answer.ts';
import { cancelExercise, checkExercise, setCheckAsIRun } from '../../commands/run-exercise.ts';
import type { TableInfo } from '../../core/store/database.ts';
import { useAppState, useCommand } from '../app-context.tsx';
import { useText } from '../i18n/text.ts';
import { Toggle } from '../parts/toggle.tsx';
import { SchemaBrowser } from '../query/schema-browser.tsx';
import type { SqlEditorHandle } from '../query/sql-editor.tsx';
import type { Reading } from '../use-reading.ts';
import { useLessonDesk, useWork } from './use-lessons.ts';

export interface AnswerBarProps {
  readonly editor: SqlEditorHandle | null;
  readonly tables: Reading<readonly TableInfo[]>;
}

/** Run, check, the tables, and drafts to go back to. */
export function AnswerBar({ editor, tables }: AnswerBarProps) {
  const t = useText();
  const run = useCommand();
  const isBusy = useLessonDesk((desk) => desk.run.status === 'running' || desk.check.status === 'checking');
  const isReady = useLessonDesk((desk) => desk.step === 'ready');
  const checkAsIRun = useAppState((state) => state.lesson.checkAsIRun);
  return (
    <div className="query-bar answer-bar">
      {isBusy ? (
        <Button className="button" onPress={() => run(cancelExercise)}>
          <Square className="icon" aria-hidden="true" />
          {t('lesson.stop')}
        </Button>
      ) : (
        <>
          <Button
            className={`button${checkAsIRun ? ' primary' : ''}`}
            isDisabled={!isReady || editor === null}
            onPress={() => editor?.run()}
          >
            <Play className="icon" aria-hidden="true" />
            {t('lesson.run')}
          </Button>
          <Button
            className={`button${checkAsIRun ? '' : ' primary'}`}
            isDisabled={!isReady}
            onPress={() => run(checkExercise)}
          >
            <ListChecks className="icon" aria-hidden="true" />
            {t('lesson.check')}
          </Button>
        </>
      )}
      <Toggle on={checkAsIRun} onChange={(on) => run(setCheckAsIRun, on)}>
        <span className="as-i-run">{t('lesson.as-i-run')}</span>
      </Toggle>
      <span className="result-gap" />
      <DialogTrigger>
        <Button className="button quiet icon-only lesson-tables" aria-label={t('query.tables')}>
          <Table2 className="icon" aria-hidden="true" />
        </Button>
        <Popover className="popover" placement="top end" offset={4}>
          <Dialog className="schema-popover" aria-label={t('schema.title')}>
            <SchemaBrowser tables={tables} onInsert={(text) => editor?.insert(text)} />
          </Dialog>
        </Popover>
      </DialogTrigger>
      <DraftMenu />
    </div>
  );
}

const START = 'start';

/** The text that the exercise begins with, and drafts that were put aside. */
function DraftMenu() {
  const t = useText();
  const run = useCommand();
  const opened = useLessonDesk((desk) => desk.opened);
  const { earlier } = useWork(opened?.exercise.name ?? '');
  return (
    <MenuTrigger>
      <Button className="button quiet icon-only" aria-label={t('lesson.drafts')} isDisabled={opened === null}>
        <History className="icon" aria-hidden="true" />
      </Button>
      <Popover className="popover" placement="bottom end" offset={4}>
        <Menu
          className="options draft-menu"
          aria-label={t('lesson.drafts')}
          onAction={(key) => run(takeExerciseDraft, key === START ? null : (earlier[Number(key)] ?? null))}
        >
          <MenuItem id={START} className="option">
            {t('lesson.drafts.start')}
          </MenuItem>
          {earlier.map((text, index) => (
            <MenuItem key={text} id={String(index)} className="option" textValue={text.slice(0, 60)}>
              <span className="ellipsis">{t('lesson.drafts.earlier', { head: headOf(text) })}</span>
            </MenuItem>
          ))}
        </Menu>
      </Popover>
    </MenuTrigger>
  );
}

/** What a draft is recognised by: its first line that is no comment. */
function headOf(text: string): string {
  const lines = text.split('\n').map((line) => line.trim());
  return (lines.find((line) => line !== '' && !line.startsWith('--')) ?? lines[0] ?? '').slice(0, 60);
}
