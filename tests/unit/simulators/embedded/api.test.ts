import { describe, expect, it } from 'vitest';
import type { CityToStream, StreamToCity } from '../../../../app/core/stream/port-protocol.ts';
import { type CityPort, type EmbeddedCityRequest, runEmbeddedCity } from '../../../../simulators/embedded/api.ts';
import { smallCityFiles } from '../../../builders/small-city.ts';

const REQUEST: EmbeddedCityRequest = {
  dataset: { baseUrl: 'https://city.example/datasets/eixample/' },
  cityId: 'eixample',
  seed: 20241107,
  begin: { run: 1, virtualMs: Date.UTC(2024, 10, 7, 8), speed: 60, paused: false },
};

/** A port, a wall clock that stands, and turns that are taken by hand. */
function surroundings(fetchJson: (url: string) => Promise<unknown>) {
  const heard: CityToStream[] = [];
  const transferred: number[] = [];
  const turns: (() => void)[] = [];
  let listener: (message: StreamToCity) => void = () => {};
  const port: CityPort = {
    send: (message, transfer) => {
      heard.push(message);
      transferred.push(transfer.length);
    },
    listen: (given) => {
      listener = given;
    },
  };
  return {
    heard,
    transferred,
    turns,
    port,
    say: (message: StreamToCity) => listener(message),
    given: { wall: { now: () => 0 }, fetchJson, later: (callback: () => void) => void turns.push(callback) },
  };
}

const fetchSmallCity = async (url: string): Promise<unknown> => {
  const table = /^https:\/\/city\.example\/datasets\/eixample\/(\w+)\.geojson$/.exec(url)![1]!;
  return smallCityFiles()[table as keyof ReturnType<typeof smallCityFiles>];
};

const statuses = (heard: readonly CityToStream[]) =>
  heard.flatMap((message) => (message.type === 'status' ? [message.status] : []));

describe('the embedded city’s worker', () => {
  it('loads the city’s tables and sends what was asked for while it loaded', async () => {
    const room = surroundings(fetchSmallCity);
    const running = runEmbeddedCity(REQUEST, room.port, room.given);
    room.say({ type: 'start' });
    await running;
    expect(statuses(room.heard)[0]).toEqual({ state: 'connecting' });
    for (let turn = 0; turn < 60; turn++) room.turns.shift()?.();
    expect(statuses(room.heard).at(-1)).toEqual({ state: 'live' });
    const deliveries = room.heard.filter((message) => message.type === 'deliveries');
    expect(deliveries.length).toBeGreaterThan(40);
    expect(room.transferred.filter((count) => count === 1)).toHaveLength(deliveries.length);
  });

  it('lives on tables that were handed over, and fetches nothing', async () => {
    const encoder = new TextEncoder();
    const dataset = Object.fromEntries(
      Object.entries(smallCityFiles()).map(([table, file]) => [table, encoder.encode(JSON.stringify(file))]),
    ) as unknown as EmbeddedCityRequest['dataset'];
    const room = surroundings(() => Promise.reject(new Error('nothing is to be fetched')));
    await runEmbeddedCity({ ...REQUEST, dataset, cityId: 'own-city', seed: 7 }, room.port, room.given);
    room.say({ type: 'start' });
    for (let turn = 0; turn < 60; turn++) room.turns.shift()?.();
    expect(statuses(room.heard).at(-1)).toEqual({ state: 'live' });
    expect(room.heard.find((message) => message.type === 'clock')!.clock.runId).toBe('7-1');
  });

  it('takes no more turns after stop', async () => {
    const room = surroundings(fetchSmallCity);
    const running = runEmbeddedCity(REQUEST, room.port, room.given);
    room.say({ type: 'stop' });
    await running;
    expect(room.turns).toHaveLength(0);
  });

  it('says what it could not load', async () => {
    const room = surroundings(async (url) => {
      throw new Error(`${url} answered 404`);
    });
    await runEmbeddedCity(REQUEST, room.port, room.given);
    expect(statuses(room.heard).at(-1)).toEqual({
      state: 'failed',
      detail: 'https://city.example/datasets/eixample/streets.geojson answered 404',
    });
  });

  it('says when a file is not what it should be', async () => {
    const room = surroundings(async () => ({ hello: 'world' }));
    await runEmbeddedCity(REQUEST, room.port, room.given);
    expect(statuses(room.heard).at(-1)).toEqual({
      state: 'failed',
      detail: 'streets.geojson is not a GeoJSON feature collection',
    });
  });

  it('says when no city can be made of the files', async () => {
    const room = surroundings(async () => ({ type: 'FeatureCollection', features: [] }));
    await runEmbeddedCity(REQUEST, room.port, room.given);
    expect(statuses(room.heard).at(-1)).toEqual({
      state: 'failed',
      detail: 'The dataset cannot make a city: city-without-streets',
    });
  });
});
