/** What is said of each function: the one source of completion, the function list and docs/spatial-sql.md. */

export type ParameterType = 'geometry' | 'double' | 'integer' | 'text' | 'blob' | 'cell' | 'list';
export type ResultType = 'geometry' | 'double' | 'integer' | 'boolean' | 'text' | 'blob' | 'bigint' | 'cell' | 'list';

export interface Signature {
  readonly parameters: readonly { readonly name: string; readonly type: ParameterType }[];
  readonly returns: ResultType;
  /** Takes the rows of a group, as sum() does. */
  readonly aggregate: boolean;
}

export type FunctionGroup = 'make' | 'relate' | 'measure' | 'shape' | 'combine' | 'inspect' | 'convert' | 'cell';

export interface FunctionReference {
  readonly name: string;
  /** Other names of the same function. */
  readonly aliases: readonly string[];
  readonly group: FunctionGroup;
  readonly signatures: readonly Signature[];
  /** One line: what it computes. */
  readonly computes: string;
  /** Of the result, where it has one. */
  readonly unit: string | null;
  /** How far off the result may be, where it is measured. */
  readonly error: string | null;
  /** A statement that runs on its own, and the text of its one cell. */
  readonly example: string;
  readonly answer: string;
}

/** `geom geometry, metres double -> boolean`; a leading `agg` marks an aggregate. */
export function signature(text: string): Signature {
  const [, agg, list = '', returns = ''] = /^(agg )?(.*?) ?-> (\w+)$/.exec(text) ?? [];
  const parameters = list
    .split(', ')
    .filter((part) => part !== '')
    .map((part) => {
      const [name = '', type = ''] = part.split(' ');
      return { name, type: type as ParameterType };
    });
  return { parameters, returns: returns as ResultType, aggregate: agg !== undefined };
}

const SQL_NAMES: Readonly<Record<ParameterType | ResultType, string>> = {
  geometry: 'GEOMETRY',
  double: 'DOUBLE',
  integer: 'INTEGER',
  boolean: 'BOOLEAN',
  text: 'VARCHAR',
  blob: 'BLOB',
  bigint: 'BIGINT',
  cell: 'UBIGINT',
  list: 'LIST',
};

/** As people read it: `ST_DWithin(a GEOMETRY, b GEOMETRY, metres DOUBLE) → BOOLEAN`. */
export function signatureText(name: string, { parameters, returns }: Signature): string {
  const list = parameters.map((parameter) => `${parameter.name} ${SQL_NAMES[parameter.type]}`);
  return `${name}(${list.join(', ')}) → ${SQL_NAMES[returns]}`;
}

type Entry = Partial<Pick<FunctionReference, 'aliases' | 'unit' | 'error'>> &
  Pick<FunctionReference, 'name' | 'computes' | 'example' | 'answer'> & { readonly signatures: readonly string[] };

/** Entries of one group, with what they leave out filled in. */
export function group(name: FunctionGroup, entries: readonly Entry[]): readonly FunctionReference[] {
  return entries.map(({ signatures, ...entry }) => ({
    aliases: [],
    unit: null,
    error: null,
    ...entry,
    group: name,
    signatures: signatures.map(signature),
  }));
}
