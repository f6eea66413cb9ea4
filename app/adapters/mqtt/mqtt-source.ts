// Its build for browsers has a default export only.
import mqtt, { type IClientOptions, type MqttClient } from 'mqtt';
import { clockRequestPayload, readClockPayload, readPublishedUntil } from '../../core/stream/clock-message.ts';
import type { FaultAnswer, FaultRequest } from '../../core/stream/fault-message.ts';
import type { KeptPosition } from '../../core/stream/kept-position.ts';
import type { Delivery } from '../../core/stream/message.ts';
import type { MessageSource, SourceListener, SourceStatus } from '../../core/stream/message-source.ts';
import { clockSetTopic, faultsSetTopic, parseTopic } from '../../core/stream/topics.ts';
import type { ClockRequest } from '../../core/stream/virtual-clock.ts';
import { backOffMs, LONGEST_WAIT_MS } from './back-off.ts';
import { catchUp } from './catch-up.ts';
import { Coverage } from './coverage.ts';
import { FaultLine } from './fault-line.ts';
import { gatheringWebSocket } from './gathering-socket.ts';

export interface MqttSourceOptions {
  /** `ws://` or `wss://` in a browser. */
  readonly url: string;
  readonly city: string;
  readonly username?: string;
  readonly password?: string;
  /** Stable over a page's life; with `keepSession` the broker knows it again. */
  readonly clientId: string;
  /** Where the last 24 virtual hours are; null where the broker stands alone. */
  readonly historyUrl: string | null;
  /** A kept session lets a broker without history hold QoS 1 messages over an interruption. */
  readonly keepSession: boolean;
}

/** What the source takes from its surroundings; tests hand in their own. */
export interface MqttSurroundings {
  readonly connect: (url: string, options: IClientOptions) => MqttClient;
  readonly fetch: typeof fetch;
  readonly now: () => number;
  /** Uniform in [0, 1). */
  readonly random: () => number;
  /** Makes the browser's WebSocket; the library's own where absent. */
  readonly createWebsocket?: (url: string, protocols: string[]) => WebSocket;
}

/** How long a connection must have held before waiting times begin anew: longer than the longest of them. */
const STEADY_MS = LONGEST_WAIT_MS + 5_000;
/** Messages that arrive within this time are handed over together. */
const GATHER_MS = 10;
const REFUSED_CODES: ReadonlySet<number> = new Set([4, 5]);

const PLATFORM: MqttSurroundings = {
  connect: mqtt.connect,
  fetch: (...parameters) => fetch(...parameters),
  now: () => Date.now(),
  random: () => Math.random(),
};

/** In a page or its worker. */
export const BROWSER: MqttSurroundings = { ...PLATFORM, createWebsocket: gatheringWebSocket };

/**
 * A city's messages over MQTT: subscribe, then fetch history, then live; after an interruption the same two steps for
 * what was missed. Works in a worker.
 */
export function createMqttSource(options: MqttSourceOptions, surroundings = PLATFORM): MessageSource {
  return new MqttSource(options, surroundings);
}

class MqttSource implements MessageSource {
  private listener: SourceListener | null = null;
  private client: MqttClient | null = null;
  private retryTimer: ReturnType<typeof setTimeout> | null = null;
  private gatherTimer: ReturnType<typeof setTimeout> | null = null;
  private gathered: Delivery[] = [];
  private attempt = 0;
  private liveSinceMs: number | null = null;
  private received = 0;
  private stopped = false;
  private suspended = false;
  private credentialsRefused = false;
  private catchingUp: AbortController | null = null;
  private readonly coverage = new Coverage();
  private readonly faults = new FaultLine((report) => this.listener?.onFaults?.(report));

  constructor(
    private readonly options: MqttSourceOptions,
    private readonly surroundings: MqttSurroundings,
  ) {}

  start(listener: SourceListener, kept: KeptPosition | null = null): void {
    if (kept !== null) this.coverage.restart(kept);
    this.listener = listener;
    this.status({ state: 'connecting' });
    this.connect();
  }

  get mayRequestClock(): boolean {
    return this.options.password !== undefined && !this.credentialsRefused;
  }

  refill(kept: KeptPosition | null = null): void {
    // Without a connection the past is asked for when it is back.
    this.coverage.restart(kept);
    this.catchingUp?.abort();
    this.catchingUp = null;
    if (this.client?.connected === true) void this.catchUp(this.coverage.missingFromMs);
  }

  covered(): KeptPosition | null {
    // Without history nobody can bring what a page did not see.
    return this.options.historyUrl === null ? null : this.coverage.position;
  }

  suspend(detail: string): void {
    if (this.stopped || this.suspended) return;
    this.suspended = true;
    if (this.retryTimer !== null) clearTimeout(this.retryTimer);
    const { client } = this;
    this.client = null;
    client?.removeAllListeners('message');
    client?.end(true);
    this.settle();
    this.status({ state: 'failed', detail, reason: 'storage' });
  }

  resume(): void {
    if (this.stopped || !this.suspended) return;
    this.suspended = false;
    this.status({ state: 'connecting' });
    this.connect();
  }

  async requestClock(request: ClockRequest): Promise<boolean> {
    return this.mayRequestClock && this.send(clockSetTopic(this.options.city), clockRequestPayload(request));
  }

  async requestFault(request: FaultRequest): Promise<FaultAnswer> {
    if (!this.mayRequestClock) return { request: request.request, id: null, problem: 'not-host', detail: '' };
    return this.faults.ask(request, (payload) => this.send(faultsSetTopic(this.options.city), payload));
  }

  /** Resolves with whether the broker took it. */
  private async send(topic: string, payload: string): Promise<boolean> {
    const { client } = this;
    if (client?.connected !== true) return false;
    return new Promise((resolve) => {
      const answer = (accepted: boolean) => {
        client.off('close', onClose);
        resolve(accepted);
      };
      // A broker that refuses cuts the connection.
      const onClose = () => answer(false);
      client.once('close', onClose);
      client.publish(topic, payload, { qos: 1 }, (error) => answer(error === undefined || error === null));
    });
  }

  async stop(): Promise<void> {
    this.stopped = true;
    if (this.retryTimer !== null) clearTimeout(this.retryTimer);
    this.catchingUp?.abort();
    this.flush();
    const { client } = this;
    this.client = null;
    if (client !== null) await new Promise<void>((resolve) => client.end(true, {}, () => resolve()));
    this.status({ state: 'stopped' });
  }

  private connect(): void {
    const { url, clientId, keepSession, username, password } = this.options;
    const { createWebsocket } = this.surroundings;
    const named = username !== undefined && password !== undefined && !this.credentialsRefused;
    const client = this.open(url, {
      clientId,
      protocolVersion: 4,
      clean: !keepSession,
      keepalive: 15,
      connectTimeout: 10_000,
      // A new client for each attempt, with waiting times of our own.
      reconnectPeriod: 0,
      resubscribe: false,
      ...(named ? { username, password } : {}),
      ...(createWebsocket !== undefined && { createWebsocket }),
    });
    if (client === null) return;
    this.client = client;
    let detail = 'the connection was closed';
    client.on('message', (topic, payload) => this.onMessage(topic, payload));
    client.on('connect', () => {
      client.subscribe(`city/${this.options.city}/#`, { qos: 1 }, (error, granted) => {
        if (this.client !== client) return;
        if (error || granted?.some(({ qos }) => qos === 128)) {
          detail = 'the broker refused the subscription';
          client.end(true);
        } else {
          this.liveSinceMs = this.surroundings.now();
          void this.catchUp(this.coverage.missingFromMs);
        }
      });
    });
    client.on('error', (error) => {
      detail = error.message;
      const { code } = error as { code?: unknown };
      // A host link of an earlier server still shows the city: go on without a name.
      if (named && typeof code === 'number' && REFUSED_CODES.has(code)) this.credentialsRefused = true;
    });
    client.on('close', () => {
      if (this.client !== client || this.stopped) return;
      this.client = null;
      client.removeAllListeners('message');
      client.end(true);
      this.onLost(detail);
    });
  }

  /** An address that no connection can even be tried with is told once; trying again would not mend it. */
  private open(url: string, settings: IClientOptions): MqttClient | null {
    try {
      return this.surroundings.connect(url, settings);
    } catch (error) {
      this.status({ state: 'failed', detail: error instanceof Error ? error.message : String(error) });
      return null;
    }
  }

  private onLost(detail: string): void {
    this.settle();
    // What was handed over last may have been too much.
    if (this.suspended) return;
    const nowMs = this.surroundings.now();
    // Two pages of one name push each other out at once: a connection that did not hold is no success.
    if (this.liveSinceMs !== null && nowMs - this.liveSinceMs >= STEADY_MS) this.attempt = 0;
    this.liveSinceMs = null;
    this.attempt++;
    const waitMs = backOffMs(this.attempt, this.surroundings.random());
    const nextTryMs = nowMs + waitMs;
    this.status({ state: 'reconnecting', attempt: this.attempt, nextTryMs, detail });
    this.retryTimer = setTimeout(() => this.connect(), waitMs);
  }

  /** The connection is gone: settles what was had of it. */
  private settle(): void {
    this.flush();
    this.faults.giveUp();
    this.catchingUp?.abort();
    this.catchingUp = null;
    this.coverage.onInterruption();
  }

  private onMessage(topic: string, payload: Uint8Array): void {
    const receivedAtMs = this.surroundings.now();
    this.coverage.onLiveMessage(receivedAtMs);
    if (topic.endsWith('/control/clock') && parseTopic(topic).type === 'clock') {
      this.onClockMessage(payload, receivedAtMs);
      return;
    }
    if (topic.includes('/control/faults')) {
      if (parseTopic(topic).type === 'faults') this.faults.onMessage(payload);
      return;
    }
    this.gathered.push({ topic, payload, receivedAtMs });
    this.gatherTimer ??= setTimeout(() => this.flush(), GATHER_MS);
  }

  private onClockMessage(payload: Uint8Array, receivedAtMs: number): void {
    const text = new TextDecoder().decode(payload);
    const clock = readClockPayload(text, receivedAtMs);
    if (clock === null) return;
    const jumped = this.coverage.onClock(clock, readPublishedUntil(text));
    this.listener?.onClock(clock);
    // Another run has another past: fetch it, unless that is under way already.
    if (jumped && this.catchingUp === null) void this.catchUp(null);
  }

  private flush(): void {
    if (this.gatherTimer !== null) clearTimeout(this.gatherTimer);
    this.gatherTimer = null;
    const deliveries = this.gathered;
    this.gathered = [];
    if (deliveries.length > 0) void this.listener?.onDeliveries(deliveries);
  }

  private async catchUp(sinceMs: number | null): Promise<void> {
    const { historyUrl } = this.options;
    if (historyUrl === null) {
      this.status({ state: 'live' });
      return;
    }
    this.catchingUp?.abort();
    const cancel = new AbortController();
    this.catchingUp = cancel;
    this.received = 0;
    this.status({ state: 'catching-up', received: 0 });
    const outcome = await catchUp({
      url: historyUrl,
      sinceMs,
      coverage: this.coverage,
      onDeliveries: (deliveries) => this.listener?.onDeliveries(deliveries),
      onProgress: (deliveries) => {
        this.received += deliveries;
        this.status({ state: 'catching-up', received: this.received });
      },
      signal: cancel.signal,
      fetch: this.surroundings.fetch,
      now: this.surroundings.now,
      random: this.surroundings.random,
    });
    if (outcome === 'called-off' || cancel.signal.aborted) return;
    this.catchingUp = null;
    this.status(outcome === 'refused' ? { state: 'live', withoutHistory: true } : { state: 'live' });
  }

  private status(status: SourceStatus): void {
    this.listener?.onStatus(status);
  }
}
