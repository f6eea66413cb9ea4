/**
 * Two virtual hours of the shipped city as one hash: what must be the same in every engine and by every carrier. It
 * changes with the dataset, the models and the simulator, and then only on purpose.
 */
import {
  type City,
  type CityFiles,
  carrierLine,
  createCity,
  readCityDataset,
  runIdOf,
} from '../../simulators/city/index.ts';

export const FINGERPRINT_SEED = 20241107;
export const FINGERPRINT_FROM_MS = Date.UTC(2024, 10, 7, 8);
export const FINGERPRINT_TO_MS = Date.UTC(2024, 10, 7, 10);

export const CITY_FINGERPRINT = '6cab41b036e7325ff533146dcf74f3ab53b0cf63cb747d1b1ebf2e47636c5480';

export function fingerprintCity(files: CityFiles): City {
  return createCity(readCityDataset(files).value!, { seed: FINGERPRINT_SEED });
}

/** SHA-256 of the NDJSON carrier, hexadecimal. `crypto.subtle` is there in Node and on a test's own origin. */
export async function fingerprintOf(city: City): Promise<string> {
  const runId = runIdOf(FINGERPRINT_SEED, 1);
  const messages = [
    ...city.retainedMessages(runId, FINGERPRINT_FROM_MS),
    ...city.messagesBetween(runId, FINGERPRINT_FROM_MS, FINGERPRINT_TO_MS),
  ];
  return sha256(messages.map((message) => `${carrierLine(message)}\n`).join(''));
}

export async function sha256(text: string): Promise<string> {
  const digest = await crypto.subtle.digest('SHA-256', new TextEncoder().encode(text));
  return Array.from(new Uint8Array(digest), (byte) => byte.toString(16).padStart(2, '0')).join('');
}
