/** What is known of every row beside its geometry: where it stands in the file, and what has to be done with it later. */
import type { FilePosition } from './feature-source.ts';
import { GrowingCounts, GrowingFloats } from './geometry/growing-arrays.ts';

export class Rows {
  private readonly byteOffset = new GrowingFloats();
  private readonly line = new GrowingCounts();
  private readonly column = new GrowingCounts();
  /** Rows with polygons that cross themselves, or whatever else has to be mended. */
  readonly toMend: number[] = [];
  /** Rows to look at again once they have been reprojected. */
  readonly delicate: number[] = [];

  get count(): number {
    return this.byteOffset.length;
  }

  add(position: FilePosition | null): void {
    this.byteOffset.push(position?.byteOffset ?? Number.NaN);
    this.line.push(position?.line ?? 0);
    this.column.push(position?.column ?? 0);
  }

  positionOf(row: number): FilePosition | null {
    const byteOffset = this.byteOffset.values[row];
    if (row >= this.count || byteOffset === undefined || Number.isNaN(byteOffset)) return null;
    const line = this.line.values[row]!;
    const column = this.column.values[row]!;
    return { byteOffset, ...(line > 0 ? { line } : {}), ...(column > 0 ? { column } : {}) };
  }
}
