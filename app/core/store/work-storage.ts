/** What the app asks of whatever keeps a person's work in the browser. */

export type StorageState =
  /** Not yet known. */
  | 'opening'
  /** This tab keeps its work. */
  | 'writing'
  /** Another tab of this browser keeps its work; this one takes over when that one closes. */
  | 'other-tab'
  /** The browser grants no storage. */
  | 'unavailable'
  /** A later version of the app has stored its work; it is left alone. */
  | 'other-version'
  /** The browser gives no more room; tried again every minute. */
  | 'full'
  | 'failed'
  /** Everything was forgotten at the person's wish; nothing is kept until the page is opened again. */
  | 'forgotten';

export interface StorageStatus {
  readonly state: StorageState;
  readonly keptBytes: number;
  readonly keptObservations: number;
  /** Names of a person's own tables that are kept. */
  readonly keptTables: readonly string[];
  /** Names of own tables that are too large to be kept. */
  readonly tooLarge: readonly string[];
  /** Names of kept parts that could not be read on opening and were left out. */
  readonly damaged: readonly string[];
  /** Wall time, ms UTC; null before the first. */
  readonly savedAtMs: number | null;
  /** Of all that this site may keep; null where the browser does not tell. */
  readonly usedBytes: number | null;
  readonly quotaBytes: number | null;
  /** Technical words for the folded part of a notice. */
  readonly detail: string | null;
}

export const NOTHING_STORED: StorageStatus = {
  state: 'opening',
  keptBytes: 0,
  keptObservations: 0,
  keptTables: [],
  tooLarge: [],
  damaged: [],
  savedAtMs: null,
  usedBytes: null,
  quotaBytes: null,
  detail: null,
};

export interface WorkStorage {
  /** Called at once with what is known, and after every change. Returns the function that stops it. */
  onStatus(listener: (status: StorageStatus) => void): () => void;
  /** Forgets everything that is kept in this browser and keeps nothing until the page is opened again. */
  forget(): Promise<void>;
}
