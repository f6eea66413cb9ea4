/** A table's rows as several Arrow streams, read in steps: none is larger than it must be, and all of one moment. */
import { MessageReader } from 'apache-arrow';
import { toQueryError } from './connections.ts';
import { joinParts, type StepContext, streamStatement } from './person-query.ts';

export interface Piece {
  /** One Arrow IPC stream. */
  readonly ipc: Uint8Array;
  readonly rows: number;
}

/**
 * Runs a reading statement and hands its rows on in pieces of about `pieceBytes`, at least one. The next piece is read when
 * `take` is through with the former; where it says false, the reading ends.
 */
export async function readPieces(
  context: StepContext,
  sql: string,
  pieceBytes: number,
  take: (piece: Piece) => Promise<boolean>,
): Promise<void> {
  let schema: Uint8Array | null = null;
  let batches: Uint8Array[] = [];
  let bytes = 0;
  let rows = 0;
  let pieces = 0;
  let isWanted = true;
  const hand = async () => {
    const piece = { ipc: joinParts([schema!, ...batches]), rows };
    batches = [];
    bytes = rows = 0;
    pieces++;
    isWanted = await take(piece);
  };
  await streamStatement(
    context,
    sql,
    (error) => toQueryError(error, sql, 0),
    async (part) => {
      if (schema === null) {
        schema = part;
        return true;
      }
      batches.push(part);
      bytes += part.length;
      rows += rowsIn(part);
      if (bytes >= pieceBytes) await hand();
      return isWanted;
    },
  );
  if (isWanted && (batches.length > 0 || pieces === 0)) await hand();
}

/** Rows announced by the one record batch message in these bytes. */
function rowsIn(message: Uint8Array): number {
  const { value } = new MessageReader(message).next();
  return value?.isRecordBatch() ? value.header().length : 0;
}
