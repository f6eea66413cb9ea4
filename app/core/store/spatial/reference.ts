/** All functions that the house adds to SQL, in the order in which they are listed to people. */
import type { FunctionReference } from './function-reference.ts';
import { CELLS, MEASURE, RELATE } from './reference-measures.ts';
import { COMBINE, CONVERT, INSPECT, MAKE, SHAPE } from './reference-shapes.ts';

export const FUNCTION_REFERENCE: readonly FunctionReference[] = [
  ...RELATE,
  ...MEASURE,
  ...MAKE,
  ...SHAPE,
  ...COMBINE,
  ...INSPECT,
  ...CONVERT,
  ...CELLS,
];
