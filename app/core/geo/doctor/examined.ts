/** What an examination leaves beside its report: the mended features, ready to become a table and a layer. */
import type { Geometry } from '../geojson.ts';
import type { ImportedColumn } from './attributes/imported-column.ts';
import type { DoctorReport } from './report.ts';

export interface ExaminedFile {
  readonly report: DoctorReport;
  /** Rows: every feature of the file has one, with or without a place. */
  readonly count: number;
  /** RFC 7946, WGS84, wound and closed; null where nothing can be drawn. Row 0 is feature 1. */
  geometryAt(row: number): Geometry | null;
  /** Metres above the ground, NaN where unknown. */
  readonly heightM: Float64Array;
  /** By row: 1 where that height was assumed for want of a value. Left out: none was. */
  readonly heightAssumed?: Uint8Array;
  readonly columns: readonly ImportedColumn[];
}
