/** The manifest of a place: which tables it brings, in which files. Read as foreign input: nothing in it is trusted. */
import { fail, type Issue, ok, type Result } from '../base/result.ts';
import type { LayerShape } from './layer-spec.ts';

export type ManifestIssue = 'manifest-not-json' | 'manifest-missing-field' | 'manifest-bad-file';

export interface ManifestFile {
  readonly table: string;
  /** Relative to the manifest. */
  readonly path: string;
  readonly format: 'geojson';
  readonly shape: LayerShape;
  readonly features: number;
  readonly bytes: number;
  readonly sha256: string;
}

export interface DatasetManifest {
  readonly id: string;
  readonly version: string;
  readonly title: string;
  readonly licence: string;
  readonly synthetic: boolean;
  readonly generator: string;
  readonly seed: number;
  readonly crs: string;
  readonly centre: readonly [lon: number, lat: number];
  readonly bbox: readonly [west: number, south: number, east: number, north: number];
  readonly files: readonly ManifestFile[];
}

const SHAPES: ReadonlySet<unknown> = new Set<LayerShape>(['extrusion', 'surface', 'line', 'point', 'tree']);
const TABLE_NAME = /^[a-z][a-z0-9_]{0,62}$/;
/** A path below the manifest: no scheme, no root, no way up. */
const INNER_PATH = /^(?!.*\.\.)[A-Za-z0-9_-][A-Za-z0-9_./-]{0,199}$/;

type Fields = Readonly<Record<string, unknown>>;

const isFields = (value: unknown): value is Fields =>
  typeof value === 'object' && value !== null && !Array.isArray(value);
const text = (value: unknown): string => (typeof value === 'string' ? value.slice(0, 500) : '');
const count = (value: unknown): number => (typeof value === 'number' && value >= 0 ? Math.floor(value) : 0);
const numbers = (value: unknown, length: number): number[] | null =>
  Array.isArray(value) && value.length === length && value.every((part) => Number.isFinite(part)) ? value : null;

function readFile(value: unknown): ManifestFile | null {
  if (!isFields(value)) return null;
  const { table, path, format, shape } = value;
  if (typeof table !== 'string' || !TABLE_NAME.test(table)) return null;
  if (typeof path !== 'string' || !INNER_PATH.test(path)) return null;
  if (format !== 'geojson' || !SHAPES.has(shape)) return null;
  return {
    table,
    path,
    format,
    shape: shape as LayerShape,
    features: count(value.features),
    bytes: count(value.bytes),
    sha256: text(value.sha256),
  };
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
