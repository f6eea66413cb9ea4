/** Finds the pairs of rows for which a spatial condition holds: reads both sides in steps, matches them in steps. */
import type { Data } from 'apache-arrow';
import { tableFromIPC } from 'apache-arrow';
import type { Clock } from '../../core/base/clock.ts';
import { SpatialError } from '../../core/geo/spatial/spatial-error.ts';
import { SpatialMatcher } from '../../core/geo/spatial-matcher.ts';
import { QueryError } from '../../core/store/database.ts';
import type { PairSide, PairsStep } from '../../core/store/spatial-join/plan.ts';
import { PairList, RowNumbers } from './pair-list.ts';
import { joinParts, type StepContext, streamStatement } from './person-query.ts';

/** Longest work between two turns. */
const STEP_MS = 15;
/** Rows, or candidates, between two looks at the clock. */
const LOOK_EVERY = 64;
/** 16 bytes each here, and as much again in the database. */
const MOST_PAIRS = 4_000_000;
/** Geometry that is kept at hand while the other side is looked up. */
const MOST_INDEXED_BYTES = 128 * 1024 * 1024;

/** The sides cannot be read beforehand; the statement as it stands says why, or does not mind. */
export class NotPrepared extends Error {
  override readonly name = 'NotPrepared';
}

/** A batch of (row number, geometry[, metres]). */
interface GeometryRows {
  readonly length: number;
  readonly rowHalves: Int32Array;
  readonly geometry: Data;
  readonly metres: Data | null;
}

/** Gives other work its turn whenever a step has taken long enough. */
class Pace {
  private startedMs: number;
  private looks = 0;

  constructor(
    private readonly context: StepContext,
    private readonly clock: Clock,
  ) {
    this.startedMs = clock.now();
  }

  /** To be asked often; true where `pause` is due. */
  isDue(): boolean {
    return ++this.looks % LOOK_EVERY === 0 && this.clock.now() - this.startedMs >= STEP_MS;
  }

  async pause(): Promise<void> {
    await this.context.turn();
    this.context.check();
    this.startedMs = this.clock.now();
  }
}

/** `indexed` is the side with fewer rows. Throws NotPrepared where a side cannot be read, QueryError where too many match. */
export async function findPairs(
  context: StepContext,
  clock: Clock,
  { predicate, sides, metresOf }: PairsStep,
  indexed: 'a' | 'b',
): Promise<PairList> {
  const [indexedSide, probeSide] = indexed === 'a' ? sides : [sides[1], sides[0]];
  const matcher = new SpatialMatcher({
    predicate,
    indexed,
    metresOf: metresOf === indexed ? 'indexed' : 'probe',
  });
  const pace = new Pace(context, clock);
  const indexedRows = new RowNumbers();
  let indexedBytes = 0;
  await readSide(context, indexedSide, async ({ length, rowHalves, geometry, metres }) => {
    const bytes = geometry.values as Uint8Array;
    indexedBytes += bytes.length;
    if (indexedBytes > MOST_INDEXED_BYTES) throw new NotPrepared('there is too much geometry to be kept at hand');
    for (let i = 0; i < length; i++) {
      if (geometry.getValid(i)) {
        const { valueOffsets } = geometry;
        matcher.add(indexedRows.length, bytes, valueOffsets[i]!, valueOffsets[i + 1]!, metresAt(metres, i));
        indexedRows.push(rowHalves[i * 2]!, rowHalves[i * 2 + 1]!);
      }
      if (pace.isDue()) await pace.pause();
    }
  });
  while (matcher.pack()) await pace.pause();

  const pairs = new PairList();
  const [indexedNumbers, probeNumbers] = indexed === 'a' ? [pairs.a, pairs.b] : [pairs.b, pairs.a];
  await readSide(context, probeSide, async ({ length, rowHalves, geometry, metres }) => {
    const bytes = geometry.values as Uint8Array;
    for (let i = 0; i < length; i++) {
      if (pace.isDue()) await pace.pause();
      if (!geometry.getValid(i)) continue;
      const { valueOffsets } = geometry;
      const count = matcher.lookUp(bytes, valueOffsets[i]!, valueOffsets[i + 1]!, metresAt(metres, i));
      for (let candidate = 0; candidate < count; candidate++) {
        const match = matcher.test(candidate);
        if (match >= 0) {
          indexedNumbers.push(indexedRows.low(match), indexedRows.high(match));
          probeNumbers.push(rowHalves[i * 2]!, rowHalves[i * 2 + 1]!);
        }
        if (pace.isDue()) await pace.pause();
      }
      if (pairs.length > MOST_PAIRS) throw tooManyPairs();
    }
  });
  return pairs;
}

function tooManyPairs(): QueryError {
  const millions = MOST_PAIRS / 1_000_000;
  return new QueryError(
    'memory',
    `the spatial join has more than ${millions} million pairs of rows: narrow it with a condition on one of its tables`,
    undefined,
    'too-many-pairs',
  );
}

function metresAt(metres: Data | null, row: number): number {
  if (!metres?.getValid(row)) return Number.NaN;
  const value = (metres.values as Float64Array)[row]!;
  // NaN stands for NULL here; to the database it is more than any distance.
  if (Number.isNaN(value)) throw new NotPrepared('a distance is compared with NaN');
  return value;
}

async function readSide(
  context: StepContext,
  side: PairSide,
  take: (rows: GeometryRows) => Promise<void>,
): Promise<void> {
  let schema: Uint8Array | null = null;
  await streamStatement(
    context,
    side.sql,
    (error) => new NotPrepared(String(error)),
    async (part) => {
      if (schema === null) {
        schema = part;
        return true;
      }
      for (const batch of tableFromIPC(joinParts([schema, part])).batches) {
        const [rows, geometry, metres = null] = batch.data.children as readonly Data[];
        const numbers = rows!.values as BigInt64Array;
        const rowHalves = new Int32Array(numbers.buffer, numbers.byteOffset, numbers.length * 2);
        try {
          await take({ length: batch.numRows, rowHalves, geometry: geometry!, metres });
        } catch (error) {
          if (error instanceof SpatialError) throw new NotPrepared(error.message);
          throw error;
        }
      }
      return true;
    },
  );
}
