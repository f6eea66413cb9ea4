/** Rows of the stream's tables as column batches (core/store/schema has their definition). */
import type { ColumnBatch } from '../../../core/store/column-batch.ts';
import { MESSAGES_RAW, OBSERVATIONS, REJECTED_MESSAGES } from '../../../core/store/schema.ts';
import type { Observation, RejectedMessage } from '../../../core/stream/observation.ts';

/** A delivery as `messages_raw` keeps it. */
export interface RawMessage {
  readonly receivedAtMs: number;
  readonly topic: string;
  readonly device: string | null;
  readonly payload: string;
  readonly bytes: number;
  readonly accepted: boolean;
}

export function observationColumns(rows: readonly Observation[]): ColumnBatch {
  return {
    table: OBSERVATIONS.name,
    rowCount: rows.length,
    columns: [
      { name: 'run_id', type: 'text', values: rows.map((row) => row.runId) },
      { name: 'sensor_id', type: 'text', values: rows.map((row) => row.sensorId) },
      { name: 'property', type: 'text', values: rows.map((row) => row.property) },
      { name: 'phenomenon_time', type: 'timestamp', values: Float64Array.from(rows, (row) => row.phenomenonTimeMs) },
      { name: 'result_time', type: 'timestamp', values: Float64Array.from(rows, (row) => row.resultTimeMs) },
      { name: 'received_at', type: 'timestamp', values: Float64Array.from(rows, (row) => row.receivedAtMs) },
      {
        name: 'value',
        type: 'double',
        values: Float64Array.from(rows, (row) => row.value ?? 0),
        valid: Uint8Array.from(rows, (row) => (row.value === null ? 0 : 1)),
      },
      { name: 'unit', type: 'text', values: rows.map((row) => row.unit) },
      { name: 'quality_flag', type: 'integer', values: Int32Array.from(rows, (row) => row.qualityFlag) },
      {
        name: 'seq',
        type: 'integer',
        values: Int32Array.from(rows, (row) => row.seq ?? 0),
        valid: Uint8Array.from(rows, (row) => (row.seq === null ? 0 : 1)),
      },
      { name: 'source', type: 'text', values: rows.map((row) => row.source) },
    ],
  };
}

export function rawMessageColumns(rows: readonly RawMessage[]): ColumnBatch {
  return {
    table: MESSAGES_RAW.name,
    rowCount: rows.length,
    columns: [
      { name: 'received_at', type: 'timestamp', values: Float64Array.from(rows, (row) => row.receivedAtMs) },
      { name: 'topic', type: 'text', values: rows.map((row) => row.topic) },
      { name: 'device', type: 'text', values: rows.map((row) => row.device) },
      { name: 'payload', type: 'text', values: rows.map((row) => row.payload) },
      { name: 'bytes', type: 'integer', values: Int32Array.from(rows, (row) => row.bytes) },
      { name: 'accepted', type: 'boolean', values: rows.map((row) => row.accepted) },
    ],
  };
}

export function rejectedColumns(rows: readonly RejectedMessage[]): ColumnBatch {
  return {
    table: REJECTED_MESSAGES.name,
    rowCount: rows.length,
    columns: [
      { name: 'received_at', type: 'timestamp', values: Float64Array.from(rows, (row) => row.receivedAtMs) },
      { name: 'topic', type: 'text', values: rows.map((row) => row.topic) },
      { name: 'reason', type: 'text', values: rows.map((row) => row.reason) },
      { name: 'detail', type: 'text', values: rows.map((row) => row.detail) },
      { name: 'payload_head', type: 'text', values: rows.map((row) => row.payloadHead) },
      { name: 'payload_bytes', type: 'integer', values: Int32Array.from(rows, (row) => row.payloadBytes) },
      { name: 'payload_hash', type: 'text', values: rows.map((row) => row.payloadHash) },
    ],
  };
}
