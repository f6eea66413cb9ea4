import type { CityMessage } from '../../app/core/stream/message.ts';
import type { Publication } from './broker.ts';

const MAX_BYTES = 16 * 1024 * 1024;

/**
 * What devices of the city's own published in this run, for the history: the simulated city can be asked again for what
 * it said, they cannot. Bounded in virtual time by whoever asks (`forgetBefore`) and in bytes; the oldest go first.
 *
 * A publication is due at the virtual time up to which the city had spoken when it came. Every clock told before it
 * says that time or an earlier one, so a page that missed it asks for a span that holds it.
 */
export class ClientPublications {
  private messages: CityMessage[] = [];
  private bytes = 0;

  constructor(private readonly maxBytes = MAX_BYTES) {}

  add(publication: Publication, dueMs: number): void {
    const message: CityMessage = { ...publication, dueMs };
    this.messages.push(message);
    this.bytes += sizeOf(message);
    while (this.bytes > this.maxBytes) this.drop(1);
  }

  forgetBefore(dueMs: number): void {
    const kept = this.messages.findIndex((message) => message.dueMs >= dueMs);
    this.drop(kept < 0 ? this.messages.length : kept);
  }

  clear(): void {
    this.drop(this.messages.length);
  }

  /** Those due in [fromMs, toMs), in the order they came. */
  between(fromMs: number, toMs: number): CityMessage[] {
    return this.messages.filter(({ dueMs }) => dueMs >= fromMs && dueMs < toMs);
  }

  private drop(count: number): void {
    for (const message of this.messages.splice(0, count)) this.bytes -= sizeOf(message);
  }
}

/** Roughly what one costs in memory. */
function sizeOf({ topic, payload }: CityMessage): number {
  return 2 * (topic.length + payload.length) + 100;
}
