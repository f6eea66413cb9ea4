/**
 * What the page and the city's worker say to each other, and city messages as deliveries: the payload's bytes are the UTF-8
 * that every other carrier sends.
 */
import type { CityMessage, Delivery } from '../../app/core/stream/message.ts';
import type { EmbeddedCityRequest } from './api.ts';
import type { CityPosition } from './session.ts';

export type PageToCity =
  | { readonly type: 'begin'; readonly request: EmbeddedCityRequest; readonly port: MessagePort }
  /** Somebody new listens, over this port. */
  | { readonly type: 'connect'; readonly port: MessagePort };

/** Said once a second; `position` is null until the city stands. */
export interface CityToPage {
  readonly type: 'pulse';
  readonly position: CityPosition | null;
}

const encoder = new TextEncoder();

export interface EncodedDeliveries {
  readonly deliveries: readonly Delivery[];
  /** The one buffer that all payloads are views of; transfer it rather than copy. */
  readonly buffer: ArrayBuffer;
}

export function encodeDeliveries(messages: readonly CityMessage[], receivedAtMs: number): EncodedDeliveries {
  let most = 0;
  for (const message of messages) most += message.payload.length * 3;
  const scratch = new Uint8Array(most);
  const ends = new Uint32Array(messages.length);
  let end = 0;
  messages.forEach((message, i) => {
    end += encoder.encodeInto(message.payload, scratch.subarray(end)).written;
    ends[i] = end;
  });
  const bytes = scratch.slice(0, end);
  const deliveries = messages.map(({ topic }, i) => ({
    topic,
    payload: bytes.subarray(i === 0 ? 0 : ends[i - 1]!, ends[i]!),
    receivedAtMs,
  }));
  return { deliveries, buffer: bytes.buffer };
}
