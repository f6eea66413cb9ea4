/** Read deliveries as the batches of one ingest request. */
import type { ColumnBatch } from '../../../core/store/column-batch.ts';
import type { IngestBatch, IngestMode } from '../../../core/store/ingest-protocol.ts';
import type { Delivery } from '../../../core/stream/message.ts';
import type { Observation, RejectedMessage } from '../../../core/stream/observation.ts';
import { lossyUtf8 } from '../../../core/stream/payload-text.ts';
import type { ReadDelivery } from '../../../core/stream/read-delivery.ts';
import { rejectedMessage } from '../../../core/stream/rejection.ts';
import { observationColumns, type RawMessage, rawMessageColumns, rejectedColumns } from './stream-columns.ts';

/** A delivery and what it turned out to be. */
export interface Row {
  readonly delivery: Delivery;
  readonly read: ReadDelivery;
}

/** A payload's text in `messages_raw` is cut there: the table is bounded in rows, and this bounds it in bytes. */
const RAW_BYTES = 4 * 1024;

export function rowBatches(rows: readonly Row[], encode: (batch: ColumnBatch) => Uint8Array): IngestBatch[] {
  const observations: Observation[] = [];
  const raw: RawMessage[] = [];
  const rejected: RejectedMessage[] = [];
  for (const { delivery, read } of rows) {
    observations.push(...read.observations);
    raw.push(rawMessage(delivery, read));
    if (read.issues.length > 0) rejected.push(rejectedMessage(delivery, read.issues));
  }
  const encoded = (batch: ColumnBatch, mode: IngestMode): IngestBatch => ({
    table: batch.table,
    mode,
    rowCount: batch.rowCount,
    ipc: encode(batch),
  });
  const batches = [encoded(rawMessageColumns(raw), 'append')];
  if (observations.length > 0) batches.push(encoded(observationColumns(observations), 'upsert-observations'));
  if (rejected.length > 0) batches.push(encoded(rejectedColumns(rejected), 'append'));
  return batches;
}

function rawMessage({ receivedAtMs, topic, payload }: Delivery, read: ReadDelivery): RawMessage {
  const isWhole = payload.length <= RAW_BYTES && read.text !== null;
  return {
    receivedAtMs,
    topic: topic.slice(0, 512),
    device: read.device,
    payload: isWhole ? read.text : lossyUtf8(payload.subarray(0, headEnd(payload))),
    bytes: payload.length,
    accepted: read.issues.length === 0,
  };
}

/** Where the head of a payload ends, with no character cut in two. */
function headEnd(payload: Uint8Array): number {
  let end = Math.min(payload.length, RAW_BYTES);
  for (let back = 0; back < 3 && (payload[end]! & 0xc0) === 0x80; back++) end--;
  return end;
}
