/**
 * Functions that the house adds to SQL, made once on opening, before the settings are locked. A scalar function in
 * JavaScript takes and returns INTEGER or DOUBLE only; macros in SQL put a friendlier face on it. Other types do not pass
 * the bindings whole: BLOB arguments come corrupted, LIST and DECIMAL ones not at all, VARCHAR results are all NUL.
 */
import type { DuckDBBindings } from '@duckdb/duckdb-wasm/blocking';
import { type DataType, Float64, Int32 } from 'apache-arrow';

export interface ScalarFunction {
  readonly name: string;
  readonly returns: 'integer' | 'double';
  readonly call: (...values: (number | null)[]) => number | null;
}

export interface HouseFunctions {
  readonly scalar: readonly ScalarFunction[];
  /** `name(parameters) AS body`, in an order in which each uses only earlier ones. */
  readonly macros: readonly { readonly name: string; readonly definition: string }[];
}

/** None yet: the house's SQL so far needs only what DuckDB brings. */
export const HOUSE_FUNCTIONS: HouseFunctions = { scalar: [], macros: [] };

/** Makes them and returns their names in lower case, which a person's macros may not take. */
export function registerFunctions(
  bindings: DuckDBBindings,
  connection: number,
  functions: HouseFunctions = HOUSE_FUNCTIONS,
): ReadonlySet<string> {
  const names = new Set<string>();
  for (const { name, returns, call } of functions.scalar) {
    const type: DataType = returns === 'integer' ? new Int32() : new Float64();
    // The library's types come from its own copy of Arrow; only the type's number is read.
    bindings.createScalarFunction(connection, name, type, call as () => void);
    names.add(name.toLowerCase());
  }
  for (const { name, definition } of functions.macros) {
    bindings.runQuery(connection, `CREATE OR REPLACE MACRO ${definition}`);
    names.add(name.toLowerCase());
  }
  return names;
}
