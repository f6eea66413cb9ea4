/** The SQL that makes an exercise's state of a seed. */
import { tokenizeSql } from '../../store/sql-tokens.ts';
import type { Exercise } from './exercise.ts';

/**
 * Both are fixed by seed and key, in Node as in every browser: DuckDB's hash, and its mathematics, are the same WebAssembly
 * everywhere. 53 bits of a hash are a share; the normal number is Box and Muller's.
 */
function chanceMacros(seed: number): string {
  return `CREATE MACRO uniform(key) AS (hash('${seed}/' || key::VARCHAR) >> 11)::DOUBLE / 9007199254740992;
CREATE MACRO normal(key) AS sqrt(-2 * ln(1 - uniform('radius ' || key))) * cos(2 * pi() * uniform('angle ' || key));
`;
}

const WITHOUT_CHANCE = '\nDROP MACRO normal;\nDROP MACRO uniform;\n';
const TRUTH_TABLE = /\bcreate\s+(?:or\s+replace\s+)?table\s+(?:if\s+not\s+exists\s+)?"?(truth_[a-z0-9_]+)"?/gi;

function withSeed(sql: string, seed: number): string {
  return sql.replaceAll(/\$seed\b/g, () => String(seed));
}

/** What is run in an empty database. With `truth`, tables named `truth_…` stay. */
export function stateSql(exercise: Pick<Exercise, 'state'>, seed: number, truth = false): string {
  const state = withSeed(exercise.state, seed).trimEnd().replace(/;$/, '');
  const hidden = truth ? [] : [...new Set([...state.matchAll(TRUTH_TABLE)].map(([, name]) => name!.toLowerCase()))];
  const drops = hidden.map((name) => `DROP TABLE ${name};\n`).join('');
  return `${chanceMacros(seed)}${state};${WITHOUT_CHANCE}${drops}`;
}

/** Statements that arrive between two runs of a script, with the same chance macros. */
export function arrivalsSql(exercise: Pick<Exercise, 'arrivals'>, seed: number): string | null {
  if (exercise.arrivals === null) return null;
  return `${chanceMacros(seed)}${withSeed(exercise.arrivals, seed).trimEnd().replace(/;$/, '')};${WITHOUT_CHANCE}`;
}

/** True where a text holds no statement: nothing, blanks, comments. */
export function isNothing(sql: string): boolean {
  for (const token of tokenizeSql(sql)) if (token.type !== 'symbol' || token.value !== ';') return false;
  return true;
}
