import type { Database } from '../core/store/database.ts';
import { numberIn, readRows, textIn } from './read-rows.ts';

/** A message that was turned away. Topic, detail and payload are foreign text: shown as text, never as anything else. */
export interface RejectedRow {
  readonly receivedAtMs: number | null;
  readonly topic: string;
  readonly reason: string;
  readonly detail: string;
  readonly payloadHead: string;
  readonly payloadBytes: number | null;
}

const SQL = `SELECT received_at, topic, reason, detail, substr(payload_head, 1, 400) AS payload_head, payload_bytes
FROM rejected_messages ORDER BY received_at DESC LIMIT 50`;

/** The newest messages that were turned away. */
export async function readRejected(database: Database): Promise<readonly RejectedRow[]> {
  const rows = await readRows(database, SQL);
  return rows.map((row) => ({
    receivedAtMs: numberIn(row, 'received_at'),
    topic: textIn(row, 'topic'),
    reason: textIn(row, 'reason'),
    detail: textIn(row, 'detail'),
    payloadHead: textIn(row, 'payload_head'),
    payloadBytes: numberIn(row, 'payload_bytes'),
  }));
}
