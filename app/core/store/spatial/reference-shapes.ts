/** Reference of the functions that make, combine, reshape and take apart geometry. */
import { group } from './function-reference.ts';

const SQUARE = "ST_GeomFromText('POLYGON((0 0, 2 0, 2 2, 0 2, 0 0))')";
const OTHER = "ST_GeomFromText('POLYGON((1 0, 3 0, 3 2, 1 2, 1 0))')";
const LINE = "ST_GeomFromText('LINESTRING(2.16 41.38, 2.17 41.38, 2.17 41.39)')";
const PLANAR = 'Worked out in the plane of degrees with double precision: places are right to about a nanometre.';

export const MAKE = group('make', [
  {
    name: 'ST_Point',
    aliases: ['ST_MakePoint'],
    signatures: ['lon double, lat double -> geometry'],
    computes: 'The point at a longitude and a latitude, in this order.',
    unit: 'degrees',
    example: 'SELECT ST_AsText(ST_Point(2.1649, 41.3917))',
    answer: 'POINT (2.1649 41.3917)',
  },
  {
    name: 'ST_MakeLine',
    signatures: ['a geometry, b geometry -> geometry', 'geoms list -> geometry'],
    computes: 'The line through two points or lines, or through a list of them: ST_MakeLine(list(geom ORDER BY time)).',
    unit: 'degrees',
    example: 'SELECT ST_AsText(ST_MakeLine(ST_Point(2.16, 41.38), ST_Point(2.17, 41.39)))',
    answer: 'LINESTRING (2.16 41.38, 2.17 41.39)',
  },
  {
    name: 'ST_MakeEnvelope',
    signatures: ['west double, south double, east double, north double -> geometry'],
    computes: 'The box between two longitudes and two latitudes.',
    unit: 'degrees',
    example: 'SELECT ST_AsText(ST_MakeEnvelope(2, 41, 3, 42))',
    answer: 'POLYGON ((2 41, 3 41, 3 42, 2 42, 2 41))',
  },
  {
    name: 'ST_Collect',
    signatures: ['a geometry, b geometry -> geometry', 'agg geom geometry -> geometry'],
    computes: 'Geometries side by side as one multi-part geometry; nothing is dissolved.',
    example: 'SELECT ST_AsText(ST_Collect(ST_Point(1, 2), ST_Point(3, 4)))',
    answer: 'MULTIPOINT ((1 2), (3 4))',
  },
]);

export const COMBINE = group('combine', [
  {
    name: 'ST_Union',
    signatures: ['a geometry, b geometry -> geometry', 'agg geom geometry -> geometry'],
    computes: 'What either covers, inner borders gone; with one argument, of all rows of a group.',
    error: PLANAR,
    example: `SELECT ST_XMax(ST_Union(${SQUARE}, ${OTHER}))`,
    answer: '3',
  },
  {
    name: 'ST_Union_Agg',
    signatures: ['agg geom geometry -> geometry'],
    computes: 'What any row of a group covers, inner borders gone; the same as ST_Union with one argument.',
    error: PLANAR,
    example: `SELECT ST_NumGeometries(ST_Union_Agg(g)) FROM (VALUES (${SQUARE}), (${OTHER})) shapes(g)`,
    answer: '1',
  },
  {
    name: 'ST_Intersection',
    signatures: ['a geometry, b geometry -> geometry'],
    computes: 'What both have in common; empty where they are apart.',
    error: PLANAR,
    example: `SELECT ST_Equals(ST_Intersection(${SQUARE}, ${OTHER}), ST_MakeEnvelope(1, 0, 2, 2))`,
    answer: 'true',
  },
  {
    name: 'ST_Difference',
    signatures: ['a geometry, b geometry -> geometry'],
    computes: 'What a has and b has not.',
    error: PLANAR,
    example: `SELECT ST_Equals(ST_Difference(${SQUARE}, ${OTHER}), ST_MakeEnvelope(0, 0, 1, 2))`,
    answer: 'true',
  },
  {
    name: 'ST_SymDifference',
    signatures: ['a geometry, b geometry -> geometry'],
    computes: 'What one of both has and the other has not.',
    error: PLANAR,
    example: `SELECT ST_NumGeometries(ST_SymDifference(${SQUARE}, ${OTHER}))`,
    answer: '2',
  },
]);

export const SHAPE = group('shape', [
  {
    name: 'ST_Buffer',
    signatures: [
      'geom geometry, metres double -> geometry',
      'geom geometry, metres double, segments integer -> geometry',
    ],
    computes:
      'Everything within so many metres; negative metres take a margin off. Curves are drawn with 8 edges to a quarter circle unless told. Up to 1,000 km wide.',
    unit: 'degrees',
    error:
      'Metres are right to 0.001 % within 30 km east and west of the middle and to 0.3 % at 500 km. A circle of 8 segments is 0.5 % too narrow between its corners and has 0.64 % less area.',
    example: 'SELECT round(ST_Area(ST_Buffer(ST_Point(2.17, 41.38), 100, 64)))',
    answer: '31413',
  },
  {
    name: 'ST_Centroid',
    signatures: ['geom geometry -> geometry'],
    computes: 'The middle of a shape by its area (lines by their length, points by their number); it may lie outside.',
    unit: 'degrees',
    error:
      'Worked out in the plane of degrees: within a thousandth of the shape’s height of the middle on the ground, for a city.',
    example: `SELECT ST_AsText(ST_Centroid(${SQUARE}))`,
    answer: 'POINT (1 1)',
  },
  {
    name: 'ST_PointOnSurface',
    signatures: ['geom geometry -> geometry'],
    computes: 'A point that certainly lies in the shape.',
    unit: 'degrees',
    example: `SELECT ST_Intersects(ST_PointOnSurface(${SQUARE}), ${SQUARE})`,
    answer: 'true',
  },
  {
    name: 'ST_ConvexHull',
    signatures: ['geom geometry -> geometry'],
    computes: 'The smallest shape without dents around all of it.',
    unit: 'degrees',
    example: 'SELECT ST_NPoints(ST_ConvexHull(ST_Collect(ST_Point(0, 0), ST_MakeEnvelope(1, 1, 2, 2))))',
    answer: '5',
  },
  {
    name: 'ST_Envelope',
    signatures: ['geom geometry -> geometry'],
    computes: 'The box around it, a line or a point where it has no width or height.',
    unit: 'degrees',
    example: 'SELECT ST_AsText(ST_Envelope(ST_MakeLine(ST_Point(1, 3), ST_Point(2, 5))))',
    answer: 'POLYGON ((1 3, 2 3, 2 5, 1 5, 1 3))',
  },
  {
    name: 'ST_Simplify',
    signatures: ['geom geometry, metres double -> geometry'],
    computes:
      'Without the vertices that lie closer than so many metres to the line between those kept (Douglas–Peucker). NULL where an area shrinks to nothing; borders may come to cross.',
    unit: 'degrees',
    error: 'Distances are taken in a plane through the middle: right to 0.2 % over 10 km.',
    example: `SELECT ST_NPoints(ST_Simplify(ST_GeomFromText('LINESTRING(2.16 41.38, 2.165 41.38001, 2.17 41.38)'), 5))`,
    answer: '2',
  },
  {
    name: 'ST_MakeValid',
    signatures: ['geom geometry -> geometry'],
    computes: 'The shape itself where it is sound; else what lies inside an odd number of its rings.',
    example: `SELECT ST_NumGeometries(ST_MakeValid(ST_GeomFromText('POLYGON((0 0, 2 2, 2 0, 0 2, 0 0))')))`,
    answer: '2',
  },
]);

export const INSPECT = group('inspect', [
  {
    name: 'ST_X',
    signatures: ['point geometry -> double'],
    computes: 'The longitude of a point.',
    unit: 'degrees',
    example: 'SELECT ST_X(ST_Point(2.17, 41.38))',
    answer: '2.17',
  },
  {
    name: 'ST_Y',
    signatures: ['point geometry -> double'],
    computes: 'The latitude of a point.',
    unit: 'degrees',
    example: 'SELECT ST_Y(ST_Point(2.17, 41.38))',
    answer: '41.38',
  },
  ...(
    [
      ['ST_XMin', 'westernmost longitude', '0'],
      ['ST_XMax', 'easternmost longitude', '2'],
      ['ST_YMin', 'southernmost latitude', '0'],
      ['ST_YMax', 'northernmost latitude', '2'],
    ] as const
  ).map(([name, what, answer]) => ({
    name,
    signatures: ['geom geometry -> double'],
    computes: `The ${what} of a geometry.`,
    unit: 'degrees',
    example: `SELECT ${name}(${SQUARE})`,
    answer,
  })),
  {
    name: 'ST_GeometryType',
    signatures: ['geom geometry -> text'],
    computes: 'The kind of geometry, as PostGIS names it.',
    example: `SELECT ST_GeometryType(${SQUARE})`,
    answer: 'ST_Polygon',
  },
  {
    name: 'ST_NumPoints',
    signatures: ['line geometry -> integer'],
    computes: 'How many points a line has; NULL for anything else.',
    example: `SELECT ST_NumPoints(${LINE})`,
    answer: '3',
  },
  {
    name: 'ST_NPoints',
    signatures: ['geom geometry -> integer'],
    computes: 'How many positions a geometry has, a ring’s closing one as well.',
    example: `SELECT ST_NPoints(${SQUARE})`,
    answer: '5',
  },
  {
    name: 'ST_NumGeometries',
    signatures: ['geom geometry -> integer'],
    computes: 'How many parts a geometry has: 1 for a single one, 0 for an empty one.',
    example: 'SELECT ST_NumGeometries(ST_Collect(ST_Point(1, 2), ST_Point(3, 4)))',
    answer: '2',
  },
  {
    name: 'ST_GeometryN',
    signatures: ['geom geometry, n integer -> geometry'],
    computes: 'The nth part of a geometry, counted from 1; NULL where there is none.',
    example: 'SELECT ST_AsText(ST_GeometryN(ST_Collect(ST_Point(1, 2), ST_Point(3, 4)), 2))',
    answer: 'POINT (3 4)',
  },
  {
    name: 'ST_StartPoint',
    signatures: ['line geometry -> geometry'],
    computes: 'The first point of a line; NULL for anything else.',
    unit: 'degrees',
    example: `SELECT ST_AsText(ST_StartPoint(${LINE}))`,
    answer: 'POINT (2.16 41.38)',
  },
  {
    name: 'ST_EndPoint',
    signatures: ['line geometry -> geometry'],
    computes: 'The last point of a line; NULL for anything else.',
    unit: 'degrees',
    example: `SELECT ST_AsText(ST_EndPoint(${LINE}))`,
    answer: 'POINT (2.17 41.39)',
  },
  {
    name: 'ST_ExteriorRing',
    signatures: ['polygon geometry -> geometry'],
    computes: 'The outer border of a polygon as a line; NULL for anything else.',
    unit: 'degrees',
    example: `SELECT ST_AsText(ST_ExteriorRing(${SQUARE}))`,
    answer: 'LINESTRING (0 0, 2 0, 2 2, 0 2, 0 0)',
  },
  {
    name: 'ST_IsEmpty',
    signatures: ['geom geometry -> boolean'],
    computes: 'Whether a geometry has no place at all.',
    example: "SELECT ST_IsEmpty(ST_GeomFromText('POLYGON EMPTY'))",
    answer: 'true',
  },
  {
    name: 'ST_IsValid',
    signatures: ['geom geometry -> boolean'],
    computes:
      'Whether a geometry is sound by OGC Simple Features: borders closed, not crossing themselves, holes inside.',
    example: "SELECT ST_IsValid(ST_GeomFromText('POLYGON((0 0, 2 2, 2 0, 0 2, 0 0))'))",
    answer: 'false',
  },
  {
    name: 'ST_IsValidReason',
    signatures: ['geom geometry -> text'],
    computes: 'Why a geometry is not sound, and where.',
    example: "SELECT ST_IsValidReason(ST_GeomFromText('POLYGON((0 0, 2 2, 2 0, 0 2, 0 0))'))",
    answer: 'Self-intersection[1 1]',
  },
]);

export const CONVERT = group('convert', [
  {
    name: 'ST_AsText',
    signatures: ['geom geometry -> text'],
    computes: 'Well-known text, numbers in their shortest exact form.',
    example: 'SELECT ST_AsText(ST_Point(2.17, 41.38))',
    answer: 'POINT (2.17 41.38)',
  },
  {
    name: 'ST_GeomFromText',
    signatures: ['wkt text -> geometry', 'wkt text, srid integer -> geometry'],
    computes: 'The geometry that well-known text describes, longitude first; an SRID may be 4326 only.',
    example: "SELECT ST_Y(ST_GeomFromText('POINT(2.17 41.38)', 4326))",
    answer: '41.38',
  },
  {
    name: 'ST_AsWKB',
    aliases: ['ST_AsBinary'],
    signatures: ['geom geometry -> blob'],
    computes: 'Well-known binary, the form in which geometry is stored.',
    example: 'SELECT octet_length(ST_AsWKB(ST_Point(2.17, 41.38)))',
    answer: '21',
  },
  {
    name: 'ST_GeomFromWKB',
    signatures: ['wkb geometry -> geometry'],
    computes: 'The geometry that well-known binary describes (EWKB as well); an error where the bytes are none.',
    example: "SELECT ST_AsText(ST_GeomFromWKB(from_hex('0101000000000000000000F03F0000000000000040')))",
    answer: 'POINT (1 2)',
  },
  {
    name: 'ST_AsGeoJSON',
    signatures: ['geom geometry -> text'],
    computes: 'GeoJSON (RFC 7946), rounded to nine decimals: a tenth of a millimetre.',
    example: 'SELECT ST_AsGeoJSON(ST_Point(2.17, 41.38))',
    answer: '{"type":"Point","coordinates":[2.17,41.38]}',
  },
  {
    name: 'ST_GeomFromGeoJSON',
    signatures: ['json text -> geometry'],
    computes: 'The geometry that a GeoJSON text describes, or that of a GeoJSON feature.',
    example: `SELECT ST_X(ST_GeomFromGeoJSON('{"type":"Point","coordinates":[2.17,41.38]}'))`,
    answer: '2.17',
  },
  {
    name: 'ST_Transform',
    signatures: ['geom geometry, target text -> geometry', 'geom geometry, source text, target text -> geometry'],
    computes:
      'The geometry in another coordinate system, by its EPSG code; the source is EPSG:4326 unless told, and axes are always easting or longitude first. What measures (ST_Area, ST_Distance, …) takes longitude and latitude only and refuses the result; so transform back before measuring.',
    unit: 'of the system: metres or degrees',
    error:
      'Under a millimetre for UTM; ETRS89 and WGS 84 are taken as equal, which they are to within a metre. Older national systems are shifted without their grids: 0.25 m for the Dutch one, 2 m for the British, more for some (docs/crs.md).',
    example: "SELECT round(ST_X(ST_Transform(ST_Point(2.1649, 41.3917), 'EPSG:25831')))",
    answer: '430184',
  },
  {
    name: 'ST_SetSRID',
    signatures: ['geom geometry, srid integer -> geometry'],
    computes: 'The geometry itself where the SRID is 4326, which all geometry here is in; an error for any other.',
    example: 'SELECT ST_AsText(ST_SetSRID(ST_MakePoint(2.17, 41.38), 4326))',
    answer: 'POINT (2.17 41.38)',
  },
]);
