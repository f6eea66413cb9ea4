/** How two geometries lie to each other, by the DE-9IM of OGC Simple Features (JSTS' RelateOp; edges straight in degrees). */
import RelateOp from 'jsts/org/locationtech/jts/operation/relate/RelateOp.js';
import type { JstsGeometry } from './jsts-geometry.ts';
import { SpatialError } from './spatial-error.ts';

/** Cells by row of a (interior, boundary, exterior) and column of b; -1 empty, else the dimension of what is shared. */
export interface Matrix {
  get(row: number, column: number): number;
}

export function relate(a: JstsGeometry, b: JstsGeometry): Matrix {
  try {
    return RelateOp.relate(a, b) as Matrix;
  } catch {
    throw new SpatialError('cannot be told: a shape crosses itself; ST_MakeValid repairs it');
  }
}

const [I, B, E] = [0, 1, 2] as const;

const meets = (m: Matrix) => m.get(I, I) >= 0 || m.get(I, B) >= 0 || m.get(B, I) >= 0 || m.get(B, B) >= 0;

export const RELATIONS = {
  intersects: (m: Matrix) => meets(m),
  contains: (m: Matrix) => m.get(I, I) >= 0 && m.get(E, I) < 0 && m.get(E, B) < 0,
  within: (m: Matrix) => m.get(I, I) >= 0 && m.get(I, E) < 0 && m.get(B, E) < 0,
  covers: (m: Matrix) => meets(m) && m.get(E, I) < 0 && m.get(E, B) < 0,
  coveredby: (m: Matrix) => meets(m) && m.get(I, E) < 0 && m.get(B, E) < 0,
  touches: (m: Matrix, a: number, b: number) =>
    (a > 0 || b > 0) && m.get(I, I) < 0 && (m.get(I, B) >= 0 || m.get(B, I) >= 0 || m.get(B, B) >= 0),
  crosses: (m: Matrix, a: number, b: number) => {
    if (a < b) return m.get(I, I) >= 0 && m.get(I, E) >= 0;
    if (a > b) return m.get(I, I) >= 0 && m.get(E, I) >= 0;
    return a === 1 && m.get(I, I) === 0;
  },
  overlaps: (m: Matrix, a: number, b: number) =>
    a === b && (a === 1 ? m.get(I, I) === 1 : m.get(I, I) >= 0) && m.get(I, E) >= 0 && m.get(E, I) >= 0,
  equals: (m: Matrix) => m.get(I, I) >= 0 && m.get(I, E) < 0 && m.get(B, E) < 0 && m.get(E, I) < 0 && m.get(E, B) < 0,
} as const;
