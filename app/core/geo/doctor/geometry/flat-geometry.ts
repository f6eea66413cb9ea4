/**
 * The geometry of a whole file in flat typed arrays. A row has pieces (several only where it is a collection), a piece has
 * parts (several only where it is a multi-geometry), a part has paths: one set of points, one line, or the rings of a polygon,
 * the shell first and every ring closed. Each level holds where its members end in the level below.
 *
 * A row may be given new pieces afterwards; the old ones stay behind unused.
 */
import type { Geometry, Position } from '../../geojson.ts';
import { GrowingCounts, GrowingFloats } from './growing-arrays.ts';

export const POINTS = 1;
export const LINES = 2;
export const POLYGONS = 3;
export type PieceKind = typeof POINTS | typeof LINES | typeof POLYGONS;

/** Where each level stood, to go back to. */
export interface Mark {
  readonly vertices: number;
  readonly paths: number;
  readonly parts: number;
  readonly pieces: number;
}

export class FlatGeometry {
  /** x and y of each vertex in turn, in the file's system until it is reprojected. */
  readonly xy = new GrowingFloats(4096);
  /** Height by vertex, NaN where unknown; made when the first one comes. */
  private z: GrowingFloats | null = null;
  /** Vertex at which each path ends. */
  readonly pathEnd = new GrowingCounts();
  /** Path at which each part ends. */
  readonly partEnd = new GrowingCounts();
  /** Part at which each piece ends. */
  readonly pieceEnd = new GrowingCounts();
  private readonly pieceKind = new GrowingCounts();
  /** 1 where the piece is given out as a multi-geometry. */
  private readonly pieceIsMulti = new GrowingCounts();
  private readonly rowStart = new GrowingCounts();
  private readonly rowEnd = new GrowingCounts();
  private readonly rowIsCollection = new GrowingCounts();

  get vertexCount(): number {
    return this.xy.length / 2;
  }

  /** Any vertex has a height. */
  get hasHeights(): boolean {
    return this.z !== null;
  }

  get rowCount(): number {
    return this.rowStart.length;
  }

  mark(): Mark {
    return {
      vertices: this.vertexCount,
      paths: this.pathEnd.length,
      parts: this.partEnd.length,
      pieces: this.pieceEnd.length,
    };
  }

  /** Forgets everything written since the mark. */
  backTo(mark: Mark): void {
    this.dropVertices(mark.vertices);
    this.pathEnd.length = mark.paths;
    this.partEnd.length = mark.parts;
    this.pieceEnd.length = mark.pieces;
    this.pieceKind.length = mark.pieces;
    this.pieceIsMulti.length = mark.pieces;
  }

  dropVertices(count: number): void {
    this.xy.length = count * 2;
    if (this.z !== null && this.z.length > count) this.z.length = count;
  }

  vertex(x: number, y: number): void {
    this.xy.pushTwo(x, y);
  }

  /** The height of the vertex written last. */
  heightOfLast(z: number): void {
    this.setHeight(this.vertexCount - 1, z);
  }

  setHeight(vertex: number, z: number): void {
    if (this.z === null) {
      if (Number.isNaN(z)) return;
      this.z = new GrowingFloats(4096);
    }
    const heights = this.z;
    heights.reserve(vertex + 1);
    while (heights.length < vertex) heights.push(Number.NaN);
    if (heights.length === vertex) heights.push(z);
    else heights.values[vertex] = z;
  }

  heightOf(vertex: number): number {
    return this.z !== null && vertex < this.z.length ? this.z.values[vertex]! : Number.NaN;
  }

  endPath(): void {
    this.pathEnd.push(this.vertexCount);
  }

  endPart(): void {
    this.partEnd.push(this.pathEnd.length);
  }

  endPiece(kind: PieceKind, isMulti: boolean): void {
    this.pieceEnd.push(this.partEnd.length);
    this.pieceKind.push(kind);
    this.pieceIsMulti.push(isMulti ? 1 : 0);
  }

  /** Ends a row that began at the mark; no pieces: a row without geometry. */
  endRow(mark: Mark, isCollection: boolean): void {
    this.rowStart.push(mark.pieces);
    this.rowEnd.push(this.pieceEnd.length);
    this.rowIsCollection.push(isCollection ? 1 : 0);
  }

  /** Gives a row what has been written since the mark instead of what it had. */
  replaceRow(row: number, mark: Mark): void {
    this.rowStart.values[row] = mark.pieces;
    this.rowEnd.values[row] = this.pieceEnd.length;
  }

  emptyRow(row: number): void {
    this.rowStart.values[row] = 0;
    this.rowEnd.values[row] = 0;
  }

  hasGeometry(row: number): boolean {
    return this.rowEnd.values[row]! > this.rowStart.values[row]!;
  }

  firstPiece(row: number): number {
    return this.rowStart.values[row]!;
  }

  endOfPieces(row: number): number {
    return this.rowEnd.values[row]!;
  }

  kindOf(piece: number): PieceKind {
    return this.pieceKind.values[piece] as PieceKind;
  }

  isCollection(row: number): boolean {
    return this.rowIsCollection.values[row] === 1;
  }

  /** First path of a row, and the one after its last. Paths of a row lie side by side. */
  pathsOf(row: number): readonly [from: number, to: number] {
    return this.hasGeometry(row) ? this.pathsOfPieces(this.firstPiece(row), this.endOfPieces(row)) : [0, 0];
  }

  pathsOfPieces(from: number, to: number): readonly [from: number, to: number] {
    return [this.partEnd.startOf(this.pieceEnd.startOf(from)), this.partEnd.startOf(this.pieceEnd.startOf(to))];
  }

  verticesOf(row: number): readonly [from: number, to: number] {
    const [from, to] = this.pathsOf(row);
    return [this.pathEnd.startOf(from), this.pathEnd.startOf(to)];
  }

  /** Of a row with geometry. */
  firstVertex(row: number): number {
    return this.pathEnd.startOf(this.partEnd.startOf(this.pieceEnd.startOf(this.firstPiece(row))));
  }

  /** Of a row with geometry: the vertex after its last. */
  endOfVertices(row: number): number {
    return this.pathEnd.startOf(this.partEnd.startOf(this.pieceEnd.startOf(this.endOfPieces(row))));
  }

  /** The row as GeoJSON, with heights where all of its vertices have one; null without geometry. */
  geometryAt(row: number): Geometry | null {
    if (!this.hasGeometry(row)) return null;
    const [from, to] = this.verticesOf(row);
    let hasHeights = this.z !== null;
    for (let v = from; v < to && hasHeights; v++) hasHeights = !Number.isNaN(this.heightOf(v));
    const pieces: Geometry[] = [];
    for (let piece = this.firstPiece(row); piece < this.endOfPieces(row); piece++) {
      pieces.push(this.pieceAsGeometry(piece, hasHeights));
    }
    return this.isCollection(row) ? { type: 'GeometryCollection', geometries: pieces } : pieces[0]!;
  }

  pieceAsGeometry(piece: number, hasHeights: boolean): Geometry {
    const isMulti = this.pieceIsMulti.values[piece] === 1;
    const from = this.pieceEnd.startOf(piece);
    const to = this.pieceEnd.startOf(piece + 1);
    const kind = this.kindOf(piece);
    if (kind === POINTS) {
      const points = this.positions(this.partEnd.startOf(from), hasHeights);
      return isMulti ? { type: 'MultiPoint', coordinates: points } : { type: 'Point', coordinates: points[0]! };
    }
    const parts: Position[][][] = [];
    for (let part = from; part < to; part++) {
      const paths: Position[][] = [];
      for (let path = this.partEnd.startOf(part); path < this.partEnd.startOf(part + 1); path++) {
        paths.push(this.positions(path, hasHeights));
      }
      parts.push(paths);
    }
    if (kind === LINES) {
      return isMulti
        ? { type: 'MultiLineString', coordinates: parts.map((paths) => paths[0]!) }
        : { type: 'LineString', coordinates: parts[0]![0]! };
    }
    return isMulti ? { type: 'MultiPolygon', coordinates: parts } : { type: 'Polygon', coordinates: parts[0]! };
  }

  private positions(path: number, hasHeights: boolean): Position[] {
    const { values } = this.xy;
    const from = this.pathEnd.startOf(path);
    const to = this.pathEnd.startOf(path + 1);
    const positions: Position[] = new Array(to - from);
    for (let v = from; v < to; v++) {
      positions[v - from] = hasHeights
        ? [values[v * 2]!, values[v * 2 + 1]!, this.heightOf(v)]
        : [values[v * 2]!, values[v * 2 + 1]!];
    }
    return positions;
  }

  /** Writes pieces of sound GeoJSON (rings closed) as they are; several where it is a collection, which may not be nested. */
  write(geometry: Geometry): void {
    const path = (positions: readonly Position[]) => {
      for (const at of positions) {
        this.vertex(at[0]!, at[1]!);
        if (at[2] !== undefined) this.heightOfLast(at[2]);
      }
      this.endPath();
    };
    const part = (paths: readonly (readonly Position[])[]) => {
      for (const positions of paths) path(positions);
      this.endPart();
    };
    switch (geometry.type) {
      case 'Point':
        part([[geometry.coordinates]]);
        this.endPiece(POINTS, false);
        break;
      case 'MultiPoint':
        part([geometry.coordinates]);
        this.endPiece(POINTS, true);
        break;
      case 'LineString':
        part([geometry.coordinates]);
        this.endPiece(LINES, false);
        break;
      case 'MultiLineString':
        for (const line of geometry.coordinates) part([line]);
        this.endPiece(LINES, true);
        break;
      case 'Polygon':
        part(geometry.coordinates);
        this.endPiece(POLYGONS, false);
        break;
      case 'MultiPolygon':
        for (const rings of geometry.coordinates) part(rings);
        this.endPiece(POLYGONS, true);
        break;
      case 'GeometryCollection':
        for (const piece of geometry.geometries) this.write(piece);
    }
  }

  reverse(path: number): void {
    const { values } = this.xy;
    let low = this.pathEnd.startOf(path);
    let high = this.pathEnd.startOf(path + 1) - 1;
    for (; low < high; low++, high--) {
      for (let d = 0; d < 2; d++) {
        const kept = values[low * 2 + d]!;
        values[low * 2 + d] = values[high * 2 + d]!;
        values[high * 2 + d] = kept;
      }
      if (this.z !== null) {
        const kept = this.heightOf(low);
        this.setHeight(low, this.heightOf(high));
        this.setHeight(high, kept);
      }
    }
  }
}
