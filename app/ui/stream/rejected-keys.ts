import type { RejectedRow } from '../../commands/read-rejected.ts';

/** A key per row, newest first: what it says, and a number among those that say the same, counted from the oldest. */
export function rejectedKeys(rows: readonly RejectedRow[]): readonly string[] {
  const seen = new Map<string, number>();
  const keys = rows.toReversed().map((row) => {
    const { receivedAtMs, topic, reason, detail, payloadHead, payloadBytes } = row;
    const content = JSON.stringify([receivedAtMs, topic, reason, detail, payloadHead, payloadBytes]);
    const number = seen.get(content) ?? 0;
    seen.set(content, number + 1);
    return `${content} ${number}`;
  });
  return keys.toReversed();
}
