/**
 * The attributes of a file, gathered feature by feature and typed over the whole file at the end. Whatever stands in
 * `properties` is only ever data: names become safe columns, values stay values.
 */
import type { FileIssue } from '../feature-source.ts';
import type { DoctorCode } from '../report.ts';
import { CellValues } from './cell-values.ts';
import { type Cell, ColumnCells } from './column-cells.ts';
import { safeNames, snakeCase } from './column-names.ts';
import { decideColumn } from './column-type.ts';
import { flatten } from './flatten.ts';
import type { ImportedColumn } from './imported-column.ts';
import { repeatedKeyValues } from './key-columns.ts';
import { isNothing, isNothingAmongValues } from './value-words.ts';

/** Columns of one file; what more names there are is left out and said. */
export const MOST_COLUMNS = 10_000;
/** Distinct values that are counted; beyond, nobody needs the number. */
const MOST_COUNTED = 50_000;
/** Repeated key values that are named one by one. */
const MOST_NAMED = 20;
const LONGEST_DETAIL = 200;

export interface AttributeGatherer {
  /** One feature after the other, from feature 1 on: its `properties` as the file has them, `undefined` for none. */
  add(properties: unknown): void;
  /** The columns in the order of their first appearance. Ask once, after the last feature. */
  finish(): { readonly columns: ImportedColumn[]; readonly issues: FileIssue[] };
}

interface Gathered {
  readonly source: string;
  readonly cells: ColumnCells;
}

export function createAttributeGatherer(): AttributeGatherer {
  const columns = new Map<string, Gathered>();
  const notes = createNotes();
  let rows = 0;
  let nestedHere = false;

  const columnOf = (path: string, source: string): ColumnCells | null => {
    const known = columns.get(path);
    if (known !== undefined) return known.cells;
    if (columns.size >= MOST_COLUMNS) {
      notes.name('too-many-columns', source, rows + 1);
      return null;
    }
    const cells = new ColumnCells();
    columns.set(path, { source, cells });
    return cells;
  };
  const sink = {
    cell: (path: string, source: string, cell: Cell) => columnOf(path, source)?.set(rows, cell),
    nothing: (path: string, source: string) => void columnOf(path, source),
    nested: () => {
      nestedHere = true;
    },
    tooLong: () => notes.count('value-too-long', rows + 1),
  };

  return {
    add(properties) {
      nestedHere = false;
      if (properties === undefined) notes.count('missing-properties', rows + 1);
      else if (typeof properties !== 'object' || Array.isArray(properties)) notes.count('bad-properties', rows + 1);
      else if (properties !== null) flatten(properties, sink);
      if (nestedHere) notes.count('nested-values', rows + 1);
      rows += 1;
    },
    finish() {
      const gathered = [...columns.values()];
      const names = safeNames(gathered.map(({ source }) => source));
      const imported = gathered.map(({ source, cells }, index) => {
        const { name, clashed } = names[index]!;
        if (clashed) notes.name('name-clash', source);
        else if (name !== source.toLowerCase() && name !== snakeCase(source)) notes.name('renamed-columns', source);
        return importedColumn(name, source, cells, rows, notes);
      });
      return { columns: imported, issues: notes.issues() };
    },
  };
}

function importedColumn(name: string, source: string, cells: ColumnCells, rows: number, notes: Notes): ImportedColumn {
  const decided = decideColumn(source, cells);
  for (const code of decided.codes) notes.name(code, source);
  const values = new CellValues(cells, rows, decided.read);
  const isNumber = decided.type === 'BIGINT' || decided.type === 'DOUBLE';
  const nothing = decided.type === 'VARCHAR' ? isNothing : isNothingAmongValues;
  const different = new Set<Cell>();
  let filled = 0;
  let mendedNumbers = 0;
  let nullWords = 0;
  cells.each((cell) => {
    if (typeof cell === 'string') {
      if (nothing(cell)) {
        // An empty text is how many formats write nothing at all.
        if (cell.trim() !== '') nullWords += 1;
        return true;
      }
      if (isNumber) mendedNumbers += 1;
    }
    filled += 1;
    if (different.size <= MOST_COUNTED) different.add(cell);
    return true;
  });
  if (nullWords > 0) notes.name('null-words', source);
  const repeated = repeatedKeyValues(source, cells);
  for (const {
    value,
    rows: [, second],
  } of repeated.slice(0, MOST_NAMED)) {
    notes.count('duplicate-key-values', second + 1, `${source}: ${value}`);
  }
  if (repeated.length > MOST_NAMED) notes.more('duplicate-key-values', repeated.length - MOST_NAMED);
  const distinct = different.size > MOST_COUNTED ? null : different.size;
  return { name, source, type: decided.type, filled, distinct, mendedNumbers, values };
}

interface Notes {
  /** One more feature or value. */
  count(code: DoctorCode, featureNumber: number, detail?: string): void;
  /** One more column, by its name in the file. */
  name(code: DoctorCode, source: string, featureNumber?: number): void;
  more(code: DoctorCode, count: number): void;
  issues(): FileIssue[];
}

/** Issues as they come: by feature the first few one by one, the rest as a number; by column one with all their names. */
function createNotes(): Notes {
  const single: FileIssue[] = [];
  const counts = new Map<DoctorCode, number>();
  const named = new Map<DoctorCode, { sources: Set<string>; featureNumber: number | undefined }>();
  const cut = (text: string) => (text.length <= LONGEST_DETAIL ? text : `${text.slice(0, LONGEST_DETAIL)}…`);
  return {
    count(code, featureNumber, detail) {
      const before = counts.get(code) ?? 0;
      counts.set(code, before + 1);
      if (before >= MOST_NAMED) return;
      single.push({ code, severity: 'info', featureNumber, ...(detail === undefined ? {} : { detail: cut(detail) }) });
    },
    name(code, source, featureNumber) {
      const entry = named.get(code) ?? { sources: new Set<string>(), featureNumber };
      entry.sources.add(source);
      named.set(code, entry);
    },
    more(code, count) {
      counts.set(code, (counts.get(code) ?? 0) + count);
    },
    issues() {
      const rest = [...counts].flatMap(([code, count]): FileIssue[] =>
        count > MOST_NAMED ? [{ code, severity: 'info', count: count - MOST_NAMED }] : [],
      );
      const columns = [...named].map(
        ([code, { sources, featureNumber }]): FileIssue => ({
          code,
          severity: 'info',
          count: sources.size,
          detail: cut([...sources].slice(0, 50).join(', ')),
          ...(featureNumber === undefined ? {} : { featureNumber }),
        }),
      );
      return [...single, ...rest, ...columns];
    },
  };
}
