/** What the page and the project worker say to each other. Rows go over the database's own port. */
import type {
  ArchiveProgress,
  OpenedArchive,
  ProjectContent,
  StoredTables,
  WrittenArchive,
} from '../../../core/project/project-archives.ts';
import type { ProjectFile } from '../../../core/project/project-file.ts';

export type ToProjectWorker =
  | { readonly type: 'write'; readonly content: ProjectContent; readonly port: MessagePort }
  | { readonly type: 'open'; readonly bytes: Uint8Array; readonly here: ProjectFile['place'] }
  | { readonly type: 'store'; readonly taken: readonly string[]; readonly port: MessagePort };

export type FromProjectWorker =
  | { readonly type: 'progress'; readonly progress: ArchiveProgress }
  | { readonly type: 'written'; readonly archive: WrittenArchive }
  | { readonly type: 'opened'; readonly opened: Pick<OpenedArchive, 'project' | 'issues'> }
  | { readonly type: 'stored'; readonly stored: StoredTables }
  | { readonly type: 'failed'; readonly detail: string };
