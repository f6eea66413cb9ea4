import { readFileSync } from 'node:fs';
import { PLACE_TABLES, type PlaceFiles } from '../../app/core/models/scenario/place.ts';

/** The tables of the shipped district that the models read. */
export function shippedPlaceFiles(): PlaceFiles {
  const read = (table: string) =>
    JSON.parse(readFileSync(new URL(`../../datasets/eixample/${table}.geojson`, import.meta.url), 'utf8'));
  return Object.fromEntries(PLACE_TABLES.map((table) => [table, read(table)])) as unknown as PlaceFiles;
}
