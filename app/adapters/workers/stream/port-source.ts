import type { FaultAnswer, FaultRequest } from '../../../core/stream/fault-message.ts';
import type { KeptPosition } from '../../../core/stream/kept-position.ts';
import type { MessageSource, SourceListener } from '../../../core/stream/message-source.ts';
import type { CityToStream, StreamToCity } from '../../../core/stream/port-protocol.ts';
import type { ClockRequest } from '../../../core/stream/virtual-clock.ts';

/** The embedded city as a MessageSource: the far end of its port. */
export class PortSource implements MessageSource {
  readonly mayRequestClock = true;
  private nextId = 1;
  private handedOver: KeptPosition | null = null;
  private readonly waiting = new Map<number, (accepted: boolean) => void>();
  private readonly asked = new Map<string, (answer: FaultAnswer) => void>();

  constructor(private readonly port: MessagePort) {}

  start(listener: SourceListener, kept: KeptPosition | null = null): void {
    this.port.onmessage = ({ data }: MessageEvent<CityToStream>) => {
      switch (data.type) {
        case 'deliveries':
          void listener.onDeliveries(data.deliveries);
          this.handedOver = data.covered ?? null;
          break;
        case 'clock':
          listener.onClock(data.clock);
          break;
        case 'status':
          listener.onStatus(data.status);
          break;
        case 'clock-answer':
          this.waiting.get(data.id)?.(data.accepted);
          this.waiting.delete(data.id);
          break;
        case 'faults':
          listener.onFaults?.(data.report);
          break;
        case 'fault-answer':
          this.asked.get(data.answer.request)?.(data.answer);
          this.asked.delete(data.answer.request);
          break;
      }
    };
    this.send({ type: 'start', kept });
  }

  covered(): KeptPosition | null {
    return this.handedOver;
  }

  requestClock(request: ClockRequest): Promise<boolean> {
    const id = this.nextId++;
    return new Promise((resolve) => {
      this.waiting.set(id, resolve);
      this.send({ type: 'clock-request', id, request });
    });
  }

  requestFault(request: FaultRequest): Promise<FaultAnswer> {
    return new Promise((resolve) => {
      this.asked.set(request.request, resolve);
      this.send({ type: 'fault-request', request });
    });
  }

  refill(kept: KeptPosition | null = null): void {
    this.handedOver = null;
    this.send({ type: 'start', kept });
  }

  stored(deliveries: number): void {
    this.send({ type: 'stored', deliveries });
  }

  async stop(): Promise<void> {
    this.send({ type: 'stop' });
    for (const answer of this.waiting.values()) answer(false);
    this.waiting.clear();
    for (const [request, answer] of this.asked) answer({ request, id: null, problem: 'no-answer', detail: '' });
    this.asked.clear();
  }

  private send(message: StreamToCity): void {
    this.port.postMessage(message);
  }
}
