/**
 * Heights above the ground, by a stated rule:
 *
 * 1. a column whose name says height (height-names.ts) and that has a value for at least one surface; of several the one
 *    whose name says it best, then the fuller one; where that one knows fewer than half of the surfaces and another length
 *    knows nearly all, that other one, and the report says what was passed over;
 * 2. else a column that counts storeys, × 3 m for each (assumed, shown);
 * 3. else the shapes' own z, from the lowest to the highest vertex, where half of them stand at least 1 m high;
 * 4. else, where the file's names speak of buildings, 6 m for all (assumed, shown, `no-height-attribute`);
 * 5. else none: surfaces lie flat.
 *
 * A person may choose a column, its unit, the storey height, and what is assumed where nothing is known.
 */
import type { FileIssue } from '../feature-source.ts';
import type { HeightReport } from '../report.ts';
import { type HeightUnit, isBuildingColumn, namedHeight, namesBuildings } from './height-names.ts';
import type { ColumnValue, ImportedColumn } from './imported-column.ts';
import { readLength } from './length-text.ts';

/** Metres of a storey where nobody says otherwise: floor to floor of European housing. */
export const STOREY_HEIGHT_M = 3;
/** Metres of a building of which nothing is known: two storeys. */
export const ASSUMED_BUILDING_M = 6;
/** The highest building stands at 828 m. */
export const HIGHEST_M = 1_000;
/** Nearly all surfaces: a column that knows so many is complete. */
const COMPLETE = 0.9;
/** Issues that name their feature; the rest is one number. */
const MOST_NAMED = 20;

/** What the rule asks of the shapes. */
export interface Surfaces {
  /** Rows of the file. */
  readonly count: number;
  /** By row: 1 where the feature has a surface. */
  readonly isSurface: ArrayLike<number>;
  /** By row: metres from the lowest vertex to the highest, NaN without z. Left out: no shape has a z. */
  readonly zRangeM?: ArrayLike<number>;
  /** Names of the file and its layer, by which it may say that it holds buildings. */
  readonly names?: readonly string[];
}

export interface HeightChoice {
  /** A column by its safe name; null: none. Left out: by the rule. */
  readonly column?: string | null;
  readonly unit?: HeightUnit;
  readonly storeyHeightM?: number;
  /** Assumed where nothing is known, m; null: flat. Left out: by the rule. */
  readonly defaultM?: number | null;
}

export interface Heights {
  readonly report: HeightReport;
  /** By row, m; NaN where unknown. Assumed heights are in it; `assumed` says which. */
  readonly heightM: Float64Array;
  /** By row: 1 where the height was assumed for want of a value. */
  readonly assumed: Uint8Array;
  readonly issues: FileIssue[];
}

interface Lengths {
  readonly values: Float64Array;
  readonly known: number;
  /** Values outside 0 to 1,000 m, which count as unknown. */
  readonly outside: readonly number[];
}

const PER_UNIT_M: Readonly<Record<Exclude<HeightUnit, 'storey'>, number>> = { m: 1, ft: 0.3048, cm: 0.01 };

/** Metres of one value; NaN for none. A unit written beside the value wins over the column's. */
function metresOf(value: ColumnValue | undefined, perUnitM: number): number {
  if (typeof value === 'number') return value * perUnitM;
  if (typeof value !== 'string') return Number.NaN;
  const read = readLength(value);
  return read === null ? Number.NaN : read.value * (read.perUnitM ?? perUnitM);
}

function lengthsOf(surfaces: Surfaces, metresAt: (row: number) => number): Lengths {
  const values = new Float64Array(surfaces.count).fill(Number.NaN);
  const outside: number[] = [];
  let known = 0;
  for (let row = 0; row < surfaces.count; row++) {
    const metres = metresAt(row);
    if (Number.isNaN(metres)) continue;
    if (metres < 0 || metres > HIGHEST_M) {
      if (surfaces.isSurface[row] === 1) outside.push(row);
      continue;
    }
    values[row] = metres;
    if (surfaces.isSurface[row] === 1) known += 1;
  }
  return { values, known, outside };
}

interface Candidate {
  readonly column: ImportedColumn;
  readonly unit: HeightUnit;
  readonly rank: number;
}

/** Columns whose name says height, best first. Text columns are among them: each value is tried. */
function candidatesOf(columns: readonly ImportedColumn[]): readonly Candidate[] {
  return columns
    .flatMap((column): Candidate[] => {
      const named = namedHeight(column.source);
      if (named === null || column.filled === 0 || column.type === 'BOOLEAN') return [];
      if (column.type === 'DATE' || column.type === 'TIMESTAMP') return [];
      return [{ column, unit: named.unit ?? 'm', rank: named.rank }];
    })
    .sort((a, b) => b.rank - a.rank || b.column.filled - a.column.filled);
}

function named(code: FileIssue['code'], rows: readonly number[], detail: string): FileIssue[] {
  const issues = rows
    .slice(0, MOST_NAMED)
    .map((row): FileIssue => ({ code, severity: 'info', featureNumber: row + 1, detail }));
  const rest = rows.length - issues.length;
  return rest === 0 ? issues : [...issues, { code, severity: 'info', count: rest, detail }];
}

/** Heights of a file's surfaces by the rule above, or as a person chose. */
export function heightRule(columns: readonly ImportedColumn[], surfaces: Surfaces, choice: HeightChoice = {}): Heights {
  let of = 0;
  for (let row = 0; row < surfaces.count; row++) if (surfaces.isSurface[row] === 1) of += 1;
  const storeyM = choice.storeyHeightM ?? STOREY_HEIGHT_M;
  const perUnit = (unit: HeightUnit) => (unit === 'storey' ? storeyM : PER_UNIT_M[unit]);

  let lengths: Lengths | null = null;
  let column: ImportedColumn | null = null;
  let rule: HeightReport['rule'] = 'none';
  let unit: HeightReport['unit'] = null;
  let passedOver: HeightReport['passedOver'] = null;
  const readOf = (from: ImportedColumn, itsUnit: HeightUnit) =>
    lengthsOf(surfaces, (row) => metresOf(from.values.at(row), perUnit(itsUnit)));
  const take = (taken: ImportedColumn, itsUnit: HeightUnit) => {
    const read = readOf(taken, itsUnit);
    if (read.known === 0 && choice.column === undefined) return false;
    [lengths, column, unit, rule] = [read, taken, itsUnit, itsUnit === 'storey' ? 'storeys' : 'metres'];
    return true;
  };

  if (typeof choice.column === 'string') {
    const chosen = columns.find(({ name }) => name === choice.column);
    if (chosen !== undefined) take(chosen, choice.unit ?? namedHeight(chosen.source)?.unit ?? 'm');
  } else if (choice.column === undefined && of > 0) {
    const candidates = candidatesOf(columns);
    const at = candidates.findIndex((candidate) => take(candidate.column, choice.unit ?? candidate.unit));
    const known = at < 0 ? of : (lengths as Lengths | null)!.known;
    if (known * 2 < of) {
      const first = candidates[at]!;
      const fuller = candidates
        .slice(at + 1)
        .find(
          (candidate) =>
            candidate.unit !== 'storey' &&
            readOf(candidate.column, choice.unit ?? candidate.unit).known >= of * COMPLETE,
        );
      if (fuller !== undefined) {
        take(fuller.column, choice.unit ?? fuller.unit);
        passedOver = { column: first.column.name, known };
      }
    }
    if (column === null && surfaces.zRangeM !== undefined) {
      const byShape = lengthsOf(surfaces, (row) => surfaces.zRangeM?.[row] ?? Number.NaN);
      const standing = byShape.values.filter((metres, row) => surfaces.isSurface[row] === 1 && metres >= 1).length;
      if (standing * 2 >= of) [lengths, rule, unit] = [byShape, 'geometry', 'm'];
    }
  }
  return finish(columns, surfaces, choice, { of, lengths, column, rule, unit, passedOver, perUnit });
}

interface Found {
  readonly of: number;
  readonly lengths: Lengths | null;
  readonly column: ImportedColumn | null;
  readonly rule: HeightReport['rule'];
  readonly unit: HeightReport['unit'];
  readonly passedOver: HeightReport['passedOver'];
  perUnit(unit: HeightUnit): number;
}

function finish(columns: readonly ImportedColumn[], surfaces: Surfaces, choice: HeightChoice, found: Found): Heights {
  const { of, lengths, column, unit } = found;
  const buildings =
    of > 0 && ((surfaces.names ?? []).some(namesBuildings) || columns.some(({ source }) => isBuildingColumn(source)));
  const bare = lengths === null && buildings && choice.column === undefined;
  const defaultM = choice.defaultM === undefined ? (bare ? ASSUMED_BUILDING_M : null) : choice.defaultM;
  const rule = lengths === null && defaultM !== null && of > 0 ? 'default' : found.rule;

  const heightM = lengths?.values ?? new Float64Array(surfaces.count).fill(Number.NaN);
  const assumed = new Uint8Array(surfaces.count);
  const outside = new Set(lengths?.outside);
  const unknown: number[] = [];
  let lowest = Number.POSITIVE_INFINITY;
  let highest = Number.NEGATIVE_INFINITY;
  for (let row = 0; row < surfaces.count; row++) {
    if (surfaces.isSurface[row] !== 1) continue;
    const metres = heightM[row]!;
    if (Number.isNaN(metres)) {
      if (!outside.has(row)) unknown.push(row);
      if (defaultM === null) continue;
      heightM[row] = defaultM;
      assumed[row] = 1;
    } else {
      lowest = Math.min(lowest, metres);
      highest = Math.max(highest, metres);
    }
  }

  const from = column?.source ?? 'z';
  const issues: FileIssue[] =
    lengths === null
      ? bare
        ? [{ code: 'no-height-attribute', severity: 'warning' }]
        : []
      : [...named('null-height', unknown, from), ...named('height-out-of-range', lengths.outside, from)];
  const report: HeightReport = {
    column: column?.name ?? null,
    rule,
    unit,
    passedOver: found.passedOver,
    perUnitM: unit === null ? null : found.perUnit(unit),
    defaultM,
    known: lengths?.known ?? 0,
    of,
    lowestM: lowest <= highest ? lowest : null,
    highestM: lowest <= highest ? highest : null,
  };
  return { report, heightM, assumed, issues };
}
