/** Roofs and walls of all rows in flat arrays, from the file's own system to longitude and latitude. */
import { type BuildingFaces, partOf } from '../../building-faces.ts';
import type { Position, Rings } from '../../geojson.ts';
import type { SourceSurface } from '../feature-source.ts';
import { GrowingCounts, GrowingFloats } from './growing-arrays.ts';

export class FaceStore {
  /** x, y, height above the ground, three a vertex. */
  private readonly xyz = new GrowingFloats();
  /** Vertices before the end of each ring. */
  private readonly rings = new GrowingCounts();
  /** Rings before the end of each face. */
  private readonly faces = new GrowingCounts();
  private readonly isRoof = new GrowingCounts();
  /** Faces before the end of each row. */
  private readonly rows = new GrowingCounts();
  private skipped = 0;

  get faceCount(): number {
    return this.faces.length;
  }

  /** The next row, which may have none. `groundM`: the height in the file at which its building stands. */
  add(surfaces: readonly SourceSurface[] | undefined, groundM: number | undefined): void {
    // Rows without faces are only counted until one has some: most files have none at all.
    if (surfaces === undefined && this.faces.length === 0) {
      this.skipped += 1;
      return;
    }
    for (; this.skipped > 0; this.skipped--) this.rows.push(0);
    const ground = groundM ?? lowestOf(surfaces ?? []);
    for (const { meaning, rings } of surfaces ?? []) {
      const raised = rings.map((ring) => ring.map(([x, y, z]) => [x!, y!, z! - ground]));
      const part = partOf(meaning, raised[0] ?? []);
      if (part === null) continue;
      for (const ring of raised) {
        for (const [x, y, z] of ring) {
          this.xyz.pushTwo(x!, y!);
          this.xyz.push(z!);
        }
        this.rings.push(this.xyz.length / 3);
      }
      this.faces.push(this.rings.length);
      this.isRoof.push(part === 'roof' ? 1 : 0);
    }
    this.rows.push(this.faces.length);
  }

  /** In place; once. What has no place becomes NaN and is in no answer. */
  reproject(place: (x: number, y: number) => readonly [number, number] | null): void {
    const { values, length } = this.xyz;
    for (let at = 0; at < length; at += 3) {
      const found = place(values[at]!, values[at + 1]!);
      values[at] = found?.[0] ?? Number.NaN;
      values[at + 1] = found?.[1] ?? Number.NaN;
    }
  }

  /** Null where a row has none. */
  at(row: number): BuildingFaces | null {
    if (row >= this.rows.length) return null;
    const roofs: Rings[] = [];
    const walls: Rings[] = [];
    for (let face = this.rows.startOf(row); face < this.rows.values[row]!; face++) {
      const rings = this.ringsOf(face);
      if (rings !== null) (this.isRoof.values[face] === 1 ? roofs : walls).push(rings);
    }
    return roofs.length + walls.length === 0 ? null : { roofs, walls };
  }

  private ringsOf(face: number): Rings | null {
    const rings: Position[][] = [];
    for (let ring = this.faces.startOf(face); ring < this.faces.values[face]!; ring++) {
      const positions: Position[] = [];
      for (let vertex = this.rings.startOf(ring); vertex < this.rings.values[ring]!; vertex++) {
        const at = vertex * 3;
        const [x, y, z] = this.xyz.values.subarray(at, at + 3);
        if (!(Number.isFinite(x) && Number.isFinite(y) && Number.isFinite(z))) return null;
        positions.push([x!, y!, z!]);
      }
      rings.push(positions);
    }
    return rings;
  }
}

/** The lowest height of surfaces, 0 for none. */
function lowestOf(surfaces: readonly SourceSurface[]): number {
  let lowest = Number.POSITIVE_INFINITY;
  for (const { rings } of surfaces) for (const ring of rings) for (const [, , z] of ring) lowest = Math.min(lowest, z!);
  return Number.isFinite(lowest) ? lowest : 0;
}
