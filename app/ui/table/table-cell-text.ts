import type { Cell, TableColumn } from '../../core/store/database.ts';
import { cellText } from '../format/cells.ts';
import { isoTime } from '../format/times.ts';

const LAST_MS = 8.64e15;

/** A value as the table shows it: always text. Empty cells are empty; days are days. */
export function tableCellText(cell: Cell, { sqlType }: TableColumn): string {
  if (cell === null) return '';
  const isTime = sqlType === 'DATE' || sqlType.startsWith('TIMESTAMP');
  if (isTime && typeof cell === 'number' && Math.abs(cell) <= LAST_MS) {
    return sqlType === 'DATE' ? new Date(cell).toISOString().slice(0, 10) : isoTime(cell);
  }
  return cellText(cell);
}

const NUMERIC = /^(U?(TINY|SMALL|BIG|HUGE)?INT(EGER)?|FLOAT|DOUBLE|DECIMAL.*)$/;

export function isNumeric({ sqlType }: TableColumn): boolean {
  return NUMERIC.test(sqlType);
}
