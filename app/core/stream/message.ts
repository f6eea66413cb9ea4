/** A message as any carrier brings it — MQTT, the embedded city or an NDJSON file: same topics, same bytes. */
export interface Delivery {
  readonly topic: string;
  /** The payload as it came; nothing about it is trusted. */
  readonly payload: Uint8Array;
  /** Wall time of arrival, ms UTC. */
  readonly receivedAtMs: number;
}

/** What the city hands to a carrier. The payload is UTF-8 text; carriers send its bytes unchanged. */
export interface CityMessage {
  readonly topic: string;
  readonly payload: string;
  readonly qos: 0 | 1;
  readonly retain: boolean;
  /** Virtual time at which it leaves the device's network, ms UTC; messages are handed over in this order. */
  readonly dueMs: number;
}
