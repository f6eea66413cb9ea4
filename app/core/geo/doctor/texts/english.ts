/**
 * The doctor's texts in English, by key. Plain words for a city officer. Data, so that the command line prints them and the
 * page's translations take them over; `{{name}}` stands for a parameter, `_one` and `_other` for the plural (as i18next has it).
 * Findings are clauses: they follow a head and a colon, or stand in a list.
 */
import type { DoctorCode } from '../report.ts';

type Clause = string | { readonly one: string; readonly other: string };

/** What a finding says. `count` is what it counts, `detail` the file's own words, cut. */
export const FINDING_TEXTS: Readonly<Record<DoctorCode, Clause>> = {
  'empty-file': 'it is empty',
  'unknown-format': 'it is in no format that is read here. {{detail}}',
  'malformed-json': 'its JSON is broken ({{detail}})',
  'truncated-file': 'it ends in the middle; what stands before the end was read',
  'not-geojson': 'it is JSON, but not map data: no features with a geometry were found',
  'no-features': 'it holds no features',
  'javascript-assignment': 'it is JavaScript; the JSON inside was taken out',
  'json-mended': 'small faults of its JSON were mended',
  'collection-type-wrong': 'the collection is not named as the standard asks; it was read all the same',
  'too-deep': 'its values are nested too deeply to be map data',
  'too-large': 'it is larger than what can be opened here',
  'expands-too-much': 'unpacked it would be far larger than map data ever is',
  'unreadable-archive': 'the archive around it cannot be unpacked',
  'unreadable-file': 'it cannot be read ({{detail}})',
  'missing-part': 'a part of it is missing ({{detail}})',
  'unsupported-version': 'its version is not known here ({{detail}})',
  'not-utf8': 'its text is not UTF-8; it was read as {{detail}}',
  'undecodable-bytes': 'some of its letters could not be read',
  'byte-order-mark': 'it begins with a byte-order mark, which does no harm',
  gzip: 'it is compressed with gzip',
  'newline-delimited': 'it has one feature on each line',
  'several-layers': 'it holds several layers, of which one was read',
  'missing-attributes': 'attributes are missing ({{detail}})',
  'deleted-rows': { one: 'one row is marked as deleted', other: '{{count}} rows are marked as deleted' },
  'title-rows': {
    one: 'one line over the names of the columns was left out',
    other: '{{count}} lines over the names of the columns were left out',
  },
  'ragged-rows': {
    one: 'one row has more or fewer cells than the head; it was filled or cut',
    other: '{{count}} rows have more or fewer cells than the head; they were filled or cut',
  },
  'coordinates-from-columns': 'places were read from {{detail}}',
  'no-coordinate-columns': 'no columns with coordinates were found',
  topojson: 'it is TopoJSON and was converted',
  'json-fg': 'it is JSON-FG',
  'duplicate-json-keys': {
    one: 'one feature has the same name twice; the last value counts',
    other: '{{count}} features have the same name twice; the last value counts',
  },
  'bbox-member-wrong': { one: 'one stated extent is wrong', other: '{{count}} stated extents are wrong' },
  'foreign-members': {
    one: 'one object has members of another kind, which were passed over',
    other: '{{count}} objects have members of another kind, which were passed over',
  },
  'old-style-crs-member': 'its reference system is written in an old way',
  'crs-not-epsg': 'its reference system is named “{{detail}}”, not by an EPSG code',
  'obsolete-crs': 'its reference system is out of use, but known',
  'unknown-crs': 'it names a reference system that is not known here (“{{detail}}”): choose the right one',
  'projected-without-crs': 'its numbers are metres, and it does not say in which reference system: choose one',
  'may-be-local-metres':
    'its numbers begin at 0 and reach {{detail}}, and nothing says what they are: they may be degrees, or metres of a plan of its own, which no map can place. Say that they are degrees, or ask for the file with its reference system',
  'swapped-axes': 'the two numbers of each position stand the other way round and were exchanged',
  'axes-may-be-swapped':
    'as written it lies far from Europe, with the two numbers of each position exchanged near {{detail}}; it was read as written',
  'declared-crs-wrong':
    'it says that it is in {{detail}}, and its numbers do not fit that: choose the right reference system',
  'datum-accuracy': 'its older datum can be brought to today’s to {{detail}} only',
  'outside-crs-area': {
    one: 'one feature lies outside of the area for which its reference system is made',
    other: '{{count}} features lie outside of the area for which their reference system is made',
  },
  'far-from-the-rest': { one: 'one feature lies far from the rest', other: '{{count}} features lie far from the rest' },
  'clockwise-outer-ring': {
    one: 'one outline ran clockwise and was turned round',
    other: '{{count}} outlines ran clockwise and were turned round',
  },
  'counter-clockwise-hole': {
    one: 'one hole ran counter-clockwise and was turned round',
    other: '{{count}} holes ran counter-clockwise and were turned round',
  },
  'repeated-points': {
    one: 'one outline or line has the same point twice in a row',
    other: '{{count}} outlines or lines have the same point twice in a row',
  },
  'zero-area-ring': {
    one: 'one outline without any area was left out',
    other: '{{count}} outlines without any area were left out',
  },
  'unclosed-ring': { one: 'one open outline was closed', other: '{{count}} open outlines were closed' },
  'not-a-feature': { one: 'one entry is no feature', other: '{{count}} entries are no features' },
  'broken-feature': { one: 'one feature is broken', other: '{{count}} features are broken' },
  'bare-geometry': {
    one: 'one shape has no feature around it',
    other: '{{count}} shapes have no feature around them',
  },
  'null-geometry': { one: 'one feature has no shape', other: '{{count}} features have no shape' },
  'empty-coordinates': {
    one: 'one feature has a shape without positions',
    other: '{{count}} features have a shape without positions',
  },
  'bad-geometry': {
    one: 'one feature has something that is no shape ({{detail}})',
    other: '{{count}} features have something that is no shape',
  },
  'bad-coordinate': {
    one: 'one feature has a position that cannot be read ({{detail}}); that part was left out',
    other: '{{count}} features have a position that cannot be read; those parts were left out',
  },
  'text-coordinates': {
    one: 'one feature has positions written as text, which were read',
    other: '{{count}} features have positions written as text, which were read',
  },
  'too-few-points': {
    one: 'one feature has a line or outline of too few points, which was left out',
    other: '{{count}} features have a line or outline of too few points, which was left out',
  },
  'self-intersection': {
    one: 'one shape crossed itself and was mended',
    other: '{{count}} shapes crossed themselves and were mended',
  },
  'ring-self-touch': {
    one: 'one shape touched itself and was mended',
    other: '{{count}} shapes touched themselves and were mended',
  },
  'hole-outside-shell': {
    one: 'one shape has a hole outside of itself, which became a part of its own',
    other: '{{count}} shapes have a hole outside of themselves, which became a part of its own',
  },
  'overlapping-holes': {
    one: 'one shape has holes within holes, which were joined',
    other: '{{count}} shapes have holes within holes, which were joined',
  },
  'overlapping-parts': {
    one: 'one shape has parts that lie on each other, which were joined',
    other: '{{count}} shapes have parts that lie on each other, which were joined',
  },
  'zero-length-line': {
    one: 'one line without length was left out',
    other: '{{count}} features have a line without length, which was left out',
  },
  'z-values': {
    one: 'one feature has heights in its positions',
    other: '{{count}} features have heights in their positions',
  },
  'sentinel-z': {
    one: 'one feature has heights that mean “unknown” ({{detail}})',
    other: '{{count}} features have heights that mean “unknown” ({{detail}})',
  },
  'measure-values': {
    one: 'one feature has more than three numbers to a position; the rest was passed over',
    other: '{{count}} features have more than three numbers to a position; the rest was passed over',
  },
  'mixed-dimensions': {
    one: 'one feature has positions with and without height',
    other: '{{count}} features have positions with and without height',
  },
  'geometry-collection': {
    one: 'one feature is a collection of shapes',
    other: '{{count}} features are collections of shapes',
  },
  'nested-collection': {
    one: 'one collection had collections inside and was made flat',
    other: '{{count}} collections had collections inside and were made flat',
  },
  'crosses-antimeridian': {
    one: 'one shape passes 180° of longitude and was cut there',
    other: '{{count}} shapes pass 180° of longitude and were cut there',
  },
  'longitude-beyond-180': {
    one: 'one feature had longitudes beyond 180°, which were turned back',
    other: '{{count}} features had longitudes beyond 180°, which were turned back',
  },
  'out-of-range': {
    one: 'one feature lies outside of the world (latitude beyond 90°) and was left out',
    other: '{{count}} features lie outside of the world (latitude beyond 90°) and were left out',
  },
  unprojectable: {
    one: 'one feature has no place in the reference system and was left out',
    other: '{{count}} features have no place in the reference system and were left out',
  },
  'repair-failed': {
    one: 'one shape is too tangled to be mended and was left out',
    other: '{{count}} shapes are too tangled to be mended and were left out',
  },
  'not-checked': {
    one: 'one shape is too tangled to be checked and was taken as it is',
    other: '{{count}} shapes are too tangled to be checked and were taken as they are',
  },
  'missing-properties': { one: 'one feature has no attributes', other: '{{count}} features have no attributes' },
  'bad-properties': {
    one: 'one feature has something else in place of attributes',
    other: '{{count}} features have something else in place of attributes',
  },
  'numeric-strings': {
    one: 'one column had its numbers written as text, which were read ({{detail}})',
    other: '{{count}} columns had their numbers written as text, which were read ({{detail}})',
  },
  'mixed-types': {
    one: 'one column holds values of several kinds ({{detail}})',
    other: '{{count}} columns hold values of several kinds ({{detail}})',
  },
  'ambiguous-numbers': {
    one: 'in one column a point or comma may mean thousands or decimals ({{detail}})',
    other: 'in {{count}} columns a point or comma may mean thousands or decimals ({{detail}})',
  },
  'ambiguous-dates': {
    one: 'in one column day and month cannot be told apart ({{detail}})',
    other: 'in {{count}} columns day and month cannot be told apart ({{detail}})',
  },
  'mixed-zones': {
    one: 'one column has times with and without a time zone ({{detail}})',
    other: '{{count}} columns have times with and without a time zone ({{detail}})',
  },
  'large-integers': {
    one: 'one column has whole numbers too large to be exact ({{detail}})',
    other: '{{count}} columns have whole numbers too large to be exact ({{detail}})',
  },
  'nested-values': {
    one: 'one feature has attributes inside attributes, which were made columns',
    other: '{{count}} features have attributes inside attributes, which were made columns',
  },
  'name-clash': {
    one: 'one column has the name of another and was given a number ({{detail}})',
    other: '{{count}} columns have the name of another and were given numbers ({{detail}})',
  },
  'renamed-columns': {
    one: 'one column was given a name that SQL can say ({{detail}})',
    other: '{{count}} columns were given names that SQL can say ({{detail}})',
  },
  'duplicate-key-values': {
    one: 'one value of a key occurs more than once ({{detail}}): joining by it doubles rows',
    other: '{{count}} values of a key occur more than once ({{detail}}): joining by it doubles rows',
  },
  'duplicate-feature-ids': {
    one: 'one feature has the number of another',
    other: '{{count}} features have the number of another',
  },
  'bad-feature-id': {
    one: 'one feature has an identifier that is neither text nor number',
    other: '{{count}} features have an identifier that is neither text nor number',
  },
  'null-words': {
    one: 'one column has words that mean “nothing” ({{detail}})',
    other: '{{count}} columns have words that mean “nothing” ({{detail}})',
  },
  'value-too-long': { one: 'one value was cut for its length', other: '{{count}} values were cut for their length' },
  'too-many-columns': {
    one: 'one column too many was left out ({{detail}})',
    other: '{{count}} columns too many were left out ({{detail}})',
  },
  'no-height-attribute': 'nothing says how high its buildings are, so one height was assumed for all',
  'null-height': { one: 'one feature has no height', other: '{{count}} features have no height' },
  'height-out-of-range': {
    one: 'one feature has an impossible height',
    other: '{{count}} features have an impossible height',
  },
  'several-lods': {
    one: 'one object has several levels of detail, of which one is drawn',
    other: '{{count}} objects have several levels of detail, of which one is drawn',
  },
  'same-lod-twice': {
    one: 'one object has two shapes of the same level of detail',
    other: '{{count}} objects have two shapes of the same level of detail',
  },
  'unknown-object-type': {
    one: 'one object is of a kind that is not known',
    other: '{{count}} objects are of a kind that is not known',
  },
  'broken-reference': {
    one: 'one object refers to something that is not in the file',
    other: '{{count}} objects refer to something that is not in the file',
  },
  'solid-not-closed': { one: 'one solid is not closed', other: '{{count}} solids are not closed' },
  'unsupported-geometry': {
    one: 'one feature has a kind of shape that cannot be drawn',
    other: '{{count}} features have a kind of shape that cannot be drawn',
  },
};

/** What the sentence about the file begins with. */
export const HEAD_TEXTS = {
  all: { one: 'The one feature can be drawn', other: 'All {{count}} features can be drawn' },
  some: {
    one: '{{drawable}} of one feature can be drawn',
    other: '{{drawable}} of {{count}} features can be drawn',
  },
  none: {
    one: 'The file has one row and nothing that can be drawn',
    other: 'The file has {{count}} rows and nothing that can be drawn',
  },
  empty: 'The file is sound and has no features',
  question: { one: 'The file has one feature', other: 'The file has {{count}} features' },
  refused: 'This file cannot be loaded',
  more: { one: 'one thing more', other: '{{count}} things more' },
  candidate: 'most likely {{code}} ({{name}}, {{area}})',
} as const satisfies Readonly<Record<string, Clause>>;
