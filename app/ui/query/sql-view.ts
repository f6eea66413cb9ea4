import {
  autocompletion,
  closeBrackets,
  closeBracketsKeymap,
  closeCompletion,
  completionKeymap,
} from '@codemirror/autocomplete';
import { defaultKeymap, history, historyKeymap, indentWithTab } from '@codemirror/commands';
import { sql } from '@codemirror/lang-sql';
import { bracketMatching, HighlightStyle, syntaxHighlighting } from '@codemirror/language';
import { lintGutter, setDiagnostics } from '@codemirror/lint';
import { Compartment, EditorState, Prec } from '@codemirror/state';
import {
  drawSelection,
  EditorView,
  highlightActiveLine,
  keymap,
  lineNumbers,
  placeholder as placeholderText,
} from '@codemirror/view';
import { tags } from '@lezer/highlight';
import type { TableInfo } from '../../core/store/database.ts';
import type { QueryProblem } from '../../state/app-state.ts';
import { DUCKDB_DIALECT, schemaOf, wordCompletion } from './sql-dialect.ts';

export interface SqlViewOptions {
  readonly text: string;
  readonly label: string;
  readonly placeholder: string;
  readonly onChange: (text: string) => void;
  /** `offset` is where the SQL begins in the whole text. */
  readonly onRun: (sql: string, offset: number) => void;
  /** Called by Ctrl or Cmd with Shift and Enter. */
  readonly onCheck?: () => void;
  /** True where what is written is no SQL. */
  readonly isPlain?: boolean;
}

export interface SqlView {
  insert(text: string): void;
  run(): void;
  setText(text: string): void;
  setTables(tables: readonly TableInfo[]): void;
  setProblem(problem: QueryProblem | null): void;
  destroy(): void;
}

const colours = HighlightStyle.define([
  { tag: tags.keyword, color: 'var(--code-keyword)', fontWeight: '600' },
  { tag: [tags.string, tags.special(tags.string)], color: 'var(--code-text)' },
  { tag: [tags.number, tags.bool, tags.null], color: 'var(--code-number)' },
  { tag: tags.comment, color: 'var(--code-comment)', fontStyle: 'italic' },
  { tag: [tags.typeName, tags.standard(tags.name)], color: 'var(--code-number)' },
]);

/** Makes the editor inside `host`. Ctrl or Cmd with Enter runs the selection, or everything. */
export function createSqlView(host: HTMLElement, options: SqlViewOptions): SqlView {
  const { onCheck, isPlain = false } = options;
  const language = new Compartment();
  const languageFor = (tables: readonly TableInfo[]) =>
    sql({ dialect: DUCKDB_DIALECT, schema: schemaOf(tables), keywordCompletion: wordCompletion });
  let schemaKey = '';

  const run = (view: EditorView) => {
    closeCompletion(view);
    const { from, to, empty } = view.state.selection.main;
    const part = empty ? '' : view.state.sliceDoc(from, to);
    if (part.trim() !== '') options.onRun(part, from);
    else if (view.state.doc.toString().trim() !== '') options.onRun(view.state.doc.toString(), 0);
    return true;
  };
  const view = new EditorView({
    parent: host,
    state: EditorState.create({
      doc: options.text,
      extensions: [
        Prec.highest(keymap.of([{ key: 'Mod-Enter', run }, ...(onCheck === undefined ? [] : [checkKey(onCheck)])])),
        lineNumbers(),
        lintGutter(),
        history(),
        drawSelection(),
        bracketMatching(),
        closeBrackets(),
        highlightActiveLine(),
        autocompletion({ icons: false }),
        // Tab indents; Escape, then Tab leaves the editor (CodeMirror's own convention).
        keymap.of([...closeBracketsKeymap, ...completionKeymap, ...historyKeymap, ...defaultKeymap, indentWithTab]),
        language.of(isPlain ? [] : languageFor([])),
        syntaxHighlighting(colours),
        placeholderText(options.placeholder),
        EditorView.lineWrapping,
        EditorView.contentAttributes.of({ 'aria-label': options.label, spellcheck: 'false', tabindex: '0' }),
        EditorView.updateListener.of((update) => {
          if (update.docChanged) options.onChange(update.state.doc.toString());
        }),
      ],
    }),
  });

  return {
    insert(text) {
      view.dispatch(view.state.replaceSelection(text), { scrollIntoView: true });
      view.focus();
    },
    run: () => {
      run(view);
    },
    setText(text) {
      if (view.state.doc.toString() === text) return;
      view.dispatch({ changes: { from: 0, to: view.state.doc.length, insert: text }, selection: { anchor: 0 } });
    },
    setTables(tables) {
      // Row counts change all the time; the language is made anew only for other names.
      const key = tables.map((table) => `${table.name}(${table.columns.map((column) => column.name)})`).join();
      if (isPlain || key === schemaKey) return;
      schemaKey = key;
      view.dispatch({ effects: language.reconfigure(languageFor(tables)) });
    },
    setProblem(problem) {
      view.dispatch(setDiagnostics(view.state, problem === null ? [] : [diagnosticOf(view.state, problem)]));
    },
    destroy: () => view.destroy(),
  };
}

function checkKey(onCheck: () => void) {
  const run = () => {
    onCheck();
    return true;
  };
  return { key: 'Mod-Shift-Enter', run };
}

/** Underlines the word at the place of the error, or the first line where the place is not known. */
function diagnosticOf(state: EditorState, problem: QueryProblem) {
  const message = problem.message;
  if (problem.position === null) {
    return { from: 0, to: state.doc.line(1).to, severity: 'error' as const, message };
  }
  const at = Math.min(problem.position, state.doc.length);
  const word = state.wordAt(at);
  const from = word?.from ?? Math.max(0, Math.min(at, state.doc.length - 1));
  return { from, to: word?.to ?? Math.min(from + 1, state.doc.length), severity: 'error' as const, message };
}
