import { attributesOf } from './layer-attributes.ts';
import { shippedLayers } from './layer-catalogue.ts';

/** What a tour may name of the shipped district: attributes by layer. */
export function shippedTourPlace(): { readonly layers: ReadonlyMap<string, readonly string[]> } {
  return { layers: new Map(shippedLayers().map((layer) => [layer.id, attributesOf(layer).map(({ id }) => id)])) };
}
