/**
 * The manifest of a place: which tables it brings, in which files, and what is known of them. The generator writes it and
 * the page reads it — as foreign input: nothing in it is trusted.
 */
import { fail, type Issue, ok, type Result } from '../base/result.ts';
import { LAYER_SHAPES, type LayerShape } from '../geo/layer-shape.ts';

export type ManifestIssue = 'manifest-not-json' | 'manifest-missing-field' | 'manifest-bad-file';

interface FileFacts {
  readonly table: string;
  /** Relative to the manifest. */
  readonly path: string;
  readonly bytes: number;
  /** SHA-256 of the file's bytes, hexadecimal. */
  readonly sha256: string;
}

/** Features for the map. */
export interface LayerFile extends FileFacts {
  readonly role: 'layer';
  readonly format: 'geojson';
  readonly shape: LayerShape;
  readonly features: number;
}

/** `register`: an office's records; `trace`: movements of persons, loaded when asked for; `truth`: never loaded as a table. */
export type RecordRole = 'register' | 'trace' | 'truth';
export type TextEncoding = 'utf-8' | 'windows-1252';

export interface RecordColumn {
  readonly name: string;
  /** One line: meaning and unit. */
  readonly description: string;
  /** Text, as it came, unless told. Timestamps are UTC. */
  readonly type?: 'timestamp' | 'double';
}

/** Records without geometry, with the card's facts: texts are in the dataset's language. */
export interface RecordFile extends FileFacts {
  readonly role: RecordRole;
  readonly format: 'csv';
  readonly title: string;
  readonly about: string;
  readonly coverage: string;
  readonly knownProblems: readonly string[];
  /** Whether the rows are about persons. */
  readonly personal: boolean;
  readonly encoding: TextEncoding;
  readonly delimiter: ',' | ';';
  readonly columns: readonly RecordColumn[];
  readonly rows: number;
}

export type ManifestFile = LayerFile | RecordFile;

export interface DatasetManifest {
  readonly id: string;
  readonly version: string;
  readonly title: string;
  readonly licence: string;
  readonly synthetic: boolean;
  readonly generator: string;
  readonly seed: number;
  readonly crs: string;
  /** Degrees. */
  readonly centre: readonly [lon: number, lat: number];
  readonly bbox: readonly [west: number, south: number, east: number, north: number];
  readonly files: readonly ManifestFile[];
}

export function layerFiles(manifest: DatasetManifest): readonly LayerFile[] {
  return manifest.files.filter((file) => file.role === 'layer');
}

/** Registers and traces: what can become a table. */
export function recordFiles(manifest: DatasetManifest): readonly RecordFile[] {
  return manifest.files.filter((file): file is RecordFile => file.role === 'register' || file.role === 'trace');
}

const SHAPES: ReadonlySet<unknown> = new Set(LAYER_SHAPES);
const ROLES: ReadonlySet<unknown> = new Set<RecordRole>(['register', 'trace', 'truth']);
const TABLE_NAME = /^[a-z][a-z0-9_]{0,62}$/;
/** A path below the manifest: no scheme, no root, no way up. */
const INNER_PATH = /^(?!.*\.\.)[A-Za-z0-9_-][A-Za-z0-9_./-]{0,199}$/;
const MOST_COLUMNS = 500;

type Fields = Readonly<Record<string, unknown>>;

const isFields = (value: unknown): value is Fields =>
  typeof value === 'object' && value !== null && !Array.isArray(value);
const text = (value: unknown): string => (typeof value === 'string' ? value.slice(0, 500) : '');
const count = (value: unknown): number => (typeof value === 'number' && value >= 0 ? Math.floor(value) : 0);
const numbers = (value: unknown, length: number): number[] | null =>
  Array.isArray(value) && value.length === length && value.every((part) => Number.isFinite(part)) ? value : null;

function readFile(value: unknown): ManifestFile | null {
  if (!isFields(value)) return null;
  const { table, path, format } = value;
  if (typeof table !== 'string' || !TABLE_NAME.test(table)) return null;
  if (typeof path !== 'string' || !INNER_PATH.test(path)) return null;
  const facts: FileFacts = { table, path, bytes: count(value.bytes), sha256: text(value.sha256) };
  if (format === 'geojson') return readLayerFile(value, facts);
  return format === 'csv' ? readRecordFile(value, facts) : null;
}

/** A layer needs no role: manifests older than registers name none. */
function readLayerFile(value: Fields, facts: FileFacts): LayerFile | null {
  const { shape, role = 'layer' } = value;
  if (!SHAPES.has(shape) || role !== 'layer') return null;
  return { ...facts, role, format: 'geojson', shape: shape as LayerShape, features: count(value.features) };
}

function readRecordFile(value: Fields, facts: FileFacts): RecordFile | null {
  const { role, encoding = 'utf-8', delimiter = ',', columns } = value;
  if (!ROLES.has(role)) return null;
  if (encoding !== 'utf-8' && encoding !== 'windows-1252') return null;
  if (delimiter !== ',' && delimiter !== ';') return null;
  if (!Array.isArray(columns) || columns.length === 0 || columns.length > MOST_COLUMNS) return null;
  const read = columns.map(readColumn);
  if (!read.every((column) => column !== null)) return null;
  if (new Set(read.map((column) => column.name)).size < read.length) return null;
  return {
    ...facts,
    role: role as RecordRole,
    format: 'csv',
    title: text(value.title) || facts.table,
    about: text(value.about),
    coverage: text(value.coverage),
    knownProblems: Array.isArray(value.knownProblems) ? value.knownProblems.map(text).slice(0, 50) : [],
    // Where nothing is said, the careful answer.
    personal: value.personal !== false,
    encoding,
    delimiter,
    columns: read,
    rows: count(value.rows),
  };
}

function readColumn(value: unknown): RecordColumn | null {
  if (!isFields(value) || typeof value.name !== 'string' || !TABLE_NAME.test(value.name)) return null;
  const { name, type } = value;
  const description = text(value.description);
  return type === 'timestamp' || type === 'double' ? { name, description, type } : { name, description };
}

/** Files that cannot be used are left out and named in the issues; without id, centre or any file there is no value. */
export function readManifest(json: string): Result<DatasetManifest, ManifestIssue> {
  let parsed: unknown;
  try {
    parsed = JSON.parse(json);
  } catch {
    return fail('manifest-not-json', json.slice(0, 80));
  }
  if (!isFields(parsed)) return fail('manifest-not-json');
  const id = text(parsed.id);
  const centre = numbers(parsed.centre, 2);
  if (id === '') return fail('manifest-missing-field', 'id');
  if (centre === null) return fail('manifest-missing-field', 'centre');
  if (!Array.isArray(parsed.files)) return fail('manifest-missing-field', 'files');
  const issues: Issue<ManifestIssue>[] = [];
  const files: ManifestFile[] = [];
  for (const entry of parsed.files) {
    const file = readFile(entry);
    if (file !== null && !files.some((other) => other.table === file.table)) files.push(file);
    else {
      const detail = isFields(entry) ? text(entry.table).slice(0, 80) : '';
      issues.push({ code: 'manifest-bad-file', severity: 'warning', detail });
    }
  }
  if (files.length === 0) return fail('manifest-missing-field', 'files');
  const bbox = numbers(parsed.bbox, 4) ?? [centre[0]! - 0.02, centre[1]! - 0.02, centre[0]! + 0.02, centre[1]! + 0.02];
  const manifest: DatasetManifest = {
    id,
    version: text(parsed.version),
    title: text(parsed.title),
    licence: text(parsed.licence),
    synthetic: parsed.synthetic === true,
    generator: text(parsed.generator),
    seed: count(parsed.seed),
    crs: text(parsed.crs),
    centre: [centre[0]!, centre[1]!],
    bbox: [bbox[0]!, bbox[1]!, bbox[2]!, bbox[3]!],
    files,
  };
  return { ...ok(manifest), issues };
}
