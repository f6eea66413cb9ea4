/**
 * Which geometries of two sets stand in a relation: one set in packed R-trees (flatbush), the other looked up in them one
 * by one, and the candidates tested exactly. It does its work in small portions, so that the thread can do other things
 * in between.
 */
import Flatbush from 'flatbush';
import { PointGrid } from './point-grid.ts';
import { requireDegrees } from './spatial/measure.ts';
import {
  type Bounds,
  boundsGrownBy,
  holds,
  holdsAtPoint,
  type Predicate,
  PreparedGeometry,
  prepareGeometry,
} from './spatial/prepared.ts';
import { SpatialError } from './spatial/spatial-error.ts';
import { WkbBounds } from './wkb-bounds.ts';

/** Boxes per tree: a tree is packed at one go, in some ten milliseconds for this many. */
const TREE_SIZE = 32_768;
/** So many points have to be looked up before a grid for them is worth making. */
const POINTS_FOR_A_GRID = 1_000;
const NONE: readonly number[] = [];
/** Stands for the box of what has none: in a tree it is met by nothing. */
const EMPTY_BOX: Bounds = {
  minX: Number.POSITIVE_INFINITY,
  minY: Number.POSITIVE_INFINITY,
  maxX: Number.NEGATIVE_INFINITY,
  maxY: Number.NEGATIVE_INFINITY,
};

export interface MatcherOptions {
  readonly predicate: Predicate;
  /** Which side of the relation the indexed geometries are. */
  readonly indexed: 'a' | 'b';
  /** Whose metres count, for `dwithin`. */
  readonly metresOf: 'indexed' | 'probe';
}

/** Throws SpatialError where bytes are no geometry. */
export class SpatialMatcher {
  private readonly bounds = new WkbBounds();
  private readonly boxes: number[] = [];
  private readonly trees: Flatbush[] = [];
  /** Bytes of what is indexed, its geometry once that was needed, and the caller's number for it. */
  private readonly sources: Uint8Array[] = [];
  private readonly prepared: (PreparedGeometry | undefined)[] = [];
  private readonly metres: number[] = [];
  private readonly numbers: number[] = [];
  private readonly isDistance: boolean;

  /** Places of empty geometries: empty ones are equal. */
  private readonly emptyOnes: number[] = [];
  private parsed: PreparedGeometry | null = null;
  private candidates: ArrayLike<number> = NONE;
  private grid: PointGrid | null = null;
  private pointsLookedUp = 0;
  private probe: PreparedGeometry | null = null;
  /** The geometry looked up is the point that `bounds` says. */
  private isPoint = false;
  private probeMetres = 0;

  constructor(private readonly options: MatcherOptions) {
    this.isDistance = options.predicate === 'dwithin';
  }

  /** Bytes are kept, not copied. */
  add(number: number, bytes: Uint8Array, start: number, end: number, metres: number): void {
    const ownMetres = this.options.metresOf === 'indexed' ? metres : null;
    const box = this.boxOf(bytes, start, end, ownMetres);
    if (box === EMPTY_BOX) this.emptyOnes.push(this.numbers.length);
    else if (box === null) return;
    this.boxes.push(box.minX, box.minY, box.maxX, box.maxY);
    this.sources.push(bytes.subarray(start, end));
    this.prepared.push(this.parsed ?? undefined);
    this.numbers.push(number);
    if (ownMetres !== null) this.metres.push(metres);
  }

  /**
   * Where a geometry, or what is within its metres, can be met; EMPTY_BOX for an empty one, null for one that meets
   * nothing. What had to be read for it is in `parsed`.
   */
  private boxOf(bytes: Uint8Array, start: number, end: number, metres: number | null): Bounds | null {
    const { bounds, isDistance } = this;
    this.parsed = null;
    let box: Bounds = bounds;
    if (!bounds.read(bytes, start, end)) {
      this.parsed = prepareGeometry(bytes.subarray(start, end));
      box = this.parsed.bounds ?? EMPTY_BOX;
    } else if (bounds.isEmpty) box = EMPTY_BOX;
    if (!isDistance) return box;
    if (box === EMPTY_BOX) return null;
    requireDegrees(box);
    if (metres === null) return box;
    if (metres < 0) throw new SpatialError(`takes a distance of 0 metres or more, got ${metres}`);
    return metres >= 0 ? boundsGrownBy(box, metres) : null;
  }

  /** Packs one more tree; false once there is nothing left to pack. To be called until then, before the first lookup. */
  pack(): boolean {
    const from = this.trees.length * TREE_SIZE;
    const to = Math.min(from + TREE_SIZE, this.sources.length);
    if (from >= to) return false;
    const tree = new Flatbush(to - from);
    for (let at = from * 4; at < to * 4; at += 4) {
      tree.add(this.boxes[at]!, this.boxes[at + 1]!, this.boxes[at + 2]!, this.boxes[at + 3]!);
    }
    tree.finish();
    this.trees.push(tree);
    return true;
  }

  /** Looks one geometry up; the number of candidates to be tested. Its bytes are kept until the next lookup. */
  lookUp(bytes: Uint8Array, start: number, end: number, metres: number): number {
    const box = this.boxOf(bytes, start, end, this.options.metresOf === 'probe' ? metres : null);
    this.probe = this.parsed;
    this.probeMetres = metres;
    this.candidates = NONE;
    if (box === null) return 0;
    this.isPoint = this.parsed === null && this.bounds.isPoint;
    const isPlace = box.minX === box.maxX && box.minY === box.maxY;
    const count = isPlace && this.hasGrid() ? this.lookInGrid(box) : this.lookInTrees(box);
    if (count > 0 && !this.isPoint) this.probe ??= prepareGeometry(bytes.subarray(start, end));
    return count;
  }

  private hasGrid(): boolean {
    if (this.grid !== null) return true;
    // One tree's worth of boxes is put into a grid at one go, in some ten milliseconds.
    if (this.trees.length > 1 || ++this.pointsLookedUp < POINTS_FOR_A_GRID) return false;
    this.grid = new PointGrid(Float64Array.from(this.boxes));
    return true;
  }

  private lookInGrid({ minX, minY }: Bounds): number {
    this.candidates = this.grid!.found;
    return this.grid!.look(minX, minY);
  }

  private lookInTrees(box: Bounds): number {
    let candidates: readonly number[] = NONE;
    if (box === EMPTY_BOX) {
      candidates = this.emptyOnes;
    } else {
      const { trees } = this;
      for (let i = 0; i < trees.length; i++) {
        const found = trees[i]!.search(box.minX, box.minY, box.maxX, box.maxY);
        if (found.length === 0) continue;
        const shifted = i === 0 ? found : found.map((at) => at + i * TREE_SIZE);
        candidates = candidates.length === 0 ? shifted : candidates.concat(shifted);
      }
    }
    this.candidates = candidates;
    return candidates.length;
  }

  /** The caller's number of a candidate for which the relation holds; -1 where it does not. */
  test(candidate: number): number {
    const at = this.candidates[candidate]!;
    let indexed = this.prepared[at];
    if (indexed === undefined) {
      indexed = prepareGeometry(this.sources[at]!);
      this.prepared[at] = indexed;
    }
    const { predicate, indexed: side, metresOf } = this.options;
    if (predicate === 'equals' && indexed.bounds === null && this.probe?.bounds === null) return this.numbers[at]!;
    if (this.isPoint) {
      const { minX: x, minY: y } = this.bounds;
      const isMatch = holdsAtPoint(predicate, indexed, x, y, side === 'a' ? 'b' : 'a');
      if (isMatch !== null) return isMatch ? this.numbers[at]! : -1;
      this.probe ??= new PreparedGeometry({ type: 'Point', coordinates: [x, y] });
    }
    const metres = metresOf === 'indexed' ? this.metres[at] : this.probeMetres;
    const isMatch =
      side === 'a' ? holds(predicate, indexed, this.probe!, metres) : holds(predicate, this.probe!, indexed, metres);
    return isMatch ? this.numbers[at]! : -1;
  }
}
