/**
 * The house's spatial SQL as the database takes it: scalar functions with an underscore, and macros with the names people
 * know. A macro gives every argument its type — the database's bridge to us takes no BIGINT, DECIMAL, LIST or bare NULL — and
 * the database refuses a wrong type or number of arguments before a row is read. Macros cost nothing: they are replaced
 * by their bodies, and a coalesce() with NULL is taken out again.
 */
import type { HouseFunctions, VectorFunction } from '../scalar-call.ts';
import { CELL_DEFINITIONS } from './cell-definitions.ts';
import type { FunctionReference, ParameterType, Signature } from './function-reference.ts';
import { GEOMETRY_DEFINITIONS } from './geometry-definitions.ts';
import { FUNCTION_REFERENCE } from './reference.ts';
import { vectorFunction } from './vector-call.ts';

const internalName = (label: string) => `_${label.toLowerCase()}`;

const TYPED: Readonly<Record<ParameterType, (name: string) => string>> = {
  geometry: (name) => `coalesce(${name}, NULL::BLOB)`,
  blob: (name) => `coalesce(${name}, NULL::BLOB)`,
  double: (name) => `coalesce(${name}, NULL::DOUBLE)`,
  integer: (name) => `CAST(${name} AS INTEGER)`,
  text: (name) => `coalesce(${name}, NULL::VARCHAR)`,
  cell: (name) => `CAST(${name} AS VARCHAR)`,
  list: (name) => name,
};

/** Geometries of a group as one text. */
const grouped = (geometry: string) => `string_agg(to_base64(${TYPED.geometry(geometry)}), ',')`;
const cells = (text: string) => `CAST(string_split(${text}, ',') AS UBIGINT[])`;

/** Bodies that are more than a call of the function of the same name, by name and number of arguments. */
const BODIES: Readonly<Record<string, string>> = {
  'ST_Union 1': `_st_union_of(${grouped('geom')})`,
  'ST_Union_Agg 1': `_st_union_of(${grouped('geom')})`,
  'ST_Collect 1': `_st_collect_of(${grouped('geom')})`,
  'ST_MakeLine 1': `_st_makeline_of(array_to_string(list_transform(geoms, lambda g: to_base64(g)), ','))`,
  'h3_cell_to_latlng 1':
    'CASE WHEN cell IS NULL THEN NULL ELSE [_h3_cell_to_lat(CAST(cell AS VARCHAR)), _h3_cell_to_lng(CAST(cell AS VARCHAR))] END',
  'h3_cell_to_children 2': cells('_h3_cell_to_children(CAST(cell AS VARCHAR), CAST(resolution AS INTEGER))'),
  'h3_cell_to_children_count 2':
    'CAST(_h3_cell_to_children_count(CAST(cell AS VARCHAR), CAST(resolution AS INTEGER)) AS BIGINT)',
  'h3_grid_distance 2': 'CAST(_h3_grid_distance(CAST(a AS VARCHAR), CAST(b AS VARCHAR)) AS BIGINT)',
  'h3_grid_disk 2': cells('_h3_grid_disk(CAST(cell AS VARCHAR), CAST(rings AS INTEGER))'),
  'h3_grid_ring 2': cells('_h3_grid_ring(CAST(cell AS VARCHAR), CAST(rings AS INTEGER))'),
};

function bodyOf(name: string, { parameters }: Signature): string {
  const own = BODIES[`${name} ${parameters.length}`];
  return own ?? `${internalName(name)}(${parameters.map(({ name: of, type }) => TYPED[type](of)).join(', ')})`;
}

function macrosOf({ name, aliases, signatures }: FunctionReference): { name: string; definition: string }[] {
  const overloads = signatures.map(
    (signature) =>
      `(${signature.parameters.map((parameter) => parameter.name).join(', ')}) AS ${bodyOf(name, signature)}`,
  );
  return [name, ...aliases].map((called) => ({ name: called, definition: `${called}${overloads.join(', ')}` }));
}

/** What PostGIS users cast to; here both are the bytes as they are. */
const TYPES = [
  { name: 'geometry', of: 'BLOB' },
  { name: 'geography', of: 'BLOB' },
];

/** One set of functions for one database: they keep the last geometry each has read. */
export function spatialFunctions(): HouseFunctions {
  const scalar: VectorFunction[] = [...GEOMETRY_DEFINITIONS, ...CELL_DEFINITIONS].map((definition) =>
    vectorFunction({ name: internalName(definition.label), ...definition }),
  );
  return { types: TYPES, scalar, macros: FUNCTION_REFERENCE.flatMap(macrosOf) };
}
