import { MessageChannel } from 'node:worker_threads';
import { expect, it } from 'vitest';
import { PortSource } from '../../../../../app/adapters/workers/stream/port-source.ts';
import type { CityToStream, StreamToCity } from '../../../../../app/core/stream/port-protocol.ts';
import { delivery } from '../../../../builders/messages.ts';

it('speaks with the embedded city over its port', async () => {
  const { port1, port2 } = new MessageChannel();
  const heard: StreamToCity[] = [];
  const say = (message: CityToStream) => port1.postMessage(message);
  port1.on('message', (message: StreamToCity) => {
    heard.push(message);
    if (message.type === 'start') {
      say({ type: 'status', status: { state: 'live' } });
      say({ type: 'clock', clock: { runId: 'r', virtualAnchorMs: 0, wallAnchorMs: 0, speed: 1, paused: false } });
      say({ type: 'deliveries', deliveries: [delivery('t', 'p')] });
    }
    if (message.type === 'clock-request') say({ type: 'clock-answer', id: message.id, accepted: true });
  });
  const source = new PortSource(port2 as unknown as MessagePort);
  const events: string[] = [];
  await new Promise<void>((resolve) => {
    source.start({
      onStatus: ({ state }) => events.push(state),
      onClock: ({ runId }) => events.push(runId),
      onDeliveries: ([first]) => {
        events.push(first!.topic);
        resolve();
      },
    });
  });
  expect(events).toEqual(['live', 'r', 't']);
  expect(await source.requestClock({ type: 'pause' })).toBe(true);
  source.stored(7);
  const silent = source.requestClock({ type: 'resume' });
  await source.stop();
  expect(await silent).toBe(false);
  await new Promise<void>((resolve) => {
    port1.on('message', (message: StreamToCity) => message.type === 'stop' && resolve());
  });
  expect(heard.map(({ type }) => type)).toEqual(['start', 'clock-request', 'stored', 'clock-request', 'stop']);
  port1.close();
});
