/** The frame of a CityJSON file (specifications 1.0, 1.1, 2.0): version, transform, vertices, templates, metadata. */
import type { DeclaredCrs } from '../doctor/feature-source.ts';
import type { IssueLog } from '../reading/issue-log.ts';

export type JsonObject = Record<string, unknown>;

export const isObject = (value: unknown): value is JsonObject =>
  typeof value === 'object' && value !== null && !Array.isArray(value);

export type Point3 = readonly [number, number, number];

export interface Transform {
  readonly scale: Point3;
  readonly translate: Point3;
}

export interface CityFrame {
  readonly version: string;
  /** Null in version 1.0 files whose vertices are coordinates. */
  readonly transform: Transform | null;
  readonly crs: DeclaredCrs | null;
  readonly title: string | null;
  readonly templates: Templates;
}

export interface Templates {
  readonly geometries: readonly unknown[];
  readonly vertices: Vertices;
}

const VERSIONS = /^(?:1\.[01]|2\.0)/;
const IDENTITY: Transform = { scale: [1, 1, 1], translate: [0, 0, 0] };

/** Vertices by their number, placed only when asked. */
export class Vertices {
  constructor(
    private readonly list: readonly unknown[],
    private readonly transform: Transform = IDENTITY,
  ) {}

  get count(): number {
    return this.list.length;
  }

  /** Null where there is none of that number, or what stands there is none. */
  at(index: unknown): Point3 | null {
    const vertex = typeof index === 'number' ? this.list[index] : undefined;
    if (!isPoint3(vertex)) return null;
    const { scale, translate } = this.transform;
    return [
      vertex[0] * scale[0] + translate[0],
      vertex[1] * scale[1] + translate[1],
      vertex[2] * scale[2] + translate[2],
    ];
  }
}

/** Null where the file cannot be read; the log says why. `isSequence`: vertices follow feature by feature. */
export function readFrame(value: unknown, isSequence: boolean, log: IssueLog): CityFrame | null {
  if (!isObject(value) || value.type !== 'CityJSON') {
    log.add('missing-part', { detail: 'the first line of a sequence, of type "CityJSON"' });
    return null;
  }
  const version = String(value.version ?? 'missing').slice(0, 20);
  if (!VERSIONS.test(version)) {
    log.add('unsupported-version', { detail: `CityJSON ${version}` });
    return null;
  }
  const transform = readTransform(value.transform);
  if (transform === null && (isSequence || !version.startsWith('1.0'))) {
    log.add('missing-part', { detail: 'the member "transform"' });
    return null;
  }
  if (!isSequence && (!isObject(value.CityObjects) || !Array.isArray(value.vertices))) {
    log.add('missing-part', {
      detail: Array.isArray(value.vertices) ? 'the member "CityObjects"' : 'the member "vertices"',
    });
    return null;
  }
  const metadata = isObject(value.metadata) ? value.metadata : {};
  const templates = isObject(value['geometry-templates']) ? value['geometry-templates'] : {};
  return {
    version,
    transform,
    crs: crsOf(metadata.referenceSystem),
    title: typeof metadata.title === 'string' ? metadata.title : null,
    templates: {
      geometries: Array.isArray(templates.templates) ? templates.templates : [],
      vertices: new Vertices(Array.isArray(templates['vertices-templates']) ? templates['vertices-templates'] : []),
    },
  };
}

export function verticesOf(holder: JsonObject, frame: CityFrame): Vertices {
  const list = Array.isArray(holder.vertices) ? holder.vertices : [];
  return frame.transform === null ? new Vertices(list) : new Vertices(list, frame.transform);
}

function readTransform(value: unknown): Transform | null {
  if (!isObject(value) || !isPoint3(value.scale) || !isPoint3(value.translate)) return null;
  return { scale: value.scale, translate: value.translate };
}

/** An address of the OGC, or in 1.0 a URN. */
function crsOf(value: unknown): DeclaredCrs | null {
  return typeof value === 'string' && value !== '' ? { text: value.slice(0, 2_000), form: 'name' } : null;
}

function isPoint3(value: unknown): value is Point3 {
  return (
    Array.isArray(value) &&
    value.length === 3 &&
    value.every((item) => typeof item === 'number' && Number.isFinite(item))
  );
}
