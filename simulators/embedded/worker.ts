import type { StreamToCity } from '../../app/core/stream/port-protocol.ts';
import { runEmbeddedCity } from './api.ts';
import type { CityToPage, PageToCity } from './codec.ts';
import type { CityPosition } from './session.ts';

const PULSE_MS = 1_000;

let port: MessagePort | null = null;
let listener: (message: StreamToCity) => void = () => undefined;
let position: CityPosition | null = null;

function talkOver(fresh: MessagePort): void {
  port = fresh;
  fresh.onmessage = ({ data }: MessageEvent<StreamToCity>) => listener(data);
}

addEventListener('message', ({ data }: MessageEvent<PageToCity>) => {
  talkOver(data.port);
  if (data.type === 'connect') return;
  const line = {
    send: (message: unknown, transfer: readonly ArrayBuffer[]) => port?.postMessage(message, [...transfer]),
    listen: (hear: (message: StreamToCity) => void) => {
      listener = hear;
    },
  };
  void runEmbeddedCity(data.request, line, {
    wall: { now: () => Date.now() },
    later: (callback, waitMs) => setTimeout(callback, waitMs),
    fetchJson: async (url) => {
      const response = await fetch(url);
      if (!response.ok) throw new Error(`${url} answered ${response.status}`);
      return response.json();
    },
    onStep: (reached) => {
      position = reached;
    },
  });
});

setInterval(() => postMessage({ type: 'pulse', position } satisfies CityToPage), PULSE_MS);
