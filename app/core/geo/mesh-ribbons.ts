/** Lines into flat ribbons of a width in metres. */
import { type Geometry, linesOf } from './geojson.ts';
import type { LocalFrame, LocalPosition } from './local-frame.ts';
import type { MeshBuilder } from './mesh.ts';

const MERGE_DISTANCE_M = 1e-3;
/** A mitre longer than this many half widths (a turn sharper than about 83°) becomes a bevel. */
const MITRE_LIMIT = 1.5;

/**
 * A ribbon facing up along every line: mitred where the turn is gentle, bevelled where it is sharp, square at its ends;
 * a closed line is joined to itself.
 */
export function addRibbon(
  builder: MeshBuilder,
  geometry: Geometry,
  feature: number,
  frame: LocalFrame,
  size: { readonly baseM: number; readonly widthM: number },
): void {
  const half = size.widthM / 2;
  for (const line of linesOf(geometry)) {
    const points = distinct(line.map((p) => frame.toLocal(p[0]!, p[1]!)).filter(([east]) => Number.isFinite(east)));
    if (points.length < 2) continue;
    const closed = points.length > 3 && same(points[0]!, points.at(-1)!);
    if (closed) points.pop();
    addLine(builder, points, closed, half, size.baseM, feature);
  }
}

/**
 * A few centimetres that depend on the direction of a line (eight classes, either way along it alike), so that ribbons
 * which cross never lie in one plane and flicker.
 */
export function crossingLiftM(geometry: Geometry): number {
  const line = linesOf(geometry)[0];
  const first = line?.[0];
  const last = line?.at(-1);
  if (first === undefined || last === undefined) return 0;
  const east = (last[0]! - first[0]!) * Math.cos((first[1]! * Math.PI) / 180);
  const turns = Math.atan2(last[1]! - first[1]!, east) / Math.PI;
  // Classes are centred on the eight directions, for grids at 0° and at 45° alike.
  const sector = Math.round(turns * 8);
  return Number.isFinite(sector) ? 0.01 * ((sector + 8) % 8) : 0;
}

function addLine(
  builder: MeshBuilder,
  points: readonly LocalPosition[],
  closed: boolean,
  half: number,
  baseM: number,
  feature: number,
): void {
  const count = points.length;
  const segments = closed ? count : count - 1;
  const directions = Array.from({ length: segments }, (_, i) => direction(points[i]!, points[(i + 1) % count]!));
  const vertex = (p: LocalPosition, dx: number, dy: number) =>
    builder.addVertex(p[0] + dx, p[1] + dy, p[2] + baseM, 0, 0, 1, feature);

  /** Left and right vertices in which the segment before a point ends and the one after it begins. */
  const join = (index: number) => {
    const point = points[index]!;
    const before = directions[index === 0 ? (closed ? segments - 1 : 0) : index - 1]!;
    const after = directions[index === segments ? segments - 1 : index]!;
    const bisectorX = before[0] + after[0];
    const bisectorY = before[1] + after[1];
    const squared = bisectorX * bisectorX + bisectorY * bisectorY;
    // The mitre reaches 2/|b₁+b₂| half widths along the bisector's normal.
    if (squared > 4 / (MITRE_LIMIT * MITRE_LIMIT)) {
      const scale = (2 * half) / squared;
      const left = vertex(point, -bisectorY * scale, bisectorX * scale);
      const right = vertex(point, bisectorY * scale, -bisectorX * scale);
      return { end: [left, right] as const, start: [left, right] as const };
    }
    const end = [
      vertex(point, -before[1] * half, before[0] * half),
      vertex(point, before[1] * half, -before[0] * half),
    ] as const;
    const start = [
      vertex(point, -after[1] * half, after[0] * half),
      vertex(point, after[1] * half, -after[0] * half),
    ] as const;
    const centre = vertex(point, 0, 0);
    const turnsLeft = before[0] * after[1] - before[1] * after[0] > 0;
    if (turnsLeft) builder.addTriangle(centre, end[1], start[1]);
    else builder.addTriangle(centre, start[0], end[0]);
    return { end, start };
  };

  const joins = points.map((_, index) => join(index));
  for (let i = 0; i < segments; i++) {
    const [startLeft, startRight] = joins[i]!.start;
    const [endLeft, endRight] = joins[(i + 1) % count]!.end;
    builder.addTriangle(startRight, endRight, endLeft);
    builder.addTriangle(startRight, endLeft, startLeft);
  }
}

function direction(from: LocalPosition, to: LocalPosition): readonly [number, number] {
  const dx = to[0] - from[0];
  const dy = to[1] - from[1];
  const length = Math.sqrt(dx * dx + dy * dy);
  return [dx / length, dy / length];
}

function distinct(points: readonly LocalPosition[]): LocalPosition[] {
  return points.filter((point, index) => index === 0 || !same(point, points[index - 1]!));
}

function same(a: LocalPosition, b: LocalPosition): boolean {
  return Math.abs(a[0] - b[0]) < MERGE_DISTANCE_M && Math.abs(a[1] - b[1]) < MERGE_DISTANCE_M;
}
