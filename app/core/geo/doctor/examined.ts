/** What an examination leaves beside its report: the mended features, ready to become a table and a layer. */
import type { BuildingFaces } from '../building-faces.ts';
import type { Geometry } from '../geojson.ts';
import type { ImportedColumn } from './attributes/imported-column.ts';
import type { DoctorReport } from './report.ts';

export interface ExaminedFile {
  readonly report: DoctorReport;
  /** Rows: every feature of the file has one, with or without a place. None where the file is refused. */
  readonly count: number;
  /**
   * RFC 7946, WGS84, wound and closed; null where nothing can be drawn, and for every row while the reference system is a
   * question. Row 0 is feature 1.
   */
  geometryAt(row: number): Geometry | null;
  /** Real roofs and walls of a row; null where the file has none, or the row is not drawn. */
  facesAt(row: number): BuildingFaces | null;
  /** Whether any row has. */
  readonly hasFaces: boolean;
  /** Metres above the ground, NaN where unknown. */
  readonly heightM: Float64Array;
  /** 1 where the height is assumed and not the file's. */
  readonly heightIsAssumed: Uint8Array;
  readonly columns: readonly ImportedColumn[];
}
