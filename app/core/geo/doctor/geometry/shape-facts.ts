/** What the rule of heights asks of the shapes, by row. */
import { type FlatGeometry, POLYGONS } from './flat-geometry.ts';

export interface ShapeFacts {
  readonly count: number;
  /** 1 where the row has a surface. */
  readonly isSurface: Uint8Array;
  /** Metres from the lowest vertex to the highest, NaN where any height is unknown; left out where there is none at all. */
  readonly zRangeM?: Float64Array;
}

export function shapeFacts(geometry: FlatGeometry): ShapeFacts {
  const count = geometry.rowCount;
  const isSurface = new Uint8Array(count);
  const zRangeM = new Float64Array(count).fill(Number.NaN);
  for (let row = 0; row < count; row++) {
    for (let piece = geometry.firstPiece(row); piece < geometry.endOfPieces(row); piece++) {
      if (geometry.kindOf(piece) === POLYGONS) isSurface[row] = 1;
    }
    if (geometry.hasHeights) zRangeM[row] = rangeOf(geometry, row);
  }
  return geometry.hasHeights ? { count, isSurface, zRangeM } : { count, isSurface };
}

function rangeOf(geometry: FlatGeometry, row: number): number {
  let [low, high] = [Infinity, -Infinity];
  const [from, to] = geometry.verticesOf(row);
  for (let v = from; v < to; v++) {
    const z = geometry.heightOf(v);
    if (Number.isNaN(z)) return Number.NaN;
    if (z < low) low = z;
    if (z > high) high = z;
  }
  return low <= high ? high - low : Number.NaN;
}
