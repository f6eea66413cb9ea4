/**
 * The cities that live in the page: the shipped one where there is no server, and a city's own, which takes its place or the
 * server's for as long as a person wants. One at a time.
 */
import type { KeptPosition } from '../../app/core/stream/kept-position.ts';
import type { OwnCityPort, OwnCityRequest } from '../../app/core/stream/own-city.ts';
import { DEFAULT_SPEED, DEFAULT_START_MS } from '../city/index.ts';
import { type EmbeddedCityHandle, startEmbeddedCity } from './client.ts';
import { readCityPosition } from './saved-position.ts';
import type { CityPosition } from './session.ts';

const SHIPPED_KEY = 'city';
const OWN_KEY = 'own-city-position';
const OWN_CITY_ID = 'own-city';
/** Of what its weather and its errors are made; its runs never have a name of the shipped city's. */
const OWN_SEED = 31_415_926;
/** Every city that is begun has runs of its own: a jump of the clock counts on within these. */
const RUNS_A_CITY = 1_000;

export interface PageCitiesOptions {
  readonly get: (key: string) => string | null;
  readonly set: (key: string, text: string) => void;
  /** Whether an earlier visit left a city of its own running: whoever brings it back says `start` or `leave`. */
  readonly isOwnExpected: boolean;
  readonly fetchShippedSensors: () => Promise<Uint8Array<ArrayBuffer>>;
  /** Another city is on: whoever listens has to `connect` anew. */
  readonly onSwitch: () => void;
  /** The worker died and was started again where its city stood: likewise. */
  readonly onRestart: (detail: string) => void;
  readonly onFailure: (detail: string) => void;
}

export interface PageCities extends OwnCityPort {
  /** There is no server: the shipped city lives in the page. `kept`: what the database has of an earlier visit. */
  beginWith(cityId: string | null, kept: KeptPosition | null): Promise<void>;
  /** A line to the city that is on; null where that is none of the page's. */
  connect(): MessagePort | null;
  /** Whether one of them runs. */
  readonly isRunning: boolean;
  /** Writes down where it stands. */
  saveNow(): void;
}

export function pageCities(options: PageCitiesOptions): PageCities {
  const { get, set, onRestart, onFailure } = options;
  let shippedId: string | null = null;
  let kept: KeptPosition | null = null;
  let shippedBegin: CityPosition | null = null;
  let shipped: EmbeddedCityHandle | null = null;
  let own: EmbeddedCityHandle | null = null;
  let hasBegun = false;
  let decide: () => void = () => undefined;
  const decided = options.isOwnExpected
    ? new Promise<void>((resolve) => {
        decide = resolve;
      })
    : Promise.resolve();
  let keptIsKnown: () => void = () => undefined;
  /** Where an own city goes on is told by what is kept of it. */
  const keptKnown = new Promise<void>((resolve) => {
    keptIsKnown = resolve;
  });

  const restShipped = () => {
    if (shipped === null) return;
    shippedBegin = shipped.position();
    shipped.stop();
    shipped = null;
  };
  const switched = () => {
    decide();
    if (hasBegun) options.onSwitch();
  };
  const begin = ({ texts, number, atMs }: OwnCityRequest) => {
    own?.stop();
    restShipped();
    const first = number * RUNS_A_CITY + 1;
    const before = readCityPosition(get(OWN_KEY), kept, OWN_SEED);
    const goesOn = before !== null && before.run >= first && before.run < first + RUNS_A_CITY;
    own = startEmbeddedCity({
      dataset: texts,
      cityId: OWN_CITY_ID,
      seed: OWN_SEED,
      begin: goesOn ? before : { run: first, virtualMs: atMs ?? DEFAULT_START_MS, speed: DEFAULT_SPEED, paused: false },
      onRestart,
      onFailure,
    });
    // What is kept is of this city only as long as no other began.
    kept = null;
    switched();
  };

  return {
    async beginWith(cityId, keptPosition) {
      shippedId = cityId;
      kept = keptPosition;
      shippedBegin = readCityPosition(get(SHIPPED_KEY), keptPosition);
      keptIsKnown();
      await decided;
      hasBegun = true;
    },
    connect() {
      if (own !== null) return own.connect();
      if (shippedId === null) return null;
      shipped ??= startEmbeddedCity({
        dataset: `datasets/${shippedId}`,
        cityId: shippedId,
        begin: shippedBegin,
        onRestart,
        onFailure,
      });
      return shipped.connect();
    },
    get isRunning() {
      return own !== null || shippedId !== null;
    },
    start: (request) => void keptKnown.then(() => begin(request)),
    leave() {
      void keptKnown.then(() => {
        const wasOn = own !== null;
        own?.stop();
        own = null;
        if (wasOn) switched();
        else decide();
      });
    },
    shippedSensors: options.fetchShippedSensors,
    saveNow() {
      if (own !== null) set(OWN_KEY, JSON.stringify(own.position()));
      else if (shipped !== null) set(SHIPPED_KEY, JSON.stringify(shipped.position()));
    },
  };
}
