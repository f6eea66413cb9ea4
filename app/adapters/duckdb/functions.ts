/**
 * Functions that the house adds to SQL, made once on opening, before the settings are locked: scalar functions in
 * JavaScript, called by columns (scalar-runtime.ts), and macros in SQL that give them names, types and overloads.
 */
import type { DuckDBBindings } from '@duckdb/duckdb-wasm/blocking';
import type { HouseFunctions } from '../../core/store/scalar-call.ts';
import { spatialFunctions } from '../../core/store/spatial/spatial-functions.ts';
import { ScalarRuntime } from './scalar-runtime.ts';

export interface RegisteredFunctions {
  /** In lower case; a person's macros may not take them. */
  readonly names: ReadonlySet<string>;
  readonly runtime: ScalarRuntime;
}

/** Makes them, once per database. */
export function registerFunctions(
  bindings: DuckDBBindings,
  connection: number,
  functions: HouseFunctions = spatialFunctions(),
): RegisteredFunctions {
  const runtime = new ScalarRuntime(bindings);
  const names = new Set<string>();
  for (const { name, of } of functions.types) bindings.runQuery(connection, `CREATE TYPE ${name} AS ${of}`);
  for (const definition of functions.scalar) {
    runtime.register(connection, definition);
    names.add(definition.name.toLowerCase());
  }
  for (const { name } of functions.macros) names.add(name.toLowerCase());
  // In one transaction: each of a hundred commits would cost as much as all of them.
  const macros = functions.macros.map(({ definition }) => `CREATE MACRO ${definition};`);
  bindings.runQuery(connection, ['BEGIN;', ...macros, 'COMMIT;'].join('\n'));
  return { names, runtime };
}
