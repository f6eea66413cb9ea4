import { Play, Save, Square, Table2 } from 'lucide-react';
import { useState } from 'react';
import { Button, Dialog, DialogTrigger, Form, Input, Label, Popover, TextField } from 'react-aria-components';
import { cancelQuery } from '../../commands/cancel-query.ts';
import { setTimeLimit } from '../../commands/edit-query.ts';
import { saveQuery } from '../../commands/saved-queries.ts';
import type { TableInfo } from '../../core/store/database.ts';
import { useApp, useAppState, useCommand } from '../app-context.tsx';
import { useText } from '../i18n/text.ts';
import { Choice } from '../parts/choice.tsx';
import type { Reading } from '../use-reading.ts';
import { QueryMenu } from './query-menu.tsx';
import { SchemaBrowser } from './schema-browser.tsx';
import type { SqlEditorHandle } from './sql-editor.tsx';

const TIME_LIMITS_S = [10, 30, 120] as const;

export interface QueryBarProps {
  readonly editor: SqlEditorHandle | null;
  readonly tables: Reading<readonly TableInfo[]>;
}

/** Run, cancel, the time limit, and queries to choose from or keep. */
export function QueryBar({ editor, tables }: QueryBarProps) {
  const t = useText();
  const run = useCommand();
  const running = useAppState((state) => state.query.status === 'running');
  const timeLimitMs = useAppState((state) => state.timeLimitMs);
  return (
    <div className="query-bar">
      {running ? (
        <Button className="button" onPress={() => run(cancelQuery)}>
          <Square className="icon" aria-hidden="true" />
          {t('query.cancel')}
        </Button>
      ) : (
        <Button className="button primary" onPress={() => editor?.run()} isDisabled={editor === null}>
          <Play className="icon" aria-hidden="true" />
          {t('query.run')}
        </Button>
      )}
      <Choice
        className="time-limit"
        label={t('query.limit')}
        hideLabel
        value={String(timeLimitMs)}
        options={TIME_LIMITS_S.map((seconds) => ({
          value: String(seconds * 1000),
          label: t('query.limit.seconds', { seconds }),
        }))}
        onChange={(ms) => run(setTimeLimit, Number(ms))}
      />
      <TablesButton editor={editor} tables={tables} />
      <QueryMenu />
      <SaveQuery />
    </div>
  );
}

/** Where there is no room for the tables beside the editor, they open from here. */
function TablesButton({ editor, tables }: QueryBarProps) {
  const t = useText();
  return (
    <DialogTrigger>
      <Button className="button quiet tables-button" aria-label={t('query.tables')}>
        <Table2 className="icon" aria-hidden="true" />
        <span className="label-wide">{t('query.tables')}</span>
      </Button>
      <Popover className="popover" placement="top start" offset={4}>
        <Dialog className="schema-popover" aria-label={t('schema.title')}>
          <SchemaBrowser tables={tables} onInsert={(text) => editor?.insert(text)} />
        </Dialog>
      </Popover>
    </DialogTrigger>
  );
}

function SaveQuery() {
  const t = useText();
  const run = useCommand();
  const { store } = useApp();
  const empty = useAppState((state) => state.draft.trim() === '');
  const [name, setName] = useState('');
  return (
    <DialogTrigger>
      <Button className="button quiet icon-only" aria-label={t('query.save')} isDisabled={empty}>
        <Save className="icon" aria-hidden="true" />
      </Button>
      <Popover className="popover" placement="bottom end" offset={4}>
        <Dialog className="save-query" aria-label={t('query.save')}>
          {({ close }) => (
            <Form
              onSubmit={(event) => {
                event.preventDefault();
                run(saveQuery, name, store.getState().draft);
                setName('');
                close();
              }}
            >
              <TextField value={name} onChange={setName} autoFocus isRequired>
                <Label className="field-label">{t('query.save.name')}</Label>
                <Input className="text-input" />
              </TextField>
              <Button type="submit" className="button primary">
                {t('query.save')}
              </Button>
            </Form>
          )}
        </Dialog>
      </Popover>
    </DialogTrigger>
  );
}
