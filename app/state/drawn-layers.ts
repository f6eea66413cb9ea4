/** What the interface asks of the twins: pure reading of layer specs, handed on. */
export { unitSuffix } from '../core/twins/column-unit.ts';
export { explainedLayers, isSplit } from '../core/twins/forms.ts';
export { attributesOf, colouredBy } from '../core/twins/layer-attributes.ts';
export { type LegendModel, legendOf, type UnpaintedEntry, unpaintedEntry } from '../core/twins/legend.ts';
export { type LegendSize, legendSize } from '../core/twins/legend-size.ts';
export { layerOfPart } from '../core/twins/scene-state.ts';
