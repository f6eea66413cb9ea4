/** What the doctor says of a file: the one shape that the import dialog shows and the command line prints. */
import type { FilePosition, SourceHead } from './feature-source.ts';

/**
 * `loads`: nothing was left out or guessed. `loads-with-issues`: something is repaired, missing or guessed, and said.
 * `needs-crs`: metres and no declared system. `refused`: not loaded.
 */
export type DoctorOutcome = 'loads' | 'loads-with-issues' | 'needs-crs' | 'refused';

/** What an issue did: the first two are only noted. */
export type IssueWeight = 'note' | 'mended' | 'missing' | 'guessed' | 'question' | 'refusal';

/** Closed list. The weight is what the outcome is made of; texts for people are keyed by the code. */
export const DOCTOR_CODES = {
  // The file
  'empty-file': 'refusal',
  'unknown-format': 'refusal',
  'malformed-json': 'refusal',
  'truncated-file': 'guessed',
  'not-geojson': 'refusal',
  'no-features': 'note',
  'javascript-assignment': 'mended',
  'json-mended': 'mended',
  'collection-type-wrong': 'mended',
  'too-deep': 'refusal',
  'too-large': 'refusal',
  'expands-too-much': 'refusal',
  'unreadable-archive': 'refusal',
  'unreadable-file': 'refusal',
  'missing-part': 'refusal',
  'unsupported-version': 'refusal',
  'not-utf8': 'guessed',
  'undecodable-bytes': 'missing',
  'byte-order-mark': 'note',
  gzip: 'note',
  'newline-delimited': 'note',
  'several-layers': 'note',
  'missing-attributes': 'missing',
  'deleted-rows': 'note',
  'title-rows': 'note',
  'ragged-rows': 'mended',
  'coordinates-from-columns': 'note',
  'no-coordinate-columns': 'missing',
  topojson: 'note',
  'json-fg': 'note',
  'duplicate-json-keys': 'guessed',
  'bbox-member-wrong': 'note',
  'foreign-members': 'note',
  // The reference system
  'old-style-crs-member': 'note',
  'crs-not-epsg': 'note',
  'obsolete-crs': 'note',
  'unknown-crs': 'question',
  'projected-without-crs': 'question',
  'may-be-local-metres': 'question',
  'swapped-axes': 'guessed',
  'axes-may-be-swapped': 'guessed',
  'declared-crs-wrong': 'question',
  'datum-accuracy': 'note',
  'outside-crs-area': 'note',
  'far-from-the-rest': 'note',
  // Geometry, counts by ring
  'clockwise-outer-ring': 'note',
  'counter-clockwise-hole': 'note',
  'repeated-points': 'note',
  'zero-area-ring': 'missing',
  'unclosed-ring': 'mended',
  // Geometry, counts by feature
  'not-a-feature': 'missing',
  'broken-feature': 'missing',
  'bare-geometry': 'note',
  'null-geometry': 'missing',
  'empty-coordinates': 'missing',
  'bad-geometry': 'missing',
  'bad-coordinate': 'missing',
  'text-coordinates': 'mended',
  'too-few-points': 'missing',
  'self-intersection': 'mended',
  'ring-self-touch': 'mended',
  'hole-outside-shell': 'mended',
  'overlapping-holes': 'mended',
  'overlapping-parts': 'mended',
  'zero-length-line': 'missing',
  'z-values': 'note',
  'sentinel-z': 'missing',
  'measure-values': 'note',
  'mixed-dimensions': 'note',
  'geometry-collection': 'note',
  'nested-collection': 'note',
  'crosses-antimeridian': 'mended',
  'longitude-beyond-180': 'mended',
  'out-of-range': 'missing',
  unprojectable: 'missing',
  'repair-failed': 'missing',
  'not-checked': 'note',
  // Attributes
  'missing-properties': 'note',
  'bad-properties': 'missing',
  'numeric-strings': 'mended',
  'mixed-types': 'note',
  'ambiguous-numbers': 'note',
  'ambiguous-dates': 'note',
  'mixed-zones': 'note',
  'large-integers': 'guessed',
  'nested-values': 'note',
  'name-clash': 'note',
  'renamed-columns': 'note',
  'duplicate-key-values': 'note',
  'duplicate-feature-ids': 'note',
  'bad-feature-id': 'note',
  'null-words': 'note',
  'value-too-long': 'missing',
  'too-many-columns': 'missing',
  'no-height-attribute': 'guessed',
  'null-height': 'missing',
  'height-out-of-range': 'guessed',
  // CityJSON and other sources
  'several-lods': 'note',
  'same-lod-twice': 'guessed',
  'unknown-object-type': 'missing',
  'broken-reference': 'missing',
  'solid-not-closed': 'note',
  'unsupported-geometry': 'missing',
} as const satisfies Readonly<Record<string, IssueWeight>>;

export type DoctorCode = keyof typeof DOCTOR_CODES;

export interface ReportedIssue {
  readonly code: DoctorCode;
  readonly weight: IssueWeight;
  /** Of what `counted` names; null: the whole file. */
  readonly count: number | null;
  readonly counted: 'file' | 'feature' | 'ring' | 'property' | 'value';
  /** Numbers of the first few features, from 1. */
  readonly firstFeatures: readonly number[];
  /** Where those stand in the file, as far as the format has places. */
  readonly positions: readonly FilePosition[];
  /** A short fact in plain text: the column's name, the offending value. */
  readonly detail?: string;
}

/** A sentence by its key in texts/english.ts, to be said in any language. */
export interface DoctorSentence {
  readonly key: string;
  readonly parameters: Readonly<Record<string, string | number>>;
}

export interface CrsReport {
  /** The file's own words, or null. */
  readonly declared: string | null;
  /** `EPSG:25831`; null while nobody knows. */
  readonly used: string | null;
  readonly name: string | null;
  readonly why: 'declared' | 'chosen' | 'degrees' | 'unknown';
  /** Worst error to expect of the datum shift without its grids, m; null where there is none to speak of. */
  readonly accuracyM: number | null;
  /** For `needs-crs`: best first. */
  readonly candidates: readonly CrsCandidateReport[];
}

export interface CrsCandidateReport {
  readonly code: string;
  readonly name: string;
  /** Where the file would lie: west, south, east, north. */
  readonly bbox: readonly [number, number, number, number];
  /** Where the system is meant to be used, in plain words: “France – mainland”. */
  readonly area: string;
  /** The larger city at which the file's middle would lie, if any. */
  readonly near?: string | null;
  /** The file's first coordinate read as the northing or latitude. */
  readonly swapped?: boolean;
  /** Other codes by which it would lie at the same place. */
  readonly also?: readonly string[];
  /** 0–1, relative. */
  readonly score: number;
}

export interface HeightReport {
  /** Column that gives it; null: none. */
  readonly column: string | null;
  /** `metres`: a column of lengths; `storeys`: storeys × a height; `geometry`: the shapes' own z; `default`: one for all. */
  readonly rule: 'metres' | 'storeys' | 'geometry' | 'default' | 'none';
  readonly unit: 'm' | 'ft' | 'cm' | 'storey' | null;
  /** A column whose name says height better, and that knows too few features; null: none. */
  readonly passedOver: { readonly column: string; readonly known: number } | null;
  /** Metres that one of the unit is: 0.3048, or the storey height that was assumed. */
  readonly perUnitM: number | null;
  /** Assumed where the rule gives nothing, m; null: such features stay flat. */
  readonly defaultM: number | null;
  /** Features with a usable value, of those that have a surface. */
  readonly known: number;
  readonly of: number;
  readonly lowestM: number | null;
  readonly highestM: number | null;
}

export interface ColumnReport {
  /** Safe in SQL. */
  readonly name: string;
  /** As the file has it; levels of nested objects joined by `.`. */
  readonly source: string;
  readonly type: 'BOOLEAN' | 'BIGINT' | 'DOUBLE' | 'DATE' | 'TIMESTAMP' | 'VARCHAR';
  readonly filled: number;
  readonly distinct: number | null;
  /** Numbers that stood as text and were read as numbers. */
  readonly mendedNumbers: number;
}

export interface DoctorReport {
  readonly outcome: DoctorOutcome;
  /** In the file; null when that cannot be known. */
  readonly features: number | null;
  readonly drawable: number;
  /** As the file has them, `null` for none: `{ Polygon: 71, MultiPolygon: 2 }`. */
  readonly geometryTypes: Readonly<Record<string, number>>;
  readonly crs: CrsReport;
  /** West, south, east, north in WGS84 of what can be drawn. */
  readonly bbox: readonly [number, number, number, number] | null;
  readonly issues: readonly ReportedIssue[];
  /** Features of which nothing can be drawn, by the one reason for it: with `drawable` they make up `features`. */
  readonly leftOut: readonly { readonly code: DoctorCode; readonly count: number }[];
  /** One sentence a city officer understands, in English. */
  readonly why: string;
  /** What that sentence is made of, for other languages: keys of the doctor's texts with their numbers. */
  readonly whyParts: readonly DoctorSentence[];
  readonly file: SourceHead & { readonly name: string; readonly bytes: number };
  readonly columns: readonly ColumnReport[];
  readonly height: HeightReport;
  readonly vertices: number;
}
