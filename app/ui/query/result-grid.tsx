// biome-ignore-all lint/a11y/useSemanticElements: the rows of a <table> cannot be laid out one by one
// biome-ignore-all lint/a11y/useFocusableInteractive: the region that scrolls has the focus, as for any table
import { useVirtualizer } from '@tanstack/react-virtual';
import { useEffect, useMemo, useRef } from 'react';
import { geometryColumns } from '../../commands/geometry-cells.ts';
import type { Cell, ResultTable } from '../../core/store/database.ts';
import { cellText, geometryText, isRightAligned } from '../format/cells.ts';
import { count } from '../format/numbers.ts';
import { useText } from '../i18n/text.ts';
import { ScrollRegion } from '../parts/scroll-region.tsx';
import { useRemPx } from '../use-rem-px.ts';

const ROW_REM = 1.625;
const SAMPLE_ROWS = 200;
const NARROWEST_CHARACTERS = 6;
const WIDEST_CHARACTERS = 42;
/** A result wider than this is cut, and it is said: nobody reads two hundred columns in a grid. */
const MOST_COLUMNS = 200;

/** Width of a column in characters, by its name and the first rows. */
function widthOf(table: ResultTable, column: number, marks: ReadonlyMap<number, RowMark> | undefined): number {
  const { type } = table.columns[column]!;
  const isShape = geometryColumns(table).has(column);
  const textOf = (cell: Cell) => (isShape ? geometryText(cell) : cellText(cell, type));
  let widest = Math.max(NARROWEST_CHARACTERS, table.columns[column]!.name.length + 1);
  for (let row = 0; row < Math.min(SAMPLE_ROWS, table.rowCount); row++) {
    widest = Math.max(widest, textOf(table.cell(row, column)).length);
    if (widest >= WIDEST_CHARACTERS) return WIDEST_CHARACTERS;
  }
  for (const [row, { expected }] of marks ?? []) {
    if (!expected.has(column)) continue;
    // The sign and both values.
    widest = Math.max(widest, 4 + textOf(table.cell(row, column)).length + textOf(expected.get(column)!).length);
  }
  return Math.min(widest, WIDEST_CHARACTERS);
}

/** What is to be said of a row: it should not be there, or what some of its cells should hold, by column number. */
export interface RowMark {
  readonly isExtra: boolean;
  readonly expected: ReadonlyMap<number, Cell>;
}

export interface ResultGridProps {
  readonly table: ResultTable;
  readonly marks?: ReadonlyMap<number, RowMark>;
  /** A row to bring into sight; again with each new object. */
  readonly sought?: { readonly row: number } | null;
}

/** The rows of a result. Only those in sight exist as elements, so that 100,000 scroll like ten. */
export function ResultGrid({ table, marks, sought }: ResultGridProps) {
  const t = useText();
  const scroll = useRef<HTMLElement>(null);
  const rowPx = ROW_REM * useRemPx();
  const columns = table.columns.slice(0, MOST_COLUMNS);
  const geometries = geometryColumns(table);
  const widths = useMemo(
    () => table.columns.slice(0, MOST_COLUMNS).map((_, index) => widthOf(table, index, marks)),
    [table, marks],
  );
  const virtual = useVirtualizer({
    count: table.rowCount,
    getScrollElement: () => scroll.current,
    estimateSize: () => rowPx,
    overscan: 12,
    scrollPaddingStart: rowPx * 2,
  });
  useEffect(() => {
    if (!sought || sought.row >= table.rowCount) return;
    virtual.scrollToIndex(sought.row, { align: 'center' });
    scroll.current?.focus();
    // The virtualizer is made anew at each render and is the same.
  }, [sought, table]);
  const template = `3.5rem ${widths.map((characters) => `minmax(${(characters * 0.45 + 1.1).toFixed(2)}rem, auto)`).join(' ')}`;
  if (table.columns.length === 0) return <p className="result-none muted">{t('result.no-columns')}</p>;
  return (
    <ScrollRegion ref={scroll} className="grid" label={t('result.table')}>
      <div role="table" aria-label={t('result.table')} aria-rowcount={table.rowCount + 1} className="grid-table">
        <div role="row" aria-rowindex={1} className="grid-head" style={{ gridTemplateColumns: template }}>
          <span role="columnheader" className="grid-row-number">
            <span className="visually-hidden">{t('result.row')}</span>
          </span>
          {columns.map((column, index) => (
            <span
              role="columnheader"
              // A result may have two columns of one name
              key={index}
              className={isRightAligned(column.type) && !geometries.has(index) ? 'grid-cell right' : 'grid-cell'}
            >
              <span className="ellipsis">{column.name}</span>
              <span className="grid-type">{geometries.has(index) ? 'geometry' : column.sqlType.toLowerCase()}</span>
            </span>
          ))}
        </div>
        <div role="rowgroup" style={{ height: virtual.getTotalSize(), position: 'relative' }}>
          {virtual.getVirtualItems().map((item) => {
            const mark = marks?.get(item.index);
            const tone = mark === undefined ? '' : mark.isExtra ? ' extra' : ' wrong';
            return (
              <div
                role="row"
                key={item.index}
                aria-rowindex={item.index + 2}
                className={`grid-row${tone}`}
                style={{ gridTemplateColumns: template, height: item.size, transform: `translateY(${item.start}px)` }}
              >
                <span role="rowheader" className="grid-row-number">
                  {mark?.isExtra ? <span title={t('result.row.extra')}>+ </span> : null}
                  {count(item.index + 1)}
                </span>
                {columns.map((column, index) => {
                  const cell = table.cell(item.index, index);
                  const isShape = geometries.has(index);
                  const expected = mark?.expected.get(index);
                  return (
                    <span
                      role="cell"
                      // A result may have two columns of one name
                      key={index}
                      className={`grid-cell${isRightAligned(column.type) && !isShape ? ' right' : ''}${cell === null ? ' null' : ''}${expected === undefined ? '' : ' wrong'}`}
                    >
                      {expected === undefined ? null : (
                        <span className="grid-unequal" title={t('result.cell.wrong')}>
                          ≠
                        </span>
                      )}
                      <span className="ellipsis">{isShape ? geometryText(cell) : cellText(cell, column.type)}</span>
                      {expected === undefined ? null : (
                        <span className="grid-expected ellipsis">
                          <span className="visually-hidden">{t('result.cell.expected')} </span>
                          {isShape ? geometryText(expected) : cellText(expected, column.type)}
                        </span>
                      )}
                    </span>
                  );
                })}
              </div>
            );
          })}
        </div>
      </div>
    </ScrollRegion>
  );
}
