/** What the numbers of a finding count. Codes that are not named here count features. */
import type { DoctorCode, ReportedIssue } from './report.ts';

type Counted = ReportedIssue['counted'];

const OTHERS: readonly (readonly [Counted, readonly DoctorCode[]])[] = [
  [
    'file',
    [
      'empty-file',
      'unknown-format',
      'malformed-json',
      'truncated-file',
      'not-geojson',
      'no-features',
      'javascript-assignment',
      'json-mended',
      'collection-type-wrong',
      'too-deep',
      'too-large',
      'expands-too-much',
      'unreadable-archive',
      'unreadable-file',
      'missing-part',
      'unsupported-version',
      'not-utf8',
      'undecodable-bytes',
      'byte-order-mark',
      'gzip',
      'newline-delimited',
      'several-layers',
      'missing-attributes',
      'coordinates-from-columns',
      'no-coordinate-columns',
      'missing-attributes',
      'coordinates-from-columns',
      'no-coordinate-columns',
      'topojson',
      'json-fg',
      'old-style-crs-member',
      'crs-not-epsg',
      'obsolete-crs',
      'unknown-crs',
      'projected-without-crs',
      'may-be-local-metres',
      'swapped-axes',
      'axes-may-be-swapped',
      'declared-crs-wrong',
      'datum-accuracy',
      'no-height-attribute',
    ],
  ],
  ['ring', ['clockwise-outer-ring', 'counter-clockwise-hole', 'repeated-points', 'zero-area-ring', 'unclosed-ring']],
  [
    'property',
    [
      'numeric-strings',
      'mixed-types',
      'ambiguous-numbers',
      'ambiguous-dates',
      'mixed-zones',
      'large-integers',
      'name-clash',
      'renamed-columns',
      'null-words',
      'too-many-columns',
    ],
  ],
  ['value', ['duplicate-key-values']],
];

const BY_CODE = new Map<DoctorCode, Counted>(
  OTHERS.flatMap(([counted, codes]) => codes.map((code): [DoctorCode, Counted] => [code, counted])),
);

export const countedBy = (code: DoctorCode): Counted => BY_CODE.get(code) ?? 'feature';
