/** How the database calls a function of the house: columns of arguments in, a column of results out. */

/** What a function gives back. Geometry goes as `blob`, cells of a grid as `ubigint`. */
export type ReturnType = 'integer' | 'double' | 'boolean' | 'text' | 'blob' | 'ubigint';

export type ScalarValue = Uint8Array | string | number | boolean | bigint | null;

/** One argument's values; null where SQL has NULL. */
export type ArgumentColumn =
  | BlobColumn
  | { readonly type: 'text'; readonly values: readonly (string | null)[] }
  | { readonly type: 'double' | 'integer'; readonly values: readonly (number | null)[] };

/** Bytes where they lie in the database's memory. They are gone after the call: nothing of `heap` may be kept. */
export interface BlobColumn {
  readonly type: 'blob';
  readonly heap: Uint8Array;
  /** Where each value begins; -1 for NULL. The same address holds the same bytes. */
  readonly addresses: Float64Array;
  readonly lengths: Float64Array;
}

export interface VectorFunction {
  /** As the database knows it. */
  readonly name: string;
  readonly returns: ReturnType;
  /** Results of all rows; throws an Error whose message is what the person reads. `sqlTypes` are the arguments' types. */
  readonly call: (
    columns: readonly ArgumentColumn[],
    rows: number,
    sqlTypes: readonly string[],
  ) => readonly ScalarValue[];
}

export interface HouseFunctions {
  /** Other names of the database's own types. */
  readonly types: readonly { readonly name: string; readonly of: string }[];
  readonly scalar: readonly VectorFunction[];
  /** `name(parameters) AS body, (parameters) AS body`, in an order in which each uses only earlier ones. */
  readonly macros: readonly { readonly name: string; readonly definition: string }[];
}

/** A view of one value of a column, valid as long as the call. */
export function blobAt({ heap, addresses, lengths }: BlobColumn, row: number): Uint8Array | null {
  const from = addresses[row]!;
  return from < 0 ? null : heap.subarray(from, from + lengths[row]!);
}

/** Thrown by a call: says over which value it failed, so that the row can be found. */
export class RowFailure extends Error {
  override readonly name = 'RowFailure';
  /** `value` is a copy: the bytes or the text as they stand in the column. */
  constructor(
    message: string,
    readonly value: Uint8Array | string | null,
  ) {
    super(message);
  }
}
