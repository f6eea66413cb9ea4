/**
 * Straight pieces of lines by place, in a packed R-tree (flatbush): which of them come near a box. Coordinates in metres.
 * A tree and no grid: one position far out, as files have them, must not make all the others neighbours.
 */
import Flatbush from 'flatbush';

export interface SegmentIndex {
  /** Numbers of the segments whose box, grown by `reach`, meets the box; ascending. */
  near(minX: number, minY: number, maxX: number, maxY: number, reach?: number): readonly number[];
}

/** Segment i runs from (x[starts[i]], y[starts[i]]) to the position after it. */
export function createSegmentIndex(starts: ArrayLike<number>, x: Float64Array, y: Float64Array): SegmentIndex {
  if (starts.length === 0) return { near: () => [] };
  const tree = new Flatbush(starts.length);
  for (let i = 0; i < starts.length; i++) {
    const a = starts[i]!;
    const b = a + 1;
    tree.add(Math.min(x[a]!, x[b]!), Math.min(y[a]!, y[b]!), Math.max(x[a]!, x[b]!), Math.max(y[a]!, y[b]!));
  }
  tree.finish();
  return {
    near: (minX, minY, maxX, maxY, reach = 0) =>
      tree.search(minX - reach, minY - reach, maxX + reach, maxY + reach).sort((a, b) => a - b),
  };
}
