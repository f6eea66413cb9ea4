import type { Feature, Geometry } from '../../../core/geo/geojson.ts';

/** The features of a FeatureCollection; throws where the text is none. */
export function parseFeatures(text: string | Uint8Array): readonly Feature<Geometry | null>[] {
  const parsed: unknown = JSON.parse(typeof text === 'string' ? text : new TextDecoder().decode(text));
  const features = (parsed as { features?: unknown } | null)?.features;
  if (!Array.isArray(features)) throw new Error('The text holds no FeatureCollection');
  // What is no feature keeps its row, so that rows stay those of the file.
  return features.map((feature) => {
    const known = typeof feature === 'object' && feature !== null ? (feature as Feature<Geometry | null>) : null;
    return known !== null && known.geometry !== undefined
      ? known
      : { type: 'Feature', geometry: null, properties: known?.properties ?? null };
  });
}
