/** What the page and the import worker say to each other. Rows go to the database's own port. */
import type { ReadProgress } from '../../../core/geo/doctor/feature-source.ts';
import type {
  Examination,
  ImportedLayer,
  ImportPart,
  ImportPlan,
  ImportWishes,
} from '../../../core/twins/file-importer.ts';

export type ToImportWorker =
  /** Once, first: a browser's files, which are read when they are needed. */
  | { readonly type: 'open'; readonly parts: readonly ImportPart[] }
  | { readonly type: 'examine'; readonly id: number; readonly wishes: ImportWishes }
  | { readonly type: 'store'; readonly id: number; readonly plan: ImportPlan; readonly ingestPort: MessagePort };

export type FromImportWorker =
  | { readonly type: 'progress'; readonly progress: ReadProgress }
  | { readonly type: 'examined'; readonly id: number; readonly examination: Examination }
  | { readonly type: 'stored'; readonly id: number; readonly layer: ImportedLayer }
  | { readonly type: 'failed'; readonly id: number; readonly detail: string };
