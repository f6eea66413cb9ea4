/**
 * The port through which a project becomes one file and comes back (docs/project-file.md). adapters/workers/project
 * implements it in a worker: rows go between it and the database, never through the page.
 */
import type { Issue } from '../base/result.ts';
import type { CancelSignal } from '../store/database.ts';
import type { ProjectFile, ProjectIssue, ProjectTable } from './project-file.ts';

export interface ArchiveProgress {
  readonly step: 'reading' | 'packing' | 'unpacking' | 'storing';
  readonly table: string;
  readonly doneTables: number;
  readonly allTables: number;
}

export interface ArchiveOptions {
  readonly signal?: CancelSignal;
  readonly onProgress?: (progress: ArchiveProgress) => void;
}

/** What is written beside the tables. */
export interface ProjectContent {
  readonly project: Omit<ProjectFile, 'tables'>;
  /** Tables whose rows go along, with their columns in order. */
  readonly tables: readonly Pick<ProjectTable, 'name' | 'columns'>[];
  /** The cards as DCAT-AP in JSON-LD. */
  readonly catalogue: string;
}

export interface WrittenArchive {
  /** Pieces of the zip, in order. */
  readonly parts: readonly Uint8Array[];
  readonly tables: readonly ProjectTable[];
}

export type TableFault =
  /** Its file is not in the archive, or cannot be unpacked. */
  | 'missing'
  /** Unpacks to far more than it should. */
  | 'too-large'
  /** Its content is not what was written: the checksum differs. */
  | 'damaged'
  /** The types of its columns are none that the database knows. */
  | 'bad-type'
  /** The database did not take it. */
  | 'refused';

export interface StoredTables {
  /** By the name in the archive: the name it has now. */
  readonly names: ReadonlyMap<string, string>;
  readonly failed: readonly { readonly table: string; readonly fault: TableFault; readonly detail: string }[];
}

export interface OpenedArchive {
  /** Null where it is no project; `issues` says why. */
  readonly project: ProjectFile | null;
  readonly issues: readonly Issue<ProjectIssue | 'project-no-archive'>[];
  /** Brings the rows back; a name that is taken gets a number. A table that cannot be read is named and the rest comes. */
  store(taken: readonly string[], options?: ArchiveOptions): Promise<StoredTables>;
  close(): void;
}

export interface ProjectArchives {
  /** Rejects with the database's words where a table cannot be read, and when it was called off. */
  write(content: ProjectContent, options?: ArchiveOptions): Promise<WrittenArchive>;
  /** `here` is the place of this page. */
  open(bytes: Uint8Array, here: ProjectFile['place']): Promise<OpenedArchive>;
}
