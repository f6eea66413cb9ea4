import { useEffect, useRef } from 'react';
import { editQuery } from '../../commands/edit-query.ts';
import { runQuery } from '../../commands/run-query.ts';
import type { TableInfo } from '../../core/store/database.ts';
import { useApp, useAppState, useCommand } from '../app-context.tsx';
import { useText } from '../i18n/text.ts';
import { createSqlView, type SqlView } from './sql-view.ts';

export interface SqlEditorHandle {
  /** Puts a text where the cursor stands and goes on there. */
  insert(text: string): void;
  /** Runs what is selected, or all of it. */
  run(): void;
}

export interface SqlEditorProps {
  readonly tables: readonly TableInfo[];
  readonly onReady: (handle: SqlEditorHandle | null) => void;
}

/** The editor: completion of the names that are really there, and errors at their place in the text. */
export function SqlEditor({ tables, onReady }: SqlEditorProps) {
  const t = useText();
  const app = useApp();
  const run = useCommand();
  const host = useRef<HTMLDivElement>(null);
  const view = useRef<SqlView | null>(null);
  const draft = useAppState((state) => state.draft);
  const error = useAppState((state) => state.query.error);
  const label = t('query.editor');
  const placeholder = t('query.placeholder');

  // The view is made once; what changes is told to it below
  useEffect(() => {
    if (host.current === null) return;
    const made = createSqlView(host.current, {
      text: app.store.getState().draft,
      label,
      placeholder,
      onChange: (text) => run(editQuery, text),
      onRun: (sql, offset) => run(runQuery, sql, offset),
    });
    view.current = made;
    onReady(made);
    return () => {
      onReady(null);
      view.current = null;
      made.destroy();
    };
  }, []);
  useEffect(() => view.current?.setText(draft), [draft]);
  useEffect(() => view.current?.setTables(tables), [tables]);
  useEffect(() => view.current?.setProblem(error === null || error.kind === 'cancelled' ? null : error), [error]);
  return <div className="sql-editor" ref={host} />;
}
