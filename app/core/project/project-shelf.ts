/** Where the projects lie that are not open: each as its archive. adapters/storage implements it over IndexedDB. */
export interface ShelvedProject {
  readonly id: string;
  /** Empty where the person gave none. */
  readonly name: string;
  /** Wall time, ms UTC. */
  readonly savedMs: number;
  readonly tables: number;
  readonly bytes: number;
}

export interface ProjectShelf {
  /** The newest first. Rejects where the browser grants no storage. */
  list(): Promise<readonly ShelvedProject[]>;
  /** In the place of an older state of the same project, which is there until the new one is whole. */
  put(project: Omit<ShelvedProject, 'bytes'>, parts: readonly Uint8Array[]): Promise<void>;
  /** The archive; null where there is none. */
  get(id: string): Promise<Uint8Array | null>;
  remove(id: string): Promise<void>;
  clear(): Promise<void>;
}
