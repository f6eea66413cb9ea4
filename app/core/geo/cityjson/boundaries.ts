/** The boundaries of one geometry become faces with their meaning: rings of vertices, outer one first. */
import { isObject, type JsonObject, type Point3, type Templates, type Vertices } from './model.ts';

export interface Face {
  /** Rings of points, not closed. */
  readonly rings: readonly (readonly Point3[])[];
  /** `RoofSurface`, `WallSurface`, `GroundSurface` …; null where nothing is said. */
  readonly meaning: string | null;
  /** Number of the shell it belongs to: those of solids are closed. */
  readonly shell: number;
}

export interface Shape {
  readonly faces: readonly Face[];
  readonly points: readonly Point3[];
  readonly lines: readonly (readonly Point3[])[];
  readonly isSolid: boolean;
  /** Faces, lines and points that name vertices which are not there. */
  readonly broken: number;
  /** First of these, in words. */
  readonly brokenDetail: string | null;
  /** Kinds of geometry that are not known. */
  readonly unsupported: string | null;
}

/** Levels of lists around a surface. */
const SURFACE_DEPTH: Readonly<Record<string, number>> = {
  MultiSurface: 0,
  CompositeSurface: 0,
  Solid: 1,
  MultiSolid: 2,
  CompositeSolid: 2,
};

class Collector {
  readonly faces: Face[] = [];
  readonly points: Point3[] = [];
  readonly lines: Point3[][] = [];
  broken = 0;
  brokenDetail: string | null = null;
  unsupported: string | null = null;
  isSolid = false;
  shells = 0;

  constructor(private readonly vertices: Vertices) {}

  /** Null where a vertex is missing. */
  line(indices: unknown): Point3[] | null {
    if (!Array.isArray(indices)) return this.breaks('a list of vertices is missing');
    const points: Point3[] = [];
    for (const index of indices) {
      const point = this.vertices.at(index);
      if (point === null) return this.breaks(`vertex ${String(index).slice(0, 20)} of ${this.vertices.count}`);
      points.push(point);
    }
    return points;
  }

  breaks(detail: string): null {
    this.broken++;
    this.brokenDetail ??= detail;
    return null;
  }

  surface(rings: unknown, meaning: string | null): void {
    if (!Array.isArray(rings) || rings.length === 0) return void this.breaks('a surface without rings');
    const read = rings.map((ring) => this.line(ring));
    if (read.every((ring) => ring !== null)) this.faces.push({ rings: read, meaning, shell: this.shells });
  }

  /** `values` has the same nesting as the boundaries, or is null somewhere above. */
  nested(boundaries: unknown, depth: number, values: unknown, surfaces: readonly unknown[]): void {
    if (!Array.isArray(boundaries)) return void this.breaks('boundaries are missing');
    if (depth === 0) this.shells++;
    for (const [index, inner] of boundaries.entries()) {
      const value: unknown = Array.isArray(values) ? values[index] : null;
      if (depth > 0) this.nested(inner, depth - 1, value, surfaces);
      else this.surface(inner, meaningOf(value, surfaces));
    }
  }
}

function meaningOf(value: unknown, surfaces: readonly unknown[]): string | null {
  const surface = typeof value === 'number' ? surfaces[value] : undefined;
  return isObject(surface) && typeof surface.type === 'string' ? surface.type : null;
}

export function readShape(geometry: JsonObject, vertices: Vertices, templates: Templates): Shape {
  if (geometry.type === 'GeometryInstance') return instanceOf(geometry, vertices, templates);
  const collector = new Collector(vertices);
  const { boundaries } = geometry;
  const type = String(geometry.type);
  const depth = SURFACE_DEPTH[type];
  if (depth !== undefined) {
    const semantics = isObject(geometry.semantics) ? geometry.semantics : {};
    const surfaces = Array.isArray(semantics.surfaces) ? semantics.surfaces : [];
    collector.isSolid = depth > 0;
    collector.nested(boundaries, depth, semantics.values, surfaces);
  } else if (type === 'MultiPoint') collector.points.push(...(collector.line(boundaries) ?? []));
  else if (type === 'MultiLineString') {
    for (const line of Array.isArray(boundaries) ? boundaries : []) {
      const points = collector.line(line);
      if (points !== null) collector.lines.push(points);
    }
  } else collector.unsupported = type.slice(0, 60);
  return collector;
}

/** A template, turned, scaled and put at a point (specification 2.0, section 3.4). */
function instanceOf(geometry: JsonObject, vertices: Vertices, templates: Templates): Shape {
  const empty = new Collector(vertices);
  const [anchor] = empty.line(geometry.boundaries) ?? [];
  const template = typeof geometry.template === 'number' ? templates.geometries[geometry.template] : undefined;
  const matrix = geometry.transformationMatrix;
  if (anchor === undefined || !isObject(template) || template.type === 'GeometryInstance' || !isMatrix(matrix)) {
    empty.breaks('a template, its point or its matrix is missing');
    return empty;
  }
  const shape = readShape(template, templates.vertices, templates);
  const place = ([x, y, z]: Point3): Point3 => {
    const row = (at: number) => matrix[at]! * x + matrix[at + 1]! * y + matrix[at + 2]! * z + matrix[at + 3]!;
    return [row(0) + anchor[0], row(4) + anchor[1], row(8) + anchor[2]];
  };
  return {
    ...copyOf(shape),
    faces: shape.faces.map((face) => ({ ...face, rings: face.rings.map((ring) => ring.map(place)) })),
    points: shape.points.map(place),
    lines: shape.lines.map((line) => line.map(place)),
  };
}

function copyOf({ broken, brokenDetail, isSolid, unsupported }: Shape) {
  return { broken, brokenDetail, isSolid, unsupported };
}

function isMatrix(value: unknown): value is readonly number[] {
  return Array.isArray(value) && value.length === 16 && value.every((item) => typeof item === 'number');
}

/** Whether every edge of each shell is walked once in both directions. */
export function isClosed(faces: readonly Face[]): boolean {
  const balance = new Map<string, number>();
  const key = (point: Point3) => point.join(' ');
  for (const { rings, shell } of faces) {
    for (const ring of rings) {
      for (const [index, from] of ring.entries()) {
        const [a, b] = [key(from), key(ring[(index + 1) % ring.length]!)];
        const [edge, step] = a < b ? [`${shell}|${a}|${b}`, 1] : [`${shell}|${b}|${a}`, -1];
        if (a !== b) balance.set(edge, (balance.get(edge) ?? 0) + step);
      }
    }
  }
  return [...balance.values()].every((sum) => sum === 0);
}
