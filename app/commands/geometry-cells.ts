/** What the panels show of geometry in a result: which columns it is in, and how it begins. */
export { wkbHead as geometryHead } from '../core/geo/wkb-head.ts';
export { geometryColumns } from '../core/store/result-geometry.ts';
