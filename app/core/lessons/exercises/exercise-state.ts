/** The SQL that makes an exercise's state of a seed. */
import { tokenizeSql } from '../../store/sql-tokens.ts';
import type { Exercise } from './exercise.ts';

const SEED = 'exercise_seed';

/**
 * Made once with the database. Both are fixed by seed and key, in Node as in every browser: DuckDB's hash, and its mathematics,
 * are the same WebAssembly everywhere. 53 bits of a hash are a share; the normal number is Box and Muller's.
 */
export const CHANCE_MACROS = [
  `uniform(key) AS (hash(getvariable('${SEED}') || '/' || key::VARCHAR) >> 11)::DOUBLE / 9007199254740992`,
  `normal(key) AS sqrt(-2 * ln(1 - uniform('radius ' || key))) * cos(2 * pi() * uniform('angle ' || key))`,
] as const;

export const CHANCE_NAMES = ['uniform', 'normal'] as const;

/** The seed is there while the house's statements run, and for nobody afterwards. */
function seeded(sql: string, seed: number): string {
  const text = sql.replaceAll(/\$seed\b/g, () => String(seed));
  return `SET VARIABLE ${SEED} = '${seed}';\n${text.trimEnd().replace(/;$/, '')};\nRESET VARIABLE ${SEED};\n`;
}

const TRUTH_TABLE = /\bcreate\s+(?:or\s+replace\s+)?table\s+(?:if\s+not\s+exists\s+)?"?(truth_[a-z0-9_]+)"?/gi;

/** What is run in an empty database. With `truth`, tables named `truth_…` stay. */
export function stateSql(exercise: Pick<Exercise, 'state'>, seed: number, truth = false): string {
  const { state } = exercise;
  const hidden = truth ? [] : [...new Set([...state.matchAll(TRUTH_TABLE)].map(([, name]) => name!.toLowerCase()))];
  return seeded(state, seed) + hidden.map((name) => `DROP TABLE ${name};\n`).join('');
}

/** Statements that arrive between two runs of a script. */
export function arrivalsSql(exercise: Pick<Exercise, 'arrivals'>, seed: number): string | null {
  return exercise.arrivals === null ? null : seeded(exercise.arrivals, seed);
}

/** True where a text holds no statement: nothing, blanks, comments. */
export function isNothing(sql: string): boolean {
  for (const token of tokenizeSql(sql)) if (token.type !== 'symbol' || token.value !== ';') return false;
  return true;
}
