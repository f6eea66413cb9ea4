/** The port through which a page listens to a city of its own instead of the one it came with. */

/** GeoJSON texts in UTF-8: streets, crossings, where people live and what draws them, and the devices. */
export type OwnCityTexts = Readonly<
  Record<'streets' | 'intersections' | 'sensors' | 'census_sections' | 'facilities', Uint8Array>
>;

export interface OwnCityRequest {
  readonly texts: OwnCityTexts;
  /** How often a city was begun on this page, from 1: each begins runs of its own. */
  readonly number: number;
  /** Virtual time at which it begins, ms UTC; null for a time of its own. Where it goes on from an earlier visit, that holds. */
  readonly atMs: number | null;
}

export interface OwnCityPort {
  /** The page listens to this city from here on; one that was on before ends. */
  start(request: OwnCityRequest): void;
  /** Back to the stream the page came with. Also to be said where the city of an earlier visit cannot be had again. */
  leave(): void;
  /** The devices the page came with, as a GeoJSON text in UTF-8. Rejects where they cannot be fetched. */
  shippedSensors(): Promise<Uint8Array<ArrayBuffer>>;
}
