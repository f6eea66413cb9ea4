import { geometryHead } from '../../commands/geometry-cells.ts';
import type { Cell, ColumnType } from '../../core/store/database.ts';
import { byteSize } from './numbers.ts';
import { isoTime } from './times.ts';

const LONGEST_TEXT = 300;

/** A cell as the grid shows it: SQL's own forms, since whoever reads it here will write it there. */
export function cellText(cell: Cell, type?: ColumnType): string {
  if (cell === null) return 'NULL';
  if (cell instanceof Uint8Array) return byteSize(cell.byteLength);
  if (type === 'time' && typeof cell === 'number') return isoTime(cell);
  if (typeof cell === 'number') return plainNumber(cell);
  if (typeof cell === 'string') return cell.length > LONGEST_TEXT ? `${cell.slice(0, LONGEST_TEXT)}…` : cell;
  return String(cell);
}

/** A geometry as it begins in well-known text; bytes that are none, by their size. */
export function geometryText(cell: Cell): string {
  return (cell instanceof Uint8Array ? geometryHead(cell) : null) ?? cellText(cell);
}

/** All digits that matter, without the noise of binary fractions. */
function plainNumber(value: number): string {
  if (Number.isInteger(value) || !Number.isFinite(value)) return String(value);
  return String(Number(value.toPrecision(12)));
}

export function isRightAligned(type: ColumnType): boolean {
  return type === 'number' || type === 'time' || type === 'blob';
}
