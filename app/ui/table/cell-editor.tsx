import { useRef, useState } from 'react';
import { writeAttribute } from '../../commands/own-features.ts';
import type { TableColumn } from '../../core/store/database.ts';
import type { LayerSpec } from '../../core/twins/layer-spec.ts';
import { useApp } from '../app-context.tsx';
import { useText } from '../i18n/text.ts';

export interface CellEditorProps {
  readonly layer: LayerSpec;
  readonly featureId: string;
  readonly column: TableColumn;
  readonly text: string;
  /** Written or given up; the grid takes the focus again. */
  readonly onDone: () => void;
}

/** A value being written: Enter writes it, Escape gives it up. What does not fit the column's type says so. */
export function CellEditor({ layer, featureId, column, text, onDone }: CellEditorProps) {
  const t = useText();
  const app = useApp();
  const [written, setWritten] = useState(text);
  const [isWrong, setWrong] = useState(false);
  // Enter and Escape take the field away, and with it the focus: that must not write once more.
  const isOver = useRef(false);
  const end = () => {
    isOver.current = true;
    onDone();
  };
  const write = async () => {
    if (isOver.current) return;
    if (written === text) return end();
    isOver.current = true;
    const result = await writeAttribute(app, layer, featureId, column, written);
    if (result !== 'wrong-type') return onDone();
    isOver.current = false;
    setWrong(true);
  };
  return (
    <span className="cell-editor">
      <input
        // biome-ignore lint/a11y/noAutofocus: a person asked for this field with a key or a double click
        autoFocus
        className="text-input compact"
        aria-label={t('table.edit', { column: column.name })}
        aria-invalid={isWrong}
        value={written}
        autoComplete="off"
        onClick={(event) => event.stopPropagation()}
        onChange={(event) => {
          setWritten(event.target.value);
          setWrong(false);
        }}
        onKeyDown={(event) => {
          event.stopPropagation();
          if (event.key === 'Enter') void write();
          else if (event.key === 'Escape') end();
        }}
        onBlur={() => {
          if (!isWrong) void write();
        }}
      />
      {isWrong ? (
        <span className="cell-problem small" role="alert">
          {t('table.wrong-type', { column: column.name, type: column.sqlType.toLowerCase() })}
        </span>
      ) : null}
    </span>
  );
}
