import { type CityPort, type EmbeddedCityRequest, runEmbeddedCity } from './api.ts';

addEventListener('message', ({ data }: MessageEvent<{ request: EmbeddedCityRequest; port: MessagePort }>) => {
  const { request, port } = data;
  const line: CityPort = {
    send: (message, transfer) => port.postMessage(message, [...transfer]),
    listen: (listener) => {
      port.onmessage = (event) => listener(event.data);
    },
  };
  void runEmbeddedCity(request, line, {
    wall: { now: () => Date.now() },
    later: (callback, waitMs) => setTimeout(callback, waitMs),
    fetchJson: async (url) => {
      const response = await fetch(url);
      if (!response.ok) throw new Error(`${url} answered ${response.status}`);
      return response.json();
    },
  });
});
