/** All vertices into longitude and latitude, in place. */
import { CRS84, type CrsDefinition, createCrsTransform } from '../../crs.ts';
import type { FlatGeometry } from './flat-geometry.ts';

export interface Reprojection {
  /** Nothing but the order of the axes changes. */
  readonly isIdentity: boolean;
  /** The file's axes are mirrored against the map's, so that rings run the other way round there. */
  isMirrored(geometry: FlatGeometry): boolean;
  /** Longitude and latitude of a place of the file's; null where it has none. */
  point(x: number, y: number): readonly [number, number] | null;
  /** False where a vertex has no place; the row is then not to be used. */
  row(geometry: FlatGeometry, row: number): boolean;
}

export function createReprojection(definition: CrsDefinition, isSwapped: boolean): Reprojection {
  const isIdentity = definition.code === CRS84.code;
  const transform = isIdentity ? null : createCrsTransform(definition, CRS84);
  const place = (x: number, y: number): readonly [number, number] | null => {
    const [first, second] = isSwapped ? [y, x] : [x, y];
    return transform === null ? [first, second] : transform.forward(first, second);
  };
  return {
    isIdentity,
    point: place,
    isMirrored(geometry) {
      if (transform === null) return isSwapped;
      const step = definition.unit === 'degree' ? 1e-4 : 10;
      const { values } = geometry.xy;
      for (let row = 0; row < geometry.rowCount; row++) {
        if (!geometry.hasGeometry(row)) continue;
        const [from] = geometry.verticesOf(row);
        const [x, y] = [values[from * 2]!, values[from * 2 + 1]!];
        const [at, east, north] = [place(x, y), place(x + step, y), place(x, y + step)];
        if (at === null || east === null || north === null) continue;
        return (east[0] - at[0]) * (north[1] - at[1]) - (east[1] - at[1]) * (north[0] - at[0]) < 0;
      }
      return isSwapped;
    },
    row(geometry, row) {
      if (isIdentity && !isSwapped) return true;
      const { values } = geometry.xy;
      const [from, to] = geometry.verticesOf(row);
      for (let v = from; v < to; v++) {
        const at = place(values[v * 2]!, values[v * 2 + 1]!);
        if (at === null) return false;
        values[v * 2] = at[0];
        values[v * 2 + 1] = at[1];
      }
      return true;
    },
  };
}
