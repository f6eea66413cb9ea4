import type { Issue } from '../base/result.ts';
import { MAX_DETAIL_LENGTH, REJECTED_HEAD_BYTES } from './limits.ts';
import type { Delivery } from './message.ts';
import type { RejectedMessage, RejectionReason } from './observation.ts';
import { lossyUtf8, payloadHash } from './payload-text.ts';

const MAX_TOPIC_LENGTH = 512;

/** The row kept of a message that was turned away: bounded, plain text, never the whole of a large payload. */
export function rejectedMessage(delivery: Delivery, issues: readonly Issue<RejectionReason>[]): RejectedMessage {
  const [first] = issues;
  const further = issues.length > 1 ? ` (and ${issues.length - 1} more)` : '';
  return {
    receivedAtMs: delivery.receivedAtMs,
    topic: delivery.topic.slice(0, MAX_TOPIC_LENGTH),
    reason: first?.code ?? 'wrong-type',
    detail: (first?.detail ?? '').slice(0, MAX_DETAIL_LENGTH) + further,
    payloadHead: lossyUtf8(delivery.payload.subarray(0, REJECTED_HEAD_BYTES)),
    payloadBytes: delivery.payload.length,
    payloadHash: payloadHash(delivery.payload),
  };
}
