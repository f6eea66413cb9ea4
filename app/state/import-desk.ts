/**
 * A file on its way in: what the dialog shows, and the session behind it. Beside the app's state, for none of it outlives
 * the dialog; only what was imported does.
 */
import { createStore, type StoreApi } from 'zustand/vanilla';
import type { LicenceId } from '../core/catalogue/licences.ts';
import type { ReadProgress } from '../core/geo/doctor/feature-source.ts';
import type { Examination, ImportPart, ImportSession, ImportWishes, Stand } from '../core/twins/file-importer.ts';

/** What a person says about a file for its card. */
export interface ImportFacts {
  readonly title: string;
  readonly publisher: string;
  /** Where it was found: a web address or words. */
  readonly source: string;
  readonly licence: LicenceId;
}

export interface ImportState {
  readonly open: boolean;
  /** `choose`: no file yet. Work under way is `examining` or `storing`. */
  readonly step: 'choose' | 'examining' | 'examined' | 'storing' | 'failed';
  readonly files: readonly { readonly name: string; readonly bytes: number }[];
  readonly progress: ReadProgress | null;
  /** The newest one; stays while another is made with other wishes. */
  readonly examination: Examination | null;
  readonly wishes: ImportWishes;
  readonly table: string;
  /** Columns that are left out, by their safe names. */
  readonly leftOut: readonly string[];
  /** Which kind of shapes the layer draws, of a file with several; null: each kind has a table and a layer of its own. */
  readonly draw: Stand | null;
  readonly facts: ImportFacts;
  /** Names of tables that are there, in lower case. */
  readonly taken: readonly string[];
  /** Why the table cannot be made under this name. */
  readonly nameProblem: 'taken' | 'not-a-name' | null;
  /** What failed, in technical words. */
  readonly failure: string | null;
}

export const NO_FACTS: ImportFacts = { title: '', publisher: '', source: '', licence: 'unknown' };

export const NO_IMPORT: ImportState = {
  open: false,
  step: 'choose',
  files: [],
  progress: null,
  examination: null,
  wishes: {},
  table: '',
  leftOut: [],
  draw: null,
  facts: NO_FACTS,
  taken: [],
  nameProblem: null,
  failure: null,
};

export interface ImportDesk {
  readonly store: StoreApi<ImportState>;
  /** The files that are open; empty where none are. */
  parts: readonly ImportPart[];
  session: ImportSession | null;
  /** Ends what is under way. */
  work: AbortController | null;
}

export function createImportDesk(): ImportDesk {
  return { store: createStore<ImportState>()(() => NO_IMPORT), parts: [], session: null, work: null };
}
