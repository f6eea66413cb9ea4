import type { FlatGeometry } from './flat-geometry.ts';

/** Heights of a row's vertices, for a shape made of it: a corner that is new takes that of the nearest. */
export class HeightsByPlace {
  private readonly known: { readonly x: number; readonly y: number; readonly z: number }[] = [];
  private readonly byPlace = new Map<string, number>();

  constructor(
    private readonly geometry: FlatGeometry,
    row: number,
  ) {
    const [from, to] = geometry.verticesOf(row);
    const { values } = geometry.xy;
    for (let v = from; v < to; v++) {
      const z = geometry.heightOf(v);
      if (Number.isNaN(z)) continue;
      const [x, y] = [values[v * 2]!, values[v * 2 + 1]!];
      this.known.push({ x, y, z });
      this.byPlace.set(`${x} ${y}`, z);
    }
  }

  /** To all vertices written since. */
  giveBack(fromVertex: number): void {
    if (this.known.length === 0) return;
    const { values } = this.geometry.xy;
    for (let v = fromVertex; v < this.geometry.vertexCount; v++) {
      const [x, y] = [values[v * 2]!, values[v * 2 + 1]!];
      this.geometry.setHeight(v, this.at(x, y) ?? this.nearest(x, y));
    }
  }

  /** A shape cut at the antimeridian may lie a turn further on. */
  private at(x: number, y: number): number | undefined {
    const { byPlace } = this;
    return byPlace.get(`${x} ${y}`) ?? byPlace.get(`${x + 360} ${y}`) ?? byPlace.get(`${x - 360} ${y}`);
  }

  private nearest(x: number, y: number): number {
    let best = Number.POSITIVE_INFINITY;
    let height = Number.NaN;
    for (const known of this.known) {
      const distance = (known.x - x) ** 2 + (known.y - y) ** 2;
      if (distance < best) [best, height] = [distance, known.z];
    }
    return height;
  }
}
