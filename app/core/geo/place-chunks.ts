/** Divides a layer by place, so that a camera draws, and a line of sight tests, only what lies before it. */

export interface ChunkLimits {
  /** More features than this are divided again; a chunk of a larger layer holds half of it at least. */
  readonly mostFeatures: number;
  /** The same for coordinates, so that a few huge features do not make one huge chunk. */
  readonly mostCoordinates: number;
}

/** Large enough that a city is some twenty draw calls, small enough that a street corner is a part of it. */
export const CHUNK_LIMITS: ChunkLimits = { mostFeatures: 4_000, mostCoordinates: 200_000 };

/**
 * Rows by place: the set is halved across its longer side, by count, until every chunk is within the limits. Unlike a
 * grid's, its chunks are about equally full whether a city is dense or sprawling.
 *
 * `x` and `y` are features' places in any one unit of length; rows whose place is no number are in no chunk. Within a
 * chunk rows ascend. The same input gives the same chunks.
 */
export function chunksByPlace(
  x: Float64Array,
  y: Float64Array,
  coordinates: Uint32Array,
  limits: ChunkLimits = CHUNK_LIMITS,
): Uint32Array[] {
  const rows = Uint32Array.from(x.keys()).filter((row) => Number.isFinite(x[row]!) && Number.isFinite(y[row]!));
  const chunks: Uint32Array[] = [];
  const divide = (part: Uint32Array) => {
    if (part.length === 0) return;
    const sum = part.reduce((total, row) => total + coordinates[row]!, 0);
    if (part.length <= limits.mostFeatures && (sum <= limits.mostCoordinates || part.length === 1)) {
      chunks.push(part.slice().sort());
      return;
    }
    const wide = spread(part, x);
    const deep = spread(part, y);
    const middle = part.length >> 1;
    partition(part, wide >= deep ? x : y, middle);
    divide(part.subarray(0, middle));
    divide(part.subarray(middle));
  };
  divide(rows);
  return chunks;
}

function spread(rows: Uint32Array, along: Float64Array): number {
  let low = Infinity;
  let high = -Infinity;
  for (const row of rows) {
    const value = along[row]!;
    if (value < low) low = value;
    if (value > high) high = value;
  }
  return high - low;
}

/** Reorders rows so that none before `middle` lies further along than any after it (Hoare's selection, 1961). */
function partition(rows: Uint32Array, along: Float64Array, middle: number): void {
  let low = 0;
  let high = rows.length - 1;
  while (low < high) {
    const pivot = along[rows[(low + high) >> 1]!]!;
    let i = low;
    let j = high;
    while (i <= j) {
      while (along[rows[i]!]! < pivot) i++;
      while (along[rows[j]!]! > pivot) j--;
      if (i > j) break;
      const row = rows[i]!;
      rows[i++] = rows[j]!;
      rows[j--] = row;
    }
    if (middle <= j) high = j;
    else if (middle >= i) low = i;
    else return;
  }
}
