/** What the page and the records worker say to each other. Rows go to the database's own port. */
import type { RecordFile } from '../../../core/catalogue/dataset-manifest.ts';
import type { RecordProblem, RecordProgress } from '../../../core/catalogue/record-tables.ts';
import type { DatasetFacts } from '../catalogue-batch.ts';

export type ToRecordsWorker = {
  readonly type: 'load';
  /** Absolute: a worker resolves addresses against its own script. */
  readonly manifestUrl: string;
  readonly facts: DatasetFacts;
  readonly file: RecordFile;
  readonly ingestPort: MessagePort;
};

export type FromRecordsWorker =
  | { readonly type: 'progress'; readonly progress: RecordProgress }
  | { readonly type: 'stored' }
  | { readonly type: 'failed'; readonly problem: RecordProblem; readonly detail: string };
