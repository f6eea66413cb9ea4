/**
 * A raw geometry, unchecked as a reader gives it, into the flat arrays. What cannot be read is left out part by part and
 * counted: rings are closed, repeated points and rings without area dropped, heights that mean “unknown” forgotten.
 * The rules are written in docs/doctor.md.
 */
import type { DoctorCode } from '../report.ts';
import type { Tally } from '../tally.ts';
import { type FlatGeometry, LINES, type Mark, POINTS, POLYGONS } from './flat-geometry.ts';
import { isUnknownHeight, LARGEST_COORDINATE, numberOfText } from './plain-values.ts';
import { isFlat, windingOf } from './ring-rules.ts';
import type { RingTurns } from './ring-turns.ts';

/** Deeper collections are not read. */
const DEEPEST_COLLECTION = 16;

const GEOMETRY_TYPES = [
  'Point',
  'MultiPoint',
  'LineString',
  'MultiLineString',
  'Polygon',
  'MultiPolygon',
  'GeometryCollection',
] as const;
type GeometryType = (typeof GEOMETRY_TYPES)[number];

const KNOWN_TYPES: ReadonlySet<unknown> = new Set(GEOMETRY_TYPES);

/** What came of one path. */
const SOUND = 0;
const DROPPED = 1;

export class ShapeReader {
  private row = 0;
  private hasZ = false;
  private hasNoZ = false;
  /** The latest reason for which something of this row was left out. */
  private reason: DoctorCode = 'bad-geometry';

  constructor(
    private readonly geometry: FlatGeometry,
    private readonly tally: Tally,
    private readonly turns: RingTurns,
  ) {}

  /** Reads one row, which is the next one of the flat arrays. Gives the type as the file has it, for the table of types. */
  read(raw: unknown, row: number): GeometryType | 'null' | 'other' {
    this.row = row;
    this.hasZ = false;
    this.hasNoZ = false;
    const start = this.geometry.mark();
    const type = typeOf(raw);
    if (type === 'null') this.found('null-geometry');
    else if (type === 'other') this.found('bad-geometry', describe(raw));
    else this.shape(raw as Readonly<Record<string, unknown>>, type, 0);
    if (this.geometry.mark().pieces === start.pieces) this.tally.leaveOut(row, this.reason);
    this.geometry.endRow(start, type === 'GeometryCollection');
    if (this.hasZ) {
      this.tally.feature('z-values', row);
      if (this.hasNoZ) this.tally.feature('mixed-dimensions', row);
    }
    return type;
  }

  /** A finding that leaves something out. */
  private found(code: DoctorCode, detail?: string): typeof DROPPED {
    this.reason = code;
    this.tally.feature(code, this.row, detail);
    return DROPPED;
  }

  private shape(raw: Readonly<Record<string, unknown>>, type: GeometryType, depth: number): void {
    if (type === 'GeometryCollection') {
      this.collection(raw.geometries, depth);
      return;
    }
    const { coordinates } = raw;
    if (!Array.isArray(coordinates)) {
      this.found('bad-geometry', describe(coordinates));
      return;
    }
    if (coordinates.length === 0) {
      this.found('empty-coordinates');
      return;
    }
    const start = this.geometry.mark();
    switch (type) {
      case 'Point':
        this.points([coordinates]);
        this.end(start, POINTS, false);
        break;
      case 'MultiPoint':
        this.points(coordinates);
        this.end(start, POINTS, true);
        break;
      case 'LineString':
        this.line(coordinates);
        this.end(start, LINES, false);
        break;
      case 'MultiLineString':
        for (const line of coordinates) this.line(line);
        this.end(start, LINES, true);
        break;
      case 'Polygon':
        this.polygon(coordinates);
        this.end(start, POLYGONS, false);
        break;
      case 'MultiPolygon':
        for (const rings of coordinates) this.polygon(rings);
        this.end(start, POLYGONS, true);
    }
  }

  private end(start: Mark, kind: typeof POINTS | typeof LINES | typeof POLYGONS, isMulti: boolean): void {
    if (this.geometry.mark().parts > start.parts) this.geometry.endPiece(kind, isMulti);
  }

  private collection(raw: unknown, depth: number): void {
    this.tally.feature(depth === 0 ? 'geometry-collection' : 'nested-collection', this.row);
    if (!Array.isArray(raw) || depth >= DEEPEST_COLLECTION) {
      this.found('bad-geometry', describe(raw));
      return;
    }
    if (raw.length === 0) {
      this.found('empty-coordinates');
      return;
    }
    for (const member of raw) {
      const type = typeOf(member);
      if (type === 'null' || type === 'other') this.found('bad-geometry', describe(member));
      else this.shape(member, type, depth + 1);
    }
  }

  private points(raw: readonly unknown[]): void {
    const start = this.geometry.mark();
    for (const position of raw) this.position(position);
    if (this.geometry.vertexCount === start.vertices) return;
    this.geometry.endPath();
    this.geometry.endPart();
  }

  private line(raw: unknown): void {
    const start = this.geometry.mark();
    if (this.path(raw, start) === DROPPED) {
      this.geometry.backTo(start);
    } else if ((raw as unknown[]).length < 2) {
      this.found('too-few-points');
      this.geometry.backTo(start);
    } else if (this.geometry.vertexCount - start.vertices < 2) {
      this.found('zero-length-line');
      this.geometry.backTo(start);
    } else {
      this.geometry.endPath();
      this.geometry.endPart();
    }
  }

  private polygon(raw: unknown): void {
    const start = this.geometry.mark();
    if (!Array.isArray(raw)) {
      this.found('bad-geometry', describe(raw));
      return;
    }
    if (raw.length === 0) {
      this.found('empty-coordinates');
      return;
    }
    for (let i = 0; i < raw.length; i++) {
      const kept = this.ring(raw[i], i === 0);
      // Without its shell, or with a ring that cannot be read, nobody knows what the polygon covers.
      if (kept === DROPPED && (i === 0 || this.reason === 'bad-coordinate' || this.reason === 'bad-geometry')) {
        this.geometry.backTo(start);
        return;
      }
    }
    this.geometry.endPart();
  }

  private ring(raw: unknown, isShell: boolean): typeof SOUND | typeof DROPPED {
    const { geometry } = this;
    const start = geometry.mark();
    if (this.path(raw, start) === DROPPED) return this.dropRing(start);
    const given = (raw as unknown[]).length;
    const xy = geometry.xy.values;
    const [from, last] = [start.vertices, geometry.vertexCount - 1];
    const isClosed = xy[from * 2] === xy[last * 2] && xy[from * 2 + 1] === xy[last * 2 + 1];
    if (given + (isClosed ? 0 : 1) < 4) {
      this.found('too-few-points');
      return this.dropRing(start);
    }
    if (!isClosed) {
      this.tally.ring('unclosed-ring', this.row);
      const height = geometry.heightOf(from);
      geometry.vertex(xy[from * 2]!, xy[from * 2 + 1]!);
      if (!Number.isNaN(height)) geometry.heightOfLast(height);
    }
    const to = geometry.vertexCount;
    const winding = windingOf(geometry.xy.values, from, to);
    if (winding === 0 && isFlat(geometry.xy.values, from, to)) {
      this.reason = 'zero-area-ring';
      this.tally.ring('zero-area-ring', this.row);
      return this.dropRing(start);
    }
    if (isShell) this.turns.shell(this.row, winding);
    else this.turns.hole(this.row, winding);
    geometry.endPath();
    return SOUND;
  }

  private dropRing(start: Mark): typeof DROPPED {
    this.geometry.backTo(start);
    return DROPPED;
  }

  /** The positions of a line or ring, each but once; what was written is the caller's to take back. */
  private path(raw: unknown, start: Mark): typeof SOUND | typeof DROPPED {
    if (!Array.isArray(raw)) return this.found('bad-geometry', describe(raw));
    if (raw.length === 0) return this.found('empty-coordinates');
    const { geometry } = this;
    let repeats = false;
    let count = start.vertices;
    for (let i = 0; i < raw.length; i++) {
      if (!this.position(raw[i])) return DROPPED;
      if (count > start.vertices) {
        const { values, length } = geometry.xy;
        if (values[length - 2] === values[length - 4] && values[length - 1] === values[length - 3]) {
          repeats = true;
          geometry.dropVertices(count);
          continue;
        }
      }
      count++;
    }
    if (repeats) this.tally.ring('repeated-points', this.row);
    return SOUND;
  }

  private position(raw: unknown): boolean {
    if (!Array.isArray(raw)) {
      this.found('bad-geometry', describe(raw));
      return false;
    }
    let x: unknown = raw[0];
    let y: unknown = raw[1];
    if (typeof x !== 'number' || typeof y !== 'number') {
      if (Array.isArray(x)) {
        this.found('bad-geometry', describe(raw));
        return false;
      }
      const numbers = [numberOfText(x), numberOfText(y)] as const;
      if (Number.isFinite(numbers[0]) && Number.isFinite(numbers[1])) this.tally.feature('text-coordinates', this.row);
      [x, y] = numbers;
    }
    // NaN fails both comparisons.
    if (!(Math.abs(x as number) <= LARGEST_COORDINATE && Math.abs(y as number) <= LARGEST_COORDINATE)) {
      this.found('bad-coordinate', describe(raw));
      return false;
    }
    this.geometry.vertex(x as number, y as number);
    if (raw.length > 2) this.height(raw);
    else this.hasNoZ = true;
    return true;
  }

  private height(raw: readonly unknown[]): void {
    this.hasZ = true;
    const z = raw[2];
    if (isUnknownHeight(z)) this.tally.feature('sentinel-z', this.row, describe(z));
    else this.geometry.heightOfLast(z as number);
    if (raw.length > 3) this.tally.feature('measure-values', this.row);
  }
}

function typeOf(raw: unknown): GeometryType | 'null' | 'other' {
  if (raw === null || raw === undefined) return 'null';
  if (typeof raw !== 'object' || Array.isArray(raw)) return 'other';
  const { type } = raw as { readonly type?: unknown };
  return KNOWN_TYPES.has(type) ? (type as GeometryType) : 'other';
}

/** A short text of what stands there instead. */
function describe(raw: unknown): string {
  try {
    return (JSON.stringify(raw, shallow(), 0) ?? String(raw)).slice(0, 80);
  } catch {
    return typeof raw;
  }
}

/** Keeps the text of a large value short to make, not only short to read. */
function shallow(): (key: string, value: unknown) => unknown {
  let left = 40;
  return (_key, value) => (left-- > 0 ? (Array.isArray(value) && value.length > 8 ? value.slice(0, 8) : value) : '…');
}
