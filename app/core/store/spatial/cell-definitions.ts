/** The functions of H3 cells, joined to what computes them (core/geo/spatial/cells). Lists go as texts with commas. */
import { cutAtAntimeridian } from '../../geo/spatial/antimeridian.ts';
import {
  cellAreaM2,
  cellAt,
  cellNumber,
  cellText,
  childCountOf,
  childrenOf,
  diskAround,
  isCell,
  latitudeOf,
  longitudeOf,
  outlineOf,
  parentOf,
  resolutionOf,
  ringAround,
  stepsBetween,
} from '../../geo/spatial/cells.ts';
import { collected, intersectionOf } from '../../geo/spatial/overlay.ts';
import { PreparedGeometry } from '../../geo/spatial/prepared.ts';
import { writeWkt } from '../../geo/wkt.ts';
import type { Definition } from './vector-call.ts';

const boundary = (cell: string) => {
  const outline = outlineOf(cell);
  const { bounds } = new PreparedGeometry(outline);
  return cutAtAntimeridian(outline, bounds, intersectionOf, (a, b) => collected([a, b]));
};

export const CELL_DEFINITIONS: readonly Definition[] = [
  { label: 'h3_latlng_to_cell', takes: ['double', 'double', 'integer'], returns: 'ubigint', call: cellAt },
  { label: 'h3_cell_to_parent', takes: ['text', 'integer'], returns: 'ubigint', call: parentOf },
  { label: 'h3_cell_to_children', takes: ['text', 'integer'], returns: 'text', call: childrenOf },
  { label: 'h3_cell_to_children_count', takes: ['text', 'integer'], returns: 'ubigint', call: childCountOf },
  { label: 'h3_cell_to_lat', takes: ['text'], returns: 'double', call: latitudeOf },
  { label: 'h3_cell_to_lng', takes: ['text'], returns: 'double', call: longitudeOf },
  { label: 'h3_cell_to_boundary', takes: ['text'], returns: 'blob', call: boundary },
  {
    label: 'h3_cell_to_boundary_wkt',
    takes: ['text'],
    returns: 'text',
    call: (cell: string) => writeWkt(boundary(cell)),
  },
  { label: 'h3_grid_disk', takes: ['text', 'integer'], returns: 'text', call: diskAround },
  { label: 'h3_grid_ring', takes: ['text', 'integer'], returns: 'text', call: ringAround },
  { label: 'h3_grid_distance', takes: ['text', 'text'], returns: 'ubigint', call: stepsBetween },
  { label: 'h3_get_resolution', takes: ['text'], returns: 'integer', call: resolutionOf },
  { label: 'h3_is_valid_cell', takes: ['text'], returns: 'boolean', call: isCell },
  { label: 'h3_cell_area', takes: ['text'], returns: 'double', call: cellAreaM2 },
  { label: 'h3_string_to_h3', takes: ['text'], returns: 'ubigint', call: cellNumber },
  { label: 'h3_h3_to_string', takes: ['text'], returns: 'text', call: cellText },
];
