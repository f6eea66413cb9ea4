/** Reference of the functions that relate and measure geometry, and of the cells of H3. */
import { group } from './function-reference.ts';

const SQUARE = 'ST_MakeEnvelope(0, 0, 2, 2)';
const EXACT = 'Exact.';
const MOSTLY_EXACT = 'Exact for points and where no edges meet; else worked out with double precision.';
const GEODESIC =
  'On the WGS 84 ellipsoid, along geodesics between vertices (Karney 2013), as PostGIS measures its geography.';

const relation = (name: string, computes: string, a: string, b: string) => ({
  name,
  signatures: ['a geometry, b geometry -> boolean'],
  computes,
  error: name === 'ST_Intersects' || name === 'ST_Disjoint' ? EXACT : MOSTLY_EXACT,
  example: `SELECT ${name}(${a}, ${b})`,
  answer: 'true',
});

export const RELATE = group('relate', [
  relation('ST_Contains', 'Whether b lies in a and not only on its border.', SQUARE, 'ST_Point(1, 1)'),
  relation('ST_Within', 'Whether a lies in b and not only on its border.', 'ST_Point(1, 1)', SQUARE),
  relation('ST_Covers', 'Whether no part of b lies outside a; its border counts.', SQUARE, 'ST_Point(0, 1)'),
  relation('ST_CoveredBy', 'Whether no part of a lies outside b; its border counts.', 'ST_Point(0, 1)', SQUARE),
  relation('ST_Intersects', 'Whether they have any place in common.', SQUARE, 'ST_Point(2, 2)'),
  relation('ST_Disjoint', 'Whether they have no place in common.', SQUARE, 'ST_Point(3, 3)'),
  relation('ST_Touches', 'Whether they meet at their borders only.', SQUARE, 'ST_MakeEnvelope(2, 0, 4, 2)'),
  relation(
    'ST_Crosses',
    'Whether a line runs through an area and out of it, or two lines cross.',
    'ST_MakeLine(ST_Point(1, 1), ST_Point(3, 1))',
    SQUARE,
  ),
  relation(
    'ST_Overlaps',
    'Whether two of one kind share a part, and each has a part of its own.',
    SQUARE,
    'ST_MakeEnvelope(1, 1, 3, 3)',
  ),
  relation(
    'ST_Equals',
    'Whether they cover the same places, however they are drawn.',
    SQUARE,
    "ST_GeomFromText('POLYGON((2 2, 0 2, 0 0, 2 0, 2 1, 2 2))')",
  ),
  {
    name: 'ST_DWithin',
    signatures: ['a geometry, b geometry, metres double -> boolean'],
    computes: 'Whether they are at most so many metres apart.',
    error: 'As ST_Distance.',
    example: 'SELECT ST_DWithin(ST_Point(2.17, 41.38), ST_Point(2.171, 41.38), 100)',
    answer: 'true',
  },
]);

export const MEASURE = group('measure', [
  {
    name: 'ST_Distance',
    signatures: ['a geometry, b geometry -> double'],
    computes: 'The shortest way between them over the ground; 0 where they meet. The short way round across 180°.',
    unit: 'm',
    error:
      'On the WGS 84 ellipsoid (Karney 2013): between points right to nanometres, at any distance. With lines and areas, whose edges are straight in degrees as in GeoJSON, too long by at most 0.01 % up to 100 km.',
    example: 'SELECT round(ST_Distance(ST_Point(2.17, 41.38), ST_Point(2.18, 41.38)), 2)',
    answer: '836.5',
  },
  {
    name: 'ST_Area',
    signatures: ['geom geometry -> double'],
    computes: 'The area on the ground, holes taken out; 0 for points and lines. The same as the column area_m2.',
    unit: 'm2',
    error:
      'On the WGS 84 ellipsoid, right to a ten-millionth for edges straight in degrees, as GeoJSON has them; where edges are meant to be geodesics, as in PostGIS’ geography, by up to 0.001 % for each kilometre of an edge.',
    example: 'SELECT round(ST_Area(ST_MakeEnvelope(2.17, 41.38, 2.18, 41.39)))',
    answer: '928958',
  },
  {
    name: 'ST_Length',
    signatures: ['geom geometry -> double'],
    computes: 'The length of lines on the ground; 0 for points and areas.',
    unit: 'm',
    error: GEODESIC,
    example: 'SELECT round(ST_Length(ST_MakeLine(ST_Point(2.17, 41.38), ST_Point(2.17, 41.39))), 2)',
    answer: '1110.61',
  },
  {
    name: 'ST_Perimeter',
    signatures: ['geom geometry -> double'],
    computes: 'The length of an area’s borders, those of its holes as well; 0 for points and lines.',
    unit: 'm',
    error: GEODESIC,
    example: 'SELECT round(ST_Perimeter(ST_MakeEnvelope(2.17, 41.38, 2.18, 41.39)), 1)',
    answer: '3894.1',
  },
  {
    name: 'ST_Azimuth',
    signatures: ['a geometry, b geometry -> double'],
    computes: 'The direction from one point to another, clockwise from north; NULL where both are the same.',
    unit: 'rad',
    error: GEODESIC,
    example: 'SELECT round(degrees(ST_Azimuth(ST_Point(2, 0), ST_Point(3, 0))), 6)',
    answer: '90',
  },
  {
    name: 'ST_LineInterpolatePoint',
    signatures: ['line geometry, share double -> geometry'],
    computes: 'The point at a share (0 to 1) of a line’s length.',
    unit: 'degrees',
    error: GEODESIC,
    example: 'SELECT ST_AsText(ST_LineInterpolatePoint(ST_MakeLine(ST_Point(2, 0), ST_Point(4, 0)), 0.5))',
    answer: 'POINT (3 0)',
  },
  {
    name: 'ST_ClosestPoint',
    signatures: ['a geometry, b geometry -> geometry'],
    computes: 'The place of a that is nearest to b over the ground.',
    unit: 'degrees',
    error: 'As ST_Distance.',
    example: 'SELECT ST_AsText(ST_ClosestPoint(ST_MakeLine(ST_Point(2, 0), ST_Point(4, 0)), ST_Point(5, 1)))',
    answer: 'POINT (4 0)',
  },
]);

const CELL = 'h3_latlng_to_cell(41.38, 2.17, 9)';
const bare = (name: string) => [name.replace('h3_', '')];

export const CELLS = group('cell', [
  {
    name: 'h3_latlng_to_cell',
    aliases: bare('h3_latlng_to_cell'),
    signatures: ['lat double, lng double, resolution integer -> cell'],
    computes:
      'The cell around a place at a resolution from 0 (1,281 km to a side) to 15 (0.6 m). Latitude comes first.',
    example: `SELECT h3_h3_to_string(${CELL})`,
    answer: '89394461d87ffff',
  },
  {
    name: 'h3_cell_to_parent',
    aliases: bare('h3_cell_to_parent'),
    signatures: ['cell cell, resolution integer -> cell'],
    computes: 'The coarser cell that a cell belongs to.',
    error: 'Parents cover their children nearly, not exactly: hexagons do not divide into hexagons.',
    example: `SELECT h3_h3_to_string(h3_cell_to_parent(${CELL}, 7))`,
    answer: '87394461dffffff',
  },
  {
    name: 'h3_cell_to_children',
    aliases: bare('h3_cell_to_children'),
    signatures: ['cell cell, resolution integer -> list'],
    computes: 'The finer cells that belong to a cell, at most a million.',
    example: `SELECT len(h3_cell_to_children(${CELL}, 10))`,
    answer: '7',
  },
  {
    name: 'h3_cell_to_children_count',
    aliases: bare('h3_cell_to_children_count'),
    signatures: ['cell cell, resolution integer -> bigint'],
    computes: 'How many finer cells belong to a cell.',
    example: `SELECT h3_cell_to_children_count(${CELL}, 12)`,
    answer: '343',
  },
  {
    name: 'h3_cell_to_latlng',
    aliases: bare('h3_cell_to_latlng'),
    signatures: ['cell cell -> list'],
    computes: 'Latitude and longitude of a cell’s middle, in this order.',
    unit: 'degrees',
    example: `SELECT round(h3_cell_to_latlng(${CELL})[1], 3)`,
    answer: '41.379',
  },
  {
    name: 'h3_cell_to_lat',
    aliases: bare('h3_cell_to_lat'),
    signatures: ['cell cell -> double'],
    computes: 'The latitude of a cell’s middle.',
    unit: 'degrees',
    example: `SELECT round(h3_cell_to_lat(${CELL}), 3)`,
    answer: '41.379',
  },
  {
    name: 'h3_cell_to_lng',
    aliases: bare('h3_cell_to_lng'),
    signatures: ['cell cell -> double'],
    computes: 'The longitude of a cell’s middle.',
    unit: 'degrees',
    example: `SELECT round(h3_cell_to_lng(${CELL}), 3)`,
    answer: '2.171',
  },
  {
    name: 'h3_cell_to_boundary',
    aliases: bare('h3_cell_to_boundary'),
    signatures: ['cell cell -> geometry'],
    computes: 'A cell’s outline as geometry, cut at 180° where it crosses it.',
    unit: 'degrees',
    example: `SELECT ST_NPoints(h3_cell_to_boundary(${CELL}))`,
    answer: '7',
  },
  {
    name: 'h3_cell_to_boundary_wkt',
    aliases: bare('h3_cell_to_boundary_wkt'),
    signatures: ['cell cell -> text'],
    computes: 'A cell’s outline as well-known text.',
    unit: 'degrees',
    example: `SELECT ST_NPoints(ST_GeomFromText(h3_cell_to_boundary_wkt(${CELL})))`,
    answer: '7',
  },
  {
    name: 'h3_grid_disk',
    aliases: bare('h3_grid_disk'),
    signatures: ['cell cell, rings integer -> list'],
    computes: 'The cells within so many steps of a cell, itself first.',
    example: `SELECT len(h3_grid_disk(${CELL}, 2))`,
    answer: '19',
  },
  {
    name: 'h3_grid_ring',
    aliases: bare('h3_grid_ring'),
    signatures: ['cell cell, rings integer -> list'],
    computes: 'The cells exactly so many steps from a cell.',
    example: `SELECT len(h3_grid_ring(${CELL}, 2))`,
    answer: '12',
  },
  {
    name: 'h3_grid_distance',
    aliases: bare('h3_grid_distance'),
    signatures: ['a cell, b cell -> bigint'],
    computes: 'Steps between two cells of one resolution; NULL where they are too far apart to tell.',
    unit: 'cells',
    example: `SELECT h3_grid_distance(${CELL}, h3_grid_ring(${CELL}, 2)[1])`,
    answer: '2',
  },
  {
    name: 'h3_get_resolution',
    aliases: bare('h3_get_resolution'),
    signatures: ['cell cell -> integer'],
    computes: 'The resolution of a cell, 0 to 15.',
    example: `SELECT h3_get_resolution(${CELL})`,
    answer: '9',
  },
  {
    name: 'h3_is_valid_cell',
    aliases: bare('h3_is_valid_cell'),
    signatures: ['cell cell -> boolean'],
    computes: 'Whether a number or a text is a cell.',
    example: "SELECT h3_is_valid_cell('85283473fffffff')",
    answer: 'true',
  },
  {
    name: 'h3_cell_area',
    aliases: bare('h3_cell_area'),
    signatures: ['cell cell -> double'],
    computes: 'The area of a cell.',
    unit: 'm2',
    error: 'On the sphere, as H3 has it: within 0.7 % of ST_Area(h3_cell_to_boundary(cell)).',
    example: `SELECT round(h3_cell_area(${CELL}))`,
    answer: '102290',
  },
  {
    name: 'h3_string_to_h3',
    aliases: ['string_to_h3'],
    signatures: ['cell cell -> cell'],
    computes: 'A cell’s number from its hexadecimal text.',
    example: "SELECT h3_string_to_h3('85283473fffffff')",
    answer: '599686042433355775',
  },
  {
    name: 'h3_h3_to_string',
    aliases: ['h3_to_string'],
    signatures: ['cell cell -> text'],
    computes: 'A cell as H3 writes it, in hexadecimal.',
    example: 'SELECT h3_h3_to_string(599686042433355775)',
    answer: '85283473fffffff',
  },
]);
