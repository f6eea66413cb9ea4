import type { FeatureSource, FileFormat, ReadProgress, SourceHead } from '../../../core/geo/doctor/feature-source.ts';
import type { ColumnChoice } from '../../../core/geo/reading/csv/geometry-columns.ts';
import type { IssueLog } from '../../../core/geo/reading/issue-log.ts';

export interface OpenOptions {
  readonly isCancelled?: () => boolean;
  readonly onProgress?: (progress: ReadProgress) => void;
  /** Layer to read of a file with several. */
  readonly layer?: string;
  /** Files dropped together with it, by name: the parts of a shapefile. */
  readonly siblings?: ReadonlyMap<string, Uint8Array>;
  /** Columns of a table that a person chose to hold the places. */
  readonly columns?: ColumnChoice;
}

/** What openers of single formats are given. */
export interface OpenContext {
  readonly bytes: Uint8Array;
  readonly fileName: string;
  readonly wrapping: SourceHead['wrapping'];
  /** Archives that stand around it. */
  readonly archives: number;
  readonly log: IssueLog;
  readonly options: OpenOptions;
}

export function headOf(context: OpenContext, format: FileFormat, given: Partial<SourceHead> = {}): SourceHead {
  return { format, wrapping: context.wrapping, encoding: null, layer: null, layers: [], ...given };
}

/** A file of which nothing can be read; the log says why. */
export function emptySource(head: SourceHead, log: IssueLog): FeatureSource {
  return {
    head,
    async *batches() {},
    declaredCrs: () => null,
    issues: () => log.list(),
  };
}
