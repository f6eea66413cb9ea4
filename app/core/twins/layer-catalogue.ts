/** The layers of the shipped district, as a visit begins: what is there, in which order, coloured by what. */
import { colourBy } from './layer-attributes.ts';
import type { LayerShape, LayerSpec } from './layer-spec.ts';

interface Entry {
  readonly id: string;
  readonly shape: LayerShape;
  readonly visible: boolean;
  readonly attribute: string | null;
  readonly opacity?: number;
}

/** Lowest first. Ids are the tables' names; a title is the translation key `layer.name.<id>`. */
const ENTRIES: readonly Entry[] = [
  { id: 'blocks', shape: 'surface', visible: true, attribute: null },
  { id: 'parks', shape: 'surface', visible: true, attribute: null },
  { id: 'districts', shape: 'surface', visible: false, attribute: 'population_density', opacity: 0.85 },
  { id: 'census_sections', shape: 'surface', visible: false, attribute: 'population_density', opacity: 0.85 },
  { id: 'streets', shape: 'line', visible: true, attribute: 'flow' },
  { id: 'trees', shape: 'tree', visible: true, attribute: null },
  { id: 'buildings', shape: 'extrusion', visible: true, attribute: 'nearest_no2' },
  { id: 'facilities', shape: 'point', visible: false, attribute: null },
  { id: 'sensors', shape: 'point', visible: true, attribute: 'no2' },
];

export function shippedLayers(): readonly LayerSpec[] {
  return ENTRIES.map((entry, order) =>
    colourBy(
      {
        id: entry.id,
        title: `layer.name.${entry.id}`,
        table: entry.id,
        kind: 'static',
        shape: entry.shape,
        visible: entry.visible,
        opacity: entry.opacity ?? 1,
        order,
        colour: { type: 'plain' },
        side: 'both',
      },
      entry.attribute,
    ),
  );
}
