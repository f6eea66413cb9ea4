// biome-ignore-all lint/a11y/useSemanticElements: the rows of a <table> cannot be laid out one by one
// biome-ignore-all lint/a11y/useFocusableInteractive: the grid has the focus and names its active cell
import { useVirtualizer } from '@tanstack/react-virtual';
import { ArrowDown, ArrowUp } from 'lucide-react';
import { type KeyboardEvent, useEffect, useRef, useState } from 'react';
import { isWritable } from '../../commands/own-features.ts';
import type { Cell, TableColumn } from '../../core/store/database.ts';
import type { LayerSpec } from '../../core/twins/layer-spec.ts';
import { attributeUnit } from '../format/attributes.ts';
import { count } from '../format/numbers.ts';
import { unitSign } from '../format/units.ts';
import { useText } from '../i18n/text.ts';
import { useRemPx } from '../use-rem-px.ts';
import { CellEditor } from './cell-editor.tsx';
import { isNumeric, tableCellText } from './table-cell-text.ts';
import { useRowCells } from './use-row-cells.ts';

const ROW_REM = 1.625;
const PAGE_STEP = 10;
const ID = 'attribute-cell';

export interface TableSort {
  readonly column: string;
  readonly descending: boolean;
}

export interface TableGridProps {
  readonly name: string;
  readonly table: string;
  readonly columns: readonly TableColumn[];
  readonly rows: Int32Array;
  readonly version: number;
  readonly sort: TableSort | null;
  readonly onSort: (sort: TableSort | null) => void;
  /** The feature that is picked, and the place of its row; -1 where it is not listed. */
  readonly selected: { readonly featureId: string; readonly index: number } | null;
  readonly onChoose: (featureId: string) => void;
  /** The layer whose values may be written here; null where they may not. */
  readonly editable: LayerSpec | null;
}

/** Rows of a layer's table; only those in sight exist as elements, and only they are read. */
export function TableGrid({
  name,
  table,
  columns,
  rows,
  version,
  sort,
  onSort,
  selected,
  onChoose,
  editable,
}: TableGridProps) {
  const t = useText();
  const scroll = useRef<HTMLDivElement>(null);
  const rowPx = ROW_REM * useRemPx();
  const [active, setActive] = useState({ row: 0, column: 0 });
  const [writing, setWriting] = useState<{ readonly row: number; readonly column: number } | null>(null);
  const virtual = useVirtualizer({
    count: rows.length,
    getScrollElement: () => scroll.current,
    estimateSize: () => rowPx,
    overscan: 8,
    scrollPaddingStart: rowPx * 2,
  });
  const items = virtual.getVirtualItems();
  const sight = { first: items[0]?.index ?? 0, last: items.at(-1)?.index ?? 0 };
  const cellsOf = useRowCells(table, columns, rows, version, sight);
  const ids = columns.findIndex((column) => column.name === 'feature_id');
  const idOf = (cells: readonly Cell[] | null) => (cells === null || ids < 0 ? null : String(cells[ids]));

  const at = selected?.index ?? -1;
  useEffect(() => {
    if (at < 0) return;
    setActive((before) => ({ ...before, row: at }));
    virtual.scrollToIndex(at, { align: 'auto' });
  }, [at, selected?.featureId]);

  const choose = (index: number) => {
    const featureId = idOf(cellsOf(rows[index] ?? -1));
    if (featureId !== null) onChoose(featureId);
  };
  const write = (row: number, column: number) => {
    if (editable !== null && columns[column] !== undefined && isWritable(columns[column])) setWriting({ row, column });
  };
  const onKeyDown = (event: KeyboardEvent) => {
    if (event.target !== event.currentTarget || rows.length === 0) return;
    const steps: Readonly<Record<string, readonly [number, number]>> = {
      ArrowUp: [-1, 0],
      ArrowDown: [1, 0],
      ArrowLeft: [0, -1],
      ArrowRight: [0, 1],
      PageUp: [-PAGE_STEP, 0],
      PageDown: [PAGE_STEP, 0],
      Home: [-rows.length, 0],
      End: [rows.length, 0],
    };
    const step = steps[event.key];
    if (step !== undefined) {
      const within = (value: number, most: number) => Math.max(0, Math.min(most - 1, value));
      const next = {
        row: within(active.row + step[0], rows.length),
        column: within(active.column + step[1], columns.length),
      };
      setActive(next);
      virtual.scrollToIndex(next.row, { align: 'auto' });
    } else if (event.key === 'Enter' || event.key === ' ') choose(active.row);
    else if (event.key === 'F2') write(active.row, active.column);
    else return;
    event.preventDefault();
    event.stopPropagation();
  };

  const template = `3.5rem ${columns.map((column) => `minmax(${widthRem(column).toFixed(2)}rem, auto)`).join(' ')}`;
  const isActiveDrawn = items.some(({ index }) => index === active.row);
  return (
    <div
      ref={scroll}
      className="grid scroll table-grid"
      role="grid"
      tabIndex={0}
      aria-label={t('table.grid', { name })}
      aria-rowcount={rows.length + 1}
      aria-colcount={columns.length + 1}
      {...(isActiveDrawn ? { 'aria-activedescendant': `${ID}-${active.row}-${active.column}` } : {})}
      onKeyDown={onKeyDown}
    >
      <div className="grid-table">
        <div role="rowgroup" className="grid-head-group">
          <div role="row" aria-rowindex={1} className="grid-head" style={{ gridTemplateColumns: template }}>
            <span role="columnheader" className="grid-row-number">
              <span className="visually-hidden">{t('table.row')}</span>
            </span>
            {columns.map((column) => (
              <HeadCell key={column.name} column={column} sort={sort} onSort={onSort} />
            ))}
          </div>
        </div>
        <div role="rowgroup" style={{ height: virtual.getTotalSize(), position: 'relative' }}>
          {items.map((item) => {
            const cells = cellsOf(rows[item.index]!);
            const isSelected = selected !== null && idOf(cells) === selected.featureId;
            return (
              // biome-ignore lint/a11y/useKeyWithClickEvents: the grid itself hears the keys
              <div
                role="row"
                key={item.index}
                aria-rowindex={item.index + 2}
                aria-selected={isSelected}
                aria-busy={cells === null}
                className={`grid-row${isSelected ? ' selected' : ''}`}
                style={{ gridTemplateColumns: template, height: item.size, transform: `translateY(${item.start}px)` }}
                onClick={() => {
                  if (writing === null) choose(item.index);
                }}
              >
                <span role="rowheader" className="grid-row-number">
                  {count(item.index + 1)}
                </span>
                {columns.map((column, index) => {
                  const text = cells === null ? '…' : tableCellText(cells[index]!, column);
                  const featureId = idOf(cells);
                  const isWriting =
                    editable !== null && featureId !== null && writing?.row === item.index && writing.column === index;
                  const isActive = active.row === item.index && active.column === index;
                  return (
                    // biome-ignore lint/a11y/useKeyWithClickEvents: the grid itself hears F2
                    <span
                      role="gridcell"
                      key={column.name}
                      id={`${ID}-${item.index}-${index}`}
                      className={`grid-cell${isNumeric(column) ? ' right' : ''}${isActive ? ' active' : ''}${isWriting ? ' writing' : ''}`}
                      onClick={() => setActive({ row: item.index, column: index })}
                      onDoubleClick={() => write(item.index, index)}
                    >
                      {isWriting ? (
                        <CellEditor
                          layer={editable}
                          featureId={featureId}
                          column={column}
                          text={text}
                          onDone={() => {
                            setWriting(null);
                            scroll.current?.focus({ preventScroll: true });
                          }}
                        />
                      ) : (
                        <span className="ellipsis">{text}</span>
                      )}
                    </span>
                  );
                })}
              </div>
            );
          })}
        </div>
      </div>
    </div>
  );
}

/** A column's name, unit and type; pressed, the table is sorted by it: upwards, downwards, as written. */
function HeadCell({
  column,
  sort,
  onSort,
}: {
  readonly column: TableColumn;
  readonly sort: TableSort | null;
  readonly onSort: (sort: TableSort | null) => void;
}) {
  const t = useText();
  const own = sort?.column === column.name ? sort : null;
  const next = own === null ? 'up' : own.descending ? 'off' : 'down';
  const unit = unitSign(attributeUnit(column.name));
  const Icon = own?.descending === true ? ArrowDown : ArrowUp;
  const type = column.sqlType.toLowerCase();
  return (
    <span
      role="columnheader"
      aria-sort={own === null ? 'none' : own.descending ? 'descending' : 'ascending'}
      className={`grid-cell${isNumeric(column) ? ' right' : ''}`}
    >
      <button
        type="button"
        className="table-sort"
        title={t(`table.sort-${next}`, { column: column.name })}
        onClick={() => onSort(next === 'off' ? null : { column: column.name, descending: next === 'down' })}
      >
        <span className="ellipsis">{column.name}</span>
        {own === null ? null : <Icon className="icon" aria-hidden="true" />}
      </button>
      <span className="grid-type">{unit === '' ? type : `${unit} · ${type}`}</span>
    </span>
  );
}

/** By name and type alone: a table that scrolls must not change its columns. */
function widthRem(column: TableColumn): number {
  const characters = Math.max(isNumeric(column) ? 9 : 16, column.name.length + 3);
  return Math.min(30, characters) * 0.5 + 1.1;
}
