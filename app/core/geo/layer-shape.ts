/** How the features of a layer stand on the map: what is drawn of their geometry. */
export const LAYER_SHAPES = ['extrusion', 'surface', 'line', 'point', 'tree'] as const;
export type LayerShape = (typeof LAYER_SHAPES)[number];
