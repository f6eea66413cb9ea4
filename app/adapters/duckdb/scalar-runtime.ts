/**
 * How DuckDB calls a function of ours. The library's own way to do it (`callScalarUDF` of its runtime) is replaced, since
 * it decodes BLOB arguments as text, knows no BOOLEAN or BIGINT results and writes offsets where its other half reads
 * pointers, so that every text comes out empty. That other half, in C++, is sound; this file speaks to it (duckdb-wasm,
 * lib/src/webdb.cc, CallScalarUDFFunction, and json_dataview.cc).
 *
 * Memory, per call: what C++ hands us is gone after the call, so no view of it is kept. It frees the validity bytes, the
 * three pointers and an error's text, and owns the data of every result but VARCHAR: all those are allocated anew. It copies
 * VARCHAR results at once and frees nothing of them: they live in one scratch block that the next call uses again.
 */
import type { DuckDBBindings } from '@duckdb/duckdb-wasm/blocking';
import { type DataType, Type } from 'apache-arrow';
import {
  type ArgumentColumn,
  type ReturnType,
  RowFailure,
  type ScalarValue,
  type VectorFunction,
} from '../../core/store/scalar-call.ts';

interface Module {
  readonly HEAPU8: Uint8Array;
  readonly HEAPF64: Float64Array;
  readonly HEAP32: Int32Array;
  _malloc(bytes: number): number;
  _free(address: number): void;
}

interface Description {
  readonly rows: number;
  readonly args: readonly {
    readonly sqlType: string;
    readonly validityBuffer: number;
    readonly dataBuffer?: number;
    readonly lengthBuffer?: number;
  }[];
}

interface LibraryRuntime {
  callScalarUDF: (
    module: Module,
    response: number,
    functionId: number,
    description: number,
    descriptionBytes: number,
    pointers: number,
    pointerBytes: number,
  ) => void;
  _udfFunctions?: Map<number, { readonly name: string; readonly func: unknown }>;
}

const DECODER = new TextDecoder();
const ENCODER = new TextEncoder();
/** A scratch block larger than this is given back after the call that needed it. */
const LARGEST_KEPT_SCRATCH_BYTES = 1 << 20;

const SHORT_BYTES = 64;

/** The library asks a type for nothing but its number, and takes the general ones for FLOAT and INTEGER. */
const ARROW_TYPES: Readonly<Record<ReturnType, Type>> = {
  integer: Type.Int32,
  double: Type.Float64,
  boolean: Type.Bool,
  text: Type.Utf8,
  blob: Type.Binary,
  ubigint: Type.Uint64,
};

function libraryRuntime(): LibraryRuntime {
  return (globalThis as unknown as { readonly DUCKDB_RUNTIME: LibraryRuntime }).DUCKDB_RUNTIME;
}

/** What a call failed over. */
export interface FailedValue {
  readonly message: string;
  /** As it stands in its column; null where it was none in particular. */
  readonly value: Uint8Array | string | null;
}

export class ScalarRuntime {
  private readonly functions = new Map<number, VectorFunction>();
  private scratch = 0;
  private scratchBytes = 0;
  private failed: FailedValue | null = null;

  /** Takes over the calls of this thread's library; functions registered elsewhere are unknown from then on. */
  constructor(private readonly bindings: DuckDBBindings) {
    libraryRuntime().callScalarUDF = (module, response, id, description, descriptionBytes, pointers, pointerBytes) => {
      try {
        const definition = this.functions.get(id);
        if (definition === undefined) throw new Error('this function is not known any more');
        const text = DECODER.decode(module.HEAPU8.subarray(description, description + descriptionBytes));
        const pointerList = new Float64Array(module.HEAPU8.buffer, pointers, pointerBytes / 8);
        this.run(module, response, definition, JSON.parse(text) as Description, pointerList);
      } catch (error) {
        respondWithError(module, response, error instanceof Error ? error.message : String(error));
      }
    };
  }

  /** Makes the function known to DuckDB, on whatever connection: it is the whole database's. */
  register(connection: number, definition: VectorFunction): void {
    const { name, returns } = definition;
    const known = new Set(libraryRuntime()._udfFunctions?.keys());
    this.bindings.createScalarFunction(connection, name, { typeId: ARROW_TYPES[returns] } as DataType, nothing);
    for (const id of libraryRuntime()._udfFunctions?.keys() ?? []) {
      if (!known.has(id)) this.functions.set(id, definition);
    }
  }

  /** What the last failed call failed over, once. */
  takeFailure(): FailedValue | null {
    const { failed } = this;
    this.failed = null;
    return failed;
  }

  private run(
    module: Module,
    response: number,
    definition: VectorFunction,
    { rows, args }: Description,
    pointers: Float64Array,
  ): void {
    const columns = args.map((argument) => {
      const valid = pointers[argument.validityBuffer]!;
      const data = argument.dataBuffer === undefined ? 0 : pointers[argument.dataBuffer]!;
      const lengths = argument.lengthBuffer === undefined ? 0 : pointers[argument.lengthBuffer]!;
      return readColumn(module, argument.sqlType, valid, data, lengths, rows);
    });
    let values: readonly ScalarValue[];
    try {
      values = definition.call(
        columns,
        rows,
        args.map(({ sqlType }) => sqlType),
      );
    } catch (error) {
      if (error instanceof RowFailure) this.failed = { message: error.message, value: error.value };
      throw error;
    }
    const { data, lengths } = this.write(module, definition.returns, values);
    const validity = allocate(module, rows);
    const heap = module.HEAPU8;
    for (let row = 0; row < rows; row++) heap[validity + row] = values[row] === null ? 0 : 1;
    const result = allocate(module, 24);
    module.HEAPF64.set([data, validity, lengths], result >> 3);
    module.HEAPF64.set([0, result, 0], response >> 3);
  }

  /** Results in the form in which C++ takes them: addresses of the data, and for text of the lengths. */
  private write(module: Module, type: ReturnType, values: readonly ScalarValue[]): { data: number; lengths: number } {
    const rows = values.length;
    switch (type) {
      case 'text':
        return this.writeText(module, values as readonly (string | null)[]);
      case 'blob':
        return { data: writeBlobs(module, values as readonly (Uint8Array | null)[]), lengths: 0 };
      case 'boolean': {
        const data = allocate(module, rows);
        for (let row = 0; row < rows; row++) module.HEAPU8[data + row] = values[row] === true ? 1 : 0;
        return { data, lengths: 0 };
      }
      case 'integer': {
        const data = allocate(module, rows * 4);
        for (let row = 0; row < rows; row++) module.HEAP32[(data >> 2) + row] = (values[row] as number | null) ?? 0;
        return { data, lengths: 0 };
      }
      case 'double': {
        const data = allocate(module, rows * 8);
        for (let row = 0; row < rows; row++) module.HEAPF64[(data >> 3) + row] = (values[row] as number | null) ?? 0;
        return { data, lengths: 0 };
      }
      case 'ubigint': {
        const data = allocate(module, rows * 8);
        const cells = new BigUint64Array(module.HEAPU8.buffer, data, rows);
        for (let row = 0; row < rows; row++) cells[row] = (values[row] as bigint | null) ?? 0n;
        return { data, lengths: 0 };
      }
    }
  }

  private writeText(module: Module, values: readonly (string | null)[]): { data: number; lengths: number } {
    const rows = values.length;
    const texts = values.map((text) => (text === null || text === '' ? null : ENCODER.encode(text)));
    let bytes = rows * 16;
    for (const text of texts) bytes += text?.length ?? 0;
    const data = this.reserve(module, bytes);
    const lengths = data + rows * 8;
    let at = lengths + rows * 8;
    for (let row = 0; row < rows; row++) {
      const text = texts[row];
      module.HEAPF64[(data >> 3) + row] = at;
      module.HEAPF64[(lengths >> 3) + row] = text?.length ?? 0;
      if (text) module.HEAPU8.set(text, at);
      at += text?.length ?? 0;
    }
    return { data, lengths };
  }

  private reserve(module: Module, bytes: number): number {
    if (this.scratchBytes < bytes || this.scratchBytes > LARGEST_KEPT_SCRATCH_BYTES) {
      if (this.scratch !== 0) module._free(this.scratch);
      this.scratch = 0;
      this.scratchBytes = 0;
      this.scratch = allocate(module, bytes);
      this.scratchBytes = bytes;
    }
    return this.scratch;
  }
}

/** Never called: the library only keeps it. */
function nothing(): void {}

function allocate(module: Module, bytes: number): number {
  // Never nothing: an address is wanted even of no rows.
  const address = module._malloc(Math.max(bytes, 8));
  if (address === 0) throw new Error('out of memory: the result of a function does not fit');
  return address;
}

function respondWithError(module: Module, response: number, message: string): void {
  const text = ENCODER.encode(message);
  const address = module._malloc(Math.max(text.length, 1));
  module.HEAPU8.set(text, address);
  module.HEAPF64.set([1, address, text.length], response >> 3);
}

function readColumn(
  { HEAPU8, HEAPF64, HEAP32 }: Module,
  sqlType: string,
  valid: number,
  data: number,
  lengths: number,
  rows: number,
): ArgumentColumn {
  const at = data >> 3;
  const lengthAt = lengths >> 3;
  switch (sqlType) {
    case 'DOUBLE': {
      const values: (number | null)[] = new Array(rows);
      for (let row = 0; row < rows; row++) values[row] = HEAPU8[valid + row] === 0 ? null : HEAPF64[at + row]!;
      return { type: 'double', values };
    }
    case 'INTEGER': {
      const values: (number | null)[] = new Array(rows);
      for (let row = 0; row < rows; row++) values[row] = HEAPU8[valid + row] === 0 ? null : HEAP32[(data >> 2) + row]!;
      return { type: 'integer', values };
    }
    case 'VARCHAR': {
      const values: (string | null)[] = new Array(rows);
      for (let row = 0; row < rows; row++) {
        const from = HEAPF64[at + row]!;
        const bytes = HEAPU8.subarray(from, from + HEAPF64[lengthAt + row]!);
        values[row] = HEAPU8[valid + row] === 0 ? null : DECODER.decode(bytes);
      }
      return { type: 'text', values };
    }
    default: {
      // BLOB, and types made of it. A STRUCT has no bytes: the caller refuses it by its name.
      const addresses = new Float64Array(rows).fill(-1);
      const sizes = new Float64Array(rows);
      for (let row = 0; row < rows && lengths !== 0; row++) {
        if (HEAPU8[valid + row] === 0) continue;
        addresses[row] = HEAPF64[at + row]!;
        sizes[row] = HEAPF64[lengthAt + row]!;
      }
      return { type: 'blob', heap: HEAPU8, addresses, lengths: sizes };
    }
  }
}

/** DuckDB's string_t: length, then up to 12 bytes in place, or the first four and the address of them all. */
function writeBlobs(module: Module, values: readonly (Uint8Array | null)[]): number {
  const rows = values.length;
  let bytes = rows * 16;
  for (const value of values) if (value !== null && value.length > 12) bytes += value.length;
  const data = allocate(module, bytes);
  const { HEAPU8, HEAP32 } = module;
  HEAPU8.fill(0, data, data + rows * 16);
  let at = data + rows * 16;
  for (let row = 0; row < rows; row++) {
    const value = values[row];
    if (value === null || value === undefined) continue;
    const head = data + row * 16;
    HEAP32[head >> 2] = value.length;
    if (value.length <= 12) {
      HEAPU8.set(value, head + 4);
      continue;
    }
    for (let i = 0; i < 4; i++) HEAPU8[head + 4 + i] = value[i]!;
    HEAP32[(head + 8) >> 2] = at;
    // For a point's 21 bytes a call of set() takes longer than they do.
    if (value.length <= SHORT_BYTES) for (let i = 0; i < value.length; i++) HEAPU8[at + i] = value[i]!;
    else HEAPU8.set(value, at);
    at += value.length;
  }
  return data;
}
