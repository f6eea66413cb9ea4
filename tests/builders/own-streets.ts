/** Hand-drawn street layers: positions in metres east and north of a place in the Eixample. */
import type { Feature, Geometry, Position } from '../../app/core/geo/geojson.ts';
import { createLocalFrame } from '../../app/core/geo/local-frame.ts';
import { findStreetColumns } from '../../app/core/models/own-place/street-columns.ts';
import type { StreetChoices } from '../../app/core/models/own-place/street-lines.ts';

export type Metres = readonly [east: number, north: number];

const FRAME = createLocalFrame({ lon: 2.165, lat: 41.392 });

export function lonLat([east, north]: Metres): Position {
  const [lon, lat] = FRAME.toLonLat(east, north);
  return [lon, lat];
}

export function street(line: readonly Metres[], properties: Readonly<Record<string, unknown>> = {}): Feature {
  return { type: 'Feature', properties, geometry: { type: 'LineString', coordinates: line.map(lonLat) } };
}

/** What a person gets who chooses nothing: columns found by their names, a snap distance of a metre. */
export function usualChoices(
  features: readonly Feature<Geometry | null>[],
  more: Partial<StreetChoices> = {},
): StreetChoices {
  const names = [...new Set(features.flatMap(({ properties }) => Object.keys(properties ?? {})))];
  return {
    columns: findStreetColumns(names),
    snapM: 1,
    joinCrossings: false,
    speedKmh: null,
    lanesEachWay: null,
    lanesAreTotal: true,
    ...more,
  };
}
