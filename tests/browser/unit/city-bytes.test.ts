import { expect, it } from 'vitest';
import { CITY_TABLES, type CityFiles } from '../../../simulators/city/index.ts';
import { CITY_FINGERPRINT, fingerprintCity, fingerprintOf } from '../../support/city-fingerprint.ts';

const texts = import.meta.glob<string>('../../../datasets/eixample/*.geojson', { query: '?raw', import: 'default' });

it('the city says the same bytes in Chromium as in Node', async () => {
  const tables = await Promise.all(
    CITY_TABLES.map(
      async (table) => [table, JSON.parse(await texts[`../../../datasets/eixample/${table}.geojson`]!())] as const,
    ),
  );
  const city = fingerprintCity(Object.fromEntries(tables) as unknown as CityFiles);
  expect(await fingerprintOf(city)).toBe(CITY_FINGERPRINT);
});
