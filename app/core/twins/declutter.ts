/** Which labels of a picture are drawn: those that come first, and none over another. */

export interface LabelLimits {
  readonly width: number;
  readonly height: number;
  /** Labels of one picture at most. */
  readonly most: number;
}

/** A square of the grid in which neighbours are looked for: about the width of a label. */
const CELL_PX = 128;

/**
 * Indices into boxes (`left, top, right, bottom` in pixels, four each) that are drawn, in the order in which they were
 * given: first come, first drawn. What does not lie wholly in the picture, or is no number, is left away.
 */
export function declutter(boxes: Float32Array, limits: LabelLimits): number[] {
  const { width, height, most } = limits;
  const columns = Math.max(1, Math.ceil(width / CELL_PX));
  const cells = new Map<number, number[]>();
  const shown: number[] = [];
  for (let index = 0; index * 4 < boxes.length && shown.length < most; index++) {
    const [left, top, right, bottom] = boxes.subarray(index * 4, index * 4 + 4);
    if (!(left! >= 0 && top! >= 0 && right! <= width && bottom! <= height)) continue;
    const touched: number[] = [];
    for (let row = Math.floor(top! / CELL_PX); row <= bottom! / CELL_PX; row++) {
      for (let column = Math.floor(left! / CELL_PX); column <= right! / CELL_PX; column++) {
        touched.push(row * columns + column);
      }
    }
    const isFree = touched.every((cell) =>
      (cells.get(cell) ?? []).every((other) => {
        const at = other * 4;
        return left! >= boxes[at + 2]! || right! <= boxes[at]! || top! >= boxes[at + 3]! || bottom! <= boxes[at + 1]!;
      }),
    );
    if (!isFree) continue;
    shown.push(index);
    for (const cell of touched) {
      const inside = cells.get(cell);
      if (inside === undefined) cells.set(cell, [index]);
      else inside.push(index);
    }
  }
  return shown;
}
