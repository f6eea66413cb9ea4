/** GeoParquet (specification 1.0 and 1.1): a table in columns with geometries as WKB or as nested lists of numbers. */
import type { FileMetaData } from 'hyparquet';
import {
  type FeatureSource,
  ReadCancelled,
  type ReadOptions,
  type SourceFeature,
} from '../../../core/geo/doctor/feature-source.ts';
import { type GeoColumn, readGeoColumn, type TypedColumn } from '../../../core/geo/reading/geoparquet.ts';
import type { IssueLog } from '../../../core/geo/reading/issue-log.ts';
import { MAX_UNPACKED_BYTES } from './gunzip.ts';
import { emptySource, headOf, type OpenContext } from './open-options.ts';

/** Rows asked for at once. */
const BATCH = 2_000;

export async function openGeoParquet(context: OpenContext): Promise<FeatureSource> {
  const { bytes, log } = context;
  const refuse = (code: 'unreadable-file' | 'too-large', detail: string) => {
    log.add(code, { detail });
    return emptySource(headOf(context, 'geoparquet', { encoding: 'utf-8' }), log);
  };
  const { parquetMetadata } = await import('hyparquet');
  let metadata: FileMetaData;
  try {
    metadata = parquetMetadata(arrayBufferOf(bytes), { geoparquet: false });
  } catch (error) {
    return refuse('unreadable-file', saidBy(error));
  }
  const unpacked = metadata.row_groups.reduce((sum, group) => sum + Number(group.total_byte_size), 0);
  if (unpacked > MAX_UNPACKED_BYTES) return refuse('too-large', `${unpacked} bytes unpacked`);
  const names = topNames(metadata);
  const column = readGeoColumn(
    metadata.key_value_metadata?.find(({ key }) => key === 'geo')?.value,
    names,
    typedColumn(metadata),
  );
  if (column === null) log.add('no-coordinate-columns');
  return sourceOf(context, metadata, column);
}

function typedColumn({ schema }: FileMetaData): TypedColumn | null {
  for (const { logical_type: type, name } of schema) {
    if (type?.type !== 'GEOMETRY' && type?.type !== 'GEOGRAPHY') continue;
    return type.crs === undefined ? { name } : { name, crs: type.crs };
  }
  return null;
}

/** Bytes stay bytes: what is wrong with a shape is for the doctor to say. */
const parsers = { geometryFromBytes: (bytes: Uint8Array) => bytes, geographyFromBytes: (bytes: Uint8Array) => bytes };
const READING = { utf8: false, geoparquet: false, parsers } as const;

/** Names of the columns at the top: those of lists and structures come behind theirs. */
function topNames({ schema }: FileMetaData): string[] {
  const names: string[] = [];
  let at = 1;
  const skip = (): void => {
    const children = schema[at]?.num_children ?? 0;
    at++;
    for (let child = 0; child < children && at < schema.length; child++) skip();
  };
  while (at < schema.length) {
    names.push(schema[at]!.name);
    skip();
  }
  return names;
}

function arrayBufferOf(bytes: Uint8Array): ArrayBuffer {
  const { buffer, byteLength, byteOffset } = bytes;
  const isWhole = byteOffset === 0 && byteLength === buffer.byteLength;
  return (isWhole ? buffer : buffer.slice(byteOffset, byteOffset + byteLength)) as ArrayBuffer;
}

function sourceOf(context: OpenContext, metadata: FileMetaData, column: GeoColumn | null): FeatureSource {
  const { bytes, fileName, log } = context;
  // Not what the head says: a number made up would never be reached.
  const all = metadata.row_groups.reduce((sum, group) => sum + Math.max(0, Number(group.num_rows)), 0);
  let current = log;
  return {
    head: headOf(context, 'geoparquet', { encoding: 'utf-8' }),
    async *batches(options: ReadOptions = {}): AsyncGenerator<readonly SourceFeature[]> {
      current = log.copy();
      const [{ parquetReadObjects }, { compressors }] = await Promise.all([
        import('hyparquet'),
        import('hyparquet-compressors'),
      ]);
      const file = arrayBufferOf(bytes);
      const names = topNames(metadata).filter((name) => !column?.hidden.has(name));
      for (let start = 0; start < all; ) {
        const end = Math.min(start + BATCH, endOfGroup(metadata, start));
        let rows: Record<string, unknown>[];
        try {
          const range = { rowStart: start, rowEnd: end };
          rows = await parquetReadObjects({ file, metadata, compressors, ...READING, ...range });
        } catch (error) {
          const said = saidBy(error);
          current.add(start === 0 ? 'unreadable-file' : 'truncated-file', { detail: `${said}, behind row ${start}` });
          return;
        }
        if (options.isCancelled?.()) throw new ReadCancelled();
        const first = start;
        yield rows.map((row, index) => featureOf(row, first + index + 1, names, column, current));
        start = end;
        options.onProgress?.({ step: 'reading', done: start, all });
        await options.pause?.();
      }
    },
    declaredCrs: () => column?.crs ?? null,
    members: () => ({ name: fileName.replace(/^.*\//, '').replace(/\.(geo)?parquet$/i, '') }),
    issues: () => current.list(),
  };
}

/** Groups are unpacked whole: a batch ends with its group. */
function endOfGroup(metadata: FileMetaData, row: number): number {
  let end = 0;
  for (const group of metadata.row_groups) {
    end += Number(group.num_rows);
    if (end > row) return end;
  }
  return end;
}

function featureOf(
  row: Record<string, unknown>,
  number: number,
  names: readonly string[],
  column: GeoColumn | null,
  log: IssueLog,
): SourceFeature {
  const read = column?.geometryOf(row[column.name]) ?? { geometry: null };
  if (read.fault !== undefined) log.add(read.fault, { featureNumber: number, detail: read.detail });
  const entries = names.map((name): [string, unknown] => [name, plainValue(row[name])]);
  const fault = read.fault === undefined ? {} : { noGeometry: read.fault };
  return { number, position: null, geometry: read.geometry, properties: Object.fromEntries(entries), ...fault };
}

const decoder = new TextDecoder();

/** Values as JSON has them: long integers that a number keeps, times as ISO text, bytes without a type as text. */
function plainValue(value: unknown): unknown {
  if (value === undefined || value === null) return null;
  if (typeof value === 'bigint') {
    const number = Number(value);
    return Number.isSafeInteger(number) ? number : String(value);
  }
  if (value instanceof Date) return Number.isNaN(value.getTime()) ? null : value.toISOString();
  if (value instanceof Uint8Array) return decoder.decode(value);
  if (ArrayBuffer.isView(value)) return Array.from(value as unknown as ArrayLike<number | bigint>, plainValue);
  if (Array.isArray(value)) return value.map(plainValue);
  if (typeof value === 'object')
    return Object.fromEntries(Object.entries(value).map(([name, inner]) => [name, plainValue(inner)]));
  return value;
}

/** A damaged file makes the library stumble over its own values: that says nothing to a person. */
function saidBy(error: unknown): string {
  return error instanceof Error && error.constructor === Error ? error.message : 'it is damaged or incomplete';
}
