import { expect, it } from 'vitest';
import type { CityToStream, StreamToCity } from '../../../app/core/stream/port-protocol.ts';
import { type EmbeddedCityHandle, startEmbeddedCity } from '../../../simulators/embedded/client.ts';

const START = Date.UTC(2024, 10, 7, 8);

/** Listens until the city is live or has failed, storing at once; what it heard, and how long it took. */
function listen(city: EmbeddedCityHandle): Promise<CityToStream[]> {
  const port = city.connect();
  const heard: CityToStream[] = [];
  let received = 0;
  const say = (message: StreamToCity) => port.postMessage(message);
  return new Promise((resolve) => {
    port.onmessage = ({ data }: MessageEvent<CityToStream>) => {
      heard.push(data);
      if (data.type === 'deliveries') {
        received += data.deliveries.length;
        say({ type: 'stored', deliveries: received });
      }
      if (data.type === 'status' && ['live', 'failed'].includes(data.status.state)) resolve(heard);
    };
    say({ type: 'start' });
  });
}

it('the embedded city runs in a worker: a day of messages, then live', async () => {
  const city = startEmbeddedCity({ dataset: '/datasets/eixample', startMs: START, speed: 60 });
  const heard = await listen(city);
  city.stop();
  expect(heard.at(-1)).toEqual({ type: 'status', status: { state: 'live' } });
  const deliveries = heard.flatMap((message) => (message.type === 'deliveries' ? message.deliveries : []));
  expect(deliveries.length).toBeGreaterThan(45_000);
  const retained = deliveries.filter(({ topic }) => topic.endsWith('/meta'));
  expect(retained.length).toBeGreaterThanOrEqual(200);
  const last = JSON.parse(new TextDecoder().decode(deliveries.at(-1)!.payload));
  expect(JSON.stringify(last)).toContain('20241107-1');
  const clock = heard.find((message) => message.type === 'clock')!;
  expect(clock.clock).toMatchObject({ runId: '20241107-1', virtualAnchorMs: START, speed: 60, paused: false });
});

it('the embedded city says so when its files are not there', async () => {
  const city = startEmbeddedCity({ dataset: '/datasets/nowhere/' });
  const heard = await listen(city);
  city.stop();
  expect(heard.at(-1)).toMatchObject({ type: 'status', status: { state: 'failed' } });
});
