/** What the interface asks of the twins about styles: pure reading, handed on. */
export { CLASS_METHODS, histogram, MOST_CLASSES } from '../core/twins/classes.ts';
export { colourScale } from '../core/twins/colour-rules.ts';
export { unitOfColumn } from '../core/twins/column-unit.ts';
export { LINE_WIDTHS_M, POINT_SIZES_PX } from '../core/twins/layer-size.ts';
export { firstStyle, MOST_LABELS, PLAIN_STYLE, styledRule, styleOf } from '../core/twins/layer-style.ts';
