import { RESERVED_WORDS } from '../core/geo/doctor/attributes/column-names.ts';
import type { Examination, ImportPlan, Stand } from '../core/twins/file-importer.ts';
import type { ImportFacts, ImportState } from '../state/import-desk.ts';
import type { AppContext } from './app-context.ts';
import type { ChangeRecord } from './change-record.ts';

const label = 'change.import';
/** As long as a name of a table may be. */
const LONGEST_NAME = 60;

/** Names the table; what cannot be its name is said and kept as it is written. */
export function nameImport({ imports }: AppContext, table: string): ChangeRecord {
  const { taken } = imports.store.getState();
  const name = table.trim();
  const isName = /^\p{L}[\p{L}\p{N}_]*$/u.test(name) && name.length <= LONGEST_NAME;
  const isTaken = taken.includes(name.toLowerCase());
  const nameProblem = !isName || RESERVED_WORDS.has(name.toLowerCase()) ? 'not-a-name' : isTaken ? 'taken' : null;
  imports.store.setState({ table, nameProblem });
  return { label };
}

/** What the card of the table will say. */
export function describeImport({ imports }: AppContext, facts: Partial<ImportFacts>): ChangeRecord {
  imports.store.setState((state) => ({ facts: { ...state.facts, ...facts } }));
  return { label };
}

const KINDS: readonly Stand[] = ['surface', 'line', 'point'];
const ENDINGS: Readonly<Record<Stand, string>> = { surface: 'areas', line: 'lines', point: 'points' };

/** The kinds of shapes of a file, the most frequent first. */
export function kindsOf(shapes: Examination['shapes']): readonly Stand[] {
  return KINDS.filter((stand) => shapes[stand] > 0).sort((a, b) => shapes[b] - shapes[a]);
}

/** The further tables that an import makes: one for each kind of shapes beside the most frequent one. */
export function otherTables({
  examination,
  draw,
  table,
  taken,
}: Pick<ImportState, 'examination' | 'draw' | 'table' | 'taken'>): NonNullable<ImportPlan['others']> {
  if (examination === null || draw !== null) return [];
  const [, ...others] = kindsOf(examination.shapes);
  const used = new Set([...taken, table.trim().toLowerCase()]);
  return others.map((stand) => {
    const wanted = `${table.trim()}_${ENDINGS[stand]}`;
    let name = wanted;
    for (let number = 2; used.has(name.toLowerCase()); number++) name = `${wanted}_${number}`;
    used.add(name.toLowerCase());
    return { table: name, draw: stand };
  });
}

/** Which kind of shapes the layer will draw, the table having all of them; null: a table and a layer for each. */
export function drawKind({ imports }: AppContext, draw: Stand | null): ChangeRecord {
  imports.store.setState({ draw });
  return { label };
}

/** Takes a column of the file into the table, or leaves it out. */
export function takeColumn({ imports }: AppContext, column: string, taken: boolean): ChangeRecord {
  imports.store.setState(({ leftOut }) => {
    const others = leftOut.filter((name) => name !== column);
    return { leftOut: taken ? others : [...others, column] };
  });
  return { label };
}
