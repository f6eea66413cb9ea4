import { X } from 'lucide-react';
import { useState } from 'react';
import { openPlace } from '../../commands/open-place.ts';
import { useAppState, useCommand } from '../app-context.tsx';
import { useText } from '../i18n/text.ts';
import { IconButton } from '../parts/icon-button.tsx';
import { DockResizer } from './dock-resizer.tsx';
import { QueryBar } from './query-bar.tsx';
import { ResultPane } from './result-pane.tsx';
import { SchemaBrowser } from './schema-browser.tsx';
import { SqlEditor, type SqlEditorHandle } from './sql-editor.tsx';
import { useTables } from './use-tables.ts';

/** The query panel: what there is, the question, and beside it the answer. */
export default function QueryDock() {
  const t = useText();
  const run = useCommand();
  const height = useAppState((state) => state.dockHeightPx);
  const [editor, setEditor] = useState<SqlEditorHandle | null>(null);
  const tables = useTables();
  return (
    <section className="dock sheet" aria-label={t('query.title')} style={{ height: `${height / 16}rem` }}>
      <h2 className="visually-hidden">{t('query.title')}</h2>
      <DockResizer label={t('query.resize')} />
      <div className="dock-columns">
        <SchemaBrowser tables={tables} onInsert={(text) => editor?.insert(text)} />
        <div className="dock-editor">
          <QueryBar editor={editor} tables={tables} />
          <SqlEditor tables={tables.value ?? []} onReady={setEditor} />
        </div>
        <ResultPane />
      </div>
      <div className="dock-close">
        <IconButton icon={X} label={t('common.close')} onPress={() => run(openPlace, null)} />
      </div>
    </section>
  );
}
